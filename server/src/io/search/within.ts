// SPDX-License-Identifier: GPL-2.0-only
/** Which files a search goes to. */
import type { Place } from './definitions.ts';
import { compileExcludes } from './globs.ts';
import { CLOSED_FOLDERS, SOURCE_SUFFIXES } from './walk.ts';

/** Says whether a search goes to a file, by its path relative to the root. */
export function within({ folders, flat, exclude }: Place): (path: string) => boolean {
  const isExcluded = compileExcludes(exclude);
  return (path) => {
    const parts = path.split('/');
    if (!SOURCE_SUFFIXES.some((suffix) => path.endsWith(suffix))) return false;
    if (parts.some((part) => part.startsWith('.') || CLOSED_FOLDERS.includes(part))) return false;
    const folder = parts.slice(0, -1).join('/');
    const isIn = (one: string) => one === '' || path === one || path.startsWith(`${one}/`);
    if (!folders.some(isIn) && !flat.includes(folder)) return false;
    for (let depth = 1; depth < parts.length; depth++)
      if (isExcluded(parts.slice(0, depth).join('/'), true)) return false;
    return !isExcluded(path, false);
  };
}
