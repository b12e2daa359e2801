// SPDX-License-Identifier: GPL-2.0-only
/** Whether the path has put an entry into the page table, whether the last insertion found one there, and whether one failed. */
import type { Place } from '../../../text/source.ts';
import type { Tri } from '../state.ts';
import type { Sym } from '../symbols.ts';
import { property } from './property.ts';

/** An insertion that gave -EBUSY. */
export interface FoundEntry {
  place: Place;
  callee: string;
}

/** An insertion that failed, and left a hole. */
export interface FailedInsert extends FoundEntry {
  args: readonly Sym[];
}

/** What is known after an insertion that worked: another one stands in for it, or the same was tried once more. */
export function insertedAfter(
  before: FailedInsert | 'undone' | null,
  { start }: Place,
  args: readonly Sym[],
): FailedInsert | 'undone' | null {
  if (before === null || before === 'undone') return before;
  const isNext = before.place.start === start && before.args.some((arg, n) => arg !== args[n]);
  return isNext ? before : 'undone';
}

export const insertion = {
  installed: property<Tri>({
    initial: 'no',
    apart: (installed) => installed,
    noticed: (installed) => installed,
    giveBack(installed, { next, callee }) {
      if (installed !== 'no' && next.installed !== 'yes') next.installed = installed;
      if (installed !== 'no' || callee.foundEntry) next.foundEntry = callee.foundEntry;
      return true;
    },
  }),
  /** The insertion that found another entry there, until the next insertion. */
  foundEntry: property<FoundEntry | null>({ initial: null, apart: (found) => (found ? 'B' : '') }),
  /** The insertion that failed; `undone` where what failed was put right, or the entries were taken out. */
  failedInsert: property<FailedInsert | 'undone' | null>({
    initial: null,
    apart: (failed) => (failed === null || failed === 'undone' ? '' : 'F'),
    noticed: (failed) => (failed === null || failed === 'undone' ? '' : 'F'),
    giveBack(failed, { next, callee }) {
      if (failed !== null) next.failedInsert = failed;
      else if (callee.installed !== 'no' && next.failedInsert !== null) next.failedInsert = 'undone';
      return true;
    },
  }),
};
