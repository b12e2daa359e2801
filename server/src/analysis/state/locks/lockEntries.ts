// SPDX-License-Identifier: GPL-2.0-only
/** Writing to the locks that a state knows. */
import type { HelperLockKind } from '../../models/model.ts';
import type { LockEntry } from '../properties/locks.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';

/** It is the running task's, whatever is named with it: there is one of it. */
export const isOfTask = (kind: HelperLockKind): boolean =>
  kind === 'rcu' || kind === 'preempt' || kind === 'creds' || kind === 'signals';

/** Says what is known of a lock; null forgets it. */
export function setLock(state: State, id: string, lock: LockEntry | null): void {
  const locks = new Map(state.locks);
  if (lock) locks.set(id, lock);
  else locks.delete(id);
  state.locks = locks;
}

/** Something may have released the lock. */
export function doubtLock(state: State, id: string): void {
  const lock = state.locks.get(id);
  if (lock) setLock(state, id, { ...lock, certain: false, reached: false });
}

/** Whether a lock of the object is known. */
export function hasLockOn(state: State, sym: Sym): boolean {
  for (const lock of state.locks.values()) if (lock.sym === sym) return true;
  return false;
}
