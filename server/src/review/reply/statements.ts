// SPDX-License-Identifier: GPL-2.0-only
/** Questions about what only some findings of a rule say: each goes by the message, as the rule words it. */
import type { ByRule } from '../../findings/ruleId.ts';

/** What a question may name. */
export interface Words {
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
export const OF_MESSAGE = Symbol('of the message');
/** The same behind the fault, for a question that does not name it. */
export const WITH_FAULT = Symbol('with the fault');

/** Takes the match of the statement too, where it is one. */
export type Ask = (
  words: Words,
  fault: string,
  match: RegExpExecArray | null,
) => [question: string, consequence: string | typeof OF_MESSAGE | typeof WITH_FAULT];

interface Statement {
  says: RegExp;
  ask: Ask;
}

/** The first that fits is asked; where none does, the question of the rule. */
export const STATEMENTS: ByRule<readonly Statement[]> = {
  'mmap-reference': [
    {
      says: /takes nothing for the mapping, and (close of \w+) gives something back \((.+?)\): /,
      ask: (_, __, match) => [`Who takes what ${match?.[1]} gives back with ${match?.[2]}?`, OF_MESSAGE],
    },
    {
      says: / fails here and keeps what (.+?) took/,
      ask: ({ who, here }, _, match) => [
        `Who gives back what ${match?.[1]} took, when ${who} fails ${here}?`,
        'Core does not call close after a failed mmap, so this error path leaks it.',
      ],
    },
    {
      says: / may fail here and then keeps what (.+?) took/,
      ask: ({ who, here }, _, match) => [
        `Who gives back what ${match?.[1]} took, if ${who} fails ${here}?`,
        'Core does not call close after a failed mmap, so this error path leaks it.',
      ],
    },
    {
      says: / installs (\w+), which has (\w+): kernfs/,
      ask: (_, __, match) => [`Can ${match?.[1]} have ${match?.[2]}?`, OF_MESSAGE],
    },
    {
      says: /leaves the VMA without vm_ops/,
      ask: ({ who, here }) => [
        `Who drops the reference of the mapping when ${who} leaves it without vm_ops ${here}?`,
        WITH_FAULT,
      ],
    },
    {
      says: / by (VM_\w+), which mprotect\(\) changes/,
      ask: ({ who, here }, _, match) => [`Should ${who} test ${match?.[1]} ${here}?`, WITH_FAULT],
    },
    {
      says: / fails here and gives back \((.+?)\) what /,
      ask: ({ who, here }, _, match) => [
        `Should ${who} call ${match?.[1]} when it fails ${here}?`,
        WITH_FAULT,
      ],
    },
    {
      says: / puts another file into vma->vm_file/,
      ask: ({ who, here }) => [
        `Are the references of both files right when ${who} changes vm_file ${here}?`,
        WITH_FAULT,
      ],
    },
    {
      says: / hangs nothing on vm_private_data/,
      ask: ({ who, here }) => [`Should ${who} set vm_private_data ${here}?`, WITH_FAULT],
    },
    {
      says: / takes the object out of a list by its /,
      ask: ({ who }) => [`Is the object on a list when ${who} takes it out?`, WITH_FAULT],
    },
  ],
  'pgoff-bound': [
    {
      says: / leaves another vm_pgoff than /,
      ask: ({ who, here }) => [`Should ${who} restore vm_pgoff ${here}?`, WITH_FAULT],
    },
    {
      says: / counts from the fake offset /,
      ask: ({ here }) => [`Is vmf->pgoff the offset in the mapping ${here}?`, WITH_FAULT],
    },
  ],
  'mmap-bound': [
    {
      says: /past vm_end it writes/,
      ask: ({ here }) => [`Can more be mapped ${here} than the VMA is long?`, WITH_FAULT],
    },
    {
      says: / succeeds here without (VM_\w+), which/,
      ask: ({ who, here }, _, match) => [`Should ${who} set ${match?.[1]} ${here}?`, WITH_FAULT],
    },
  ],
  'access-bound': [
    {
      says: /: the caller's buffer has room/,
      ask: ({ here }) => [`Can the copy be longer than the buffer of the caller ${here}?`, WITH_FAULT],
    },
  ],
  'use-after-put': [
    {
      says: / frees (\S+?),? (?:which .+ has (?:stored|found)|while )/,
      ask: ({ who, here }, _, match) => [
        `Can a lookup still find ${match?.[1]} after ${who} frees it ${here}?`,
        WITH_FAULT,
      ],
    },
    {
      says: / takes its first reference to (.+?) after /,
      ask: ({ who, here }, _, match) => [
        `Can ${match?.[1]} be gone when ${who} takes its first reference ${here}?`,
        WITH_FAULT,
      ],
    },
    {
      says: / frees the object whatever /,
      ask: ({ who, here }) => [`Can there be other users of what ${who} frees ${here}?`, WITH_FAULT],
    },
    {
      says: / frees (.+) again: /,
      ask: ({ who, here }, _, match) => [`Does ${who} free ${match?.[1]} a second time ${here}?`, WITH_FAULT],
    },
  ],
  'lock-not-held': [
    {
      says: / gives (.+) back in another mode/,
      ask: ({ here }, _, match) => [
        `Does the release of ${match?.[1]} match the way it was taken ${here}?`,
        WITH_FAULT,
      ],
    },
    {
      says: / may call (\w+\(\)) without (.+?), which all/,
      ask: ({ here }, _, match) => [
        `Should ${match?.[2]} be held where ${match?.[1]} may be called ${here}?`,
        WITH_FAULT,
      ],
    },
  ],
  'lock-imbalance': [
    {
      says: / without reverting the credentials/,
      ask: ({ who, here }) => [`Are the credentials reverted when ${who} returns ${here}?`, OF_MESSAGE],
    },
  ],
  'mkwrite-truncate-check': [
    {
      says: / for a page that was truncated: /,
      ask: ({ who, here }) => [`Should ${who} return this for a truncated page ${here}?`, OF_MESSAGE],
    },
    {
      says: / calls (.+?\(\)) for the page that faulted: /,
      ask: ({ here }, _, match) => [
        `Can ${match?.[1]} find a page other than vmf->page ${here}?`,
        WITH_FAULT,
      ],
    },
  ],
  'fault-without-page': [
    {
      says: / (?:calls|reads) (.+), but core gives (\w+) no page: /,
      ask: ({ here }, _, match) => [`Is there a page for ${match?.[2]} ${here}?`, WITH_FAULT],
    },
  ],
  'vm-fault-as-errno': [
    {
      says: / tests its result for 0: /,
      ask: ({ who, here }) => [
        `Should ${who} return a VM_FAULT code ${here}, beside 0 and errnos?`,
        WITH_FAULT,
      ],
    },
    {
      says: / answers 0 where it succeeds/,
      ask: ({ who, here }) => [`Should ${who} return the number of bytes ${here}?`, WITH_FAULT],
    },
  ],
  'ignored-insert-result': [
    {
      says: / returns 0 although (\w+\(\)) has failed/,
      ask: ({ who, here }, _, match) => [
        `Should ${who} return the error when ${match?.[1]} has failed ${here}?`,
        OF_MESSAGE,
      ],
    },
  ],
  'vma-write-in-fault': [
    {
      says: / calls (\w+\(\)), which hits a BUG_ON/,
      ask: ({ who, here }, _, match) => [
        `Can two faults both get to ${match?.[1]} in ${who} ${here}?`,
        WITH_FAULT,
      ],
    },
  ],
  'resource-leak': [
    {
      says: / stores to (.+) what .+, and has tested .+ only before it took the lock:/,
      ask: ({ here }, _, match) => [`Can two faults both store to ${match?.[1]} ${here}?`, WITH_FAULT],
    },
  ],
  'close-without-open': [
    {
      says: /^open handler (\w+\(\)) (?:leaves here|drops the result)/,
      ask: ({ who }) => [`What is in vm_private_data of the copy when ${who} fails?`, WITH_FAULT],
    },
    {
      says: / frees what vm_private_data holds .+, whatever open handler /,
      ask: ({ who }) => [`Can another VMA still use what ${who} frees?`, WITH_FAULT],
    },
  ],
  'mkwrite-no-freeze-protection': [
    {
      says: /^(?!.*freeze protection).* without a time update/,
      ask: ({ who, here }) => [`Does ${who} update the times of the file ${here}?`, WITH_FAULT],
    },
  ],
};
