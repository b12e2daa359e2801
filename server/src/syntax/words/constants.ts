// SPDX-License-Identifier: GPL-2.0-only
/** Values of constant expressions of integers, as enumerators have them. */
import { calculate } from '../../text/arithmetic.ts';
import { isDigit, OPEN_PAREN, WORD } from './characters.ts';
import { characterValue, numberValue } from './literals.ts';
import { closingOffset, skipBlank } from './skip.ts';

/** The value of a name; null for one that is not known. */
export type NameLookup = (name: string) => number | null;

/** Longer texts than these are no simple expression. */
const LONGEST = 400;

/** Returns the value of an expression; null for one that has to be compiled, or does not fit into a double. */
export function constantValue(text: string, lookup: NameLookup): number | null {
  if (text.length > LONGEST) return null;
  const reader = new Reader(text, lookup);
  const value = reader.expression(0);
  return value !== null && reader.isAtEnd() && Number.isSafeInteger(value) ? value : null;
}

/** Operators of two operands by how tightly they bind. */
const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Macros of include/vdso/bits.h. */
const BITS = new Set(['BIT', '_BITUL', 'BIT_ULL', '_BITULL']);

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly lookup: NameLookup;

  constructor(text: string, lookup: NameLookup) {
    this.text = text;
    this.lookup = lookup;
  }

  isAtEnd(): boolean {
    return skipBlank(this.text, this.at) >= this.text.length;
  }

  expression(level: number): number | null {
    const operators = LEVELS[level];
    if (!operators) return this.operand();
    let left = this.expression(level + 1);
    for (let op = this.take(operators); op !== null; op = this.take(operators)) {
      const right = this.expression(level + 1);
      left = left === null || right === null ? null : calculate(op, left, right);
    }
    return left;
  }

  /** Steps over one of the operators, where it comes next and is no part of a longer one. */
  private take(operators: readonly string[]): string | null {
    const at = skipBlank(this.text, this.at);
    const found = operators.find((op) => this.text.startsWith(op, at));
    if (found === undefined || (found.length === 1 && this.text[at + 1] === found)) return null;
    this.at = at + found.length;
    return found;
  }

  private operand(): number | null {
    const { text } = this;
    const at = skipBlank(text, this.at);
    const c = text.charCodeAt(at);
    if (c === OPEN_PAREN) return this.inParentheses(at, text);
    const sign = text[at];
    if (sign === '-' || sign === '+' || sign === '~') {
      this.at = at + 1;
      const value = this.operand();
      if (value === null) return null;
      return sign === '-' ? 0 - value : sign === '~' ? -value - 1 : value;
    }
    if (sign === "'") {
      const end = text.indexOf("'", at + (text[at + 1] === '\\' ? 3 : 2));
      this.at = end === -1 ? text.length : end + 1;
      return characterValue(text.slice(at, this.at));
    }
    let end = at;
    while (end < text.length && WORD[text.charCodeAt(end)] === 1) end++;
    this.at = end;
    const word = text.slice(at, end);
    if (word === '') return null;
    const open = skipBlank(text, end);
    if (text.charCodeAt(open) !== OPEN_PAREN) return isDigit(c) ? numberValue(word) : this.lookup(word);
    const bit = this.inParentheses(open, text);
    return BITS.has(word) && bit !== null && bit >= 0 && bit < 53 ? 2 ** bit : null;
  }

  private inParentheses(open: number, text: string): number | null {
    const close = closingOffset(text, open);
    this.at = close;
    return constantValue(text.slice(open + 1, close - 1), this.lookup);
  }
}
