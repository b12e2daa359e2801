// SPDX-License-Identifier: GPL-2.0-only
/** What comparisons and sums of known values give. */
import { calculate } from '../../text/arithmetic.ts';
import { assumeOrder, isNamed, truthOf } from './domain.ts';
import type { State } from './state.ts';
import type { Sym, Symbols } from './symbols.ts';

/** Returns what a comparison always gives in a state; null when that depends. */
export function compare(op: string, left: Sym, right: Sym, state: State, symbols: Symbols): boolean | null {
  if (left === right) return op === '==' || op === '<=' || op === '>=';
  if ((op === '==' || op === '!=') && symbols.areDistinct(left, right)) return op === '!=';
  const x = symbols.constantOf(left);
  const y = symbols.constantOf(right);
  // As the bound of a loop, a constant by name is not 0.
  if (x === '0' && symbols.isEnumerator(right) && (op === '<' || op === '>=')) return op === '<';
  if (y === '0' && symbols.isEnumerator(left) && (op === '>' || op === '<=')) return op === '>';
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
    if (differs(left, right, state, symbols) || differs(right, left, state, symbols)) return op === '!=';
    const equal = foundEqual(left, right, state, symbols);
    return equal === null ? null : equal === (op === '==');
  }
  const n = Number(x ?? Number.NaN);
  const m = Number(y ?? Number.NaN);
  if (Number.isNaN(m)) return byOrder(op, left, right, state, symbols);
  const a = state.domain(left);
  if (!assumeOrder(a, op, m, false).length) return true;
  if (!assumeOrder(a, op, m, true).length) return false;
  if (Number.isNaN(n)) return byOrder(op, left, right, state, symbols);
  return op === '<' ? n < m : op === '<=' ? n <= m : op === '>' ? n > m : n >= m;
}

/** What other comparisons of the same two values, whose outcome is known, say about one by order. */
function byOrder(op: string, a: Sym, b: Sym, state: State, symbols: Symbols): boolean | null {
  const asked = (op: string, left: Sym, right: Sym): boolean | null => {
    const sym = symbols.knownBinary(op, left, right);
    return sym === undefined ? null : truthOf(state.domain(sym));
  };
  /** Whether `x < y`. */
  const isLess = (x: Sym, y: Sym) =>
    asked('<', x, y) ?? not(asked('>=', x, y)) ?? asked('>', y, x) ?? not(asked('<=', y, x));
  switch (op) {
    case '<':
      return isLess(a, b) ?? (isLess(b, a) ? false : null);
    case '>':
      return isLess(b, a) ?? (isLess(a, b) ? false : null);
    case '<=':
      return not(isLess(b, a)) ?? (isLess(a, b) ? true : null);
    case '>=':
      return not(isLess(a, b)) ?? (isLess(b, a) ? true : null);
    default:
      return null;
  }
}

/** Whether a test has found the two to be equal, or not; null where none has asked. */
export function foundEqual(a: Sym, b: Sym, state: State, symbols: Symbols): boolean | null {
  const asked = (op: string, left: Sym, right: Sym) => {
    const sym = symbols.knownBinary(op, left, right);
    return sym === undefined ? null : truthOf(state.domain(sym));
  };
  return asked('==', a, b) ?? not(asked('!=', a, b)) ?? asked('==', b, a) ?? not(asked('!=', b, a));
}

function not(truth: boolean | null): boolean | null {
  return truth === null ? null : !truth;
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
