// SPDX-License-Identifier: GPL-2.0-only
/** Ranges that begin at `vm_start` and the offset in the file, which says nothing of where in the mapping. */
import type { Access } from '../../engine/accesses.ts';
import { add, affineOf, isChosen, isOnePage } from '../../state/affine.ts';
import { type Bounds, comparisonsOf } from '../../state/bounds/comparisons.ts';
import { type Upper, uppersOf } from '../../state/bounds/uppers.ts';
import type { Symbols } from '../../state/symbols.ts';

/**
 * Says whether a test may have found that such a range does not end behind the mapping: the offset is 0, or was held
 * against the length, or the mapping is long enough for the range behind any offset that passes.
 */
export function isOffsetWithin({ count }: Access, bounds: Bounds, symbols: Symbols): boolean {
  const comparisons = comparisonsOf(symbols);
  const isWhole = count !== null && affineOf(count, symbols).end === 1;
  return [...bounds.held, ...bounds.doubted].some((number) => {
    const comparison = comparisons.get(number);
    const [a, b] = [affineOf(comparison.left, symbols), affineOf(comparison.right, symbols)];
    if (comparison.op === 'asked') return !isChosen(a) || a.offset !== 0;
    const form = add(a, b, -1);
    // Pages and bytes: it was meant to.
    if (form === null) return a.offset + b.offset !== 0;
    if (form.offset * form.end < 0) return true;
    const uppers = uppersOf(comparison, symbols);
    const isSet = comparison.op === '==' && form.offset !== 0 && form.rest.size > 0;
    return (
      isSet ||
      uppers.some((upper) => isNone(upper, symbols)) ||
      (!isWhole && uppers.some((upper) => upper.form.end < 0))
    );
  });
}

/** The offset is less than a page. */
function isNone({ form: { offset, end, constant, rest }, strict }: Upper, symbols: Symbols): boolean {
  if (offset <= 0 || end < 0) return false;
  const [only, ...others] = rest;
  if (only === undefined) return constant === 0 || (constant === -1 && strict);
  return others.length === 0 && only[1] === -1 && constant === 0 && strict && isOnePage(only[0], symbols);
}
