// SPDX-License-Identifier: GPL-2.0-only
/** An item of a file under way: its outermost tokens, and what they say of the body that follows. */
import { CALLED_ATTRIBUTES } from '../mask/attributes.ts';

/** Kinds of the outermost tokens of an item. */
export const TokenKind = { word: 1, parens: 2, brackets: 3, other: 4 } as const;

/** An item under way: its tokens outside of all brackets, and where its body and `=` stand (-1 without). */
export interface ItemBuilder {
  start: number;
  count: number;
  kinds: number[];
  starts: number[];
  ends: number[];
  assignAt: number;
  /** How many tokens stand before the `=` and before the `{`. */
  assignTokens: number;
  bodyTokens: number;
  bodyStart: number;
  bodyEnd: number;
  body: 'function' | 'type' | 'initializer' | 'other' | 'linkage' | null;
  /** Each of its tokens is a word. */
  wordsOnly: boolean;
  /** It began in an arm of an #if that has ended: another arm may spell its head once more. */
  fromArm: boolean;
  /** Arms of an #if inside it disagree about the braces. */
  torn: boolean;
  /** Macros have some of its braces, or these are missing. */
  lacksBraces: boolean;
  /** Its parameters are declared behind its parentheses; null until they are asked for. */
  oldStyle: boolean | null;
}

/** Returns an item that begins at `start` and has no token so far. */
export function newItemBuilder(start: number): ItemBuilder {
  return {
    start,
    count: 0,
    kinds: [],
    starts: [],
    ends: [],
    assignAt: -1,
    assignTokens: -1,
    bodyTokens: -1,
    bodyStart: -1,
    bodyEnd: -1,
    body: null,
    wordsOnly: true,
    fromArm: false,
    torn: false,
    lacksBraces: false,
    oldStyle: null,
  };
}

/** Words before parentheses that are neither a declared name nor an attribute. */
export const TYPE_CALLS: ReadonlySet<string> = new Set([
  'typeof',
  '__typeof__',
  '__typeof',
  '_Alignas',
  '_Atomic',
  'asm',
  '__asm__',
  '__asm',
]);

/** Returns the words of token `i`. */
export function tokenText(text: string, builder: ItemBuilder, i: number): string {
  return text.slice(builder.starts[i], builder.ends[i]);
}

/**
 * Returns the index of the token that names a function: the first word before parentheses that is no attribute,
 * or of the type word before a parenthesised declarator such as `int (*f(void))(int)`. -1 without one.
 */
export function functionNameToken(text: string, builder: ItemBuilder): number {
  const { kinds } = builder;
  const count = builder.bodyTokens === -1 ? builder.count : builder.bodyTokens;
  for (let i = 0; i + 1 < count; i++) {
    if (kinds[i] !== TokenKind.word || kinds[i + 1] !== TokenKind.parens) continue;
    const word = tokenText(text, builder, i);
    if (CALLED_ATTRIBUTES.has(word) || TYPE_CALLS.has(word)) continue;
    return i;
  }
  for (let i = 1; i < count; i++) {
    // `int *(*f(void))(int)`: the declarator stands in the first parentheses.
    if (kinds[i] === TokenKind.parens && kinds[i - 1] === TokenKind.other) return i - 1;
  }
  return -1;
}

/** Returns what the `{` that follows the tokens of a builder opens. */
export function bodyKind(text: string, builder: ItemBuilder): NonNullable<ItemBuilder['body']> {
  if (builder.assignAt !== -1) return 'initializer';
  const { kinds, count } = builder;
  if (count === 2 && kinds[1] === TokenKind.other && tokenText(text, builder, 0) === 'extern')
    return 'linkage';
  let tag = -1;
  for (let i = 0; i < count; i++) {
    if (kinds[i] !== TokenKind.word) continue;
    const word = tokenText(text, builder, i);
    if (word === 'struct' || word === 'union' || word === 'enum') tag = i;
  }
  const name = functionNameToken(text, builder);
  if (name !== -1 && !(tag !== -1 && name === tag + 1)) return 'function';
  return tag === -1 ? 'other' : 'type';
}
