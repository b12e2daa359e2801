// SPDX-License-Identifier: GPL-2.0-only
/** Parses a few statements that stand in no file: what a macro call expands to. */
import type { Statement } from './ast.ts';
import { maskBody } from './mask/mask.ts';
import { parseMasked } from './parse.ts';
import { StatementReader } from './readers/statements.ts';
import { APOSTROPHE, CLOSE_BRACE, OPEN_BRACE, QUOTE } from './words/characters.ts';
import { skipQuoted } from './words/skip.ts';

const HEAD = 'void f(void) {';

/**
 * Returns the statements of a text, with offsets in that text; null when it is not made of whole statements.
 * What does not parse is opaque. Throws only when the grammar cannot be loaded.
 */
export function parseStatements(text: string): Statement[] | null {
  if (!isBalanced(text)) return null;
  const whole = `${HEAD}${text};}`;
  const masked = maskBody(whole, HEAD.length - 1);
  const body = new StatementReader(parseMasked(masked), whole, masked, -HEAD.length).readFunctionBody();
  return body.end === text.length + 2 ? body.statements.filter(({ kind }) => kind !== 'empty') : null;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length && depth >= 0; ) {
    const c = text.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) {
      i = skipQuoted(text, i);
      continue;
    }
    if (c === OPEN_BRACE) depth++;
    else if (c === CLOSE_BRACE) depth--;
    i++;
  }
  return depth === 0;
}
