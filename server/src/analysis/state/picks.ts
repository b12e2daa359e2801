// SPDX-License-Identifier: GPL-2.0-only
/** Values of which user space chose a few bits, by which one of several things is picked. */
import { calculate } from '../../text/arithmetic.ts';
import { type Bounds, comparisonsOf } from './bounds/comparisons.ts';
import { numberOfAtom } from './domain.ts';
import type { Sym, Symbols } from './symbols.ts';

/** Returns how many values a pick has by its mask; null where the mask has no known value. */
export function valuesPicked(pick: Sym, symbols: Symbols): number | null {
  const shape = symbols.shape(pick);
  if (shape.kind !== 'binary') return null;
  const number = numberOf(shape.right, symbols);
  if (number === null || number < 0) return null;
  return shape.op === '&' ? number + 1 : shape.op === '%' ? number : null;
}

function numberOf(sym: Sym, symbols: Symbols): number | null {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'constant':
      return numberOfAtom(shape.atom);
    case 'initial':
      return symbols.globalName(sym) === 'PAGE_SHIFT' ? SMALLEST_SHIFT : null;
    case 'binary': {
      const left = numberOf(shape.left, symbols);
      const right = numberOf(shape.right, symbols);
      return left === null || right === null ? null : calculate(shape.op, left, right);
    }
    default:
      return null;
  }
}

const SMALLEST_SHIFT = 12;

/** Says whether any test on the way, or a callee, may have looked at the value, or at what was made of it. */
export function isLookedAt(value: Sym, { held, doubted }: Bounds, symbols: Symbols): boolean {
  const comparisons = comparisonsOf(symbols);
  return [...held, ...doubted].some((number) => {
    const { left, right } = comparisons.get(number);
    return holds(left, value, symbols) || holds(right, value, symbols);
  });
}

function holds(whole: Sym, part: Sym, symbols: Symbols): boolean {
  if (whole === part) return true;
  const shape = symbols.shape(whole);
  if (shape.kind === 'binary') return holds(shape.left, part, symbols) || holds(shape.right, part, symbols);
  return shape.kind === 'pure' && shape.operands.some((operand) => holds(operand, part, symbols));
}
