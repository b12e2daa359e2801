// SPDX-License-Identifier: GPL-2.0-only
/** Parses single items of a file into the plain syntax tree, one tree per configuration of their `#if`s. */
import type { Block, Declarator, FunctionHead, FunctionSyntax, Guard, VariableSyntax } from './ast.ts';
import { configurations } from './configure.ts';
import { readHeader } from './items/header.ts';
import type { Item } from './items/items.ts';
import { maskBody, maskDeclaration } from './mask/mask.ts';
import type { Masked } from './mask/masked.ts';
import { repair } from './mask/repair.ts';
import type { ParsedText } from './parser/engine.ts';
import { parseC } from './parser/treeSitter.ts';
import { StatementReader } from './readers/statements.ts';
import { identifiersIn } from './words/names.ts';
import { withoutComments } from './words/skip.ts';

/**
 * Parses a function item of `text`.
 *
 * Returns one reading per configuration of the `#if`s inside it, at most 8; the first has every condition true.
 * What does not parse is opaque, as locally as possible. Throws only when the grammar cannot be loaded.
 */
export function parseFunction(text: string, item: Item): FunctionSyntax[] {
  return readings(text, item, (head, variant, body) => {
    if (item.isTorn) return { ...head, body: unreadBody(item, text) };
    const masked = maskBody(variant, body);
    const reader = new StatementReader(parseMasked(masked), variant, masked, item.start);
    return { ...head, body: reader.readFunctionBody() };
  });
}

/** Of a function whose braces are not all its own: which statements are in which block cannot be told. */
function unreadBody({ bodyStart: start, end }: Item, text: string): Block {
  const names = identifiersIn(text.slice(start, end));
  return { kind: 'block', start, end, statements: [{ kind: 'opaque-statement', start, end, names }] };
}

/** As `parseFunction`, without the bodies: nothing is given to the parser. */
export function parseHeads(text: string, item: Item): FunctionHead[] {
  return readings(text, item, (head) => head);
}

function readings<T>(
  text: string,
  item: Item,
  read: (head: FunctionHead, variant: string, body: number) => T,
): T[] {
  if (isTooLong(item)) return [];
  if (item.kind !== 'function' || item.bodyStart < item.start) return [];
  const bodyAt = item.bodyStart - item.start;
  const { start, end, name } = item;
  return configurations(text, start, end, { guards: knownOf(item) }).map(
    ({ text: variant, configuration }) => {
      const body = bodyOf(variant, bodyAt);
      return read({ start, end, name, ...readHeader(variant, item, body), configuration }, variant, body);
    },
  );
}

/** The conditions that are not open in an item. */
function knownOf({ guards, decided }: Item): readonly Guard[] {
  return decided.length > 0 ? [...guards, ...decided] : guards;
}

/** Where the body begins: at the brace that the scan saw, or at the one of an arm behind it. */
function bodyOf(variant: string, seen: number): number {
  if (variant.charCodeAt(seen) === 123) return seen;
  const at = withoutComments(variant.slice(seen)).indexOf('{');
  return at === -1 ? seen : seen + at;
}

/**
 * Parses a variable item of `text`. Returns every declarator that has an initializer, in each configuration of the
 * `#if`s inside the item; empty for declarations alone. Throws only when the grammar cannot be loaded.
 */
export function parseVariable(text: string, item: Item): VariableSyntax[] {
  if (isTooLong(item)) return [];
  if (item.kind !== 'variable' || item.bodyStart === -1) return [];
  const found: VariableSyntax[] = [];
  for (const variant of configurations(text, item.start, item.end, { guards: knownOf(item) })) {
    for (const declarator of readDeclarators(variant.text, item)) {
      found.push({ start: item.start, end: item.end, configuration: variant.configuration, declarator });
    }
  }
  return found;
}

function readDeclarators(variant: string, item: Item): Declarator[] {
  const masked = maskDeclaration(variant);
  const declarators = new StatementReader(parseMasked(masked), variant, masked, item.start).readVariables();
  if (declarators.length > 0) return declarators;
  // A macro makes the declaration (DEFINE_PER_CPU and kin): only its initializer can be read.
  const head = variant.slice(0, item.bodyStart - item.start);
  const plain = maskDeclaration(`${'v x='.padEnd(head.length)}${variant.slice(head.length)}`);
  const [made] = new StatementReader(parseMasked(plain), variant, plain, item.start).readVariables();
  if (!made) return [];
  const isConst = /\bconst\b/.test(head);
  return [{ ...made, name: item.name, nameSpan: item.nameSpan, type: '', isStatic: item.isStatic, isConst }];
}

/** Parses a masked text, and what can be repaired of it. */
export function parseMasked(masked: Masked): ParsedText {
  const parsed = parseC(masked.text);
  return parsed.hasError ? repair(masked, parsed) : parsed;
}

/** Longest item that is given to the parser, whose time grows faster than a broken text. */
export const MOST_CHARACTERS = 256 * 1024;

function isTooLong({ start, end }: Item): boolean {
  return end - start > MOST_CHARACTERS;
}
