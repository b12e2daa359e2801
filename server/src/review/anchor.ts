// SPDX-License-Identifier: GPL-2.0-only
/** Finds the changed line that a reply about a finding quotes. */
import type { Finding } from '../findings/finding.ts';
import type { Change } from '../patch/change.ts';
import type { Place } from '../text/source.ts';
import { isNewLine } from './lines.ts';
import type { Anchor } from './model.ts';

/** The lines of a function, in the file that has it; both ends belong to it. */
export interface Extent {
  file: string;
  first: number;
  last: number;
}

/** Finds the functions that a finding is about. */
export interface Functions {
  /** The function that a place lies in; null between functions. */
  around(place: Place): Extent | null;
  /** The ops table that a finding is about; null for none. */
  table(finding: Finding): Extent | null;
  /** The functions that a function calls, directly or not, as far as they are known. */
  calleesOf(finding: Finding): Extent[];
}

/**
 * Returns the changed line nearest to a finding that the patch brought in: its own line; a step of the path that leads
 * there, the last one first; a line of the same function; a line of its table; a line of a function that it calls; null.
 */
export function anchorOf(finding: Finding, changes: readonly Change[], functions: Functions): Anchor | null {
  const edits = new Map<string, Change>();
  for (const change of changes) if (change.newPath !== null) edits.set(change.newPath, change);
  for (const place of [finding.place, ...finding.path.map((step) => step.place).reverse()]) {
    const line = changedLine(place, edits);
    if (line !== null) return { file: place.file.path, line, side: 'new' };
  }
  const own = functions.around(finding.place);
  const line = finding.place.file.positionAt(finding.place.start).line;
  const table = functions.table(finding);
  return (
    (own === null ? null : nearestIn(own, line, edits)) ??
    (table === null ? null : nearestIn(table, table.first, edits)) ??
    functions
      .calleesOf(finding)
      .map((callee) => nearestIn(callee, callee.first, edits))
      .find((found) => found !== null) ??
    null
  );
}

/** Returns the removed line that a mended finding stood on; null where its line stayed. */
export function removedAnchorOf({ place }: Finding, changes: readonly Change[]): Anchor | null {
  const { file, start } = place;
  const { line } = file.positionAt(start);
  const edits = changes.find(({ oldPath }) => oldPath === file.path)?.edits ?? [];
  const isGone = edits.some(({ oldStart, oldLines }) => line >= oldStart && line < oldStart + oldLines);
  return isGone ? { file: file.path, line, side: 'old' } : null;
}

/** The first new line that a place lies on. */
function changedLine(place: Place, edits: ReadonlyMap<string, Change>): number | null {
  const own = edits.get(place.file.path)?.edits;
  if (own === undefined) return null;
  const first = place.file.positionAt(place.start).line;
  // A function or table as a whole is no line to quote: only its first one is meant.
  const last = Math.min(place.file.positionAt(Math.max(place.start, place.end - 1)).line, first + 3);
  for (let line = first; line <= last; line++) if (isNewLine(own, line)) return line;
  return null;
}

/** The changed line of a function that is nearest to a line; where lines only went, the first of those. */
function nearestIn(extent: Extent, line: number, edits: ReadonlyMap<string, Change>): Anchor | null {
  let found: Anchor | null = null;
  let distance = Number.POSITIVE_INFINITY;
  const change = edits.get(extent.file);
  for (const edit of change?.edits ?? []) {
    const { newStart, newLines, oldStart, oldLines } = edit;
    const last = newStart + Math.max(newLines, 1) - 1;
    if (last < extent.first || newStart > extent.last + (newLines === 0 ? 1 : 0)) continue;
    const nearest = Math.min(Math.max(line, newStart), last);
    if (Math.abs(nearest - line) >= distance) continue;
    distance = Math.abs(nearest - line);
    found =
      newLines > 0
        ? { file: extent.file, line: Math.min(Math.max(nearest, extent.first), extent.last), side: 'new' }
        : { file: change?.oldPath ?? extent.file, line: oldStart + oldLines - 1, side: 'old' };
  }
  return found;
}
