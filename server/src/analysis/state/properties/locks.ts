// SPDX-License-Identifier: GPL-2.0-only
/** The locks that a path holds, or has released on top of what it held. */

import type { Place } from '../../../text/source.ts';
import { isGivenBack, lockGiven } from '../../calls/givenBack.ts';
import type { Frame } from '../../engine/frame.ts';
import type { HelperLockKind } from '../../models/model.ts';
import type { Unheld } from '../../reports/model/exits.ts';
import { doubtLock, isOfTask } from '../locks/lockEntries.ts';
import { releaseLock, takeLock } from '../locks/lockOperations.ts';
import { isNested } from '../locks/nestedLocks.ts';
import type { State } from '../state.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { setUncertain } from './pageDoubts.ts';
import { property, type Return } from './property.ts';
import { mayTakeAny } from './unheldLocks.ts';

export interface LockEntry {
  kind: HelperLockKind;
  sym: Sym;
  /** +1 for each take, -1 for each release: negative when the function released what its caller held. */
  depth: number;
  /** As a reader would write it. */
  name: string;
  place: Place;
  certain: boolean;
  /** A callee took it, under whatever name. */
  byCallee: boolean;
  /** In doubt for one reason alone: a callee was handed the object that it lies in, and its name is about something else. */
  reached: boolean;
  /** Of one that was given back without being held; `perhaps`: nothing here took it, and a caller may have. */
  unheld: Unheld | 'perhaps' | null;
}

/** By an identity that does not depend on how the lock is taken. */
export type LockEntries = ReadonlyMap<string, LockEntry>;

const NO_LOCKS: LockEntries = new Map();

export const lockProperty = {
  locks: property<LockEntries>({
    initial: NO_LOCKS,
    apart(entries, doubtful) {
      const locks: string[] = [];
      for (const [id, lock] of entries)
        if (lock.certain || doubtful || lock.kind === 'page') locks.push(textOf(id, lock));
      // In which order they were taken makes no difference later.
      return locks.length > 1 ? locks.sort().join('') : (locks[0] ?? '');
    },
    outcome(entries) {
      let key = '';
      for (const [id, lock] of entries) key += textOf(id, lock);
      return key;
    },
    noticed(entries, isHidden) {
      let key = '';
      for (const [id, lock] of entries)
        if (!isHidden(lock.sym) || isOfTask(lock.kind)) key += textOf(id, lock);
      return key;
    },
    join(mine, theirs) {
      let joined: Map<string, LockEntry> | null = null;
      for (const [id, lock] of theirs) {
        if (lock.certain || mine.has(id)) continue;
        joined ??= new Map(mine);
        joined.set(id, lock);
      }
      return joined ?? mine;
    },
    prune: forgetLostPages,
    giveBack(entries, call) {
      giveLocksBack(entries, call);
      return true;
    },
  }),
};

function textOf(id: string, { kind, depth, certain }: LockEntry): string {
  return `;${id}:${depth}${kind === 'rwsem-write' ? 'w' : ''}${certain ? '' : '?'}`;
}

/** Doubtful locks of pages that the function cannot name any more become one: which page it was tells nothing. */
function forgetLostPages(locks: LockEntries, named: ReadonlySet<Sym>, symbols: Symbols): LockEntries {
  let result: Map<string, LockEntry> | null = null;
  for (const [id, lock] of locks) {
    if (lock.kind !== 'page' || lock.certain || lock.depth < 1 || isNamed(lock.sym, named, symbols)) continue;
    result ??= new Map(locks);
    result.delete(id);
    const sym = symbols.opaque('lost page');
    result.set(`page:${sym}`, { ...lock, sym, depth: 1 });
  }
  return result ?? locks;
}

function isNamed(sym: Sym, named: ReadonlySet<Sym>, symbols: Symbols): boolean {
  if (symbols.shape(sym).kind !== 'opaque' || named.has(sym)) return true;
  for (const other of named) if (symbols.mentions(other, sym)) return true;
  return false;
}

function giveLocksBack(entries: LockEntries, call: Return): void {
  const { x, next, place, name, value } = call;
  const { symbols } = x.context;
  // A release that the caller cannot name may be that of a lock which it knows under another name.
  const doubtful = new Set<string>();
  for (const lock of entries.values()) {
    const isResult = lock.sym === value;
    const global = isOfTask(lock.kind);
    // Known is what the callee left in a place of the caller's: the page that it put into vmf->page.
    const isInResult = value !== null && liesIn(lock.sym, value, symbols);
    // Under one name with what the caller gets.
    if (isInResult) call.sym(value);
    const isKnown =
      isResult || isInResult || symbols.isCallerVisible(lock.sym) || call.known(lock.sym) !== undefined;
    if (!global && !isKnown && !isGlobal(lock.sym, symbols)) {
      if (lock.depth < 0) doubtful.add(lockGiven(lock, symbols));
      else mayTakeAny(next);
      if (lock.depth < 0) continue;
      // A page that the caller knows may be the one that is locked under a name of the callee's.
      if (lock.kind === 'page') for (const page of pagesOf(x, next)) setUncertain(next, page, true);
      continue;
    }
    const sym = call.sym(lock.sym);
    const { kind, unheld } = lock;
    const of = {
      written: '',
      place,
      by: `${name}()`,
      trylock: false,
      inside: true,
      isOnly: call.isOnly,
      inCallee: lock.name,
    };
    const at = { kind, sym, unheld, ...of };
    if (lock.depth > 0) takeLock(x, next, at);
    else if (lock.depth < 0) releaseLock(x, next, at);
    // By the name that it has now its caller does not find it again.
    if (lock.certain && !isForgotten(lock.sym, symbols)) continue;
    for (const [id, entry] of next.locks) if (entry.sym === sym) doubtLock(next, id);
  }
  for (const [id, entry] of next.locks)
    if (entry.depth > 0 && entry.certain && isNested(entry, name, x.file, x.context, symbols))
      doubtLock(next, id);
  if (!doubtful.size) return;
  for (const [id, entry] of next.locks)
    if (entry.depth > 0 && isGivenBack(entry, doubtful, symbols)) doubtLock(next, id);
}

/** A lock in an object that the callee has found, or around which it has found the one that it returns. */
function liesIn(lock: Sym, value: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(value);
  if (shape.kind === 'opaque') return symbols.reaches(value, lock);
  const inner = symbols.innerOf(value);
  return inner !== null && symbols.shape(inner).kind === 'opaque' && symbols.reaches(inner, lock);
}

/** Reached through something that has been forgotten since. */
function isForgotten(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'initial' && shape.kind !== 'address') return false;
  if (shape.kind === 'initial' && shape.epoch > 0) return true;
  const owner = symbols.ownerOf(shape.loc);
  return owner !== null && isForgotten(owner, symbols);
}

/** What was handed on as a page, and the page of the fault. */
function pagesOf(x: Frame, state: State): Sym[] {
  const own = x.pageLocation === null ? [] : [state.load(x.pageLocation)];
  return [...x.pages, ...own];
}

/**
 * Something at file scope, the same lock in caller and callee: a variable, a part of it, an element whose index the
 * caller can name, or what a variable points to.
 */
function isGlobal(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'address' && !(shape.kind === 'initial' && shape.epoch === 0)) return false;
  let loc = symbols.locShape(shape.loc);
  while (loc.kind === 'part') loc = symbols.locShape(loc.of);
  if (loc.kind === 'variable') return !loc.local;
  if (loc.kind === 'element' && symbols.constantOf(loc.index) === null && !symbols.isCallerVisible(loc.index))
    return false;
  return isGlobal(loc.of, symbols);
}
