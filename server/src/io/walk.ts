/** Walks folders without ripgrep. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileExcludes, type PathFilter } from './globs.ts';
import { describeError, type Skipped } from './read.ts';

/** Folders that hold no source of the tree's own; hidden ones are left out anyway. */
const NEVER = new Set(['node_modules']);

/** Suffixes of the files that hold kernel C. */
export const SOURCE_SUFFIXES: readonly string[] = ['.c', '.h'];

/**
 * Lists the C files under folders of a root, sorted. Symbolic links are not followed (a kernel tree links folders
 * of headers into others, and links may form loops); hidden folders, `.git` and `node_modules` are left out.
 *
 * @param root absolute path
 * @param folders relative to the root, `''` for all of it
 * @param exclude gitignore-style patterns, relative to the root
 * @returns paths relative to the root, with `/`
 */
export function walkSources(
  root: string,
  folders: readonly string[],
  exclude: readonly string[],
  onSkip: (skipped: Skipped) => void,
): string[] {
  const found: string[] = [];
  const excluded = compileExcludes(exclude);
  for (const folder of folders) walkFolder(root, folder, excluded, found, onSkip);
  return [...new Set(found)].sort();
}

function walkFolder(
  root: string,
  folder: string,
  excluded: PathFilter,
  found: string[],
  onSkip: (skipped: Skipped) => void,
): void {
  let entries: ReturnType<typeof readEntries>;
  try {
    entries = readEntries(join(root, folder));
  } catch (error) {
    onSkip({ path: folder || '.', reason: describeError(error) });
    return;
  }
  for (const entry of entries) {
    if (NEVER.has(entry.name) || entry.name.startsWith('.')) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!excluded(path, true)) walkFolder(root, path, excluded, found, onSkip);
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
