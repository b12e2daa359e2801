// SPDX-License-Identifier: GPL-2.0-only
/** What an opaque call leaves of what was known. */

import type { Instruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import { truthOf } from '../state/domain.ts';
import { doubtLock, setLock } from '../state/locks/lockEntries.ts';
import { isSettled } from '../state/locks/settledLocks.ts';
import type { LockEntry } from '../state/properties/locks.ts';
import { setUncertain } from '../state/properties/pageDoubts.ts';
import { flagsOf, setFlags } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import { type GivenBack, givesBackKind, isGivenBack } from './givenBack.ts';
import { dropsReferences, leavesPages, mayRelease, mayTake, mayUnlockPages } from './nameHints.ts';

/** Who was handed a pointer: its name, where there is one, and what its text gives back, where that is loaded. */
export interface OpaqueCallee {
  name: string | null;
  told: GivenBack | null;
}

export const UNKNOWN_CALLEE: OpaqueCallee = { name: null, told: null };

/**
 * Everything behind a pointer may have changed, and so may locks inside it.
 * @param at what the pointer is handed to
 * @param by who was handed it
 */
export function invalidate(
  x: Frame,
  pointer: Sym,
  state: State,
  at: Instruction,
  by: OpaqueCallee = UNKNOWN_CALLEE,
): void {
  const { symbols } = x.context;
  if (truthOf(state.domain(pointer)) === false) return;
  if (symbols.shape(pointer).kind === 'constant') return;
  const { name, told } = by;
  const leavesPage = told ? !givesBackKind(told, 'page') : name !== null && leavesPages(name);
  if (!leavesPage && (x.pages.has(pointer) || state.locks.has(`page:${pointer}`)))
    setUncertain(state, pointer, true);
  if (name === null || mayTake(name) || mayUnlockPages(name)) doubtOwner(x, pointer, state);
  const isFault = faultOf(x) === pointer;
  if (isFault) {
    if (!told || givesBackKind(told, 'mmap')) state.mmap = 'unknown';
    state.installed = state.installed === 'yes' ? 'yes' : 'unknown';
    state.truncation = state.truncation === 'yes' ? 'yes' : 'unknown';
  }
  if (x.vmas.has(pointer)) {
    state.installed = state.installed === 'yes' ? 'yes' : 'unknown';
    setFlags(state, pointer, flagsOf(state, pointer).open(x.place(at)));
  }
  const leavesAlone = (lock: LockEntry) =>
    saysNothing(lock, pointer, name) || (!told && at.op === 'call' && isSettled(x, at, lock));
  for (const [id, lock] of state.locks) {
    if (lock.kind === 'freeze' || lock.unheld !== null || !symbols.reaches(pointer, lock.sym)) continue;
    if (lock.kind === 'page' && leavesPage && lock.sym === pointer) continue;
    // A callee given an object keeps the locks in it, unless its name says that it releases some.
    const isLeft = told ? !isGivenBack(lock, told, symbols) : name !== null && !mayRelease(name);
    // A device goes to many that do not let it sleep.
    const isReference = lock.kind === 'power' || lock.kind === 'active';
    if (isReference && !told && name !== null && !dropsReferences(name)) continue;
    if (isLeft && lock.kind !== 'page' && (told || lock.sym !== pointer)) continue;
    // What its text gives back it gives back on some path.
    const isGiven = told !== null && (lock.kind === 'page' ? !leavesPage : !isLeft);
    const reached = (lock.certain || lock.reached) && !isGiven && leavesAlone(lock);
    setLock(state, id, { ...lock, certain: false, reached });
    if (lock.kind === 'page' && state.truncation === 'no') state.truncation = 'unknown';
  }
  doubtRenamed(x, pointer, state);
  const kept = lockFields(pointer, state);
  state.forget(pointer);
  for (const [loc, lock] of kept) state.store(loc, lock);
  // Whether the page that the fault has now is locked is unknown.
  if (isFault && !leavesPage) setUncertain(state, state.load(x.pageLocation as Loc), true);
}

/** What a page has in `private` mostly knows its page, and may be asked for its lock. */
function doubtOwner({ context: { symbols } }: Frame, pointer: Sym, state: State): void {
  for (let at: Sym | null = pointer; at !== null; ) {
    const shape = symbols.shape(at);
    if (shape.kind !== 'initial' && shape.kind !== 'address') return;
    const owner: Sym | null = symbols.ownerOf(shape.loc);
    const loc = symbols.locShape(shape.loc);
    if (owner !== null && loc.kind === 'field' && loc.name === 'private') setUncertain(state, owner, true);
    at = owner;
  }
}

/** Fields that hold the pointer to a lock which is held: nobody puts another one there meanwhile. */
function lockFields(pointer: Sym, state: State): [Loc, Sym][] {
  const { symbols } = state;
  const found: [Loc, Sym][] = [];
  for (const { kind, depth, sym } of state.locks.values()) {
    if (depth <= 0 || kind === 'page' || kind === 'freeze') continue;
    const shape = symbols.shape(sym);
    if (shape.kind !== 'initial' || symbols.ownerOf(shape.loc) !== pointer) continue;
    if (state.load(shape.loc) === sym) found.push([shape.loc, sym]);
  }
  return found;
}

/** A variable whose address is handed on may hold another pointer afterwards: what it held is locked under no name. */
function doubtRenamed(x: Frame, pointer: Sym, state: State): void {
  const { symbols } = x.context;
  const shape = symbols.shape(pointer);
  if (shape.kind !== 'address' || symbols.locShape(shape.loc).kind !== 'variable') return;
  const held = state.env.get(shape.loc);
  if (held === undefined || symbols.constantOf(held) !== null) return;
  for (const [id, lock] of state.locks)
    if (lock.depth > 0 && symbols.reaches(held, lock.sym)) doubtLock(state, id);
}

/** The pointer to struct vm_fault that the function is handed; null without one. */
export function faultOf(x: Frame): Sym | null {
  return x.pageLocation === null ? null : x.context.symbols.ownerOf(x.pageLocation);
}

/** A callee by that name is handed more than the lock alone, and does not say that it gives it back. */
function saysNothing(lock: LockEntry, pointer: Sym, name: string | null): boolean {
  if (name === null || mayRelease(name)) return false;
  return lock.kind === 'page' ? !mayUnlockPages(name) : lock.sym !== pointer;
}
