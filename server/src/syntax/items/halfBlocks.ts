// SPDX-License-Identifier: GPL-2.0-only
/** Macros of a file that have a part of a block: `#define BEGIN(x) if (x) {`, whose `}` is elsewhere. */
import { replacementText } from '../macros/macroText.ts';
import { APOSTROPHE, CLOSE_BRACE, OPEN_BRACE, QUOTE, WORD } from '../words/characters.ts';
import { skipBlank, skipParens, skipQuoted } from '../words/skip.ts';
import type { Item } from './items.ts';

/** How many more braces a text opens than it closes, and the least that this is on the way. */
export interface Braces {
  net: number;
  lowest: number;
}

/** The use of such a macro. */
export interface HalfBlock extends Braces {
  start: number;
  /** Behind its arguments, where it has any. */
  end: number;
}

export class HalfBlocks {
  readonly #known = new Map<string, Braces>();
  #pattern: RegExp | null = null;

  /** @param start where the replacement of the macro begins; -1 for none */
  define(name: string, text: string, start: number, end: number): void {
    const braces =
      start === -1 || (this.#known.size === 0 && !hasBrace(text, start, end))
        ? BALANCED
        : bracesIn(replacementText(text, start, end), this.#known);
    if (isHalf(braces) && !name.includes('$')) this.#known.set(name, braces);
    else if (!this.#known.delete(name)) return;
    this.#pattern = null;
  }

  undefine(name: string): void {
    if (this.#known.delete(name)) this.#pattern = null;
  }

  /** The first use between two offsets of code without literals and comments; null where there is none. */
  firstIn(text: string, from: number, to: number): HalfBlock | null {
    if (this.#known.size === 0) return null;
    this.#pattern ??= new RegExp(`\\b(?:${[...this.#known.keys()].join('|')})\\b`, 'g');
    this.#pattern.lastIndex = from;
    const match = this.#pattern.exec(text);
    return match === null || match.index >= to ? null : this.#use(text, match.index, match[0]);
  }

  /** The use that starts at an offset. */
  at(text: string, start: number, name: string): HalfBlock | null {
    return this.#known.has(name) ? this.#use(text, start, name) : null;
  }

  #use(text: string, start: number, name: string): HalfBlock {
    const behind = start + name.length;
    const close = skipParens(text, skipBlank(text, behind));
    return { ...(this.#known.get(name) ?? BALANCED), start, end: close === -1 ? behind : close };
  }
}

const BALANCED: Braces = { net: 0, lowest: 0 };

/** Whether a replacement without comments has a part of a block. */
export function hasHalfBlock(replacement: string): boolean {
  return isHalf(bracesIn(replacement, NO_MACROS));
}

/** Whether an item is a macro with a part of a block in it. */
export function isHalfBlock(text: string, { kind, bodyStart, end }: Item): boolean {
  if (kind !== 'define' || bodyStart === -1 || !hasBrace(text, bodyStart, end)) return false;
  return hasHalfBlock(replacementText(text, bodyStart, end));
}

const NO_MACROS: ReadonlyMap<string, Braces> = new Map();

function isHalf({ net, lowest }: Braces): boolean {
  return net !== 0 || lowest < 0;
}

function hasBrace(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === OPEN_BRACE || c === CLOSE_BRACE) return true;
  }
  return false;
}

/** Counts the braces of a replacement, those of the macros in it among them. */
function bracesIn(replacement: string, known: ReadonlyMap<string, Braces>): Braces {
  let [net, lowest] = [0, 0];
  for (let i = 0; i < replacement.length; ) {
    const c = replacement.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) {
      i = skipQuoted(replacement, i);
      continue;
    }
    if (WORD[c] === 1) {
      const start = i;
      while (WORD[replacement.charCodeAt(i)] === 1) i++;
      const braces = known.get(replacement.slice(start, i));
      if (braces === undefined) continue;
      lowest = Math.min(lowest, net + braces.lowest);
      net += braces.net;
      continue;
    }
    if (c === OPEN_BRACE) net++;
    else if (c === CLOSE_BRACE) lowest = Math.min(lowest, --net);
    i++;
  }
  return { net, lowest };
}
