// SPDX-License-Identifier: GPL-2.0-only
/** Which folders of a tree there are. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Those of some folders that are on disk, without what lies in another one of them; `''` is the whole tree. */
export function foldersOnDisk(root: string, folders: readonly string[]): string[] {
  const there = [...new Set(folders)].filter((folder) => isFolder(join(root, folder)));
  if (there.includes('')) return [''];
  return there.filter((folder) => !there.some((other) => folder.startsWith(`${other}/`)));
}

/** Folders of drivers that only a whole kernel has as many of. */
const MANY_DRIVERS = 40;

/** Whether a tree is so large that a search of all of it is to be spared. */
export function isLargeTree(root: string): boolean {
  return namesIn(join(root, 'drivers')).length >= MANY_DRIVERS;
}

/** Folders of headers that any file of the tree may include by `<name>`. */
export function headerFolders(root: string): string[] {
  return ['include', ...namesIn(join(root, 'arch')).map((arch) => `arch/${arch}/include`)];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
