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

/** What happens is what the message says of it, mostly in better words than a rule could have. */
const OF_MESSAGE = Symbol('of the message');
/** The same behind the fault, for a question that does not name it. */
const WITH_FAULT = Symbol('with the fault');

type Ask = (
  words: Words,
  fault: string,
) => [question: string, consequence: string | typeof OF_MESSAGE | typeof WITH_FAULT];

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
    'Core maps the page that it is handed and dereferences a NULL pointer.',
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
  'sleep-in-atomic-op': ({ who, op, here }) => [
    `Can ${who} sleep ${here}?`,
    `Core calls ${op} where nothing may sleep, so this ends in "scheduling while atomic" or in a hang.`,
  ],
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
  'mmap-reference': ({ who, here }, fault) => {
    const close = /takes nothing for the mapping, and (close of \w+) gives something back \((\w+\(\))\)/.exec(
      fault,
    );
    const kept = / keeps what (\w+\(\)) took/.exec(fault);
    if (close !== null) return [`Who takes what ${close[1]} gives back with ${close[2]}?`, OF_MESSAGE];
    if (kept !== null)
      return [
        `Who gives back what ${kept[1]} took, when ${who} fails ${here}?`,
        'Core does not call close for a mapping that failed, so it stays for good.',
      ];
    return [
      `Does ${who} take and give back ${here} what the mapping holds?`,
      'Core calls open for copies alone, and close for no mapping that failed: a use after free, or an object that stays for good.',
    ];
  },
  'resource-leak': ({ who, here }, fault) => [
    `Who gives back what ${/ keeps what (\w+\(\)) took/.exec(fault)?.[1] ?? who} took, when ${who} ${/ (fails|returns) here /.exec(fault)?.[1] ?? 'returns'} ${here}?`,
    'Nothing else leads to it, so it stays until the machine goes down.',
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
  const ask = ASKED[finding.rule];
  if (ask === undefined) return fromMessage(finding.message);
  const { function: name, op, table, path } = finding;
  const locks = path
    .filter(({ kind }) => kind === 'takes')
    .map(({ message }) => / takes (?:the lock of )?(.+)$/.exec(message)?.[1]);
  const { fault, rest } = clausesOf(finding.message);
  const words: Words = {
    who: name === null ? 'this code' : `${name}()`,
    op: op ?? 'this op',
    table: table ?? 'the table',
    lock: lockIn(fault) ?? locks.at(-1) ?? '',
    here: isHere ? 'here' : `with this change`,
  };
  const [question, told] = ask(words, fault);
  if (typeof told === 'string') return { question, consequence: told };
  // "compare with >=" is what to do.
  const isSaid = told === WITH_FAULT && !/^compare /.test(fault);
  return { question, consequence: `${isSaid ? `${capitalised(fault)}. ` : ''}${consequenceIn(rest)}`.trim() };
}

/** The lock that a message names as still held. */
function lockIn(fault: string): string | null {
  return / with (.+?) still (?:held|locked)/.exec(fault)?.[1] ?? null;
}

/** What a message says that happens, as sentences; the last part says what to do. */
function consequenceIn(rest: string): string {
  return rest
    .split('; ')
    .slice(0, -1)
    .map((part) => `${capitalised(part)}.`)
    .join(' ');
}

/** A rule without a question of its own: its message says what is so, and what comes of it. */
function fromMessage(message: string): Wording {
  const { fault, rest } = clausesOf(message);
  return { question: `Is it meant that ${fault}?`, consequence: consequenceIn(rest) };
}
