// SPDX-License-Identifier: GPL-2.0-only
/** Integers of C as numbers of a double. */

/**
 * Returns what an operator of C makes of two integers; null where the operator is none of those, the result is not
 * defined, or a shift goes further than a double can hold.
 */
export function calculate(op: string, a: number, b: number): number | null {
  switch (op) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? null : Math.trunc(a / b);
    case '%':
      return b === 0 ? null : a % b;
    case '<<':
      return b >= 0 && b < 53 ? a * 2 ** b : null;
    case '>>':
      return b >= 0 && b < 64 ? Math.floor(a / 2 ** b) : null;
    case '|':
      return Number(BigInt(a) | BigInt(b));
    case '&':
      return Number(BigInt(a) & BigInt(b));
    case '^':
      return Number(BigInt(a) ^ BigInt(b));
    default:
      return null;
  }
}

export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Those that say which side is more. */
export const ORDERS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/** By an operator the one that says the same with its sides exchanged. */
export const MIRRORED: Readonly<Record<string, ComparisonOperator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

/** By an operator the one that holds where it does not. */
export const OPPOSITE: Readonly<Record<string, ComparisonOperator>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};
