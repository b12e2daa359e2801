// SPDX-License-Identifier: GPL-2.0-only
/** How a reviewer asks about a finding: a question, and what happens at run time, by rule. */

import type { Finding } from '../../findings/finding.ts';
import { type ByRule, ofRule } from '../../findings/ruleId.ts';
import type { Ask } from '../../findings/says.ts';
import { sentence } from './sentence.ts';

export interface Wording {
  question: string;
  /** One sentence. */
  consequence: string;
}

/** Of rules that say one thing, or things that one question fits. */
const ASKED: ByRule<Ask> = {
  'errno-as-vm-fault': {
    question: 'Can {who} return a negative errno {here}?',
    consequence:
      'Core reads the result as VM_FAULT bits; a negative errno has nearly all of them set, so the fault is retried with a lock that is still held, or ends as out of memory.',
  },
  'vm-fault-as-errno': {
    question: 'Can {who} return a VM_FAULT code {here}, where a negative errno is expected?',
  },
  'page-lock-leak': { question: 'Is the page still locked when {who} returns {here}?' },
  'locked-not-locked': { question: 'Is the page locked when {who} returns VM_FAULT_LOCKED {here}?' },
  'lock-imbalance': { question: 'Is the lock still held when {who} returns {here}?' },
  'page-reference': {
    question: 'Does {who} take one reference for core to the page that it hands over {here}?',
  },
  'lock-not-held': { question: 'Does {who} hold the lock where it gives it back {here}?' },
  'mmap-lock-in-handler': {
    question: 'Does {who} take mmap_lock {here}, which core holds already?',
    consequence: 'It deadlocks with itself, or with the next writer in the queue.',
  },
  'retry-protocol': { question: 'Does {who} keep the protocol of VM_FAULT_RETRY {here}?' },
  'vma-use-after-retry': {
    question: 'Can the VMA be gone when {who} uses it {here}?',
    consequence:
      'With VM_FAULT_RETRY mmap_lock is released, and another thread may unmap and free what is used: a use after free.',
  },
  'fault-code-not-allowed': { question: 'May {who} return this code {here}?' },
  'fault-without-page': { question: 'Can {who} return {here} without a page in vmf->page?' },
  'ignored-insert-result': {
    question: 'Does {who} lose the result of the insertion {here}?',
    consequence:
      'When the insertion fails nothing is mapped and no error is reported, so the access faults again and again.',
  },
  'user-access-in-handler': {
    question: 'Can the access of {who} to user memory fault {here}?',
    consequence: 'The nested fault takes mmap_lock again and deadlocks behind a waiting writer.',
  },
  'sleep-in-atomic-op': { question: 'Can {who} sleep {here}?' },
  'freeze-unbalanced': {
    question: 'Do sb_start_pagefault() and sb_end_pagefault() pair up when {who} returns {here}?',
  },
  'mkwrite-no-freeze-protection': {
    question: 'Is the file system kept from being frozen while {who} makes the page dirty {here}?',
    consequence: 'A store into the mapping changes a file system that is frozen for a snapshot.',
  },
  'huge-fault-filemap': {
    question: 'Does {who} end in filemap_fault() {here}?',
    consequence:
      'Core never looks at vmf->page after huge_fault: nothing is mapped, and the page stays locked.',
  },
  'mkwrite-truncate-check': {
    question: 'Can the page be truncated before {who} has its lock {here}?',
    consequence: 'A page that has left the mapping becomes writable, and what is stored to it is lost.',
  },
  'vma-write-in-fault': {
    question: 'May {who} change the VMA {here}?',
    consequence: 'A fault holds mmap_lock for reading at most, so the store races with other faults.',
  },
  'vm-flags-direct-write': {
    question: 'Does the store to vm_flags {here} compile?',
    consequence: 'vm_flags has been const since 6.3.',
  },
  'pgoff-bound': {
    question: 'Can user space choose an offset behind the end for {who} {here}?',
    tellsFault: true,
  },
  'mmap-bound': { question: 'Can user space map what lies past the object {here}?', tellsFault: true },
  'access-bound': { question: 'Can a debugger reach what lies past the object {here}?', tellsFault: true },
  'lock-order': { question: 'Can {who} and another task wait for each other {here}?', tellsFault: true },
  'memory-kind': { question: 'Does this function take such memory {here}?', tellsFault: true },
  'uncleared-memory': { question: 'Does anything clear the memory that is mapped {here}?', tellsFault: true },
  'use-after-put': { question: 'Can what {who} uses {here} be freed already?', tellsFault: true },
  'insert-flags': {
    question: 'Does this kind of mapping go together with what is inserted {here}?',
    tellsFault: true,
  },
  'insert-result-test': {
    question: 'Does the test see every failure of the insertion {here}?',
    tellsFault: true,
  },
  'sleep-under-spinlock': { question: 'Can {who} sleep {here}, with a spinlock held?' },
  'close-without-open': { question: 'Who takes what {who} gives back, when the VMA is copied?' },
  'mmap-reference': {
    question: 'Does {who} take and give back the same references {here}?',
    tellsFault: true,
  },
  'resource-leak': { question: 'Who gives back what {who} took, when {who} returns {here}?' },
  'unknown-op': {
    question: 'Does struct vm_operations_struct have this member of {table} in this release?',
    consequence: 'The table does not compile.',
  },
  'op-prototype': {
    question: 'Does the prototype of {who} fit {op} of this release?',
    consequence:
      'Core calls it through a pointer of another type: it does not compile, or the result and the arguments are misread.',
  },
  'missing-access': {
    question: 'Should {table} have an access method?',
    consequence: 'Without one a debugger cannot read the mapping.',
  },
  'missing-pfn-mkwrite': { question: 'Should {table} have a pfn_mkwrite?' },
  'non-const-table': {
    question: 'Can {table} be const?',
    consequence: 'Nothing writes to it, and function pointers in writable memory help an attacker.',
  },
  'pfn-mkwrite-return': {
    question: 'Is what {who} returns {here} a result of pfn_mkwrite?',
    consequence: 'The locking document allows VM_FAULT_NOPAGE or an error alone.',
  },
  'pfn-mkwrite-livelock': {
    question: 'Has anything made the entry writable when {who} returns VM_FAULT_NOPAGE {here}?',
  },
  'insert-ebusy': { question: 'Does {who} take -EBUSY for a failure {here}?' },
  'maywrite-kept': { question: 'Can user space make the mapping of {who} writable later?' },
  'mmap-lock-order': { question: 'Can {who} wait {here} for a lock whose holder waits for mmap_lock?' },
  'vma-kept': { question: 'Who clears the pointer to the VMA that {who} keeps?' },
  'unused-suppression': {
    question: 'Is this suppression still needed?',
    consequence: 'A comment that allows nothing hides the next bug of that kind.',
  },
};

