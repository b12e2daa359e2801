// SPDX-License-Identifier: GPL-2.0-only
/**
 * What is known of the flags of a VMA: those that code set or cleared, and, of the value that it found, combinations
 * that cannot be. A test that leaves excludes a combination; where paths meet, what both exclude stays excluded.
 */
import type { Place } from '../../text/source.ts';

/** A combination of flags, by their names: all of `set` are set and all of `clear` are clear. */
export interface Flags {
  set?: readonly string[];
  clear?: readonly string[];
}

/** A flag that code changed: set, clear, or one of both and unknown which. */
export interface FlagChange {
  on: boolean | null;
  place: Place;
  /** A function that inserts or maps does it by the way. */
  isByTheWay: boolean;
}

/** A flag that is set (`VM_IO`) or clear (`!VM_IO`). */
type Literal = string;

interface Excluded {
  /** Sorted; never empty. */
  literals: readonly Literal[];
  /** The test that excluded it; null for what core promises. */
  place: Place | null;
}

/** Stands for every flag that has no change of its own. */
const ALL = '*';

/** More combinations than this are not kept apart. */
const MOST = 24;

const negated = (literal: Literal) => (literal.startsWith('!') ? literal.slice(1) : `!${literal}`);
const flagOf = (literal: Literal) => (literal.startsWith('!') ? literal.slice(1) : literal);
const isPositive = (literal: Literal) => !literal.startsWith('!');

/** Immutable. */
export class VmaFlags {
  readonly changes: ReadonlyMap<string, FlagChange>;
  private readonly excluded: readonly Excluded[];
  /** More was excluded than is still known. */
  private readonly isVague: boolean;
  private changesText: string | null = null;
  private excludedText: string | null = null;
  private writeText: string | null = null;

  private constructor(
    changes: ReadonlyMap<string, FlagChange>,
    excluded: readonly Excluded[],
    isVague: boolean,
  ) {
    this.changes = changes;
    this.excluded = excluded;
    this.isVague = isVague;
  }

  /** Nothing is known. */
  static readonly ANY = new VmaFlags(new Map(), [], false);

  /**
   * What do_mmap() hands to a function that maps: VM_SHARED comes with VM_MAYSHARE, and a shared mapping of a file
   * that was not opened for writing has neither VM_SHARED nor VM_MAYWRITE. A private one has VM_MAYWRITE.
   */
  static readonly MAPPED = new VmaFlags(
    new Map(),
    [
      { literals: ['!VM_MAYSHARE', 'VM_SHARED'], place: null },
      { literals: ['!VM_MAYSHARE', '!VM_MAYWRITE'], place: null },
      { literals: ['!VM_SHARED', 'VM_MAYSHARE', 'VM_MAYWRITE'].sort(), place: null },
    ],
    false,
  );

  /** What a first write is told to: a shared mapping that may be written. */
  static readonly WRITTEN = new VmaFlags(
    new Map(),
    [
      { literals: ['!VM_SHARED'], place: null },
      { literals: ['!VM_WRITE'], place: null },
    ],
    false,
  );

  /** Whether the flags may be so: `unknown` where that hangs on code that was not seen. */
  may(flags: Flags): 'yes' | 'no' | 'unknown' {
    const wanted: Literal[] = [];
    let isOpen = this.isVague;
    for (const literal of literalsOf(flags)) {
      const change = this.changeOf(flagOf(literal));
      if (change === null) wanted.push(literal);
      else if (change.on === null) {
        isOpen = true;
        // A callee given the VMA refused nothing that was refused before.
        if (!this.changes.has(flagOf(literal))) wanted.push(literal);
      } else if (change.on !== isPositive(literal)) return 'no';
    }
    if (!isPossible(this.excluded, wanted)) return 'no';
    return isOpen ? 'unknown' : 'yes';
  }

  /** Whether a flag is set, whatever user space asked for; null when that depends. */
  is(flag: string): boolean | null {
    if (this.may({ clear: [flag] }) === 'no') return true;
    return this.may({ set: [flag] }) === 'no' ? false : null;
  }

  /** Where code set a flag (or cleared it); null when it did not for sure. */
  changed(flag: string, on: boolean): Place | null {
    const change = this.changes.get(flag);
    return change?.on === on ? change.place : null;
  }

