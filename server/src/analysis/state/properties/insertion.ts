// SPDX-License-Identifier: GPL-2.0-only
/** Whether the path has put an entry into the page table, and whether the last insertion found one there. */
import type { Place } from '../../../text/source.ts';
import type { Tri } from '../state.ts';
import { property } from './property.ts';

/** An insertion that gave -EBUSY. */
export interface FoundEntry {
  place: Place;
  callee: string;
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
};
