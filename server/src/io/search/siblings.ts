// SPDX-License-Identifier: GPL-2.0-only
/** The files of an out-of-tree module beside those that the user named. */
import { dirname } from 'node:path';
import { walkSources } from './walk.ts';

/** A module has a few files; a folder with more is something else, such as a home folder. */
const MOST_FILES = 500;

/**
 * Lists the C files under the folders, and those in the folders of the files, sorted; none of a set that is too large
 * for a module.
 *
 * @param root absolute path
 * @param folders relative to the root, `''` for all of it
 * @param files relative to the root; folders below theirs are not read
 * @param exclude gitignore-style patterns, relative to the root
 * @returns paths relative to the root, with `/`
 */
export function siblingSources(
  root: string,
  folders: readonly string[],
  files: readonly string[],
  exclude: readonly string[],
): string[] {
  const beside = [...new Set(files.map(folderOf))];
  const found = new Set([
    ...walkSources(root, folders, exclude, () => {}, { most: MOST_FILES + 1 }),
    ...walkSources(root, beside, exclude, () => {}, { most: MOST_FILES + 1, flat: true }),
  ]);
  return found.size > MOST_FILES ? [] : [...found].sort();
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === '.' ? '' : folder;
}
