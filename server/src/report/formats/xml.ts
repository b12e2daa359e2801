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

/** Returns text fit for an attribute or an element; what XML 1.0 has no way to write becomes U+FFFD. */
export function xml(text: string): string {
  return text
    .replace(/[^\n\t -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\n\t]/g, (character) => ENTITIES.get(character) as string);
}
