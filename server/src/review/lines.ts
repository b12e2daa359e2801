// SPDX-License-Identifier: GPL-2.0-only
/** Which line of a file before a change is which after it. */
import type { Change } from '../patch/change.ts';
import type { Edit } from '../patch/model.ts';

/** The line after an edit that a line before it became; null for one that was replaced. Lines count from 1. */
export function lineAfter(edits: readonly Edit[], line: number): number | null {
  let shift = 0;
  for (const { oldStart, oldLines, newLines } of edits) {
    if (line < oldStart) break;
    if (line < oldStart + oldLines) return null;
    shift += newLines - oldLines;
  }
  return line + shift;
}

/** Whether a line of the file after an edit came with it. */
export function isNewLine(edits: readonly Edit[], line: number): boolean {
  return edits.some(({ newStart, newLines }) => newStart <= line && line < newStart + newLines);
}

/** Says of each path before a patch which it is after it: renames are followed, deleted files are null. */
export function pathAfter(changes: readonly Change[]): (path: string) => string | null {
  const byOld = new Map<string, string | null>();
  for (const { oldPath, newPath } of changes) if (oldPath !== null) byOld.set(oldPath, newPath);
  return (path) => {
    const now = byOld.get(path);
    return now === undefined ? path : now;
  };
}
