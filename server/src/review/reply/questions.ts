// SPDX-License-Identifier: GPL-2.0-only
/** How a reviewer asks about a finding: a question, and what happens at run time, by rule. */

import type { Finding } from '../../findings/finding.ts';
import { type ByRule, ofRule } from '../../findings/ruleId.ts';
import { sentence } from './sentence.ts';
import { type Ask, OF_MESSAGE, STATEMENTS, WITH_FAULT, type Words } from './statements.ts';

export interface Wording {
  question: string;
  /** One sentence. */
  consequence: string;
}

/** Of rules that say one thing, or things that one question fits. */
const ASKED: ByRule<Ask> = {
  'errno-as-vm-fault': ({ who, here }) => [
    `Can ${who} return a negative errno ${here}?`,
    'Core reads the result as VM_FAULT bits; a negative errno has nearly all of them set, so the fault is retried with a lock that is still held, or ends as out of memory.',
  ],
  'vm-fault-as-errno': ({ who, here }) => [
    `Can ${who} return a VM_FAULT code ${here}, where a negative errno is expected?`,
    OF_MESSAGE,
  ],
  'page-lock-leak': ({ who, here, lock }) => [
    `Is ${lock || 'the page'} still locked when ${who} returns ${here}?`,
    OF_MESSAGE,
  ],
  'locked-not-locked': ({ who, here }) => [
    `Is the page locked when ${who} returns VM_FAULT_LOCKED ${here}?`,
    OF_MESSAGE,
  ],
  'lock-imbalance': ({ who, here, lock }) => [
    `Is ${lock || 'the lock'} still held when ${who} returns ${here}?`,
    OF_MESSAGE,
  ],
  'page-reference': ({ who, here }) => [
    `Does ${who} take one reference for core to the page that it hands over ${here}?`,
    OF_MESSAGE,
  ],
  'lock-not-held': ({ who, here }, fault) => [
    `Does ${who} hold ${/ gives (.+?) back/.exec(fault)?.[1] ?? 'the lock'} where it gives it back ${here}?`,
    OF_MESSAGE,
  ],
  'mmap-lock-in-handler': ({ who, here }) => [
    `Does ${who} take mmap_lock ${here}, which core holds already?`,
    'It deadlocks with itself, or with the next writer in the queue.',
  ],
  'retry-protocol': ({ who, here }, fault) => {
    if (/ without checking FAULT_FLAG_ALLOW_RETRY/.test(fault))
      return [`Does ${who} return VM_FAULT_RETRY ${here} where the caller does not allow it?`, OF_MESSAGE];
    if (/ with its lock released/.test(fault))
      return [
        `Is mmap_lock, or the lock of the VMA, still released when ${who} returns ${here}?`,
        OF_MESSAGE,
      ];
    return [`Does ${who} keep the protocol of VM_FAULT_RETRY ${here}?`, OF_MESSAGE];
  },
  'vma-use-after-retry': ({ who, here }) => [
    `Can the VMA be gone when ${who} uses it ${here}?`,
    'With VM_FAULT_RETRY mmap_lock is released, and another thread may unmap and free what is used: a use after free.',
  ],
  'fault-code-not-allowed': ({ who, here }) => [`May ${who} return this code ${here}?`, OF_MESSAGE],
  'fault-without-page': ({ who, here }) => [
    `Can ${who} return ${here} without a page in vmf->page?`,
    OF_MESSAGE,
  ],
  'ignored-insert-result': ({ who, op, here }) => [
    `Does ${who} lose the result of the insertion ${here}?`,
    op === 'mmap'
      ? 'When the insertion fails mmap() succeeds all the same, and an access to what is not there ends in SIGBUS.'
      : 'When the insertion fails nothing is mapped and no error is reported, so the access faults again and again.',
  ],
  'user-access-in-handler': ({ who, here }) => [
    `Can the access of ${who} to user memory fault ${here}?`,
    'The nested fault takes mmap_lock again and deadlocks behind a waiting writer.',
  ],
  'sleep-in-atomic-op': ({ who, here }) => [`Can ${who} sleep ${here}?`, OF_MESSAGE],
  'freeze-unbalanced': ({ who, here }) => [
    `Do sb_start_pagefault() and sb_end_pagefault() pair up when ${who} returns ${here}?`,
    OF_MESSAGE,
  ],
  'mkwrite-no-freeze-protection': ({ who, here }) => [
    `Is the file system kept from being frozen while ${who} makes the page dirty ${here}?`,
    'A store into the mapping changes a file system that is frozen for a snapshot.',
  ],
  'huge-fault-filemap': ({ who, here }) => [
    `Does ${who} end in filemap_fault() ${here}?`,
    'Core never looks at vmf->page after huge_fault: nothing is mapped, and the page stays locked.',
  ],
  'mkwrite-truncate-check': ({ who, here }) => [
    `Can the page be truncated before ${who} has its lock ${here}?`,
    'A page that has left the mapping becomes writable, and what is stored to it is lost.',
  ],
  'vma-write-in-fault': ({ who, here }) => [
    `May ${who} change the VMA ${here}?`,
    'A fault holds mmap_lock for reading at most, so the store races with other faults.',
  ],
  'vm-flags-direct-write': ({ here }) => [
    `Does the store to vm_flags ${here} compile?`,
    'vm_flags has been const since 6.3.',
  ],
  'pgoff-bound': ({ who, here }) => [
    `Can user space choose an offset behind the end for ${who} ${here}?`,
    WITH_FAULT,
  ],
  'mmap-bound': ({ here }) => [`Can user space map what lies past the object ${here}?`, WITH_FAULT],
  'access-bound': ({ here }) => [`Can a debugger reach what lies past the object ${here}?`, WITH_FAULT],
  'lock-order': ({ who, here }) => [`Can ${who} and another task wait for each other ${here}?`, WITH_FAULT],
  'memory-kind': ({ here }) => [`Does this function take such memory ${here}?`, WITH_FAULT],
  'uncleared-memory': ({ here }) => [`Does anything clear the memory that is mapped ${here}?`, WITH_FAULT],
  'use-after-put': ({ who, here }) => [`Can what ${who} uses ${here} be freed already?`, WITH_FAULT],
  'insert-flags': ({ here }) => [
    `Does this kind of mapping go together with what is inserted ${here}?`,
    WITH_FAULT,
  ],
  'insert-result-test': ({ here }) => [
    `Does the test see every failure of the insertion ${here}?`,
    WITH_FAULT,
  ],
  'sleep-under-spinlock': ({ who, here }, fault) => [
    `Can ${/ calls (\w+\(\)) while /.exec(fault)?.[1] ?? who} sleep ${here}, with ${/ while (.+?) is held/.exec(fault)?.[1] ?? 'a spinlock'} held?`,
    OF_MESSAGE,
  ],
  'close-without-open': ({ who }, fault) => [
    `Who takes what ${/ close handler (\w+\(\)) gives back/.exec(fault)?.[1] ?? who} gives back, when the VMA is copied?`,
    OF_MESSAGE,
  ],
  'mmap-reference': ({ who, here }) => [
    `Does ${who} take and give back the same references ${here}?`,
    WITH_FAULT,
  ],
  'resource-leak': ({ who, here }, fault) => [
    `Who gives back what ${/ keeps what (\w+\(\)) took/.exec(fault)?.[1] ?? who} took, when ${who} ${/ (fails|returns) here /.exec(fault)?.[1] ?? 'returns'} ${here}?`,
    OF_MESSAGE,
  ],
  'unknown-op': ({ table }) => [
    `Does struct vm_operations_struct have this member of ${table} in this release?`,
    'The table does not compile.',
  ],
  'op-prototype': ({ who, op }) => [
    `Does the prototype of ${who} fit ${op} of this release?`,
    'Core calls it through a pointer of another type: it does not compile, or the result and the arguments are misread.',
  ],
  'missing-access': ({ table }) => [
    `Should ${table} have an access method?`,
    'Without one a debugger cannot read the mapping.',
  ],
  'missing-pfn-mkwrite': ({ table }) => [`Should ${table} have a pfn_mkwrite?`, OF_MESSAGE],
  'non-const-table': ({ table }) => [
    `Can ${table} be const?`,
    'Nothing writes to it, and function pointers in writable memory help an attacker.',
  ],
  'pfn-mkwrite-return': ({ who, here }) => [
    `Is what ${who} returns ${here} a result of pfn_mkwrite?`,
    'The locking document allows VM_FAULT_NOPAGE or an error alone.',
  ],
  'pfn-mkwrite-livelock': ({ who, here }) => [
    `Has anything made the entry writable when ${who} returns VM_FAULT_NOPAGE ${here}?`,
    OF_MESSAGE,
  ],
  'insert-ebusy': ({ who, here }) => [`Does ${who} take -EBUSY for a failure ${here}?`, OF_MESSAGE],
  'maywrite-kept': ({ who }) => [`Can user space make the mapping of ${who} writable later?`, OF_MESSAGE],
  'mmap-lock-order': ({ who, here }) => [
    `Can ${who} wait ${here} for a lock whose holder waits for mmap_lock?`,
    OF_MESSAGE,
  ],
  'vma-kept': ({ who }) => [`Who clears the pointer to the VMA that ${who} keeps?`, OF_MESSAGE],
  'unused-suppression': () => [
    'Is this suppression still needed?',
    'A comment that allows nothing hides the next bug of that kind.',
  ],
};

