// SPDX-License-Identifier: GPL-2.0-only
/** Which branch of a handler gives which result, as a tree: tests on the way, results at the ends. */

import type { Exit } from '../../analysis/reports/model/exits.ts';
import { constantText } from '../../analysis/reports/render.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { Place } from '../../text/source.ts';

export interface Branch {
  /** The test and how it went; null at the root. */
  test: { text: string; truth: boolean; place: Place } | null;
  children: Branch[];
  results: Result[];
}

export interface Result {
  values: string[];
  /** What holds on leaving: page locked, lock released, locks still held. */
  notes: string[];
  place: Place;
}

/** Returns the tree of a report. Ways that differ in nothing that is shown are one. */
export function branchesOf({ exits }: HandlerReport): Branch {
  const root: Branch = { test: null, children: [], results: [] };
  for (const exit of exits) {
    let at = root;
    for (const step of exit.trace) {
      if (step.kind !== 'test') continue;
      const { text, truth, place } = step;
      let next = at.children.find(
        ({ test }) => test?.text === text && test.truth === truth && test.place.start === place.start,
      );
      if (!next) {
        next = { test: { text, truth, place }, children: [], results: [] };
        at.children.push(next);
      }
      at = next;
    }
    const result = resultOf(exit);
    if (!at.results.some((other) => sameResult(other, result))) at.results.push(result);
  }
  return root;
}

function resultOf(exit: Exit): Result {
  const notes: string[] = [];
  if (exit.pageLock === 'locked') notes.push('page locked');
  if (exit.mmapLock === 'released') notes.push('mmap_lock released');
  for (const { name, kind, certain } of exit.held) if (certain) notes.push(`holds ${name || kind}`);
  if (exit.assumed) notes.push('by an assumption');
  return {
    values: exit.values.length === 0 ? ['returns'] : exit.values.map(valueText),
    notes,
    place: exit.place,
  };
}

function sameResult(a: Result, b: Result): boolean {
  return (
    a.place.start === b.place.start &&
    a.values.join() === b.values.join() &&
    a.notes.join() === b.notes.join()
  );
}

/** As C has it; what nothing is known of is called so. */
function valueText(value: string): string {
  return value.startsWith('?') ? 'unknown' : constantText(value);
}
