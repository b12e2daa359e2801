// SPDX-License-Identifier: GPL-2.0-only
/** What comparisons and sums of known values give. */
import { assumeSign, truthOf } from './domain.ts';
import type { State } from './state.ts';
import type { Sym, Symbols } from './symbols.ts';

export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Returns what a comparison always gives in a state; null when that depends. */
export function compare(op: string, left: Sym, right: Sym, state: State, symbols: Symbols): boolean | null {
  if (left === right) return op === '==' || op === '<=' || op === '>=';
  if ((op === '==' || op === '!=') && symbols.areDistinct(left, right)) return op === '!=';
  const x = symbols.constantOf(left);
  const y = symbols.constantOf(right);
  if (op === '<' && x === '0' && symbols.isEnumerator(right)) return true;
  if (op === '==' || op === '!=') {
    if (x !== null && y !== null) return (x === y) === (op === '==');
    if (y === '0') {
      const truth = truthOf(state.domain(left));
      return truth === null ? null : truth === (op === '!=');
    }
    if (x === '0') {
      const truth = truthOf(state.domain(right));
      return truth === null ? null : truth === (op === '!=');
    }
    return null;
  }
  if (y === '0') {
    const a = state.domain(left);
    if (!assumeSign(a, op, false).length) return true;
    if (!assumeSign(a, op, true).length) return false;
  }
  const n = Number(x);
  const m = Number(y);
  if (x === null || y === null || Number.isNaN(n) || Number.isNaN(m)) return null;
  return op === '<' ? n < m : op === '<=' ? n <= m : op === '>' ? n > m : n >= m;
}

/** Returns what an operator makes of two numbers; null for one that is not worked out. */
export function fold(op: string, a: number, b: number): number | null {
  if (Number.isNaN(a) || Number.isNaN(b)) return null;
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      return null;
  }
}
