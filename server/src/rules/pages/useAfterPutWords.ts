// SPDX-License-Identifier: GPL-2.0-only
/** What is said of a use of something that may be freed, by how it is used. */
import type { UseAfterPut } from '../../analysis/reports/model/usesAfterPut.ts';
import type { Says } from '../../findings/says.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { wayTo } from '../shared/path.ts';

type How = UseAfterPut['how'];

/** What is wrong there and what to do about it; what the place before shows; and another place. */
interface Said {
  says: Says;
  earlier: string;
  also?: { place: UseAfterPut['place']; message: string };
}

/** Those of the uses that may be so. */
type Used<H extends How, U = UseAfterPut> = U extends { how: How } ? (H extends U['how'] ? U : never) : never;

type Words = { [H in How]: (use: Used<H>, subject: string) => Said };

const WORDS: Words = {
  used: ({ text, earlier }, subject) => ({
    says: {
      fault: `${subject} uses ${text} after ${earlier.by} ${gone(earlier)}`,
      consequences: ['the memory may belong to another user'],
      advice: 'read what is needed first, and make the put the last step',
    },
    earlier: `${earlier.by} ${gone(earlier)}`,
  }),
  freed: ({ text, earlier }, subject) => ({
    says: {
      fault: `${subject} frees ${text} again`,
      consequences: [`${earlier.by} has freed it already`],
      advice: 'leave one of the two out',
      asks: asked(`Does {who} free ${text} a second time {here}?`),
    },
    earlier: `${earlier.by} ${gone(earlier)}`,
  }),
  counted: ({ earlier: { by } }, subject) => ({
    says: {
      fault: `${subject} frees the object whatever ${by} has left of its count`,
      consequences: ['another user may hold it still'],
      advice: `free it only where the count has come to 0, as ${testing(by)} tells`,
      asks: asked('Can there be other users of what {who} frees {here}?'),
    },
    earlier: `${by} lowers the count`,
  }),
  linked: ({ text, earlier: { by } }, subject) => ({
    says: {
      fault: `${subject} frees ${text} while ${by} has it on a list`,
      consequences: ['a walk of the list finds freed memory'],
      advice: 'take it out first, or put it there as the last step',
      asks: asked(`Can a lookup still find ${text} after {who} frees it {here}?`),
    },
    earlier: `${by} puts it there`,
  }),
  found: ({ text, earlier: { by } }, subject) => ({
    says: {
      fault: `${subject} frees ${text}, which ${by} has found on a list, and leaves it there`,
      consequences: ['a walk of the list finds freed memory'],
      advice: 'take it out first',
      asks: asked(`Can a lookup still find ${text} after {who} frees it {here}?`),
    },
    earlier: `${by} finds it there`,
  }),
  stored: ({ text, earlier: { by }, erase }, subject) => ({
    says: {
      fault: `${subject} frees ${text}, which ${by} has stored, and leaves it there`,
      consequences: ['the next lookup finds freed memory'],
      advice: `take it out first (${erase})`,
      asks: asked(`Can a lookup still find ${text} after {who} frees it {here}?`),
    },
    earlier: `${by} stores it`,
  }),
  late: ({ text, earlier: { by } }, subject) => ({
    says: {
      fault: `${subject} takes its first reference to ${text} after ${by} has given back the lock under which it was found`,
      consequences: ['another task may have put the last one by then, and the object is freed'],
      advice: 'take the reference before',
      asks: asked(`Can ${text} be gone when {who} takes its first reference {here}?`),
    },
    earlier: `${by} gives the lock back here`,
  }),
  apart: ({ text, earlier: { by }, freed }, subject) => ({
    says: {
      fault: `${subject} lowers ${text} (${by}) and reads it afterwards to see whether that was the last user`,
      consequences: [`two tasks that lower it at once may both find 0, and both go on to ${freed.by}`],
      advice: `decide by ${testing(by)}`,
    },
    earlier: `${by} lowers the count`,
    also: { place: freed.place, message: `${freed.by} is for the last user` },
  }),
  mapped: ({ text, earlier, by }, subject) => ({
    says: {
      fault: `${subject} frees ${text} (${by}) and leaves mapped what ${earlier.by} has mapped of it, which takes no reference`,
      consequences: ['user space reaches the memory when it belongs to another'],
      advice: 'free it when the mapping is gone',
    },
    earlier: `${earlier.by} maps it`,
  }),
  'mapped late': ({ text, earlier, by }, subject) => ({
    says: {
      fault: `${subject} maps ${text} (${by}) after ${earlier.by} has freed it`,
      consequences: ['user space reaches the memory when it belongs to another'],
      advice: 'map what takes its place, or free it on the ways alone that do not map it',
    },
    earlier: `${earlier.by} frees it`,
  }),
  'partly mapped': ({ text, earlier, by }, subject) => ({
    says: {
      fault: `${subject} gives back ${text} (${by}) where ${earlier.by} has failed for one piece, and leaves the pieces before mapped`,
      consequences: ['other threads reach the memory until core unmaps them, when it may belong to another'],
      advice: 'unmap them first (zap_vma_ptes())',
    },
    earlier: `${earlier.by} maps them`,
  }),
  kept: ({ text, by }, subject) => ({
    says: {
      fault: `${subject} frees ${text} (${by}) and leaves the pointer there`,
      consequences: ['the next call finds it and uses freed memory'],
      advice: 'set it to NULL, or keep what it points to',
    },
    earlier: `here it is asked whether ${text} is there`,
  }),
  left: ({ text, earlier, by }, subject) => ({
    says: {
      fault: `${subject} frees ${text} (${by}) and leaves it in ${earlier.by}`,
      consequences: ['what looks there finds freed memory'],
      advice: `store it as the last step, or set ${earlier.by} to NULL`,
    },
    earlier: 'it is stored here',
  }),
};

/** Message and notes; `subject` is who does it, as a sentence begins with it. */
export function useInWords(use: UseAfterPut, subject: string): Pick<Draft, 'says' | 'related'> {
  const say = WORDS[use.how] as (use: UseAfterPut, subject: string) => Said;
  const { says, earlier, also } = say(use, subject);
  const related = wayTo(use.trace, [{ place: use.earlier.place, message: earlier }]);
  return { says, related: also ? [...related, also] : related };
}

const gone = ({ certain }: UseAfterPut['earlier']) =>
  certain ? 'freed it' : 'may have dropped its last reference';

/** `refcount_dec()` → `refcount_dec_and_test()`. */
const testing = (call: string) => call.replace('()', '_and_test()');
