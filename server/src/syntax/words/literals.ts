// SPDX-License-Identifier: GPL-2.0-only
/** Values of number, character and string literals. */

const ESCAPES: Record<string, number> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11, e: 27 };

/** Returns the value of a number literal; null for floats and for integers that a double does not hold exactly. */
export function numberValue(text: string): number | null {
  // The grammar takes a sign into the literal.
  if (text.startsWith('-')) {
    const positive = numberValue(text.slice(1));
    return positive === null || positive === 0 ? positive : -positive;
  }
  const digits = text.replace(/(?<![uUlL])[uUlL]+$/, '');
  let value: number;
  if (/^0[xX][\da-fA-F]+$/.test(digits) || /^0[bB][01]+$/.test(digits)) value = Number(digits);
  else if (/^0[0-7]+$/.test(digits)) value = Number.parseInt(digits, 8);
  else if (/^\d+$/.test(digits)) value = Number(digits);
  else return null;
  return Number.isSafeInteger(value) ? value : null;
}

/** Returns the value of a character literal such as 'a' or '\0'; null for one of several characters. */
export function characterValue(text: string): number | null {
  const body = text.replace(/^[LuU]?8?'|'$/g, '');
  if (body.length === 1) return body.charCodeAt(0);
  if (!body.startsWith('\\')) return null;
  if (/^\\x[\da-fA-F]+$/.test(body)) return Number.parseInt(body.slice(2), 16);
  if (/^\\[0-7]{1,3}$/.test(body)) return Number.parseInt(body.slice(1), 8);
  if (body.length !== 2) return null;
  return ESCAPES[body.charAt(1)] ?? body.charCodeAt(1);
}

/** Returns the text between the quotes of one or several adjacent string literals, escapes as written. */
export function stringValue(text: string): string {
  let value = '';
  for (const match of text.matchAll(/"((?:\\[\s\S]|[^"\\])*)"/g)) value += match[1];
  return value;
}
