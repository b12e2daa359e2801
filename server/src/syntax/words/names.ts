// SPDX-License-Identifier: GPL-2.0-only
/** Words of C, and the names in a piece of text that could not be read. */
import { APOSTROPHE, DOLLAR, isDigit, QUOTE, SLASH, WORD } from './characters.ts';
import { skipQuoted, skipSlash } from './skip.ts';

/** Words that are a type or part of one. */
export const BASIC_TYPES: readonly string[] = [
  'void',
  'char',
  'short',
  'int',
  'long',
  'float',
  'double',
  'signed',
  'unsigned',
  'bool',
  '_Bool',
  'const',
  'volatile',
];

/** Words before a declaration that are no part of its type. */
export const STORAGE_WORDS: readonly string[] = [
  'static',
  'extern',
  'inline',
  '__inline',
  '__inline__',
  '__always_inline',
];

const KEYWORDS = new Set([
  'if',
  'else',
  'while',
  'for',
  'do',
  'switch',
  'case',
  'default',
  'return',
  'goto',
  'break',
  'continue',
  'sizeof',
  'struct',
  'union',
  'enum',
  'const',
  'volatile',
  'static',
  'inline',
  'unsigned',
  'signed',
  'int',
  'long',
  'short',
  'char',
  'void',
  'bool',
  'asm',
  '__asm__',
  'typeof',
  '__typeof__',
]);

/** Returns the identifiers in `text`, each once, without keywords and what stands in comments or strings. */
export function identifiersIn(text: string): string[] {
  return [...namesOf(text)];
}

/** The same as a set. */
export function namesOf(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < text.length; ) {
    const c = text.charCodeAt(at);
    if (isWord(c)) {
      const start = at;
      do at++;
      while (isWord(text.charCodeAt(at)));
      const word = text.slice(start, at);
      if (!isDigit(c) && !KEYWORDS.has(word)) found.add(word);
    } else if (c === SLASH) at = skipSlash(text, at);
    else if (c === QUOTE || c === APOSTROPHE) at = skipQuoted(text, at);
    else at++;
  }
  return found;
}

const isWord = (c: number) => WORD[c] === 1 && c !== DOLLAR;
