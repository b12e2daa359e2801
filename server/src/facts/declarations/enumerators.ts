// SPDX-License-Identifier: GPL-2.0-only
/** The constants of the enums of a file that are plain numbers. */
import type { Item } from '../../syntax/items/items.ts';
import { splitAtCommas, withoutComments } from '../../syntax/words/skip.ts';
import type { SourceFile } from '../../text/source.ts';
import type { FileFacts } from '../model.ts';

const found = new WeakMap<FileFacts, ReadonlyMap<string, number>>();

/** Returns the values by name: those that are given as a decimal number, and those that count on from one. */
export function enumeratorsOf(facts: FileFacts): ReadonlyMap<string, number> {
  let values = found.get(facts);
  if (!values) {
    values = readAll(facts);
    found.set(facts, values);
  }
  return values;
}

/** The names among items that stand for something in code: macros, and the enumerators of `enumeratorsOf`. */
export function constantsOf(file: SourceFile, items: readonly Item[]): Set<string> {
  const values = new Map<string, number>();
  const names = new Set<string>();
  for (const item of items) {
    if (item.kind === 'define') names.add(item.name);
    else if (item.kind === 'type' && item.bodyStart !== -1 && isEnum(file.text, item))
      readEnum(file.text, item, values);
  }
  for (const name of values.keys()) names.add(name);
  return names;
}

function readAll({ file, items }: FileFacts): Map<string, number> {
  const values = new Map<string, number>();
  for (const item of items)
    if (item.kind === 'type' && item.bodyStart !== -1 && isEnum(file.text, item))
      readEnum(file.text, item, values);
  return values;
}

function isEnum(text: string, { start, bodyStart }: Item): boolean {
  return /\benum\b[^{]*$/.test(text.slice(start, bodyStart));
}

function readEnum(text: string, { bodyStart, end }: Item, into: Map<string, number>): void {
  const close = text.lastIndexOf('}', end);
  if (close <= bodyStart) return;
  const list = withoutComments(text.slice(bodyStart + 1, close));
  if (list.includes('#')) return;
  let next: number | null = 0;
  for (const { start, end: stop } of splitAtCommas(list, 0, list.length)) {
    const [name = '', value] = list
      .slice(start, stop)
      .split('=')
      .map((part) => part.trim());
    if (name === '') continue;
    if (value !== undefined) next = plainNumber(value);
    if (next === null) continue;
    into.set(name, next);
    next++;
  }
}

/** Null for what has to be worked out. */
export function plainNumber(text: string): number | null {
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text;
  return /^-?\s*\d+$/.test(bare) && !/^-?\s*0\d/.test(bare) ? Number(bare.replace(/\s/g, '')) : null;
}
