// SPDX-License-Identifier: GPL-2.0-only
/** The files that a run reads first, and which of them are under lint. */
import type { Inputs } from '../io/inputs.ts';
import type { Searches } from '../io/search/searches.ts';
import type { Account } from './account.ts';

/**
 * The files to read first. In a tree it is every candidate of the whole tree, whatever part is under lint: a
 * function elsewhere may map with a table of that part. Outside, only what the user named.
 */
export async function candidates(
  searches: Searches,
  inputs: Inputs,
  pattern: string,
  patterns: string[],
  account: Account,
): Promise<string[]> {
  if (inputs.folders.length + inputs.files.length === 0) return [];
  const folders = inputs.tree === null ? inputs.folders : [''];
  // Patterns only speed the search up: what they leave out is decided again, with those of configuration files.
  const exclude = patterns.some((pattern) => pattern.startsWith('!')) ? [] : patterns;
  const onSkip = (skipped: { path: string; reason: string }) => account.skipped.push(skipped);
  const found =
    folders.length === 0 ? [] : await searches.files(inputs.base, pattern, { folders, exclude, onSkip });
  return [...new Set([...inputs.files, ...found])].sort();
}

/** Says whether the user named a file, by itself or through a folder, and it belongs to this part of the run. */
export function underLint(
  { folders, files }: Inputs,
  isInPart: (path: string) => boolean = () => true,
): (path: string) => boolean {
  const named = new Set(files);
  return (path) =>
    (named.has(path) || folders.some((folder) => folder === '' || path.startsWith(`${folder}/`))) &&
    isInPart(path);
}