  /** Where code set a flag for its own sake; null also where a function set it that inserts or maps. */
  chosen(flag: string): Place | null {
    const change = this.changes.get(flag);
    return change?.on === true && !change.isByTheWay ? change.place : null;
  }

  /** The flags that code set for sure (or cleared). */
  changedTo(on: boolean): string[] {
    return [...this.changes]
      .filter(([flag, change]) => flag !== ALL && change.on === on)
      .map(([flag]) => flag);
  }

  /** An opaque callee may have changed the flag. */
  isOpen(flag: string): boolean {
    return this.changeOf(flag)?.on === null;
  }

  /** It is surely not set. */
  lacks(flag: string): boolean {
    return this.is(flag) !== true && !this.isOpen(flag);
  }

  /** An opaque callee was given the VMA. */
  get isWhollyOpen(): boolean {
    return this.changes.get(ALL)?.on === null;
  }

  /** The call of the opaque callee that was given the VMA. */
  get openedBy(): Place | null {
    return this.isWhollyOpen ? (this.changes.get(ALL)?.place ?? null) : null;
  }

  /** The test that refuses such flags, where one did: the first whose refusal is about nothing else. */
  refusal(flags: Flags): Place | null {
    const wanted = literalsOf(flags);
    for (const { literals, place } of this.excluded)
      if (place !== null && literals.every((literal) => wanted.includes(literal))) return place;
    return null;
  }

  /** Where the flags are not so; null when that cannot be. */
  exclude(flags: Flags, place: Place | null): VmaFlags | null {
    return this.without(literalsOf(flags), place);
  }

  private without(literals: readonly Literal[], place: Place | null): VmaFlags | null {
    const rest: Literal[] = [];
    for (const literal of literals) {
      const change = this.changeOf(flagOf(literal));
      if (change === null) rest.push(literal);
      else if (change.on === null) return this;
      else if (change.on !== isPositive(literal)) return this;
    }
    if (rest.length === 0) return null;
    rest.sort();
    if (this.excluded.some((known) => isPartOf(known.literals, rest))) return this;
    const kept = this.excluded.filter((known) => !isPartOf(rest, known.literals));
    const next = [...kept, { literals: rest, place }];
    return isPossible(next, []) ? new VmaFlags(this.changes, next, this.isVague) : null;
  }

  /** Where the flags are so; null when they cannot be. */
  require(flags: Flags, place: Place | null): VmaFlags | null {
    let result: VmaFlags | null = this;
    for (const literal of literalsOf(flags)) result = result?.without([negated(literal)], place) ?? null;
    return result;
  }

  change(flag: string, on: boolean | null, place: Place, isByTheWay = false): VmaFlags {
    const changes = new Map(this.changes).set(flag, { on, place, isByTheWay });
    return new VmaFlags(changes, this.excluded, this.isVague);
  }

  /** An opaque callee may have changed any flag. */
  open(place: Place): VmaFlags {
    return this.change(ALL, null, place);
  }

  /** The value is a new one: every flag is clear, or unknown. */
  replace(on: false | null, place: Place): VmaFlags {
    return new VmaFlags(new Map([[ALL, { on, place, isByTheWay: false }]]), this.excluded, this.isVague);
  }

  /** What a callee found out and changed, of the flags as they are here; null when it found what cannot be. */
  after(callee: VmaFlags, placeOf: (place: Place) => Place): VmaFlags | null {
    let result: VmaFlags | null = this;
    for (const { literals, place } of callee.excluded)
      result = result?.without(literals, place && placeOf(place)) ?? null;
    if (!result || (callee.changes.size === 0 && callee.isVague === this.isVague)) return result;
    const all = callee.changes.get(ALL);
    const changes = new Map(all?.on === false ? [] : result.changes);
    for (const [flag, change] of callee.changes)
      changes.set(flag, { ...change, place: placeOf(change.place) });
    return new VmaFlags(changes, result.excluded, result.isVague || callee.isVague);
  }

