// SPDX-License-Identifier: GPL-2.0-only
/** Which names of a file a change gave another meaning. */
import { createProgram } from '../../facts/program.ts';
import type { Change } from '../../patch/change.ts';
import { SourceFile } from '../../text/source.ts';
import { addHomes, exportsOf, homeOf } from './home.ts';
import { wordsOf } from './words.ts';

export interface ChangedNames {
  /** Names that other files may use, with the folder that these lie below. */
  visible: Map<string, string>;
  /** All of them. */
  all: Set<string>;
}

/** Returns the names of functions, variables and macros that differ before and after, or use in their file what does. */
export function changedNames(changes: readonly Change[]): ChangedNames {
  const names: ChangedNames = { visible: new Map(), all: new Set() };
  for (const { oldPath, newPath, before, after } of changes) {
    const path = newPath ?? oldPath;
    if (path === null || !/\.[ch]$/.test(path)) continue;
    const old = itemsOf(path, before);
    const now = itemsOf(path, after);
    const own = new Set<string>();
    for (const [text, { name }] of [...old, ...now])
      if (!old.has(text) || !now.has(text) || oldPath !== newPath) own.add(name);
    for (const side of [old, now]) addUsers(own, side);
    const exported = exportsOf(`${before ?? ''}${after ?? ''}`);
    for (const { name, isVisible } of [...old.values(), ...now.values()]) {
      if (!own.has(name)) continue;
      names.all.add(name);
      if (isVisible) addHomes(names.visible, [[name, homeOf(path, name, exported)]]);
    }
  }
  return names;
}

/** Adds the names of items that name one of the names, and so on. */
function addUsers(names: Set<string>, items: ReadonlyMap<string, NamedItem>): void {
  if (names.size === 0) return;
  const users = new Map<string, string[]>();
  for (const [text, { name }] of items)
    for (const word of wordsOf(text)) {
      const known = users.get(word);
      if (known === undefined) users.set(word, [name]);
      else known.push(name);
    }
  // A set hands out what is added to it meanwhile.
  for (const name of names) for (const user of users.get(name) ?? []) names.add(user);
}

interface NamedItem {
  name: string;
  isVisible: boolean;
}

/** The named items of a text, by what they say. */
function itemsOf(path: string, text: string | null): Map<string, NamedItem> {
  const found = new Map<string, NamedItem>();
  if (text === null) return found;
  const file = new SourceFile(path, text);
  const isHeader = path.endsWith('.h');
  for (const { name, kind, start, end, isStatic } of createProgram().addFile(file).items) {
    if (name === '' || kind === 'include' || kind === 'other' || kind === 'prototype') continue;
    const isVisible = isHeader || (kind !== 'define' && kind !== 'type' && !isStatic);
    found.set(text.slice(start, end), { name, isVisible });
  }
  return found;
}
