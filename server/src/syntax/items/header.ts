// SPDX-License-Identifier: GPL-2.0-only
/** Reads the head of a function definition (everything before its `{`) without a parser. */

import type { Span } from '../../text/source.ts';
import { occurrences } from '../../text/words.ts';
import type { Parameter } from '../ast.ts';
import { OPEN_PAREN, WORD } from '../words/characters.ts';
import { closingOffset, skipBlank, splitAtCommas, withoutComments } from '../words/skip.ts';
import { normalizeType, readParameters } from '../words/types.ts';
import type { Item } from './items.ts';

/** What the head of a definition says. */
export interface FunctionHeader {
  returnType: string;
  returnTypeSpan: Span;
  nameSpan: Span;
  parameters: Parameter[];
  parametersSpan: Span;
  isStatic: boolean;
  isInline: boolean;
}

/**
 * Reads the head of `item` from one of its variants. Old-style parameter declarations, `SYSCALL_DEFINEn` and
 * other macros that make a head are understood as far as their words go. Offsets are absolute, except for `bodyAt`,
 * where the body begins in the variant.
 */
export function readHeader(variant: string, item: Item, bodyAt: number): FunctionHeader {
  const base = item.start;
  const head = withoutComments(variant.slice(0, bodyAt));
  const name = findName(head, item);
  const before = head.slice(0, name.start);
  const open = head.indexOf('(', name.end);
  const isStatic = item.isStatic || /\bstatic\b/.test(before);
  const isInline = /\b(__)?(always_)?inline(__)?\b/.test(before);
  const first = before.search(/\S/);
  const type = normalizeType(before);
  const header: FunctionHeader = {
    returnType: type,
    returnTypeSpan: { start: base + Math.max(first, 0), end: base + before.trimEnd().length },
    nameSpan: { start: base + name.start, end: base + name.end },
    parameters: [],
    parametersSpan: { start: base + name.end, end: base + name.end },
    isStatic,
    isInline,
  };
  const maker = /\b([A-Z][A-Z0-9_]*)\s*\(\s*$/.exec(before);
  if (maker) {
    // MACRO(name, ...) { : the words before it are storage at most.
    const end = closingOffset(head, maker.index + (maker[0].indexOf('(') as number));
    header.parametersSpan = { start: base + name.end, end: base + end };
    const isSyscall = /SYSCALL_DEFINE\d$/.test(maker[1] as string);
    header.returnType = isSyscall ? 'long' : normalizeType(before.slice(0, maker.index));
    header.returnTypeSpan = {
      start: base + maker.index,
      end: base + maker.index + (maker[1] as string).length,
    };
    if (isSyscall) header.parameters = pairs(head, name.end, end - 1, base);
    return header;
  }
  if (open === -1) return header;
  const end = closingOffset(head, open);
  header.parametersSpan = { start: base + open, end: base + end };
  header.parameters = readParameters(head, open, end - 1, base);
  const old = head.slice(end);
  if (old.includes(';')) readOldStyle(old, header.parameters);
  return header;
}

function findName(head: string, item: Item): Span {
  const word = item.name.startsWith('sys_') ? item.name.slice(4) : item.name;
  const at = item.nameSpan.start - item.start;
  if (head.startsWith(word, at) || head.startsWith(item.name, at)) {
    return { start: at, end: item.nameSpan.end - item.start };
  }
  // Another #if arm than the one the splitter read spells the head differently.
  for (const start of word === '' ? [] : occurrences(head, word)) {
    const end = start + word.length;
    if (head.charCodeAt(skipBlank(head, end)) === OPEN_PAREN) return { start, end };
  }
  return { start: at, end: item.nameSpan.end - item.start };
}

/** The parameters of a system call: type and name as two arguments. */
function pairs(head: string, from: number, to: number, base: number): Parameter[] {
  const pieces = splitAtCommas(head, from, to).filter(
    (piece) => head.slice(piece.start, piece.end).trim() !== '',
  );
  const parameters: Parameter[] = [];
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    const type = pieces[i] as Span;
    const name = pieces[i + 1] as Span;
    parameters.push({
      start: base + type.start,
      end: base + name.end,
      name: head.slice(name.start, name.end).trim(),
      type: normalizeType(head.slice(type.start, type.end)),
    });
  }
  return parameters;
}

/** Gives the parameters of an old-style definition the types declared behind the parentheses. */
function readOldStyle(declarations: string, parameters: Parameter[]): void {
  const types = new Map<string, string>();
  for (const declaration of declarations.split(';')) {
    const [first = '', ...others] = declaration.split(',');
    const head = lastWord(first);
    const specifiers = first.slice(0, head.start).replaceAll('*', ' ').trim();
    if (specifiers === '') continue;
    for (const declarator of [first, ...others]) {
      const { start, end } = lastWord(declarator);
      const stars = declarator.slice(0, start).replace(/[^*]/g, '');
      types.set(declarator.slice(start, end), normalizeType(`${specifiers} ${stars}`));
    }
  }
  for (const parameter of parameters) {
    const name = parameter.name || parameter.type;
    const type = types.get(name);
    if (type === undefined) continue;
    parameter.name = name;
    parameter.type = type;
  }
}

/** Where the last word of a declarator stands, before its brackets. */
function lastWord(declarator: string): Span {
  const bracket = declarator.indexOf('[');
  let end = bracket === -1 ? declarator.length : bracket;
  while (end > 0 && WORD[declarator.charCodeAt(end - 1)] !== 1) end--;
  let start = end;
  while (start > 0 && WORD[declarator.charCodeAt(start - 1)] === 1) start--;
  return { start, end };
}
