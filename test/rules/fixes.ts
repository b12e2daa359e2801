// SPDX-License-Identifier: GPL-2.0-only
/** Every fix of every fixture: the finding goes, no other comes, and the message names what the edit writes. */
import { expect } from 'vitest';
import { applyFixes } from '../../server/src/findings/edits.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import type { MemoryLint } from './lintSources.ts';

/** The rules that have a fix. */
export const OWNERS = [
  'freeze-unbalanced',
  'huge-fault-filemap',
  'insert-flags',
  'insert-result-test',
  'maywrite-kept',
  'mkwrite-no-freeze-protection',
  'mmap-bound',
  'pgoff-bound',
  'vma-use-after-retry',
  'vma-write-in-fault',
  'errno-as-vm-fault',
  'fault-code-not-allowed',
  'fault-without-page',
  'ignored-insert-result',
  'insert-ebusy',
  'lock-imbalance',
  'missing-access',
  'missing-pfn-mkwrite',
  'mkwrite-truncate-check',
  'non-const-table',
  'op-prototype',
  'page-lock-leak',
  'pfn-mkwrite-return',
  'retry-protocol',
  'unknown-op',
  'vm-flags-direct-write',
];

/** What a fix brings to light: the slip that it mends has hidden it, or it is what the new code asks for next. */
const UNMASKED: Record<string, string[]> = {
  // Any converter takes the errno of a truncated page for a failure.
  'errno-as-vm-fault': ['mkwrite-truncate-check'],
  'ignored-insert-result': ['insert-ebusy'],
  'insert-flags': ['missing-access', 'missing-pfn-mkwrite'],
  // From then on the file system is known to be one that is frozen.
  'mkwrite-no-freeze-protection': ['mkwrite-no-freeze-protection'],
  // The return answers VM_FAULT_LOCKED: it is not the lock that is too much.
  'page-lock-leak': ['locked-not-locked'],
};

/** What a finding is the same by when lines move. */
function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, function: name, table, place } of findings) {
    const key = `${place.file.path}: ${name ?? table}: ${rule}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Returns what is wrong with the fixes of what was found in a release: each is applied by itself. */
export function wrongFixes(lint: MemoryLint, release: string, findings: readonly Finding[]): string[] {
  const wrong: string[] = [];
  const before = countsOf(findings);
  for (const finding of findings) {
    if (finding.fix === null) continue;
    const { path } = finding.place.file;
    const { text } = applyFixes(lint.files[path] as string, [finding]);
    const left = lint.findingsWith(path, text);
    const after = countsOf(left);
    const key = `${path}: ${finding.function ?? finding.table}: ${finding.rule}`;
    const where = `${release} ${key}: ${finding.fix.title}`;
    // Of several functions that map, the next one may be named in its place.
    const isThere = left.some(({ rule, message }) => rule === finding.rule && message === finding.message);
    if (isThere && (after.get(key) ?? 0) !== (before.get(key) ?? 0) - 1) wrong.push(`${where}: does not go`);
    for (const [other, count] of after)
      if (count > (before.get(other) ?? 0) && !isUnmasked(finding.rule, other))
        wrong.push(`${where}: ${other} comes`);
    const isNamed = namesOf(finding).every((word) => finding.message.includes(word));
    if (!isNamed) wrong.push(`${where}: not what the message says: ${finding.message}`);
  }
  return wrong;
}

/** Their messages say in words what the edit writes, or what it takes away. */
const NAMED_IN_WORDS = [
  'insert-flags',
  'lock-imbalance',
  'maywrite-kept',
  'mkwrite-no-freeze-protection',
  'mmap-bound',
  'page-lock-leak',
  'pgoff-bound',
  'unknown-op',
];

function isUnmasked(rule: string, key: string): boolean {
  return UNMASKED[rule]?.some((other) => key.endsWith(`: ${other}`)) === true;
}

/** The codes and functions that a fix writes; what releases a lock is named by the lock. */
function namesOf({ rule, fix, place }: Finding): string[] {
  if (rule === 'missing-pfn-mkwrite') return ['pfn_mkwrite'];
  if (rule === 'op-prototype' || rule === 'ignored-insert-result') return [];
  const texts = (fix?.edits ?? []).map(({ text }) => text).join(' ');
  // The value that goes with it stood there before.
  if (rule === 'vma-write-in-fault') return texts.match(/\bvmf?_insert_\w+_prot\b/) ?? ['no insertion'];
  const words =
    texts.match(/\bVM_FAULT_\w+|\bmay_split\b|\bgeneric_access_phys\b|\bconst\b|\b\w+(?=\()/g) ?? [];
  if (NAMED_IN_WORDS.includes(rule)) return [];
  expect([words.length, place.file.path]).not.toEqual([0, place.file.path]);
  return words;
}
