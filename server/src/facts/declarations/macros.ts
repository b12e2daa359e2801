// SPDX-License-Identifier: GPL-2.0-only
/** The macros of a file, read when they are asked for. */
import type { Guard } from '../../syntax/ast.ts';
import type { Item } from '../../syntax/items/items.ts';
import { type MacroBody, replacementText } from '../../syntax/macros/macroText.ts';
import type { SourceFile } from '../../text/source.ts';

/** A `#define` that was not read yet. */
export interface MacroItem {
  file: SourceFile;
  item: Item;
  /** As for functions: a macro is seen wherever its file is. */
  isStatic: boolean;
}

export interface Macro extends MacroBody {
  file: SourceFile;
  guards: Guard[];
}

/** Returns the macros among items of a file that stand for something, or drop what they are given. */
export function macroItems(file: SourceFile, items: readonly Item[]): MacroItem[] {
  return items
    .filter((item) => item.kind === 'define' && (item.bodyStart !== -1 || isFunctionLike(file, item)))
    .map((item) => ({ file, item, isStatic: false }));
}

/** `#define f(x)` has its parenthesis at once after the name. */
export function isFunctionLike({ text }: SourceFile, { nameSpan }: Item): boolean {
  return text[nameSpan.end] === '(';
}

const read = new WeakMap<Item, Macro>();

/** Reads a macro, once. */
export function macroOf({ file, item }: MacroItem): Macro {
  let macro = read.get(item);
  if (!macro) {
    macro = readMacro(file, item);
    read.set(item, macro);
  }
  return macro;
}

function readMacro(file: SourceFile, item: Item): Macro {
  const { name, guards, bodyStart, end } = item;
  const text = bodyStart === -1 ? '' : replacementText(file.text, bodyStart, end);
  if (!isFunctionLike(file, item)) return { name, file, guards, parameters: null, isVariadic: false, text };
  const parameters = parametersOf(file.text, item);
  const last = parameters.at(-1) ?? '';
  const isVariadic = last.endsWith('...');
  if (isVariadic) parameters[parameters.length - 1] = last.slice(0, -3).trim() || '__VA_ARGS__';
  return { name, file, guards, parameters, isVariadic, text };
}

function parametersOf(text: string, { nameSpan, end }: Item): string[] {
  const close = text.indexOf(')', nameSpan.end);
  return replacementText(text, nameSpan.end + 1, close === -1 || close > end ? end : close)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
