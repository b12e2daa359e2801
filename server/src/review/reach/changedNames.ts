// SPDX-License-Identifier: GPL-2.0-only
/** Which names of a file a change gave another meaning. */
import type { Change } from '../../patch/change.ts';
import { isC } from '../../text/source.ts';
import { addHomes, homeOf } from './home.ts';
import type { Version, Versions } from './versions.ts';

export interface ChangedNames {
  /** Those that other files may use, with the folder that these lie below. */
  names: Map<string, string>;
  /** All that differ by themselves, not by what they use. */
  anew: ReadonlySet<string>;
}

/** Returns the names of functions, variables and macros that differ before and after, or use in their file what does. */
export function changedNames({ oldPath, newPath, before, after }: Change, versions: Versions): ChangedNames {
  const names = new Map<string, string>();
  const anew = new Set<string>();
  const path = newPath ?? oldPath;
  if (path === null || !isC(path)) return { names, anew };
  const isSame = oldPath === newPath;
  const [old, now] = [before, after].map((text) => versions.of(path, text ?? '')) as [Version, Version];
  for (const [text, { name }] of old.items) if (!isSame || !now.items.has(text)) anew.add(name);
  for (const [text, { name }] of now.items) if (!isSame || !old.items.has(text)) anew.add(name);
  if (anew.size === 0) return { names, anew };
  const all = new Set(anew);
  for (const side of [old, now]) addUsers(all, anew, side);
  const exported = new Set([...old.exports, ...now.exports]);
  for (const { name, isVisible } of [...old.items.values(), ...now.items.values()])
    if (isVisible && all.has(name)) addHomes(names, [[name, homeOf(path, name, exported)]]);
  return { names, anew };
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
