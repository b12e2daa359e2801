// SPDX-License-Identifier: GPL-2.0-only
/** The constants of the enums of a file. */
import type { Item } from '../../syntax/items/items.ts';
import { constantValue } from '../../syntax/words/constants.ts';
import { splitAtCommas, withoutComments } from '../../syntax/words/skip.ts';
import { remembered } from '../../text/remembered.ts';
import type { SourceFile } from '../../text/source.ts';
import type { FileFacts } from '../model.ts';

/** A number, or the text of what is no number: `-ENOMEM`. */
export type Enumerator = number | string;

/** Returns what enumerators stand for by name: those that are given, and those that count on from a number. */
export const enumeratorsOf = remembered(
  (facts: FileFacts): ReadonlyMap<string, Enumerator> => readAll(facts.file, facts.items),
);

/** The names among items that stand for something in code: macros, and the enumerators of `enumeratorsOf`. */
export function constantsOf(file: SourceFile, items: readonly Item[]): Set<string> {
  const names = new Set<string>(readAll(file, items).keys());
  for (const item of items) if (item.kind === 'define') names.add(item.name);
  return names;
}

function readAll(file: SourceFile, items: readonly Item[]): Map<string, Enumerator> {
  const values = new Map<string, Enumerator>();
  for (const item of items)
    if (item.kind === 'type' && item.bodyStart !== -1 && isEnum(file.text, item))
      readEnum(file.text, item, values);
  return values;
}

function isEnum(text: string, { start, bodyStart }: Item): boolean {
  return /\benum\b[^{]*$/.test(text.slice(start, bodyStart));
}

function readEnum(text: string, { bodyStart, end }: Item, into: Map<string, Enumerator>): void {
  const close = text.lastIndexOf('}', end);
  if (close <= bodyStart) return;
  const list = withoutComments(text.slice(bodyStart + 1, close));
  const known = (name: string) => {
    const value = into.get(name);
    return typeof value === 'number' ? value : null;
  };
  let next: number | null = 0;
  let isInArms = false;
  for (const { start, end: stop } of splitAtCommas(list, 0, list.length)) {
    const written = list.slice(start, stop);
    const piece = written.includes('#') ? withoutDirectives(written) : written;
    // How far it has counted depends on the arms that are compiled.
    if (piece !== written) {
      isInArms = true;
      next = null;
    }
    const equals = piece.indexOf('=');
    const name = piece.slice(0, equals === -1 ? undefined : equals).trim();
    if (name === '') continue;
    const value = equals === -1 ? null : piece.slice(equals + 1).trim();
    if (value !== null) next = constantValue(value, known);
    const stands = next ?? value;
    if (isInArms && into.has(name)) into.delete(name);
    else if (stands !== null) into.set(name, stands);
    if (next !== null) next++;
  }
}

/** The text without its preprocessor lines. */
function withoutDirectives(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');
}

/** Null for what has to be worked out. */
export function plainNumber(text: string): number | null {
  return constantValue(text, () => null);
}
