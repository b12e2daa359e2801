// SPDX-License-Identifier: GPL-2.0-only
/** Words of C, and the names in a piece of text that could not be read. */

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
  const found = new Set<string>();
  for (const match of text.matchAll(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\\n])*"|\b[A-Za-z_]\w*/g)) {
    const word = match[0];
    if (/^\w/.test(word) && !KEYWORDS.has(word)) found.add(word);
  }
  return [...found];
}
