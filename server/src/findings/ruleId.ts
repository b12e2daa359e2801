// SPDX-License-Identifier: GPL-2.0-only
/** The names of all rules: what is kept by rule cannot name one that is none. */

export const RULE_IDS = [
  'access-bound',
  'changed-meaning',
  'close-without-open',
  'doc-missing-op',
  'doc-prototype-drift',
  'doc-stale-contract',
  'doc-stale-op',
  'errno-as-vm-fault',
  'fault-code-not-allowed',
  'fault-without-page',
  'freeze-unbalanced',
  'gone-name',
  'huge-fault-filemap',
  'ignored-insert-result',
  'insert-ebusy',
  'insert-flags',
  'insert-result-test',
  'lock-imbalance',
  'lock-not-held',
  'lock-order',
  'locked-not-locked',
  'maywrite-kept',
  'memory-kind',
  'missing-access',
  'missing-pfn-mkwrite',
  'mkwrite-no-freeze-protection',
  'mkwrite-truncate-check',
  'mmap-bound',
  'mmap-lock-in-handler',
  'mmap-lock-order',
  'mmap-reference',
  'non-const-table',
  'op-prototype',
  'page-lock-leak',
  'page-reference',
  'pfn-mkwrite-livelock',
  'pfn-mkwrite-return',
  'pgoff-bound',
  'resource-leak',
  'retry-protocol',
  'sleep-in-atomic-op',
  'sleep-under-spinlock',
  'uncleared-memory',
  'unknown-op',
  'unused-suppression',
  'use-after-put',
  'user-access-in-handler',
  'vm-fault-as-errno',
  'vm-flags-direct-write',
  'vma-kept',
  'vma-use-after-retry',
  'vma-write-in-fault',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

/** What is kept by rule. */
export type ByRule<T> = Readonly<Partial<Record<RuleId, T>>>;

/** Returns what a table has for a rule, which a finding names by any text. */
export function ofRule<T>(table: ByRule<T>, rule: string): T | undefined {
  return Object.hasOwn(table, rule) ? table[rule as RuleId] : undefined;
}
