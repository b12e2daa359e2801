// SPDX-License-Identifier: GPL-2.0-only
/** Calls of the kernel's lists and trees that take an entry, their first argument, out. */

/** Those that follow the entry's pointers: it has to be on a list. */
export const UNLINKS: ReadonlySet<string> = new Set([
  'list_del',
  'list_del_init',
  'list_del_rcu',
  'hlist_del',
  'rb_erase',
]);

/** These, and those behind which an entry is on no list, whatever it was on before. */
export const TAKES_OUT: ReadonlySet<string> = new Set([
  ...UNLINKS,
  'list_del_init_careful',
  'hlist_del_init',
  'hlist_del_rcu',
  'hlist_del_init_rcu',
  'RB_CLEAR_NODE',
  'INIT_LIST_HEAD',
  'hash_del',
  'hash_del_rcu',
  '__list_del_entry',
]);
