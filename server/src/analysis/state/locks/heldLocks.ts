// SPDX-License-Identifier: GPL-2.0-only
/** Which locks a function holds, or gave back without having them. */
import type { Frame } from '../../engine/frame.ts';
import type { HeldLock, ReleasedLock, Unheld } from '../../reports/model/exits.ts';
import type { LockEntry } from '../properties/locks.ts';
import { isLeftInVariable } from '../properties/pageRefs.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';
import { KINDS, memberOf } from './lockKinds.ts';

/** Locks that the function holds for sure or may hold. */
export function heldLocks(x: Frame, state: State): HeldLock[] {
  const result: HeldLock[] = [];
  for (const lock of state.locks.values()) {
    if (lock.depth <= 0) continue;
    const { name, place, byCallee } = lock;
    const isShared = lock.kind === 'rwsem-read';
    result.push({ kind: KINDS[lock.kind], isShared, name, place, certain: isCertain(x, lock), byCallee });
  }
  return result;
}

/** The function itself releases it elsewhere after such a call, so it does not take the call to have done so. */
function isCertain(x: Frame, { certain, reached, name }: LockEntry): boolean {
  return certain || (reached && x.keptLocks.has(name));
}

/** Locks that the function releases without having taken them, or more often. */
export function releasedLocks(x: Frame, state: State): ReleasedLock[] {
  const result: ReleasedLock[] = [];
  for (const lock of state.locks.values()) {
    const { kind, name, place, certain, depth, byCallee } = lock;
    if (depth >= 0) continue;
    const isShared = kind === 'rwsem-read';
    result.push({ kind: KINDS[kind], isShared, name, place, certain, byCallee, unheld: unheldHere(x, lock) });
  }
  return result;
}

/** Nobody held what is given back where nothing that is called takes such a lock, under whatever condition. */
function unheldHere({ context: { symbols }, events }: Frame, { sym, unheld }: LockEntry): Unheld | null {
  if (unheld === 'again' || unheld === null) return unheld;
  const member = memberOf(sym, symbols);
  const isTakenNowhere = member !== null && !events.takes.has(member) && !events.handsToUnseen;
  if (isTakenNowhere) return 'nowhere';
  return unheld === 'perhaps' ? null : unheld;
}

/** Whether the page is locked, as far as the path tells. */
export function pageLock(x: Frame, state: State, page: Sym): 'locked' | 'unlocked' | 'unknown' {
  const entry: LockEntry | undefined = state.locks.get(`page:${page}`);
  if (entry && !isCertain(x, entry)) return 'unknown';
  if (entry && entry.depth > 0) return 'locked';
  return (!entry && holdsAnotherPage(state, page)) || mayBeLocked(state, page) ? 'unknown' : 'unlocked';
}

/** Without having locked the page: an opaque callee gave it, or had it in hand. */
export function mayBeLocked(state: State, page: Sym): boolean {
  if (state.uncertainPages.has(page)) return true;
  const id = `page:${page}`;
  if (state.locks.has(id) || state.givenUp.has(id)) return false;
  return state.symbols.marks.isOpaqueResult(page) || isLeftInVariable(page, state.symbols);
}

/** A page that is locked under another name may be the same. */
function holdsAnotherPage(state: State, page: Sym): boolean {
  for (const lock of state.locks.values())
    if (lock.kind === 'page' && lock.depth > 0 && lock.sym !== page) return true;
  return false;
}
