// SPDX-License-Identifier: GPL-2.0-only
/** Ranges that a function maps from the start of the mapping on, as long as something else says. */
import { structOf } from '../cfg/graphFacts.ts';
import type { Reach } from '../cfg/reaches.ts';
import type { Frame } from '../engine/frame.ts';
import { affineOf } from '../state/affine.ts';
import type { State } from '../state/state.ts';
import { isGiven } from './given.ts';
import { loopSources, sourceValue } from './loopEnds.ts';

/** From the start of the mapping on it maps as much as something else says; `reports/chosen` tells whether that is so. */
export function reachFixed(x: Frame, { at, into, length, callee, turns }: Reach, state: State): void {
  if (length === null || into === undefined) return;
  const { symbols } = x.context;
  const load = (name: string) => state.load(symbols.field(x.evaluator.value(into.vma, state), name));
  const { rest, ...from } = affineOf(x.evaluator.value(into.start, state), symbols);
  if (from.start !== 1 || from.end !== 0 || from.constant !== 0 || rest.size > 0) return;
  x.accesses.add(
    {
      kind: 'fixed',
      place: x.place(at),
      array: null,
      elements: null,
      text: x.text(length),
      index: symbols.binary('-', load('vm_end'), load('vm_start')),
      count: x.evaluator.value(length, state),
      callee,
      isCounter: false,
      counts: length.k === 'member' ? structOf(length.object, x.graph) : null,
      isGiven: isGiven(x, length, state),
      behind: from.offset > 0 ? x.text(into.start) : null,
      turns,
      endsBy:
        turns === undefined ? [] : loopSources(turns, x.graph).map((source) => sourceValue(x, source, state)),
    },
    state,
  );
}
