// SPDX-License-Identifier: GPL-2.0-only
/** An offset that was cut to a signed number is negative where it was large, and less than any limit. */
import type { Place } from '../../../text/source.ts';
import type { Pure } from '../../cfg/cfg.ts';
import { type Affine, affineOf, isChosen } from '../affine.ts';
import type { Symbols } from '../symbols.ts';
import { type Bounds, type Comparison, comparisonsOf } from './comparisons.ts';

const SIGNED: ReadonlySet<string> = new Set([
  ...['int', 's32', 'int32_t', '__s32', 'signed', 'signed int'],
  ...['short', 's16', 'int16_t', '__s16'],
]);

/** Whether C compares two operands as signed numbers of 32 bits: both are such, or numbers as written. */
export function isSignedTest(operands: readonly Pure[], types: ReadonlyMap<string, string>): boolean {
  const isSigned = (e: Pure): boolean => {
    if (e.k === 'int') return true;
    if (e.k === 'name') return SIGNED.has(types.get(e.name)?.replace('const ', '') ?? '');
    return e.k === 'binary' && (e.op === '+' || e.op === '-') && isSigned(e.left) && isSigned(e.right);
  };
  return operands.every(isSigned);
}

/**
 * Returns the test that alone holds an index from above and lets it be negative; null where it is none of a signed number,
 * or another test may refuse that.
 */
export function negativeAt(index: Affine, bounds: Bounds, symbols: Symbols): Place | null {
  if (!index.signed || index.offset <= 0) return null;
  const comparisons = comparisonsOf(symbols);
  if (bounds.doubted.some((number) => isOfOffset(comparisons.get(number), symbols))) return null;
  let found: Place | null = null;
  for (const number of bounds.held) {
    const comparison = comparisons.get(number);
    if (!isOfOffset(comparison, symbols)) continue;
    const { op, left, right, place, isSigned } = comparison;
    if (op === 'asked' || op === '==' || op === '!=') return null;
    const isBelow = op === '<' || op === '<=';
    const [low, high] = (isBelow ? [left, right] : [right, left]).map((sym) => affineOf(sym, symbols));
    // What it is taken from is the larger for it.
    if (low?.offset === 0 && (high?.offset ?? 0) < 0) continue;
    if (isSigned !== true || low === undefined || low.offset <= 0 || high?.offset !== 0) return null;
    if (!low.signed || low.end !== 0 || low.bits > index.bits) return null;
    found ??= place;
  }
  return found;
}

/** An opaque callee that was handed something else may know the offset, too. */
function isOfOffset({ op, left, right }: Comparison, symbols: Symbols): boolean {
  const form = affineOf(left, symbols);
  if (op === 'asked') return !isChosen(form) || form.offset !== 0;
  return form.offset !== 0 || affineOf(right, symbols).offset !== 0;
}
