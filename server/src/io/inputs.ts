// SPDX-License-Identifier: GPL-2.0-only
/** Turns the paths of a command line into what a run reads: one root, and folders and files below it. */
import { realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Skipped } from './read.ts';
import { DISK, type Sources } from './sources.ts';
import { findTreeRoot } from './tree.ts';

export interface Inputs {
  /** Absolute path of the kernel tree that the inputs lie in, or null. */
  tree: string | null;
  /** Absolute path that `folders` and `files` are relative to: the tree, or else the folder around all inputs. */
  base: string;
  /** Folders to search, `''` for all of `base`; with `/`. */
  folders: string[];
  /** Files named one by one, with `/`. */
  files: string[];
  /** How the user wrote them: those paths to `files`. */
  written: ReadonlyMap<string, string>;
  /** Paths, as the user wrote them, that cannot be read. */
  bad: Skipped[];
}

/**
 * Looks at each path. Paths of another tree than the first are refused: a run checks against one kernel.
 *
 * @param cwd absolute; relative paths start there
 * @param sources where files are looked for
 * @param around the folder that paths are relative to where no kernel tree is; null for the one around all inputs
 */
export function resolveInputs(
  paths: string[],
  cwd: string,
  sources: Sources = DISK,
  around: string | null = null,
): Inputs {
  const bad: Skipped[] = [];
  const good: { path: string; absolute: string; isFolder: boolean; tree: string | null }[] = [];
  for (const path of new Set(paths)) {
    const absolute = resolve(cwd, path);
    const isFolder = path === '' ? { reason: 'is an empty path' } : sources.look(absolute);
    if (typeof isFolder !== 'boolean') {
      bad.push({ path: path || "''", reason: isFolder.reason });
      continue;
    }
    const tree = findTreeRoot(absolute);
    const leads = isFolder && tree !== null ? leadsOutOf(tree, absolute) : false;
    if (leads) {
      bad.push({ path, reason: 'is a symbolic link out of its kernel tree; name the folder itself' });
      continue;
    }
    const first = good[0];
    if (first === undefined || first.tree === tree) good.push({ path, absolute, isFolder, tree });
    else
      bad.push({
        path,
        reason: `is not in the same kernel tree as ${first.path}; lint it in a run of its own`,
      });
  }
  const tree = good[0]?.tree ?? null;
  const base =
    tree ??
    around ??
    commonFolder(
      good.map(({ absolute, isFolder }) => (isFolder ? absolute : dirname(absolute))),
      cwd,
    );
  const within = (absolute: string) => relative(base, absolute).split(sep).join('/');
  const written = new Map(
    good.filter(({ isFolder }) => !isFolder).map(({ path, absolute }) => [within(absolute), path]),
  );
  return {
    tree,
    base,
    folders: good.filter(({ isFolder }) => isFolder).map(({ absolute }) => within(absolute)),
    files: [...written.keys()],
    written,
    bad,
  };
}

/** Whether a folder in a tree is elsewhere in truth: a search of the tree would pass it over. */
function leadsOutOf(tree: string, folder: string): boolean {
  try {
    return relative(realpathSync(tree), realpathSync(folder)) !== relative(tree, folder);
  } catch {
    return false;
  }
}

/** The deepest folder that holds all of them; `fallback` when there are none. */
function commonFolder(folders: string[], fallback: string): string {
  const [first, ...rest] = folders;
  if (first === undefined) return fallback;
  return rest.reduce((common, folder) => {
    let shared = common;
    while (shared !== dirname(shared) && folder !== shared && !folder.startsWith(`${shared}${sep}`)) {
      shared = dirname(shared);
    }
    return shared;
  }, first);
}
