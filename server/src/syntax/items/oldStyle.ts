// SPDX-License-Identifier: GPL-2.0-only
/** Definitions in the style before ANSI C: `int f(a, b) int a; char *b; { … }`. Each scan is linear in what it reads. */
import {
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COMMA,
  isSpace,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  SEMICOLON,
  STAR,
  WORD,
} from '../words/characters.ts';
import { skipBlank } from '../words/skip.ts';
import { type ItemBuilder, TokenKind } from './itemBuilder.ts';

/** Whether the tokens so far can be the head of such a definition: a name, names in parentheses, and a word. */
export function isOldHead(text: string, builder: ItemBuilder): boolean {
  const group = builder.kinds.indexOf(TokenKind.parens);
  if (group < 1 || group >= builder.count - 1 || builder.kinds[group + 1] !== TokenKind.word) return false;
  return holdsNames(text, builder.starts[group] as number, builder.ends[group] as number);
}

/** Whether `start` to `end` is a parenthesised list of names, one at least. */
function holdsNames(text: string, start: number, end: number): boolean {
  let at = start;
  if (text.charCodeAt(at) !== OPEN_PAREN) return false;
  for (;;) {
    at = skipSpaces(text, at + 1);
    if (WORD[text.charCodeAt(at)] !== 1) return false;
    while (WORD[text.charCodeAt(at)] === 1) at++;
    at = skipSpaces(text, at);
    const c = text.charCodeAt(at);
    if (c === CLOSE_PAREN) return at === end - 1;
    if (c !== COMMA) return false;
  }
}

/** Returns the offset of the `{` that stands at `at` behind nothing but plain declarations; -1 when something else does. */
export function declarationsEnd(text: string, at: number): number {
  let i = at;
  for (;;) {
    i = skipBlank(text, i);
    const first = text.charCodeAt(i);
    if (first === OPEN_BRACE) return i;
    if (WORD[first] !== 1) return -1;
    while (isDeclaration(text.charCodeAt(i))) i++;
    if (text.charCodeAt(i) !== SEMICOLON) return -1;
    i++;
  }
}

/** Whether a character may stand in `const char *a[], b`. */
function isDeclaration(c: number): boolean {
  return (
    WORD[c] === 1 || isSpace(c) || c === STAR || c === COMMA || c === OPEN_BRACKET || c === CLOSE_BRACKET
  );
}

function skipSpaces(text: string, at: number): number {
  let i = at;
  while (isSpace(text.charCodeAt(i))) i++;
  return i;
}
