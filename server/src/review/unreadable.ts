// SPDX-License-Identifier: GPL-2.0-only
/** Code that could be read in one of two states of a tree alone: what is found in it cannot be compared. */
import { wholeOf } from '../facts/functions/texts.ts';
import { halfBlocksIn, isBroken, isOpenAtEnd } from '../facts/functions/unread.ts';
import { isHandedVma } from '../facts/mappings/fileMmaps.ts';
import type { FunctionDefinition, Program } from '../facts/model.ts';
import type { Finding } from '../findings/finding.ts';
import { checkText } from '../io/read.ts';
import type { Change } from '../patch/change.ts';
import { isC } from '../text/source.ts';
import { reachedFrom } from './functions.ts';
import type { Version, Versions } from './reach/versions.ts';
import { wordsOf } from './reach/words.ts';

/** What a state of a file has that cannot be read, and could in the other state. */
interface Trouble {
  /** Functions. */
  broken: ReadonlySet<string>;
  /** Functions and tables that the other state has, and this one only names, in a file with trouble. */
  swallowed: ReadonlySet<string>;
  /** Macros with a part of a block. */
  halves: readonly string[];
  /** Nothing of the file is read; or a function that maps cannot be, on which the whole file may depend. */
  isWhole: boolean;
}

/** A state of a tree that changes lead to or from, with what only the other state lets one read. */
export class Unreadable {
  /** Looked for when something was found that may rest on it: all functions of the changes are parsed for that. */
  readonly #find: () => Map<string, Trouble>;
  #byPath: ReadonlyMap<string, Trouble> | null = null;
  #halves: ReadonlySet<string> = new Set();
  readonly #program: Program | null;

  /**
   * @param side the state that is meant
   * @param program where callees are looked up; null where nothing is left to look at
   */
  constructor(
    changes: readonly Change[],
    side: 'before' | 'after',
    { versions, program }: { versions: Versions; program: Program | null },
  ) {
    this.#program = program;
    this.#find = () => troublesOf(changes, side, versions);
  }

  /**
   * Whether a finding of the other state rests on what cannot be read in this one.
   *
   * @param path of its file after the changes; null where it is gone
   */
  has(finding: Finding, path: string | null): boolean {
    if (path === null) return false;
    const byPath = this.#troubles();
    if (byPath.size === 0) return false;
    const own = byPath.get(path);
    if (own?.isWhole === true) return true;
    const names = namesIn(finding);
    if ([...names].some((name) => own?.broken.has(name) || own?.swallowed.has(name))) return true;
    return this.#reached(names, path).some((one) => this.#isUnread(one));
  }

  #troubles(): ReadonlyMap<string, Trouble> {
    if (this.#byPath === null) {
      this.#byPath = this.#find();
      this.#halves = new Set([...this.#byPath.values()].flatMap(({ halves }) => halves));
    }
    return this.#byPath;
  }

  #isUnread(definition: FunctionDefinition): boolean {
    const { name, file } = definition;
    if (this.#troubles().get(file.path)?.broken.has(name) === true) return true;
    if (this.#halves.size === 0) return false;
    const words = wordsOf(wholeOf(definition));
    return [...this.#halves].some((name) => words.has(name));
  }

  /** The functions of some names as a file means them, and those that their texts name. */
  #reached(names: Iterable<string>, path: string): FunctionDefinition[] {
    const program = this.#program;
    const from = program?.files.get(path)?.file;
    if (program === null || from === undefined) return [];
    return reachedFrom(
      [...names].flatMap((name) => program.peek(name, from)),
      program,
    );
  }
}

/** What a finding is about, and what it and its steps name as functions. */
function namesIn({ function: own, table, message, path }: Finding): Set<string> {
  const said = [message, ...path.map((step) => step.message)].join(' ');
  const names = [own, table, ...[...said.matchAll(/\b(\w+)\(\)/g)].map(([, name]) => name)];
  return new Set(names.flatMap((name) => name ?? []));
}

function troublesOf(changes: readonly Change[], side: 'before' | 'after', versions: Versions) {
  const byPath = new Map<string, Trouble>();
  for (const { oldPath, newPath, before, after } of changes) {
    const [path, text, other] = side === 'after' ? [newPath, after, before] : [oldPath, before, after];
    if (path === null || text === null || other === null || !isC(path)) continue;
    const trouble = troubleOf(text, versions.of(path, text), versions.of(path, other));
    if (trouble !== null) byPath.set(side === 'after' ? path : (newPath ?? path), trouble);
  }
  return byPath;
}

function troubleOf(text: string, here: Version, other: Version): Trouble | null {
  if (checkText(text) !== null)
    return checkText(other.text) === null
      ? { broken: new Set(), swallowed: new Set(), halves: [], isWhole: true }
      : null;
  const { functions, tables } = here.facts;
  const bad = functions.filter(
    (one) => isChanged(one, other) && isBroken(one) && !isBrokenIn(other, one.name),
  );
  const isOpen = isOpenAtEnd(here.facts);
  const known = new Set(halfBlocksIn(other.facts));
  const fresh = halfBlocksIn(here.facts).filter((name) => !known.has(name));
  if (bad.length === 0 && !isOpen && fresh.length === 0) return null;
  const there = new Set([...functions, ...tables].map(({ name }) => name));
  const words = wordsOf(text);
  const swallowed = [...other.facts.functions, ...other.facts.tables]
    .map(({ name }) => name)
    .filter((name) => !there.has(name) && words.has(name));
  return {
    broken: new Set(bad.map(({ name }) => name)),
    swallowed: new Set(swallowed),
    halves: fresh,
    isWhole: bad.some(isHandedVma),
  };
}

/** Whether the other state of its file has a function with other words, or reads the same words otherwise. */
function isChanged(definition: FunctionDefinition, other: Version): boolean {
  return definition.item.isTorn === true || !other.items.has(wholeOf(definition));
}

function isBrokenIn({ facts }: Version, name: string): boolean {
  return facts.functions.some((one) => one.name === name && isBroken(one));
}
