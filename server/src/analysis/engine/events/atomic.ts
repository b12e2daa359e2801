// SPDX-License-Identifier: GPL-2.0-only
/** Whether code must not sleep, and why. */
import type { CallEvent, LockEvent } from '../../reports/model/events.ts';
import type { State } from '../../state/state.ts';

/** Kinds of locks that `atomicReason` knows, as events have them. */
export const ATOMIC: ReadonlySet<LockEvent['kind']> = new Set(['spinlock', 'rcu', 'other']);

/** The lock, or section, in which a state is; null where it may sleep. */
export function atomicReason(state: State): CallEvent['atomic'] {
  for (const lock of state.locks.values()) {
    if (lock.depth <= 0 || !lock.certain) continue;
    if (lock.kind === 'spinlock')
      return { reason: `${lock.name} is held`, of: 'lock', lock: lock.name, place: lock.place };
    if (lock.kind === 'rcu')
      return { reason: 'inside rcu_read_lock()', of: 'readers', lock: null, place: lock.place };
    if (lock.kind === 'preempt')
      return { reason: `${lock.name} is in force`, of: 'section', lock: null, place: lock.place };
  }
  return null;
}
