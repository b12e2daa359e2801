// SPDX-License-Identifier: GPL-2.0-only
/** Type names and parameter lists as text: what a declaration says without its attributes, in one spelling. */
import type { Parameter } from '../ast.ts';
import { BARE_ATTRIBUTES, CALLED_ATTRIBUTES, STORAGE_MACROS } from '../mask/attributes.ts';
import { BASIC_TYPES, STORAGE_WORDS } from './names.ts';
import { closingOffset, splitAtCommas, withoutComments } from './skip.ts';

const DROPPED = new Set<string>([
  ...BARE_ATTRIBUTES,
  ...STORAGE_MACROS,
  ...STORAGE_WORDS,
  'register',
  'auto',
  'typedef',
  '__extension__',
  '__volatile__',
]);
/** Words that are a type or part of one, never the name of a parameter. */
const TYPE_WORDS = new Set([...BASIC_TYPES, '__const', '__volatile__', 'restrict', '__restrict']);
const QUALIFIERS = new Set([
  'const',
  'volatile',
  '__const',
  '__volatile__',
  'restrict',
  '__restrict',
  'unsigned',
  'signed',
]);
const UNKNOWN_ATTRIBUTE = /^__(?!int128|restrict|const|volatile)[a-z]/;
const TAGS = new Set(['struct', 'union', 'enum']);

const TOKENS = /\.\.\.|\w+|\*|\[|\]|\(|\)|,|[^\s\w]/g;

/**
 * Returns a type in one spelling: single spaces, no attributes or storage words, `*` after one space and stars
 * together (`struct page **`), array bounds empty (`int []`).
 */
export function normalizeType(text: string): string {
  const known = spelled.get(text);
  if (known !== undefined) return known;
  const type = spell(text);
  if (spelled.size >= SPELLED_LIMIT) spelled.clear();
  spelled.set(text, type);
  return type;
}

/** The same few types come again and again. */
const spelled = new Map<string, string>();
const SPELLED_LIMIT = 4096;

function spell(text: string): string {
  const tokens = withoutComments(text).match(TOKENS) ?? [];
  let out = '';
  let hasBase = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as string;
    if (DROPPED.has(token)) continue;
    // Behind the type itself, an underscored word can only be an attribute that no table lists.
    if (hasBase && UNKNOWN_ATTRIBUTE.test(token)) continue;
    if (/^\w/.test(token) && !QUALIFIERS.has(token) && !TAGS.has(token)) hasBase = true;
    if (CALLED_ATTRIBUTES.has(token) && tokens[i + 1] === '(') {
      i = closing(tokens, i + 1);
      continue;
    }
    if (token === '[') {
      i = closing(tokens, i);
      out += out === '' || out.endsWith(']') || out.endsWith('*') ? '[]' : ' []';
      continue;
    }
    const last = out.charAt(out.length - 1);
    const tight =
      out === '' ||
      last === '(' ||
      token === ')' ||
      token === ',' ||
      (token === '*' && last === '*') ||
      (token === '(' && (last === ')' || /\b(typeof|__typeof__)$/.test(out))) ||
      (last === '*' && /\w/.test(token));
    out += tight ? token : ` ${token}`;
  }
  return out;
}

function closing(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === '(' || token === '[') depth++;
    else if ((token === ')' || token === ']') && --depth === 0) return i;
  }
  return tokens.length;
}

/** A declared name and its type, found in the text of one declarator with its specifiers. */
export interface DeclaredName {
  name: string;
  /** Offset of the name in the text that was given; -1 when there is none. */
  at: number;
  type: string;
}

/** Reads `struct page *page`, `int (*fn)(int)`, `char buf[16]`, or a type alone. */
function readDeclaredName(source: string): DeclaredName {
  const text = withoutComments(source);
  const pointer = /\(\s*\*[\s*]*(?:(?:const|volatile|__\w+)\s+)*(\w+)?\s*(?:\[[^\]]*\]\s*)*\)\s*\(/.exec(
    text,
  );
  if (pointer) {
    if (!pointer[1]) return { name: '', at: -1, type: normalizeType(text) };
    const at = pointer.index + pointer[0].lastIndexOf(pointer[1]);
    return cut(text, at, pointer[1]);
  }
  let name = '';
  let at = -1;
  let words = 0;
  let afterTag = false;
  const token = /\w+|[[(*:]/g;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const word = match[0];
    if (word === '*') continue;
    // The width of a bit field.
    if (word === ':') break;
    if (word === '[' || word === '(') {
      if (word === '(' && words === 0) continue;
      token.lastIndex = closingOffset(text, match.index);
      continue;
    }
    if (DROPPED.has(word)) continue;
    if (CALLED_ATTRIBUTES.has(word)) {
      const open = text.indexOf('(', match.index);
      if (open !== -1) token.lastIndex = closingOffset(text, open);
      continue;
    }
    if (TYPE_WORDS.has(word)) {
      if (word !== 'const' && word !== 'volatile') words++;
      continue;
    }
    if (TAGS.has(word)) {
      afterTag = true;
      continue;
    }
    if (afterTag || words === 0) {
      afterTag = false;
      words++;
      continue;
    }
    name = word;
    at = match.index;
    words++;
  }
  if (at === -1) return { name: '', at: -1, type: normalizeType(text) };
  return cut(text, at, name);
}

function cut(text: string, at: number, name: string): DeclaredName {
  const rest = text.slice(at + name.length).replace(/:\s*\w+\s*$/, '');
  return { name, at, type: normalizeType(`${text.slice(0, at)} ${rest}`) };
}

/**
 * Reads the parameters between the parentheses `open` and `close` (offset of the `)`). `(void)` and `()` have
 * none; `...` is a parameter of that type. Spans are moved by `base`.
 */
export function readParameters(source: string, open: number, close: number, base: number): Parameter[] {
  const text = withoutComments(source);
  const parameters: Parameter[] = [];
  for (const piece of splitAtCommas(text, open + 1, close)) {
    let { start, end } = piece;
    while (start < end && /\s/.test(text.charAt(start))) start++;
    while (end > start && /\s/.test(text.charAt(end - 1))) end--;
    if (start === end) continue;
    const declared = readDeclaredName(text.slice(start, end));
    if (declared.type === 'void' && declared.name === '') continue;
    parameters.push({ start: start + base, end: end + base, name: declared.name, type: declared.type });
  }
  return parameters;
}

/** Unsigned types as wide as a size, an offset or an address, as code spells them. */
const WIDE: ReadonlySet<string> = new Set([
  ...['unsigned long', 'unsigned long int', 'long unsigned', 'long unsigned int', 'ulong'],
  ...['unsigned long long', 'unsigned long long int', 'long long unsigned int'],
  ...['u64', '__u64', 'uint64_t', 'size_t', 'uintptr_t'],
  ...['pgoff_t', 'phys_addr_t', 'dma_addr_t', 'resource_size_t'],
]);

const NARROWER: ReadonlySet<string> = new Set([
  ...['unsigned', 'unsigned int', 'uint', 'u32', '__u32', 'uint32_t'],
]);

/** Whether a type is unsigned and holds any size, offset or address. */
export const isWideUnsigned = (type: string): boolean => WIDE.has(type);

/** Whether a type is unsigned and not promoted to a signed one. */
export const isUnsigned = (type: string): boolean => WIDE.has(type) || NARROWER.has(type);
