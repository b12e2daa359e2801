// SPDX-License-Identifier: GPL-2.0-only
/** Tests that hold no upper bound: whether they keep what is taken from an offset from being more; those that hold nothing. */
import type { Place } from '../../../text/source.ts';
import { type Affine, add, affineOf, inPages, isChosen, isOfTwoUnits } from '../affine.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { type Bounds, type Comparison, comparisonsOf } from './comparisons.ts';

/**
 * Returns whether an index that something is taken from may be less than nothing, so that it wraps and lies before what
 * it counts from. Never where an opaque callee was asked, or where what is taken is not known by its parts.
 */
export function mayBeBefore(index: Affine, { held, doubted }: Bounds, symbols: Symbols): boolean {
  const taken = [...index.rest].filter(([, times]) => times < 0).map(([sym]) => sym);
  if (index.offset !== 1 || (taken.length === 0 && index.constant >= 0)) return false;
  if (!taken.every((sym) => isNumber(sym, symbols))) return false;
  const comparisons = comparisonsOf(symbols);
  return ![...held, ...doubted].some((number) => isLower(comparisons.get(number), taken, symbols));
}

/**
 * Returns the first test that adds pages to bytes, or that only says of an offset that it is not too small, and refuses
 * what is: of one that keeps nothing out another way to the same place has the opposite.
 */
export function vainTest(
  { held }: Bounds,
  ways: readonly { bounds: Bounds }[],
  symbols: Symbols,
): VainTest | null {
  const refuses = (number: number) => ways.every(({ bounds }) => bounds.held.includes(number));
  const comparisons = comparisonsOf(symbols);
  let low: VainTest | null = null;
  for (const number of held) {
    const { op, left, right, place } = comparisons.get(number);
    if (op === 'asked' || op === '==' || op === '!=') continue;
    if (isOfTwoUnits(left, symbols) || isOfTwoUnits(right, symbols)) return { why: 'units', place };
    const [less, more] = op === '<' || op === '<=' ? [left, right] : [right, left];
    const isLow = affineOf(more, symbols).offset > 0 && !isChosen(affineOf(less, symbols));
    if (isLow && refuses(number)) low ??= { why: 'low', place };
  }
  return low;
}

/** A test that bounds neither offset nor length. */
export interface VainTest {
  why: 'units' | 'low';
  place: Place;
}

/**
 * Made of fields, numbers and variables. A function of the library may give what the offset was looked up by; an opaque
 * callee that was handed the offset was asked.
 */
function isNumber(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'binary':
      return isNumber(shape.left, symbols) && isNumber(shape.right, symbols);
    case 'pure':
      return ARITHMETIC.has(shape.name) && shape.operands.every((operand) => isNumber(operand, symbols));
    default:
      return true;
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set([
  ...[
    'PAGE_ALIGN',
    'PAGE_ALIGN_DOWN',
    'ALIGN',
    'ALIGN_DOWN',
    'round_up',
    'round_down',
    'roundup',
    'rounddown',
  ],
  ...[
    'PFN_UP',
    'PFN_DOWN',
    'PFN_PHYS',
    'PHYS_PFN',
    '~',
    '-',
    '(32)',
    '(s32)',
    '(16)',
    '(s16)',
    '(8)',
    '(s8)',
  ],
]);

/** It says that the offset is at least something, or holds what is left of it by itself: that is large where it wraps. */
function isLower({ op, left, right }: Comparison, taken: readonly Sym[], symbols: Symbols): boolean {
  const a = affineOf(left, symbols);
  const b = affineOf(right, symbols);
  // What was handed over as a whole, or as it is.
  if (op === 'asked') return !isChosen(a) || a.offset !== 0;
  const form = add(inPages(a), inPages(b), -1);
  if (a.offset === 0 && b.offset === 0) return false;
  if (form === null || op === '==') return true;
  const [low, high] = op === '<' || op === '<=' ? [a, b] : [b, a];
  if (op === '!=') return false;
  if (high.offset > low.offset) return true;
  const isLess = low.constant < 0 || taken.some((sym) => (low.rest.get(sym) ?? 0) < 0);
  return isLess && low.end === 0;
}
