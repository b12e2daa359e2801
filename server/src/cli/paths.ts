/** Stored paths as a text report prints them. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Loaded } from '../core/request.ts';

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
  if (!near && inTree) return (path) => path;
  return (path) => {
    const absolute = resolve(base, path);
    return (near ? relative(cwd, absolute) : absolute).split(sep).join('/');
  };
}

function isWithin(folder: string, inside: string): boolean {
  const path = relative(folder, inside);
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path));
}
