// SPDX-License-Identifier: GPL-2.0-only
/** Finds the name that a top-level piece of C declares, among its outermost tokens. */
import { BARE_ATTRIBUTES, CALLED_ATTRIBUTES, STORAGE_MACROS } from '../mask/attributes.ts';
import { BASIC_TYPES, STORAGE_WORDS } from '../words/names.ts';
import { functionNameToken, type ItemBuilder, TokenKind, TYPE_CALLS, tokenText } from './itemBuilder.ts';

const STORAGE = new Set([...STORAGE_WORDS, 'const', ...STORAGE_MACROS]);
const TYPE_WORDS = new Set([
  ...BASIC_TYPES,
  'static',
  'extern',
  'inline',
  'struct',
  'union',
  'enum',
  'typedef',
]);

/** Where a declared name stands. */
export interface Name {
  start: number;
  end: number;
  /** What the macro that declares it puts before it. */
  prefix?: string;
}

/** Token `i` as a name. */
export function tokenName(builder: ItemBuilder, i: number): Name {
  return { start: builder.starts[i] as number, end: builder.ends[i] as number };
}

/** The tag of a struct, union or enum definition: the last plain word before its `{`. */
export function tagName(text: string, builder: ItemBuilder): Name | null {
  for (let i = builder.bodyTokens - 1; i > 0; i--) {
    if (builder.kinds[i] !== TokenKind.word) continue;
    const word = tokenText(text, builder, i);
    if (word === 'struct' || word === 'union' || word === 'enum') return null;
    if (builder.kinds[i + 1] === TokenKind.parens && i + 1 < builder.bodyTokens) continue;
    if (BARE_ATTRIBUTES.has(word)) continue;
    return tokenName(builder, i);
  }
  return null;
}

/** The declared name among tokens `from` to `to`: the last word that is no attribute, type word or its argument. */
export function lastName(text: string, builder: ItemBuilder, from: number, to: number): Name | null {
  for (let i = to - 1; i >= from; i--) {
    const kind = builder.kinds[i];
    if (kind === TokenKind.parens && i > 0) {
      const before = tokenText(text, builder, i - 1);
      if (CALLED_ATTRIBUTES.has(before) || TYPE_CALLS.has(before)) {
        i--;
        continue;
      }
      const inside = /^\(\s*\*[\s*]*(?:const\s+)?(\w+)/.exec(tokenText(text, builder, i));
      if (inside) return innerName(builder.starts[i] as number, inside);
      // DEFINE_PER_CPU(type, name) and kin: the last word among the arguments.
      const last =
        builder.kinds[i - 1] === TokenKind.word ? /\b(\w+)\W*$/.exec(tokenText(text, builder, i)) : null;
      if (last && builder.kinds[i - 2] !== TokenKind.parens)
        return innerName(builder.starts[i] as number, last);
      continue;
    }
    if (kind !== TokenKind.word) continue;
    const word = tokenText(text, builder, i);
    if (BARE_ATTRIBUTES.has(word) || CALLED_ATTRIBUTES.has(word)) continue;
    if (TYPE_WORDS.has(word)) return null;
    if (word.startsWith('__') && i - 2 >= from && followsName(text, builder, i)) continue;
    // What stands alone behind a definition's `}` is an attribute when it looks like one.
    if (from > 0 && to - from === 1 && word.startsWith('__')) return null;
    return tokenName(builder, i);
  }
  return null;
}

/** Whether token `i` stands behind a declared name: `struct foo name __x`, `foo_t *name __x`. */
function followsName(text: string, builder: ItemBuilder, i: number): boolean {
  if (builder.kinds[i - 1] !== TokenKind.word) return false;
  if (TYPE_WORDS.has(tokenText(text, builder, i - 1))) return false;
  if (builder.kinds[i - 2] === TokenKind.other) return true;
  return builder.kinds[i - 2] === TokenKind.word && !TYPE_WORDS.has(tokenText(text, builder, i - 2));
}

function innerName(base: number, match: RegExpExecArray): Name {
  const start = base + match.index + match[0].indexOf(match[1] as string);
  return { start, end: start + (match[1] as string).length };
}

/** The name that a typedef gives. */
export function typedefName(text: string, builder: ItemBuilder): Name | null {
  for (let i = 0; i + 1 < builder.count; i++) {
    if (builder.kinds[i] !== TokenKind.parens) continue;
    const pointer = /^\(\s*\*\s*(\w+)/.exec(tokenText(text, builder, i));
    if (pointer) return innerName(builder.starts[i] as number, pointer);
    if (builder.kinds[i + 1] !== TokenKind.parens) continue;
    const plain = /^\(\s*(\w+)\s*\)$/.exec(tokenText(text, builder, i));
    if (plain) return innerName(builder.starts[i] as number, plain);
  }
  const function_ = builder.bodyStart === -1 ? functionNameToken(text, builder) : -1;
  if (function_ > 0) return tokenName(builder, function_);
  return lastName(text, builder, Math.max(builder.bodyTokens, 1), builder.count);
}

/** The name in a parenthesised declarator: `int (*name)(...)`, `int (*name(int))(...)`, `int (name)(...)`. */
export function declaratorInside(
  text: string,
  builder: ItemBuilder,
  named: number,
): (Name & { isFunction: boolean }) | null {
  const before = tokenText(text, builder, named);
  const group = tokenText(text, builder, named + 1);
  const isPointer = /^\(\s*\*/.test(group);
  if (!isPointer && !TYPE_WORDS.has(before) && builder.kinds[named] === TokenKind.word) return null;
  const match = /^\([\s*]*(?:__\w+\s+|const\s+)*(\w+)\s*(\(?)/.exec(group);
  if (!match) return null;
  return {
    ...innerName(builder.starts[named + 1] as number, match),
    isFunction: match[2] === '(' || !isPointer,
  };
}

/** `DEFINE_MUTEX(x)`, `module_init(f)`: nothing but storage words stands before the name. */
export function isMacroCall(text: string, builder: ItemBuilder, named: number): boolean {
  for (let i = 0; i < named; i++) {
    const word = tokenText(text, builder, i);
    if (builder.kinds[i] === TokenKind.parens) continue;
    if (!STORAGE.has(word) && !CALLED_ATTRIBUTES.has(word) && !BARE_ATTRIBUTES.has(word)) return false;
  }
  return true;
}

/** The name of a function definition, that of one made by a macro among them. */
export function functionName(text: string, builder: ItemBuilder): Name | null {
  const named = functionNameToken(text, builder);
  if (named === -1) return null;
  const inside = declaratorInside(text, builder, named);
  if (inside) return inside;
  const plain = tokenName(builder, named);
  const word = text.slice(plain.start, plain.end);
  if (!/^[A-Z][A-Z0-9_]+$/.test(word) || !isMacroCall(text, builder, named)) return plain;
  // A macro that expands to the head of a definition is named by its first argument.
  const argument = /^\(\s*(\w+)/.exec(tokenText(text, builder, named + 1));
  if (!argument) return plain;
  const name = innerName(builder.starts[named + 1] as number, argument);
  return /SYSCALL_DEFINE\d$/.test(word) ? { ...name, prefix: 'sys_' } : name;
}
