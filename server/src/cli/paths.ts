// SPDX-License-Identifier: GPL-2.0-only
/** Stored paths as a text report prints them. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Loaded } from '../core/request.ts';
import { printable } from '../text/printable.ts';

export { printable };

/**
 * Returns a function from stored to printed path. Where the current folder lies in the tree, or the tree below the
 * current folder, a printed path starts at the current folder, so a click in the terminal opens it. Elsewhere it
 * is relative to the tree's root, and absolute outside a tree.
 */
export function displayPaths(
  { base, inTree }: Pick<Loaded, 'base' | 'inTree'>,
  cwd: string,
): (path: string) => string {
  const near = isWithin(base, cwd) || isWithin(cwd, base);
  if (!near && inTree) return printable;
  return (path) => {
    const absolute = resolve(base, path);
    return printable((near ? relative(cwd, absolute) : absolute).split(sep).join('/'));
  };
}

/**
 * Returns a function from stored path to one relative to the repository: to the current folder where the tree lies in
 * it, as in a checkout of CI, and else to the tree's root.
 */
export function repositoryPaths({ base }: Pick<Loaded, 'base'>, cwd: string): (path: string) => string {
  const prefix = isWithin(cwd, base) ? relative(cwd, base).split(sep).join('/') : '';
  return (path) => (prefix === '' || isAbsolute(path) ? path.split(sep).join('/') : `${prefix}/${path}`);
}

function isWithin(folder: string, inside: string): boolean {
  const path = relative(folder, inside);
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path));
}
