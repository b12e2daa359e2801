// SPDX-License-Identifier: GPL-2.0-only
/** Applies a whole patch to a tree in memory. */

import { isC } from '../text/source.ts';
import { applyHunks, isApplied, type PlacedHunk } from './apply.ts';
import type { Edit, FilePatch } from './model.ts';

/** What a patch made of one file. Texts are null where the file is not there. */
export interface Change {
  /** The path before; null for a new file. */
  oldPath: string | null;
  /** The path after; null for a deleted file. */
  newPath: string | null;
  before: string | null;
  after: string | null;
  edits: Edit[];
  /** The hunks of the patch, where they went; none for a change that came without a patch. */
  hunks: PlacedHunk[];
}

export interface AppliedPatch {
  changes: Change[];
  offset: number;
  fuzz: number;
  /** The symbolic links that it makes. */
  links: string[];
}

/** The text of a file of the tree; null where there is none, or why it cannot be read. */
export type ReadText = (path: string) => string | null | { reason: string };

/**
 * Applies the files of a patch in order; a file may come more than once.
 *
 * @param maxFuzz lines of context that a hunk may do without at each end
 * @returns the changes, one a file, or why it does not apply, as one phrase
 */
export function applyPatch(
  files: readonly FilePatch[],
  read: ReadText,
  maxFuzz: number,
): AppliedPatch | { reason: string } {
  const result: AppliedPatch = { changes: [], offset: 0, fuzz: 0, links: [] };
  const now = new Map<string, string | null>();
  const textOf = (path: string) => (now.has(path) ? (now.get(path) as string | null) : read(path));
  /** Files that renames put where another was: two files may change places. */
  const moved = new Set<string>();
  const leaving = new Set(
    files.flatMap(({ oldPath, newPath, isCopy }) => (isCopy || oldPath === newPath ? [] : (oldPath ?? []))),
  );
  for (const file of files) {
    const { oldPath, newPath, isCopy } = file;
    const before = oldPath === null ? null : moved.has(oldPath) ? read(oldPath) : textOf(oldPath);
    if (before !== null && typeof before === 'object') return { reason: `${oldPath} ${before.reason}` };
    if (file.isBinary) {
      if (newPath !== null && !file.isLink && isC(newPath))
        return { reason: `${newPath} is changed as binary data: the patch has no lines of it` };
      if (file.isLink && newPath !== null) result.links.push(newPath);
      if (oldPath !== null && newPath === null && before !== null) {
        now.set(oldPath, null);
        result.changes.push({ oldPath, newPath, before, after: null, edits: [], hunks: [] });
      }
      continue;
    }
    if (oldPath !== null && before === null) return { reason: `${oldPath} is not in the tree` };
    if (newPath !== null && newPath !== oldPath) {
      const there = textOf(newPath);
      if (there !== null && typeof there === 'object') return { reason: `${newPath} ${there.reason}` };
      if (there !== null) {
        if (oldPath === null || !leaving.has(newPath)) return { reason: `${newPath} is already in the tree` };
        moved.add(newPath);
      }
    }
    const applied = applyHunks(before ?? '', file.hunks, maxFuzz);
    if (!isApplied(applied)) {
      return { reason: `${oldPath ?? newPath}: hunk ${applied.hunk} does not fit (line ${applied.line})` };
    }
    if (newPath === null && applied.text !== '')
      return { reason: `${oldPath} is to be deleted, but has other lines` };
    result.offset = Math.max(result.offset, applied.offset);
    result.fuzz = Math.max(result.fuzz, applied.fuzz);
    if (oldPath !== null && newPath !== oldPath && !isCopy && !moved.has(oldPath)) now.set(oldPath, null);
    if (newPath !== null) now.set(newPath, applied.text);
    const after = newPath === null ? null : applied.text;
    const origin = isCopy ? null : oldPath;
    result.changes.push({
      oldPath: origin,
      newPath,
      before: isCopy ? null : before,
      after,
      edits: applied.edits,
      hunks: applied.hunks,
    });
  }
  return result;
}
