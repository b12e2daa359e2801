// SPDX-License-Identifier: GPL-2.0-only
/** Where a body ends or begins that lacks a brace, or has it in a macro, by the columns that code stands in. */
import {
  CLOSE_BRACE,
  CLOSE_PAREN,
  COLON,
  HASH,
  isSpace,
  NEWLINE,
  OPEN_PAREN,
  SLASH,
  WORD,
} from '../words/characters.ts';
import { skipSlash } from '../words/skip.ts';
import { startsDirective } from './directives.ts';

/**
 * Whether a function ends with the `}` in column 0 that ends at `at`, though braces are still open. Code without
 * indentation has these too: what follows has to be such that it can only stand at top level.
 */
export function endsBody(text: string, at: number): boolean {
  let i = at;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  if (i >= text.length) return true;
  if (text.charCodeAt(i - 1) !== NEWLINE) return false;
  return /^(static|extern|EXPORT_\w+|MODULE_\w+|module_\w+|SYSCALL_DEFINE\d|#include|\/\*\*\n)/.test(
    text.slice(i, i + 40),
  );
}

/**
 * Whether the last `}` of a function, which ends at `at`, belongs to a `{` that is not there: it is indented, the `{` of
 * the body at `open` is not, and the body goes on behind it.
 */
export function lacksOpening(text: string, open: number, at: number): boolean {
  if (text.charCodeAt(open - 1) !== NEWLINE) return false;
  const line = text.lastIndexOf('\n', at - 1);
  if (line < open || line === at - 2 || text.slice(line, at - 1).trim() !== '') return false;
  const next = nextCode(text, at);
  if (next >= text.length) return false;
  return (
    text.charCodeAt(next - 1) !== NEWLINE || text.charCodeAt(next) === CLOSE_BRACE || isLabel(text, next)
  );
}

/** Behind blanks, comments and directives. */
function nextCode(text: string, at: number): number {
  let i = at;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (isSpace(c)) i++;
    else if (c === SLASH && skipSlash(text, i) > i + 1) i = skipSlash(text, i);
    else if (c === HASH && startsDirective(text, i)) {
      const end = text.indexOf('\n', i);
      i = end === -1 ? text.length : end;
    } else break;
  }
  return i;
}

function isLabel(text: string, at: number): boolean {
  let i = at;
  while (WORD[text.charCodeAt(i)] === 1) i++;
  return i > at && text.charCodeAt(i) === COLON;
}

/** A head has no more characters. */
const LONGEST_HEAD = 4000;
const NO_HEAD = /\b(?:if|for|while|switch|do|else|case|return|goto|sizeof)\b|[;{}=#]/;
/** What stands before the parentheses: at least a type and a name, the name perhaps on a line of its own. */
const HEAD = /(?:^|\n)([A-Za-z_]\w*\b[\w\s*]*?[\s*]\w+\s*)$/;

/**
 * Where the head of a function begins whose `{` stands in column 0 at `at`: `int foo(int bar)` on lines that are not
 * indented; -1 where nothing there looks so. Only the text behind `from` counts.
 */
export function headBefore(text: string, at: number, from: number): number {
  const first = Math.max(from + 1, at - LONGEST_HEAD);
  let i = at - 1;
  while (i > first && isSpace(text.charCodeAt(i))) i--;
  if (text.charCodeAt(i) !== CLOSE_PAREN) return -1;
  let depth = 0;
  for (; i > first; i--) {
    const c = text.charCodeAt(i);
    if (c === CLOSE_PAREN) depth++;
    else if (c === OPEN_PAREN && --depth === 0) break;
  }
  const before = text.slice(Math.max(first, i - 300), i);
  const head = before.slice(Math.max(before.lastIndexOf('\n\n') + 2, 0));
  const match = HEAD.exec(
    `\n${head.slice(Math.max(head.lastIndexOf('}\n'), head.lastIndexOf(';\n'), head.lastIndexOf('/\n')) + 1)}`,
  );
  const words = match?.[1];
  if (words === undefined || NO_HEAD.test(words)) return -1;
  return i - words.length;
}
