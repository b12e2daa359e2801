// SPDX-License-Identifier: GPL-2.0-only
/** How much code a text is, whatever its comments, its layout and the length of its names and messages. */
import { APOSTROPHE, QUOTE, SLASH, WORD } from './characters.ts';
import { skipBlank, skipQuoted, skipSlash } from './skip.ts';

/** Returns how many names, numbers, literals, brackets and operators the text has. */
export function tokensIn(text: string): number {
  let count = 0;
  for (let at = skipBlank(text, 0); at < text.length; at = skipBlank(text, at)) {
    const c = text.charCodeAt(at);
    if (c === SLASH && text.charCodeAt(at + 1) === SLASH) {
      at = skipSlash(text, at);
      continue;
    }
    count++;
    if (c === QUOTE || c === APOSTROPHE) at = skipQuoted(text, at);
    else if (WORD[c] === 1) at = endOf(text, at, isWord);
    else if (isOperator(c)) at = endOf(text, at, isOperator);
    else at++;
  }
  return count;
}

function endOf(text: string, at: number, isPart: (c: number) => boolean): number {
  let end = at + 1;
  while (isPart(text.charCodeAt(end))) end++;
  return end;
}

const isWord = (c: number) => WORD[c] === 1;

/** One of several characters, or of one; a `/` stands alone, as it may begin a comment. */
const isOperator = (c: number) => OPERATORS.has(c);
const OPERATORS = new Set(Array.from('-+*%&|^<>=!~?:.', (c) => c.charCodeAt(0)));