/**
 * Returns the words for a finding.
 *
 * @param isHere whether the code that is asked about is the line quoted
 */
export function wordingOf(finding: Finding, isHere: boolean): Wording {
  const ask = ofRule(ASKED, finding.rule);
  if (ask === undefined) return fromMessage(finding);
  const { function: name, op, table, path } = finding;
  const locks = path
    .filter(({ kind }) => kind === 'takes')
    .map(({ message }) => / takes (?:the lock of )?(.+)$/.exec(message)?.[1]);
  const { fault, consequences = [] } = finding.says;
  const words: Words = {
    who: name === null ? 'this code' : `${name}()`,
    op: op ?? 'this op',
    table: table ?? 'the table',
    lock: lockIn(fault) ?? locks.at(-1) ?? '',
    here: isHere ? 'here' : `with this change`,
  };
  const own = ofRule(STATEMENTS, finding.rule)?.find(({ says }) => says.test(finding.message));
  const [question, told] = (own?.ask ?? ask)(words, fault, own?.says.exec(finding.message) ?? null);
  if (typeof told === 'string') return { question, consequence: told };
  const happens = consequences.filter((clause) => !PAST_OBJECT.test(clause) || !PAST_OBJECT.test(question));
  const said = told === WITH_FAULT ? [withoutName(fault, words.who, question), ...happens] : happens;
  return { question, consequence: sentences(said, finding) };
}

/** What the question asks is not said once more. */
const PAST_OBJECT = /\bwhat lies past the object\b/;

/** The fault with `it` for the function that the question has just named. */
function withoutName(fault: string, who: string, question: string): string {
  const at = fault.indexOf(`${who} `);
  const isFirst = at === 0 || /^\w+ (?:handler|function) $/.test(fault.slice(0, Math.max(at, 0)));
  return isFirst && question.includes(who) ? `it ${fault.slice(at + who.length + 1)}` : fault;
}

/** The lock that a message names as still held. */
export function lockIn(fault: string): string | null {
  return / with (.+?) still (?:held|locked)/.exec(fault)?.[1] ?? null;
}

/** A rule without a question of its own: its message says what is so, and what comes of it. */
function fromMessage(finding: Finding): Wording {
  const { fault, consequences = [] } = finding.says;
  return { question: `Is it meant that ${fault}?`, consequence: sentences(consequences, finding) };
}

function sentences(clauses: readonly string[], finding: Finding): string {
  return clauses.map((clause) => `${sentence(clause, finding)}.`).join(' ');
}
