// SPDX-License-Identifier: GPL-2.0-only
/** Said by pgoff-bound and mmap-bound: a page that is found by what a function has left unset. */
import type { Unfilled } from '../../analysis/reports/model/events.ts';
import type { Draft } from '../rule.ts';

/** @param advice what to return where nothing was filled in */
export function unfilledUses(
  found: readonly Unfilled[],
  who: string,
  advice: string,
  rest: Pick<Draft, 'function' | 'table' | 'op'>,
): Draft[] {
  return found.map(({ variable, callee, says, place, left, use }) => {
    const how =
      says === 'success'
        ? `${callee}() may return 0 without setting ${variable}`
        : `${callee}() leaves ${variable} unset when it fails, and ${who} does not look at its result`;
    return {
      once: `unset:${variable}:${callee}`,
      place,
      ...rest,
      confidence: 'medium' as const,
      says: {
        fault: how,
        consequences: [
          `${use.by}() is then handed what the stack holds, and user space gets whatever page that is`,
        ],
        advice: says === 'success' ? `return an error in ${callee}() where nothing is found` : advice,
      },
      related: [
        { place: left, message: `${callee}() returns here without setting it` },
        { place: use.place, message: `${use.by}() is handed it` },
      ],
    };
  });
}
