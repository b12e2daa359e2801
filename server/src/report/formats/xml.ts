// SPDX-License-Identifier: GPL-2.0-only
/** Text for XML 1.0. */

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
]);

/** What XML may hold and a terminal should not: C1, format characters, line separators. */
const UNSEEN = /[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Returns text fit for an attribute or an element; what XML 1.0 has no way to write becomes U+FFFD. */
export function xml(text: string): string {
  return text
    .replace(/[^\n\t -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\n\t]/g, (character) => ENTITIES.get(character) as string)
    .replace(UNSEEN, (character) => `&#x${(character.codePointAt(0) as number).toString(16)};`);
}
