// SPDX-License-Identifier: GPL-2.0-only
/** Walks folders without ripgrep. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, type Skipped } from '../read.ts';
import { compileExcludes, type PathFilter } from './globs.ts';

/**
 * Folders that no search enters, besides hidden ones: foreign sources, and the register masks of amdgpu, which are a
 * third of the bytes of a tree (Linux 6.12: 480 MB) and hold no code.
 */
export const CLOSED_FOLDERS: readonly string[] = ['node_modules', 'asic_reg'];

/** Suffixes of the files that hold kernel C. */
export const SOURCE_SUFFIXES: readonly string[] = ['.c', '.h'];

/** Whether a search goes to a path, relative to where it begins, with `/`. */
export function isSearchedPath(path: string): boolean {
  if (!SOURCE_SUFFIXES.some((suffix) => path.endsWith(suffix))) return false;
  if (path.startsWith('.') || path.includes('/.')) return false;
  return !CLOSED_FOLDERS.some((folder) => path.startsWith(`${folder}/`) || path.includes(`/${folder}/`));
}

/**
 * Lists the C files under folders of a root, sorted. Symbolic links are not followed (a kernel tree links folders
 * of headers into others, and links may form loops); hidden folders and CLOSED_FOLDERS are left out.
 *
 * @param root absolute path
 * @param folders relative to the root, `''` for all of it
 * @param exclude gitignore-style patterns, relative to the root
 * @param limits where to stop: `flat` stays in the folders themselves, `most` ends the walk after that many files
 * @returns paths relative to the root, with `/`
 */
export function walkSources(
  root: string,
  folders: readonly string[],
  exclude: readonly string[],
  onSkip: (skipped: Skipped) => void,
  limits: { flat?: boolean; most?: number } = {},
): string[] {
  const walk: Walk = {
    root,
    excluded: compileExcludes(exclude),
    onSkip,
    flat: limits.flat ?? false,
    most: limits.most ?? Number.POSITIVE_INFINITY,
    found: [],
  };
  for (const folder of folders) walkFolder(walk, folder);
  return [...new Set(walk.found)].sort();
}

interface Walk {
  root: string;
  excluded: PathFilter;
  onSkip: (skipped: Skipped) => void;
  flat: boolean;
  most: number;
  found: string[];
}

function walkFolder(walk: Walk, folder: string): void {
  const { root, excluded, onSkip, flat, most, found } = walk;
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(join(root, folder));
  } catch (error) {
    onSkip({ path: folder || '.', reason: describeError(error) });
    return;
  }
  for (const entry of entries) {
    if (found.length >= most) return;
    if (CLOSED_FOLDERS.includes(entry.name) || entry.name.startsWith('.')) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!flat && !excluded(path, true)) walkFolder(walk, path);
    } else if (
      entry.isFile() &&
      SOURCE_SUFFIXES.some((suffix) => path.endsWith(suffix)) &&
      !excluded(path, false)
    ) {
      found.push(path);
    }
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
