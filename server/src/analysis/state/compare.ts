// SPDX-License-Identifier: GPL-2.0-only
/** What comparisons and sums of known values give. */
import { calculate } from '../../text/arithmetic.ts';
import { assumeOrder, isNamed, truthOf } from './domain.ts';
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
    return differs(left, right, state, symbols) || differs(right, left, state, symbols) ? op === '!=' : null;
  }
  const n = Number(x ?? Number.NaN);
  const m = Number(y ?? Number.NaN);
  if (Number.isNaN(m)) return null;
  const a = state.domain(left);
  if (!assumeOrder(a, op, m, false).length) return true;
  if (!assumeOrder(a, op, m, true).length) return false;
  if (Number.isNaN(n)) return null;
  return op === '<' ? n < m : op === '<=' ? n <= m : op === '>' ? n > m : n >= m;
}

/**
 * Returns what an operator makes of two numbers; null for one that is not worked out: sets of bits are told by name, and
 * a shift may be one of an int.
 */
export function fold(op: string, a: number, b: number): number | null {
  if (Number.isNaN(a) || Number.isNaN(b) || op === '|' || op === '&' || op === '^') return null;
  if (op === '>>' && a < 0) return null;
  const result = calculate(op, a, b);
  if (op !== '<<') return result;
  return b < 32 && Number.isSafeInteger(result) ? result : null;
}

/** The right one is a constant by name, and the left one has others alone. */
function differs(left: Sym, right: Sym, state: State, symbols: Symbols): boolean {
  const name = symbols.namedAtom(right);
  return name !== null && state.domain(left).every((atom) => isNamed(atom) && atom !== name);
}
