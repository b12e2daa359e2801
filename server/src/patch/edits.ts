// SPDX-License-Identifier: GPL-2.0-only
/** Finds out what lies between two texts. */
import { diffArrays } from 'diff';
import type { Edit } from './model.ts';

/** Texts that differ in more lines than this are one edit: to find a shorter way would take too long. */
const MOST_EDITS = 4000;

/** Returns the runs of lines that differ, in order. */
export function editsBetween(before: string, after: string): Edit[] {
  if (before === after) return [];
  const old = linesOf(before);
  const now = linesOf(after);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const oldMiddle = old.slice(start, old.length - end);
  const newMiddle = now.slice(start, now.length - end);
  const parts = diffArrays(oldMiddle, newMiddle, { maxEditLength: MOST_EDITS });
  if (parts === undefined) {
    return [
      { oldStart: start + 1, oldLines: oldMiddle.length, newStart: start + 1, newLines: newMiddle.length },
    ];
  }
  const edits: Edit[] = [];
  let edit: Edit | null = null;
  let [oldLine, newLine] = [start + 1, start + 1];
  for (const { added, removed, count } of parts) {
    if (!added && !removed) {
      edit = null;
      oldLine += count;
      newLine += count;
      continue;
    }
    if (edit === null) {
      edit = { oldStart: oldLine, oldLines: 0, newStart: newLine, newLines: 0 };
      edits.push(edit);
    }
    if (removed) {
      edit.oldLines += count;
      oldLine += count;
    } else {
      edit.newLines += count;
      newLine += count;
    }
  }
  return edits;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
