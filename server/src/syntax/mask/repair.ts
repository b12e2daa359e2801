// SPDX-License-Identifier: GPL-2.0-only
/** A second try for texts that did not parse: words that look like attributes that no table lists are blanked. */

import type { ParsedText } from '../parser/engine.ts';
import { brokenSpans, parseC } from '../parser/treeSitter.ts';
import type { Masked } from './masked.ts';

/** Most words to try in one text, and the longest text to try them in: each try is a parse. */
const MOST_WORDS = 8;
const LONGEST = 50_000;

/**
 * Returns `parsed`, or a better parse of the masked text without the unknown `__words` at its broken places.
 * `masked.text` is changed along; its length never is.
 */
export function repair(masked: Masked, parsed: ParsedText): ParsedText {
  if (masked.text.length > LONGEST) return parsed;
  let best = parsed;
  let broken = brokenSpans(best);
  for (let tries = 0; tries < MOST_WORDS && best.hasError; tries++) {
    const word = attributeNear(masked.text, broken);
    if (!word) break;
    const text = `${masked.text.slice(0, word.start)}${' '.repeat(word.end - word.start)}${masked.text.slice(word.end)}`;
    const next = parseC(text);
    const left = next.hasError ? brokenSpans(next) : [];
    if (left.length > broken.length) break;
    masked.text = text;
    best = next;
    broken = left;
  }
  return best;
}

/** The first word with two leading underscores that is, or directly follows, a broken place and is no call. */
function attributeNear(
  text: string,
  broken: { start: number; end: number }[],
): { start: number; end: number } | null {
  const word = /[\s*]*(?:\w+[\s*]+)?(__\w+)(?!\w|\s*(?:\(|->|\.|\[))/y;
  for (const span of broken) {
    word.lastIndex = span.start;
    const match = word.exec(text);
    if (!match) continue;
    const end = match.index + match[0].length;
    return { start: end - (match[1] as string).length, end };
  }
  return null;
}
