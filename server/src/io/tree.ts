// SPDX-License-Identifier: GPL-2.0-only
/** Finds the kernel tree that a path lies in. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Returns the root of the kernel tree that `path` lies in (or is), going upwards; null when there is none. A root
 * has a `Makefile` that sets VERSION and PATCHLEVEL, and `include/linux/mm.h`. The path itself need not exist.
 *
 * @returns an absolute path
 */
export function findTreeRoot(path: string): string | null {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (isTreeRoot(folder)) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/**
 * The kernel trees that headers belong to, without those that lie in another one.
 *
 * @param headers relative to `base`; those that are not `include/linux/mm.h` are of none
 * @returns their roots, relative to `base`
 */
export function treesOf(base: string, headers: readonly string[]): string[] {
  const roots = headers
    .flatMap((path) => (path.endsWith(`/${HEADER}`) ? [path.slice(0, -HEADER.length - 1)] : []))
    .filter((root) => isTreeRoot(join(base, root)));
  return roots.filter((root) => !roots.some((other) => root.startsWith(`${other}/`))).sort();
}

const HEADER = 'include/linux/mm.h';

/** Says whether a folder is the top of a kernel tree. */
function isTreeRoot(folder: string): boolean {
  try {
    if (!statSync(join(folder, HEADER)).isFile()) return false;
    const head = readHead(join(folder, 'Makefile'));
    return /^VERSION\s*=\s*\d/m.test(head) && /^PATCHLEVEL\s*=\s*\d/m.test(head);
  } catch {
    return false;
  }
}

/** The assignments stand in the first lines since 2.4; a build folder's Makefile that only includes has none. */
function readHead(path: string): string {
  // Opening a pipe or a device could wait for ever.
  if (!statSync(path).isFile()) return '';
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(4096);
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}
