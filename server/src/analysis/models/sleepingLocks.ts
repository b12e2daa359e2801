// SPDX-License-Identifier: GPL-2.0-only
/** Calls and guards that take a lock which a task may sleep for, and which nothing says to be nested. */
export const SLEEPING_LOCKS: ReadonlySet<string> = new Set([
  'mutex_lock',
  'mutex_lock_interruptible',
  'mutex_lock_killable',
  'down',
  'down_interruptible',
  'down_read',
  'down_read_interruptible',
  'down_read_killable',
  'down_write',
  'down_write_killable',
  'inode_lock',
  'inode_lock_killable',
  'inode_lock_shared',
  'guard',
  'scoped_guard',
]);

/** Calls that take such a lock where nobody has it: who has got it so holds it like any other. */
export const TRIED_LOCKS: ReadonlySet<string> = new Set([
  'mutex_trylock',
  'down_read_trylock',
  'down_write_trylock',
  'inode_trylock',
  'inode_trylock_shared',
]);
