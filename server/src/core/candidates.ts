/** The files that a run reads first, and which of them are under lint. */
import type { Release } from '../contracts/model.ts';
import { isSince } from '../contracts/release.ts';
import type { Inputs } from '../io/inputs.ts';
import type { Searches } from '../io/searches.ts';
import type { Reader } from './reader.ts';

/** Every file that has a table, or a function that installs one on a VMA. */
const CANDIDATES = 'vm_operations_struct|vm_ops';

/** Stores to the flags of a VMA, which do not compile since 6.3: few files have one. */
const FLAG_STORES = '->vm_flags[ \\t]*(?:[|&^]=|= )';

/** The pattern of the files to read first in a tree of this release. */
export function candidatePattern(release: Release): string {
  return isSince(release, '6.3') ? `${CANDIDATES}|${FLAG_STORES}` : CANDIDATES;
}

/**
 * The files to read first. In a tree it is every candidate of the whole tree, whatever part is under lint: a
 * function elsewhere may map with a table of that part. Outside, only what the user named.
 */
export async function candidates(
  searches: Searches,
  inputs: Inputs,
  pattern: string,
  patterns: string[],
  reader: Reader,
): Promise<string[]> {
  if (inputs.folders.length + inputs.files.length === 0) return [];
  const folders = inputs.tree === null ? inputs.folders : [''];
  // Patterns only speed the search up: what they leave out is decided again, with those of configuration files.
  const exclude = patterns.some((pattern) => pattern.startsWith('!')) ? [] : patterns;
  const onSkip = (skipped: { path: string; reason: string }) => reader.skipped.push(skipped);
  const found =
    folders.length === 0 ? [] : await searches.files(inputs.base, pattern, { folders, exclude, onSkip });
  return [...new Set([...inputs.files, ...found])].sort();
}

/** Says whether the user named a file, by itself or through a folder. */
export function underLint({ folders, files }: Inputs): (path: string) => boolean {
  const named = new Set(files);
  return (path) =>
    named.has(path) || folders.some((folder) => folder === '' || path.startsWith(`${folder}/`));
}
