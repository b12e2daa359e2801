// SPDX-License-Identifier: GPL-2.0-only
/** Codes of the characters that the scans of C look for, and what counts as a word or white space. */

export const NEWLINE = 10;
export const QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const AMPERSAND = 38;
export const APOSTROPHE = 39;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const SEMICOLON = 59;
export const EQUALS = 61;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

/** 1 for letters, digits, underscore and dollar. */
export const WORD = new Uint8Array(65536);
for (let code = 0; code < 128; code++) if (/[\w$]/.test(String.fromCharCode(code))) WORD[code] = 1;

/** Says whether a character is white space. */
export function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

/** Says whether a character of a word is a digit. */
export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}
