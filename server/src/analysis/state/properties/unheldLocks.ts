// SPDX-License-Identifier: GPL-2.0-only
/** What tells of a lock that is given back whether a caller holds it for the function. */
import { property } from './property.ts';

const NONE: ReadonlySet<string> = new Set();

/** Any lock may have been taken. */
export function mayTakeAny(known: { givenUp: ReadonlySet<string>; mayHaveTaken: boolean }): void {
  known.givenUp = NONE;
  known.mayHaveTaken = true;
}

export const unheldLocks = {
  /** Locks that the path took and gave back, by their identity. */
  givenUp: property<ReadonlySet<string>>({
    initial: NONE,
    // Each id stands for a lock that neither path holds; a call that may have taken it since has emptied the list.
    join: (mine, theirs) =>
      [...mine].every((id) => theirs.has(id)) ? mine : new Set([...mine].filter((id) => theirs.has(id))),
  }),
  /** An opaque callee, or one that names the lock differently, may have taken any lock. */
  mayHaveTaken: property<boolean>({
    initial: false,
    key: (may) => (may ? 't' : ''),
    join: (mine, theirs) => mine || theirs,
    giveBack(may, { next }) {
      if (may) mayTakeAny(next);
      return true;
    },
  }),
};
