// SPDX-License-Identifier: GPL-2.0-only
/** What can be said of a file before its tree is read. */
import type { Rule } from '../rules/rule.ts';

/**
 * Rules that conclude from what is nowhere to be found: a store to a table, an op, a check in the function that maps,
 * a callee that lets go of a lock.
 * The others conclude from the paths of a handler, where a callee that is not loaded is unknown.
 */
const WAITING: ReadonlySet<string> = new Set([
  'close-without-open',
  'fault-without-page',
  'missing-access',
  'missing-pfn-mkwrite',
  'non-const-table',
  'pgoff-bound',
  'retry-protocol',
  'unused-suppression',
]);

/** The rules whose findings stay true when the rest of the tree comes. */
export function rulesBeforeTree(rules: readonly Rule[]): Rule[] {
  return rules.filter(({ id }) => !WAITING.has(id));
}
