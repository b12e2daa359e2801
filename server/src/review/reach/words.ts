// SPDX-License-Identifier: GPL-2.0-only
/** The words of a text, to ask for many names at once. */

/** Returns the identifiers and keywords that stand in a text, also in its comments and strings. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[A-Za-z_]\w*/g));
}
