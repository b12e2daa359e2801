// SPDX-License-Identifier: GPL-2.0-only
/** Locks that a function waits for while it holds another one. */
import type { CallEvent } from './model/events.ts';
import type { HeldLock } from './model/exits.ts';

/** One lock taken with another held. */
export interface Nesting {
  outer: HeldLock;
  /** The lock that is waited for, as written. */
  inner: string;
  /** It is taken for reading. */
  isShared: boolean;
  call: CallEvent;
}

/** Calls that wait for the lock that they are handed first. Those of a subclass say that the order is another one. */
const WAITING: ReadonlySet<string> = new Set([
  'mutex_lock',
  'mutex_lock_interruptible',
  'mutex_lock_killable',
  'down_read',
  'down_read_interruptible',
  'down_read_killable',
  'down_write',
  'down_write_killable',
  'spin_lock',
  'spin_lock_bh',
  'spin_lock_irq',
  'spin_lock_irqsave',
]);

const OWNED: ReadonlySet<HeldLock['kind']> = new Set(['mutex', 'spinlock', 'rwsem']);

/** Returns what the calls of a function nest: locks of the code's own that are surely held, and surely waited for. */
export function nestingsOf(calls: readonly CallEvent[]): Nesting[] {
  return calls.flatMap((call) => {
    const [inner] = call.args;
    if (inner === undefined || call.assumed || !WAITING.has(call.callee)) return [];
    const isShared = call.callee.startsWith('down_read');
    return call.held
      .filter(({ certain, kind, name }) => certain && OWNED.has(kind) && name !== inner)
      .map((outer): Nesting => ({ outer, inner, isShared, call }));
  });
}
