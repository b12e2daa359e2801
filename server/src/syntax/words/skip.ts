// SPDX-License-Identifier: GPL-2.0-only
/** What a scan of C passes over in one go: blanks, comments, literals, bracketed groups. */
import {
  APOSTROPHE,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COMMA,
  isSpace,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUOTE,
  SLASH,
  STAR,
} from './characters.ts';

/** Returns the offset of the first character at or after `at` that is no white space, `/*` comment or end of a joined line. */
export function skipBlank(text: string, at: number): number {
  let i = at;
  for (;;) {
    const c = text.charCodeAt(i);
    if (isSpace(c) || joinsLines(text, i)) i++;
    else if (c === SLASH && text.charCodeAt(i + 1) === STAR) i = skipSlash(text, i);
    else return i;
  }
}

/** Whether a backslash at the end of a line stands there. */
export function joinsLines(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== BACKSLASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === NEWLINE || (next === 13 && text.charCodeAt(at + 2) === NEWLINE);
}

/** Returns the offset behind the comment at `at`, or behind a plain slash. */
export function skipSlash(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === STAR) {
    const close = text.indexOf('*/', at + 2);
    return close === -1 ? text.length : close + 2;
  }
  if (next !== SLASH) return at + 1;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Returns the offset behind the string or character literal at `at`; an unterminated one ends at its line. */
export function skipQuoted(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  const length = text.length;
  let i = at + 1;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === NEWLINE) return i;
    if (c === BACKSLASH) i += text.charCodeAt(i + 1) === 13 ? 3 : 2;
    else i++;
  }
  return length;
}

/** No call has longer arguments. */
export const LONGEST_PARENS = 65536;

/** Returns the offset behind the `)` that closes the `(` at `open`; -1 when there is none within 64 K. */
export function skipParens(text: string, open: number): number {
  if (text.charCodeAt(open) !== OPEN_PAREN) return -1;
  const limit = Math.min(text.length, open + LONGEST_PARENS);
  let depth = 0;
  let i = open;
  while (i < limit) {
    const c = text.charCodeAt(i);
    if (c === OPEN_PAREN) depth++;
    else if (c === CLOSE_PAREN) {
      if (--depth === 0) return i + 1;
    } else if (c === QUOTE || c === APOSTROPHE) {
      i = skipQuoted(text, i);
      continue;
    } else if (c === SLASH && text.charCodeAt(i + 1) === STAR) {
      i = skipSlash(text, i);
      continue;
    }
    i++;
  }
  return -1;
}

/** Returns the offset behind the bracket that closes the one at `open` in a text without comments, or its end. */
export function closingOffset(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) i = skipQuoted(text, i) - 1;
    else if (c === OPEN_PAREN || c === OPEN_BRACKET || c === OPEN_BRACE) depth++;
    else if ((c === CLOSE_PAREN || c === CLOSE_BRACKET || c === CLOSE_BRACE) && --depth === 0) return i + 1;
  }
  return text.length;
}

/** Returns the spans of the pieces of `text` between `from` and `to` that top-level commas separate. */
export function splitAtCommas(text: string, from: number, to: number): { start: number; end: number }[] {
  const pieces: { start: number; end: number }[] = [];
  let depth = 0;
  let start = from;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) i = skipQuoted(text, i) - 1;
    else if (c === OPEN_PAREN || c === OPEN_BRACKET || c === OPEN_BRACE) depth++;
    else if (c === CLOSE_PAREN || c === CLOSE_BRACKET || c === CLOSE_BRACE) depth--;
    else if (c === COMMA && depth === 0) {
      pieces.push({ start, end: i });
      start = i + 1;
    }
  }
  pieces.push({ start, end: to });
  return pieces;
}

/** Returns the text with everything but newlines replaced by spaces. */
export function blank(text: string): string {
  return text.replace(/[^\n]+/g, (run) => ' '.repeat(run.length));
}

/** Replaces comments, and what joins a line to the next, by spaces, keeping the length; literals stay. */
export function withoutComments(text: string): string {
  if (!text.includes('/') && !text.includes('\\')) return text;
  return text.replace(LITERAL_OR_COMMENT, (found) => (/^["']/.test(found) ? found : blank(found)));
}

const LITERAL_OR_COMMENT =
  /"(?:\\[^\r\n]|[^"\\\n])*"|'(?:\\.[^'\n]*|[^'\\\n])'|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|\\(?=\r?\n)/g;
