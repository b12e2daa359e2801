// SPDX-License-Identifier: GPL-2.0-only
/** Whether tests have found that a huge page around the faulting address lies in the mapping. */
import { affineOf, isChosen, isDistance } from '../affine.ts';
import type { Symbols } from '../symbols.ts';
import { type Bounds, comparisonsOf } from './comparisons.ts';
import { uppersOf } from './uppers.ts';

/** Which ends of it may lie outside of the mapping, on every way. */
export interface Outside {
  start: boolean;
  end: boolean;
}

/**
 * A test on one of the ways is enough, as is an opaque callee that was handed the VMA or the fault: what is said of a way
 * with the order in question cannot be told from one without.
 */
export function outsideMapping(bounds: Bounds, symbols: Symbols): Outside {
  const outside = { start: true, end: true };
  const comparisons = comparisonsOf(symbols);
  for (const number of [...bounds.held, ...bounds.doubted]) {
    const comparison = comparisons.get(number);
    const sides = [comparison.left, comparison.right].map((side) => affineOf(side, symbols));
    if (comparison.op === 'asked') {
      if (sides[0] && !isChosen(sides[0])) return { start: false, end: false };
      continue;
    }
    // Less than the start of the mapping is more than anything.
    if (sides.some((side) => side.address > 0 && side.start < 0)) outside.start = false;
    if (sides.some(({ unit }) => unit === 'scaled')) return { start: false, end: false };
    for (const { form } of uppersOf(comparison, symbols)) {
      if (form.start > 0 && form.address < 0) outside.start = false;
      const isMore = form.constant > 0 || [...form.rest.values()].some((times) => times > 0);
      if (form.end < 0 && form.address > 0 && isDistance(form) && isMore) outside.end = false;
    }
  }
  return outside;
}
