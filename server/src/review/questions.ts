// SPDX-License-Identifier: GPL-2.0-only
/** How a reviewer asks about a finding: a question, and what happens at run time, by rule. */
import { clausesOf } from '../findings/clauses.ts';
import type { Finding } from '../findings/finding.ts';
import { capitalised } from '../text/words.ts';

export interface Wording {
  question: string;
  /** One sentence. */
  consequence: string;
}

/** What a question may name. */
interface Words {
  /** `foo_fault()`, or what stands for it. */
  who: string;
  /** `fault`, or what stands for it. */
  op: string;
  table: string;
  /** The lock that the path takes last and does not release. */
  lock: string;
  /** `here`, or words for code that is somewhere else. */
  here: string;
}

type Ask = (words: Words) => [question: string, consequence: string];

const ASKED: Record<string, Ask> = {
  'errno-as-vm-fault': ({ who, here }) => [
    `Can ${who} return a negative errno ${here}?`,
    'Core reads the result as VM_FAULT bits; a negative errno has nearly all of them set, so the fault is retried with a lock that is still held, or ends as out of memory.',
  ],
  'vm-fault-as-errno': ({ who, here }) => [
    `Can ${who} return a VM_FAULT code ${here}, where a negative errno is expected?`,
    'The caller tests for a value below 0, so the failure is taken for a success.',
  ],
  'page-lock-leak': ({ who, here, lock }) => [
    `Is ${lock || 'the page'} still locked when ${who} returns ${here}?`,
    'Core unlocks the page after VM_FAULT_LOCKED alone, so the next task that wants it hangs.',
  ],
  'locked-not-locked': ({ who, here }) => [
    `Is the page locked when ${who} returns VM_FAULT_LOCKED ${here}?`,
    'Core unlocks the page that it is handed, which hits VM_BUG_ON, or drops a lock that another task holds.',
  ],
  'lock-imbalance': ({ who, here, lock }) => [
    `Is ${lock || 'the lock'} still held when ${who} returns ${here}?`,
    'The next task that takes it hangs.',
  ],
  'page-reference': ({ who, here }) => [
    `Does ${who} take one reference for core to the page that it hands over ${here}?`,
    'Core puts one when the entry goes: without it the page is freed in use, with two it is never freed.',
  ],
  'lock-not-held': ({ who, here, lock }) => [
    `Does ${who} still hold ${lock || 'the lock'}, and in that mode, where it gives it back ${here}?`,
    'Given back by one who does not have it, it is taken away from another task.',
  ],
  'mmap-lock-in-handler': ({ who, here }) => [
    `Does ${who} take mmap_lock ${here}, which core holds already?`,
    'It deadlocks with itself, or with the next writer in the queue.',
  ],
  'retry-protocol': ({ who, here }) => [
    `Does ${who} keep the protocol of VM_FAULT_RETRY ${here}?`,
    'The caller believes that mmap_lock was released and takes it again; where that is wrong a reader stays behind, and the next mmap() or exit hangs.',
  ],
  'vma-use-after-retry': ({ who, here }) => [
    `Can the VMA be gone when ${who} uses it ${here}?`,
    'With VM_FAULT_RETRY mmap_lock is released, and another thread may unmap and free what is used: a use after free.',
  ],
  'fault-code-not-allowed': ({ who, op, here }) => [
    `May ${who} return this code ${here}?`,
    `Core does not look for it after ${op} and takes the call for a success, so what the handler left undone stays undone.`,
  ],
  'fault-without-page': ({ who, here }) => [
    `Can ${who} return ${here} without a page in vmf->page?`,
    'Core maps the page that it is handed and dereferences a NULL pointer.',
  ],
  'ignored-insert-result': ({ who, here }) => [
    `Does ${who} lose the result of the insertion ${here}?`,
    'When the insertion fails nothing is mapped and no error is reported, so the access faults again and again.',
  ],
  'user-access-in-handler': ({ who, here }) => [
    `Can the access of ${who} to user memory fault ${here}?`,
    'The nested fault takes mmap_lock again and deadlocks behind a waiting writer.',
  ],
  'sleep-in-atomic-op': ({ who, op, here }) => [
    `Can ${who} sleep ${here}?`,
    `Core calls ${op} where nothing may sleep, so this ends in "scheduling while atomic" or in a hang.`,
  ],
  'freeze-unbalanced': ({ who, here }) => [
    `Do sb_start_pagefault() and sb_end_pagefault() pair up when ${who} returns ${here}?`,
    'Freeze protection that stays makes the next freeze of the file system wait for ever; one that is dropped twice lets writes into a frozen one.',
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
    'It then reaches what lies beyond the object.',
  ],
  'close-without-open': ({ who }) => [
    `Who takes the reference that ${who} drops, when the VMA is copied?`,
    'A fork or a split copies the VMA without a reference, and each copy drops one: a use after free.',
  ],
  'mmap-reference': ({ who, here }) => [
    `Does ${who} take and give back ${here} what the mapping holds?`,
    'Core calls open for copies alone, and close for no mapping that failed: a use after free, or an object that stays for good.',
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
  'missing-pfn-mkwrite': ({ table }) => [
    `Should ${table} have a pfn_mkwrite?`,
    'Core does not call page_mkwrite for an entry without a struct page, so the first write to it goes unnoticed.',
  ],
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
    'The entry stays read-only, the write faults again, and the task spins in the fault.',
  ],
  'insert-ebusy': ({ who, here }) => [
    `Does ${who} take -EBUSY for a failure ${here}?`,
    'Two threads that fault on one page are a race that both may win: the second gets SIGBUS for a page that is mapped.',
  ],
  'maywrite-kept': ({ who }) => [
    `Can user space make the mapping of ${who} writable later?`,
    'VM_MAYWRITE stays set, and mprotect() does not ask the driver.',
  ],
  'mmap-lock-order': ({ who, here }) => [
    `Can ${who} wait ${here} for a lock whose holder waits for mmap_lock?`,
    'Two tasks may wait for each other for ever.',
  ],
  'vma-kept': ({ who }) => [
    `Who clears the pointer to the VMA that ${who} keeps?`,
    'It dangles after munmap(): a use after free.',
  ],
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
  const ask = ASKED[finding.rule];
  if (ask === undefined) return fromMessage(finding.message);
  const { function: name, op, table, path } = finding;
  const locks = path
    .filter(({ kind }) => kind === 'takes')
    .map(({ message }) => / takes (?:the lock of )?(.+)$/.exec(message)?.[1]);
  const [question, consequence] = ask({
    who: name === null ? 'this code' : `${name}()`,
    op: op ?? 'this op',
    table: table ?? 'the table',
    lock: locks.at(-1) ?? '',
    here: isHere ? 'here' : `with this change`,
  });
  return { question, consequence };
}

/** A rule without a question of its own: its message says what is so, and what comes of it. */
function fromMessage(message: string): Wording {
  const { fault, rest } = clausesOf(message);
  const [first = ''] = rest.split('; ');
  const consequence = first === '' ? '' : `${capitalised(first)}.`;
  return { question: `Is it meant that ${fault}?`, consequence };
}
