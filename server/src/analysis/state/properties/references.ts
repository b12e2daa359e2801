// SPDX-License-Identifier: GPL-2.0-only
/**
 * References to objects: what a path has taken on top of what it was handed, and what it has given back of that. An
 * object whose last reference may have gone must not be looked into any more.
 */
import type { Place } from '../../../text/source.ts';
import { namesMemory } from '../../calls/nameHints.ts';
import { tellCounted } from '../../claims/counted.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { without } from '../without.ts';
import type { LockEntries } from './locks.ts';
import { property } from './property.ts';

/** Where the reference went that may have been the last. */
export interface Dropped {
  place: Place;
  /** The call that gave it back. */
  by: string;
  /** It was freed outright; else a reference was put that may have been the last. */
  certain: boolean;
  /** While mmap_lock was released it was all that kept the object, whoever hands it over. */
  isAlone?: boolean;
  /** A count that did not come to 0: the locks that were held then. As long as one is, no other that counts under it can go on. */
  under?: LockEntries | null;
}

/** What a path knows of one object: references taken here and not given back yet, or where the last one may have gone. */
type Known = Taken | Dropped;

interface Taken {
  taken: number;
  /** Nothing else is known to keep the object: it was looked up, and may go with the last of these. */
  only: boolean;
}

export type References = ReadonlyMap<Sym, Known>;

const NO_REFERENCES: References = new Map();

/** A loop that takes references does not count for ever. */
const MOST_TAKEN = 3;

/** Returns what is known after a reference to the object was taken; `only` as for `Taken`, where it is the first. */
export function takeReference(references: References, object: Sym, only = false): References {
  const known = references.get(object);
  const before = known && 'taken' in known ? known : { taken: 0, only };
  return new Map(references).set(object, { ...before, taken: Math.min(before.taken + 1, MOST_TAKEN) });
}

/** Returns what is known when something unknown may keep the object as well. */
export function keptReference(references: References, object: Sym): References {
  const known = references.get(object);
  if (!known || !('taken' in known) || !known.only) return references;
  return new Map(references).set(object, { ...known, only: false });
}

/**
 * Returns what is known after a reference was given back: one that was taken here, or else perhaps the last. While
 * mmap_lock is released (`isAlone`) what was taken here is all that keeps an object which hangs on the VMA.
 */
export function dropReference(
  references: References,
  object: Sym,
  dropped: Dropped,
  isAlone = false,
): References {
  const known = references.get(object);
  const result = new Map(references);
  if (!dropped.certain && known && 'taken' in known) {
    if (known.taken > 1) result.set(object, { ...known, taken: known.taken - 1 });
    else if (known.only) result.set(object, dropped);
    else if (isAlone) result.set(object, { ...dropped, isAlone });
    else result.delete(object);
  } else if (!known || 'taken' in known) result.set(object, dropped);
  return result;
}

/** Where the last reference to an object may have gone, or null. */
export function droppedOf(references: References, object: Sym): Dropped | null {
  const known = references.get(object);
  return known && !('taken' in known) ? known : null;
}

/** A lock that was held when the count was lowered is held still, and does not lie in the object itself. */
export function isGuarded({ under }: Dropped, object: Sym, locks: LockEntries, symbols: Symbols): boolean {
  if (under == null) return false;
  for (const [id, { depth, sym, place }] of under) {
    const now = locks.get(id);
    if (depth > 0 && now !== undefined && now.depth > 0 && now.place.start === place.start)
      if (!symbols.reaches(object, sym)) return true;
  }
  return false;
}

/** Returns what is known of the objects that the test says can still be named. */
function keepReferences(references: References, isNamed: (object: Sym) => boolean): References {
  return without(references, ...[...references.keys()].filter((object) => !isNamed(object)));
}

/** Returns what is known where two paths meet: a reference that one of them took, an object that is gone on both. */
function joinReferences(a: References, b: References): References {
  if (a === b) return a;
  const result = new Map<Sym, Known>();
  for (const [object, known] of [...a, ...b]) {
    if ('taken' in known || (droppedOf(a, object) && droppedOf(b, object))) result.set(object, known);
  }
  return result;
}

/** What keeps two states apart: an object that is gone in one may be used in the other. */
function referencesKey(references: References, takenToo: boolean): string {
  let key = '';
  for (const [object, known] of references) {
    if (!('taken' in known)) key += `-${object}`;
    else if (takenToo) key += `+${object}:${known.taken}`;
  }
  return key;
}

/** The object that a field lies in, by its address (`&obj->ref` lies in `obj`); null for anything else. */
export function containerOf(symbols: Symbols, sym: Sym): Sym | null {
  const shape = symbols.shape(sym);
  return shape.kind === 'address' ? symbols.ownerOf(shape.loc) : null;
}

/** The object that this one was named through, as the same memory: `entry` of `container_of(entry, …)`. */
export function innerOf(symbols: Symbols, sym: Sym): Sym | null {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'pure' || !namesMemory(shape.name)) return null;
  return shape.operands[0] ?? null;
}

/** What a call has found, itself or by what lies in it, and not made. */
export function isFoundBare(object: Sym, symbols: Symbols): boolean {
  const inner = innerOf(symbols, object);
  if (inner !== null) return isFoundBare(inner, symbols);
  return symbols.shape(object).kind === 'opaque' && !symbols.marks.isAllocated(object);
}

/** Found in some collection, and not made here or by something unknown. */
function isLookedUp(object: Sym, symbols: Symbols): boolean {
  const { kind } = symbols.shape(object);
  return kind === 'opaque' && !symbols.marks.isAllocated(object) && !symbols.marks.isOpaqueResult(object);
}

/** A parameter, or what hangs on one (`vma->vm_private_data`): it can be named again at any time. */
function isNearParameter(object: Sym, symbols: Symbols): boolean {
  for (let at: Sym | null = object, hops = 0; at !== null && hops <= 2; ) {
    const shape = symbols.shape(at);
    if (shape.kind === 'parameter') return true;
    if (shape.kind !== 'initial') return false;
    // An array may be part of the object that names it.
    if (symbols.locShape(shape.loc).kind !== 'element') hops++;
    at = symbols.ownerOf(shape.loc);
  }
  return false;
}

export const referencesProperty = {
  references: property<References>({
    initial: NO_REFERENCES,
    apart: (references) => (references.size > 0 ? referencesKey(references, false) : ''),
    key: (references) => (references.size > 0 ? referencesKey(references, true) : ''),
    outcome: (references) => (references.size > 0 ? referencesKey(references, true) : ''),
    join: joinReferences,
    isQuiet: true,
    prune: (references, used, symbols) =>
      references.size === 0
        ? references
        : keepReferences(references, (object) => used.has(object) || isNearParameter(object, symbols)),
    rename: (references, object) => without(references, object),
    // Of objects that the caller can name.
    giveBack(references, { x, next, value, place, name, sym }) {
      for (const [object, known] of references) {
        if (object !== value && !x.context.symbols.isCallerVisible(object)) continue;
        const own = sym(object);
        if ('certain' in known && known.certain) tellCounted(x, own, { text: `${name}()`, place }, next);
        if (!('taken' in known))
          next.references = dropReference(
            next.references,
            own,
            {
              ...known,
              place,
              by: `${name}()`,
              under: known.under == null ? null : next.locks,
            },
            next.mmap === 'released',
          );
        else {
          const only = known.only || (object === value && isLookedUp(object, x.context.symbols));
          for (let n = 0; n < known.taken; n++) next.references = takeReference(next.references, own, only);
        }
      }
      return true;
    },
  }),
};
