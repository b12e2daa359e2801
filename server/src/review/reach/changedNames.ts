// SPDX-License-Identifier: GPL-2.0-only
/** Which names of a file a change gave another meaning. */
import type { Change } from '../../patch/change.ts';
import { addHomes, homeOf } from './home.ts';
import type { Version, Versions } from './versions.ts';

/** Names that other files may use, with the folder that these lie below. */
export type ChangedNames = Map<string, string>;

/** Returns the names of functions, variables and macros that differ before and after, or use in their file what does. */
export function changedNames({ oldPath, newPath, before, after }: Change, versions: Versions): ChangedNames {
  const names: ChangedNames = new Map();
  const path = newPath ?? oldPath;
  if (path === null || !/\.[ch]$/.test(path)) return names;
  const [old, now] = [before, after].map((text) => versions.of(path, text ?? '')) as [Version, Version];
  const own = itemsChanged(old, now, oldPath === newPath);
  if (own.size === 0) return names;
  const changed = new Set(own);
  for (const side of [old, now]) addUsers(own, changed, side);
  const exported = new Set([...old.exports, ...now.exports]);
  for (const { name, isVisible } of [...old.items.values(), ...now.items.values()])
    if (isVisible && own.has(name)) addHomes(names, [[name, homeOf(path, name, exported)]]);
  return names;
}

/** Returns the names of functions, variables and macros of a C file that differ before and after by themselves. */
export function namesChanged({ oldPath, newPath, before, after }: Change, versions: Versions): Set<string> {
  const path = newPath ?? oldPath;
  if (path === null || !/\.[ch]$/.test(path)) return new Set();
  const [old, now] = [before, after].map((text) => versions.of(path, text ?? '')) as [Version, Version];
  return itemsChanged(old, now, oldPath === newPath);
}

function itemsChanged(old: Version, now: Version, isSame: boolean): Set<string> {
  const own = new Set<string>();
  for (const [text, { name }] of old.items) if (!isSame || !now.items.has(text)) own.add(name);
  for (const [text, { name }] of now.items) if (!isSame || !old.items.has(text)) own.add(name);
  return own;
}

/**
 * Adds the names of items that name one of the names, and so on. What names a variable that did not change itself, a
 * table of functions mostly, does the same as before: it is its functions that do something else.
 */
function addUsers(names: Set<string>, changed: ReadonlySet<string>, version: Version): void {
  // A set hands out what is added to it meanwhile.
  for (const name of names)
    if (changed.has(name) || !version.variables.has(name))
      for (const user of version.users(name)) names.add(user);
}
