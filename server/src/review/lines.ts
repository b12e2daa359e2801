// SPDX-License-Identifier: GPL-2.0-only
/** The lines of files before and after a change: which is which, and what they say. */
import type { Finding } from '../findings/finding.ts';
import type { Change } from '../patch/change.ts';
import type { Edit } from '../patch/model.ts';
import type { Place } from '../text/source.ts';

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

/** Whether the line that a finding stands on came with changes. */
export function isOnNewLine({ place: { file, start } }: Finding, changes: readonly Change[]): boolean {
  const edits = changes.find(({ newPath }) => newPath === file.path)?.edits ?? [];
  return isNewLine(edits, file.positionAt(start).line);
}

/** The lines of a file before a change that an edit took away, and those of the file after it that it brought. */
export function linesIn({ oldStart, oldLines, newStart, newLines }: Edit, { before, after }: Change) {
  const linesOf = (text: string | null, start: number, count: number) =>
    (text ?? '').split('\n', start + count - 1).slice(start - 1);
  return { gone: linesOf(before, oldStart, oldLines), come: linesOf(after, newStart, newLines) };
}

/** The line of a text that an offset lies on. */
export function lineAround(text: string, offset: number): string {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(from, end === -1 ? undefined : end);
}

/** The line that a place begins on, with single blanks and none around it. */
export function plainLine({ file, start }: Place): string {
  return lineAround(file.text, start).replace(/\s+/g, ' ').trim();
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
