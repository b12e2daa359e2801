// SPDX-License-Identifier: GPL-2.0-only
/** Expands function-like macros as the preprocessor does, and remembers which characters were written at the call. */
import { onOneLine } from '../../text/words.ts';
import { APOSTROPHE, OPEN_PAREN, QUOTE, WORD } from '../words/characters.ts';
import { closingOffset, skipBlank, skipQuoted, splitAtCommas, withoutComments } from '../words/skip.ts';

/** What stands for a macro. `parameters` is null for one without parentheses. */
export interface MacroBody {
  name: string;
  parameters: readonly string[] | null;
  isVariadic: boolean;
  text: string;
}

/** A text whose characters know their offsets in the file; -1 for those that a macro brought. */
export interface Marked {
  text: string;
  at: number[];
}

/** The macro of a name, or null where it is not to be expanded. */
export type MacroLookup = (name: string) => MacroBody | null;

/** A longer text is no simple macro any more. */
const LONGEST = 6000;
const DEEPEST = 8;

/** A replacement without comments and line breaks. */
export function replacementText(text: string, start: number, end: number): string {
  return onOneLine(withoutComments(text.slice(start, end)));
}

/** The words of a file between two offsets, to be expanded. */
export function markedText(text: string, start: number, end: number): Marked {
  const words = withoutComments(text.slice(start, end));
  return { text: words, at: Array.from({ length: words.length }, (_, n) => start + n) };
}

/** Returns the text with every macro in it expanded; null when that grows too large. */
export function expandMacros(words: Marked, lookup: MacroLookup): Marked | null {
  try {
    return expand(words, lookup, []);
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

class TooLarge extends Error {}

function expand(words: Marked, lookup: MacroLookup, hidden: readonly string[]): Marked {
  const { text } = words;
  if (text.length > LONGEST || hidden.length > DEEPEST) throw new TooLarge();
  const pieces: Marked[] = [];
  let from = 0;
  for (let i = 0; i < text.length; ) {
    const c = text.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) {
      i = skipQuoted(text, i);
      continue;
    }
    if (WORD[c] !== 1) {
      i++;
      continue;
    }
    const start = i;
    while (i < text.length && WORD[text.charCodeAt(i)] === 1) i++;
    const name = text.slice(start, i);
    const macro = hidden.includes(name) || isMember(text, start) ? null : lookup(name);
    if (!macro) continue;
    let args: Marked[] | null = null;
    if (macro.parameters) {
      const open = skipBlank(text, i);
      if (text.charCodeAt(open) !== OPEN_PAREN) continue;
      const close = closingOffset(text, open);
      args = argumentsOf(words, open + 1, close - 1, macro);
      if (!args) continue;
      i = close;
    }
    pieces.push(cut(words, from, start));
    const body = args ? substitute(macro, args, lookup, hidden) : brought(macro.text);
    pieces.push(expand(body, lookup, [...hidden, name]));
    from = i;
  }
  if (from === 0) return words;
  pieces.push(cut(words, from, text.length));
  return join(pieces);
}

/** `x.name` and `x->name` are fields. */
function isMember(text: string, at: number): boolean {
  const before = text.slice(0, at).trimEnd();
  return before.endsWith('->') || (before.endsWith('.') && !before.endsWith('..'));
}

/** The arguments by parameter; null when there are too few or too many. */
function argumentsOf(words: Marked, from: number, to: number, macro: MacroBody): Marked[] | null {
  const names = macro.parameters ?? [];
  const spans = splitAtCommas(words.text, from, to);
  if (names.length === 0) return words.text.slice(from, to).trim() === '' ? [] : null;
  const fixed = macro.isVariadic ? names.length - 1 : names.length;
  if (macro.isVariadic ? spans.length < fixed : spans.length !== fixed) return null;
  const args = spans.slice(0, fixed).map((span) => trimmed(words, span.start, span.end));
  if (macro.isVariadic) {
    const rest = spans[fixed];
    args.push(rest ? trimmed(words, rest.start, to) : brought(''));
  }
  return args;
}

function substitute(
  macro: MacroBody,
  args: readonly Marked[],
  lookup: MacroLookup,
  hidden: readonly string[],
): Marked {
  const { text } = macro;
  const names = macro.parameters ?? [];
  const pieces: Marked[] = [];
  let from = 0;
  const upTo = (end: number) => {
    if (end > from) pieces.push(brought(text.slice(from, end)));
  };
  for (let i = 0; i < text.length; ) {
    const c = text.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) {
      i = skipQuoted(text, i);
      continue;
    }
    if (text.startsWith('##', i)) {
      // Pasted words lose the blanks between them; `, ## args` without args loses the comma.
      const next = skipBlank(text, i + 2);
      const word = wordAt(text, next);
      const index = names.indexOf(word);
      upTo(text.slice(0, i).trimEnd().length);
      from = next;
      if (macro.isVariadic && index === names.length - 1 && args[index]?.text === '') dropComma(pieces);
      i = next;
      continue;
    }
    if (c === 35) {
      const at = skipBlank(text, i + 1);
      const word = wordAt(text, at);
      if (names.includes(word)) {
        upTo(i);
        pieces.push(brought('""'));
        i = from = at + word.length;
        continue;
      }
    }
    if (WORD[c] !== 1) {
      i++;
      continue;
    }
    const word = wordAt(text, i);
    const arg = args[names.indexOf(word)];
    if (arg) {
      upTo(i);
      const isPasted =
        text.slice(0, i).trimEnd().endsWith('##') || text.startsWith('##', skipBlank(text, i + word.length));
      pieces.push(isPasted ? arg : expand(arg, lookup, hidden));
      from = i + word.length;
    }
    i += word.length;
  }
  upTo(text.length);
  return join(pieces);
}

function wordAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && WORD[text.charCodeAt(end)] === 1) end++;
  return text.slice(at, end);
}

function dropComma(pieces: Marked[]): void {
  const last = pieces.pop();
  if (!last) return;
  const kept = last.text.trimEnd();
  pieces.push(kept.endsWith(',') ? cut(last, 0, kept.length - 1) : last);
}

function brought(text: string): Marked {
  return { text, at: new Array<number>(text.length).fill(-1) };
}

function cut({ text, at }: Marked, start: number, end: number): Marked {
  return { text: text.slice(start, end), at: at.slice(start, end) };
}

function trimmed(words: Marked, start: number, end: number): Marked {
  const piece = words.text.slice(start, end);
  const before = piece.length - piece.trimStart().length;
  return cut(words, start + before, Math.max(start + before, start + piece.trimEnd().length));
}

function join(pieces: readonly Marked[]): Marked {
  return { text: pieces.map((piece) => piece.text).join(''), at: pieces.flatMap((piece) => piece.at) };
}