/**
 * Returns the words for a finding.
 *
 * @param isHere whether the code that is asked about is the line quoted
 */
export function wordingOf(finding: Finding, isHere: boolean): Wording {
  const { fault, consequences = [], asks } = finding.says;
  // A rule without a question says what is so, and what comes of it.
  const ask = asks ?? ofRule(ASKED, finding.rule) ?? { question: `Is it meant that ${fault}?` };
  const words = wordsFor(finding, isHere);
  const question = filled(ask.question, words);
  if (ask.consequence !== undefined) return { question, consequence: ask.consequence };
  const happens = consequences.filter((clause) => !PAST_OBJECT.test(clause) || !PAST_OBJECT.test(question));
  const told = ask.tellsFault ? [withoutName(fault, words.who, question), ...happens] : happens;
  return { question, consequence: sentences(told, finding) };
}

/** What a question may name. */
interface Words {
  /** `foo_fault()`, or what stands for it. */
  who: string;
  op: string;
  table: string;
  /** `here`, or words for code that is somewhere else. */
  here: string;
}

function wordsFor({ function: name, op, table }: Finding, isHere: boolean): Words {
  return {
    who: name === null ? 'this code' : `${name}()`,
    op: op ?? 'this op',
    table: table ?? 'the table',
    here: isHere ? 'here' : 'with this change',
  };
}

function filled(question: string, words: Words): string {
  return question.replace(/\{(who|op|table|here)\}/g, (_, name: keyof Words) => words[name]);
}

/** What the question asks is not said once more. */
const PAST_OBJECT = /\bwhat lies past the object\b/;

/** The fault with `it` for the function that the question has just named. */
function withoutName(fault: string, who: string, question: string): string {
  const at = fault.indexOf(`${who} `);
  const isFirst = at === 0 || /^\w+ (?:handler|function) $/.test(fault.slice(0, Math.max(at, 0)));
  return isFirst && question.includes(who) ? `it ${fault.slice(at + who.length + 1)}` : fault;
}

function sentences(clauses: readonly string[], finding: Finding): string {
  return clauses.map((clause) => `${sentence(clause, finding)}.`).join(' ');
}
