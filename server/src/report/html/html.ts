// SPDX-License-Identifier: GPL-2.0-only
/** HTML out of pieces: whatever is put into a template is escaped, unless it is HTML already. */

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | false | readonly Piece[];

/** A template whose values are escaped; null and false give nothing, lists give their pieces. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  return new Html(
    strings.map((text, i) => text + (i < values.length ? piece(values[i] as Piece) : '')).join(''),
  );
}

function piece(value: Piece): string {
  if (value instanceof Html) return value.text;
  if (value === null || value === false) return '';
  return Array.isArray(value) ? value.map(piece).join('') : escaped(String(value));
}

/**
 * Text as it may stand in an element or between the quotes of an attribute. Control characters, and those that turn the
 * direction of text round, come as a visible code: a name cannot hide what follows it.
 */
export function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, (c) =>
      c === '\n' || c === '\t' ? c : `\\u{${(c.codePointAt(0) as number).toString(16)}}`,
    )
    .replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Data for a script element: no tag can end it. */
export function jsonFor(data: unknown): Html {
  return new Html(
    JSON.stringify(data).replace(
      /[<>&\u2028\u2029]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}