  /** What is known on both of two ways. */
  join(other: VmaFlags): VmaFlags {
    if (this === other || this.key === other.key) return this;
    const excluded: Excluded[] = [];
    for (const one of this.excluded)
      for (const two of other.excluded) {
        const literals = [...new Set([...one.literals, ...two.literals])].sort();
        if (!literals.some((literal) => literals.includes(negated(literal))))
          excluded.push({ literals, place: one.place ?? two.place });
      }
    const least = leastOf(excluded);
    let { changes } = this;
    if (this.changesKey !== other.changesKey) {
      const both = new Map(this.changes);
      for (const flag of [...this.changes.keys(), ...other.changes.keys()]) {
        const a = this.changes.get(flag);
        const b = other.changes.get(flag);
        if (a?.on !== b?.on) both.set(flag, { ...((a ?? b) as FlagChange), on: null });
      }
      changes = both;
    }
    const isVague = this.isVague || other.isVague || least.length > MOST;
    return new VmaFlags(changes, least.slice(0, MOST), isVague);
  }

  /** Equal for equal changes. */
  get changesKey(): string {
    this.changesText ??= [...this.changes]
      .map(([flag, { on }]) => `${flag}${on === null ? '?' : on ? '+' : '-'}`)
      .sort()
      .join();
    return this.changesText;
  }

  /**
   * Equal where the same tests refused VM_WRITE: who refuses it on one of two ways has to keep it from coming later there,
   * and who refuses it on both, by a test on each, on each of them.
   */
  get refusedText(): string {
    this.writeText ??= this.excluded
      .flatMap(({ literals, place }) =>
        place !== null && literals.includes('VM_WRITE') ? [`${literals.join('&')}@${place.start}`] : [],
      )
      .sort()
      .join();
    return this.writeText;
  }

  /** Equal for equal knowledge. */
  get key(): string {
    this.excludedText ??= this.excluded
      .map(({ literals }) => literals.join('&'))
      .sort()
      .join();
    return `${this.changesKey}/${this.excludedText}${this.isVague ? '~' : ''}`;
  }

  private changeOf(flag: string): FlagChange | null {
    return this.changes.get(flag) ?? this.changes.get(ALL) ?? null;
  }
}

function literalsOf({ set = [], clear = [] }: Flags): Literal[] {
  return [...set, ...clear.map((flag) => `!${flag}`)];
}

/** All of `part` is in `whole`. */
function isPartOf(part: readonly Literal[], whole: readonly Literal[]): boolean {
  return part.every((literal) => whole.includes(literal));
}

/** Without those that follow from others, the widest first. */
function leastOf(excluded: Excluded[]): Excluded[] {
  const sorted = excluded.sort((a, b) => a.literals.length - b.literals.length);
  const least: Excluded[] = [];
  for (const one of sorted)
    if (!least.some(({ literals }) => isPartOf(literals, one.literals))) least.push(one);
  return least;
}

/** Says whether some flags are as wanted and match none of the combinations. */
function isPossible(excluded: readonly Excluded[], wanted: readonly Literal[]): boolean {
  const known = new Map<string, boolean>();
  for (const literal of wanted) {
    const flag = flagOf(literal);
    if (known.get(flag) === !isPositive(literal)) return false;
    known.set(flag, isPositive(literal));
  }
  return isOpenTo(excluded, known);
}

function isOpenTo(excluded: readonly Excluded[], known: Map<string, boolean>): boolean {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { literals } of excluded) {
      const rest: Literal[] = [];
      let avoided = false;
      for (const literal of literals) {
        const value = known.get(flagOf(literal));
        if (value === undefined) rest.push(literal);
        else if (value !== isPositive(literal)) avoided = true;
      }
      if (avoided) continue;
      const [only] = rest;
      if (only === undefined) return false;
      if (rest.length > 1) continue;
      known.set(flagOf(only), !isPositive(only));
      changed = true;
    }
  }
  // Any flag that a combination still hangs on may go one way or the other.
  for (const { literals } of excluded) {
    if (literals.some((l) => known.get(flagOf(l)) === !isPositive(l))) continue;
    const open = literals.find((l) => known.get(flagOf(l)) === undefined);
    if (open === undefined) continue;
    return [true, false].some((value) => isOpenTo(excluded, new Map(known).set(flagOf(open), value)));
  }
  return true;
}
