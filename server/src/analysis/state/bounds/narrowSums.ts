// SPDX-License-Identifier: GPL-2.0-only
/** Sums of an offset and a length that are worked out in 32 bits, where they wrap. */
import { affineOf, isChosen } from '../affine.ts';
import type { Sym, Symbols } from '../symbols.ts';

/** Says whether both are held in variables of 32 bits, and are added as such: `u32 offset, size; offset + size`. */
export function isNarrowSum(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') return shape.name === CUT && isNarrowSum(shape.operands[0] as Sym, symbols);
  if (shape.kind !== 'binary') return false;
  const { op, left, right } = shape;
  const [a, b] = [affineOf(left, symbols), affineOf(right, symbols)];
  if (op === '+' && isChosen(a) && isChosen(b)) {
    const isBoth = a.offset + b.offset > 0 && a.end + b.end > 0 && a.offset * b.offset === 0;
    return isBoth && isCut(left, symbols) && isCut(right, symbols);
  }
  // Something else is added, or taken away, or it is shifted.
  return isChosen(a)
    ? !isChosen(b) && isNarrowSum(left, symbols)
    : isChosen(b) && isNarrowSum(right, symbols);
}

function isCut(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  return shape.kind === 'pure' && shape.name === CUT;
}

const CUT = '(32)';
