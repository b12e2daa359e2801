// SPDX-License-Identifier: GPL-2.0-only
/** Text of others on its way to a terminal, a log or an editor. */

const NAMED = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** What moves a cursor, colours, or turns the direction of text: control and format characters, line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Returns a text fit for one line: invisible characters are written as in C. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (c) => NAMED.get(c) ?? numbered(c));
}

function numbered(c: string): string {
  const code = c.codePointAt(0) as number;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000
    ? `\\u${code.toString(16).padStart(4, '0')}`
    : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Returns JSON text with the invisible characters as its own escapes; line ends between its values stay. */
export function printableJson(json: string): string {
  return json.replace(UNSEEN, (c) =>
    c === '\n'
      ? c
      : Array.from(
          { length: c.length },
          (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
