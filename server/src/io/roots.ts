/** Works out what the paths of a command line ask for. */
import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { describeError, type Skipped } from './read.ts';
import { findTreeRoot } from './tree.ts';

/** A file or folder that was asked for. */
export interface Asked {
  /** Absolute, symbolic links resolved. */
  absolute: string;
  /** As findings print it: relative to the tree's root with `/` (`''` for the root), else as the user named it. */
  shown: string;
}

/** Paths that are linted together: those of one tree, or those outside of any. */
export interface LintSpace {
  /** Absolute root of the kernel tree whose headers and definitions are consulted; null when there is none. */
  tree: string | null;
  /** Whether the paths lie in that tree, or it was only named beside them. */
  inTree: boolean;
  files: Asked[];
  folders: Asked[];
}

/**
 * Sorts paths into the trees that they lie in, found upwards from each.
 *
 * @param paths as the user wrote them
 * @param cwd what relative ones start from
 * @param tree a tree to take headers from for paths that lie outside of it, as the user wrote it
 * @returns the spaces in the order of the paths, and the paths that are not there
 */
export function findLintSpaces(
  paths: readonly string[],
  cwd: string,
  tree: string | null = null,
): { spaces: LintSpace[]; skipped: Skipped[] } {
  const spaces: LintSpace[] = [];
  const skipped: Skipped[] = [];
  const named = tree === null ? null : real(resolve(cwd, tree), tree, skipped);
  for (const path of paths) {
    const absolute = real(resolve(cwd, path), path, skipped);
    if (absolute === null) continue;
    const root = named ?? findTreeRoot(absolute);
    const within = root === null ? null : relativeTo(root, absolute);
    const inTree = within !== null;
    const asked = { absolute, shown: within ?? slashes(path).replace(/(.)\/+$/, '$1') };
    let space = spaces.find((one) => one.tree === root && one.inTree === inTree);
    if (!space) {
      space = { tree: root, inTree, files: [], folders: [] };
      spaces.push(space);
    }
    const list = statSync(absolute).isDirectory() ? space.folders : space.files;
    if (!list.some((one) => one.absolute === absolute)) list.push(asked);
  }
  return { spaces, skipped };
}

function real(absolute: string, shown: string, skipped: Skipped[]): string | null {
  try {
    return realpathSync(absolute);
  } catch (error) {
    skipped.push({ path: shown, reason: describeError(error) });
    return null;
  }
}

/** The path relative to a root with `/`, or null when it does not lie below. */
function relativeTo(root: string, absolute: string): string | null {
  const path = relative(root, absolute);
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return null;
  return slashes(path);
}

function slashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** A folder that can be searched, and how paths below it are printed. */
export interface SearchPlace {
  /** Absolute. */
  root: string;
  /** Folders below it, `''` for all. */
  folders: string[];
  /** What is put before a path relative to `root`: `''`, or something that ends in `/`. */
  prefix: string;
}

/** The folders that hold the asked tables. */
export function askedPlaces(space: LintSpace): SearchPlace[] {
  if (space.tree !== null && space.inTree) {
    const folders = space.folders.map((folder) => folder.shown);
    return folders.length > 0 ? [{ root: space.tree, folders, prefix: '' }] : [];
  }
  return space.folders.map(({ absolute, shown }) => ({
    root: absolute,
    folders: [''],
    prefix: prefixOf(shown),
  }));
}

/** The folders that may hold definitions: the tree, and the asked folders outside of it. */
export function definitionPlaces(space: LintSpace): SearchPlace[] {
  const outside = space.inTree ? [] : askedPlaces(space);
  if (space.tree === null) return outside;
  const prefix = space.inTree ? '' : prefixOf(slashes(space.tree));
  return [...outside, { root: space.tree, folders: [''], prefix }];
}

function prefixOf(shown: string): string {
  return shown === '.' || shown === '' ? '' : join(shown, '/').split(sep).join('/');
}
