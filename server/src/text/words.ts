// SPDX-License-Identifier: GPL-2.0-only
/** Words: of a list, and in a text. */

/** `a`, `a or b`, `a, b or c`; each once. */
export function either(words: readonly string[]): string {
  const unique = [...new Set(words)];
  if (unique.length < 2) return unique.join('');
  return `${unique.slice(0, -1).join(', ')} or ${unique.at(-1)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 table`, `0 tables`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** As a sentence begins; a name in the code stays as it is. */
export function capitalised(text: string): string {
  return /^\w*(?:\(|_|->)/.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Code on one line, with single spaces. */
export function onOneLine(code: string): string {
  return code
    .replace(/\\(?=\r?\n)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The offsets at which a text has a word, by itself. A pattern that is made anew for each word costs far more. */
export function* occurrences(text: string, word: string): Generator<number> {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isWordAt(text, at - 1) && !isWordAt(text, at + word.length)) yield at;
  }
}

/** Whether a word can be the name of something in C; a scan of broken code may take other things for one. */
export function isName(word: string): boolean {
  return /^[A-Za-z_]\w*$/.test(word);
}

/** A word from outside as a part of a regular expression. */
export function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function isWordAt(text: string, at: number): boolean {
  return /\w/.test(text.charAt(at));
}
