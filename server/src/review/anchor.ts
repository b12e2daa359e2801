// SPDX-License-Identifier: GPL-2.0-only
/** Finds the changed line that a reply about a finding quotes. */
import type { Finding } from '../findings/finding.ts';
import type { Change } from '../patch/change.ts';
import type { Edit } from '../patch/model.ts';
import type { Place } from '../text/source.ts';
import { isNewLine, linesIn } from './lines.ts';
import type { Anchor } from './model.ts';
import { doesSomething } from './reply/substance.ts';

/** The lines of a function, in the file that has it; both ends belong to it. */
export interface Extent {
  file: string;
  first: number;
  last: number;
  /** The line of it that matters, where one does. */
  at?: number;
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
 * there, the last one first, but for a test where lines of the function went altogether; a line of the same function; a
 * line of its table; a line of a function that it calls; the one edit of a patch that has no other; null.
 */
export function anchorOf(finding: Finding, changes: readonly Change[], functions: Functions): Anchor | null {
  const edits = new Map<string, Change>();
  for (const change of changes) if (change.newPath !== null) edits.set(change.newPath, change);
  const own = functions.around(finding.place);
  const line = finding.place.file.positionAt(finding.place.start).line;
  // A test on the way that is written anew says less than what is no longer done.
  const gone = own === null ? null : nearestIn(own, line, edits, ({ newLines }) => newLines === 0);
  const steps = finding.path.filter(({ kind }) => gone === null || kind !== 'test');
  for (const place of [finding.place, ...steps.map((step) => step.place).reverse()]) {
    const changed = changedLine(place, edits);
    if (changed !== null) return { file: place.file.path, line: changed, side: 'new' };
  }
  if (gone !== null) return gone;
  const table = functions.table(finding);
  return (
    (own === null ? null : nearestIn(own, line, edits)) ??
    (table === null ? null : nearestIn(table, table.first, edits)) ??
    functions
      .calleesOf(finding)
      .map((callee) => nearestIn(callee, callee.at ?? callee.first, edits))
      .find((found) => found !== null) ??
    onlyEditOf(changes)
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

/**
 * The changed line of a function that is nearest to a line, of edits that do something where there are such; only of
 * those that do something and are meant, where it is said which are.
 */
function nearestIn(
  extent: Extent,
  line: number,
  edits: ReadonlyMap<string, Change>,
  isMeant: ((edit: Edit) => boolean) | null = null,
): Anchor | null {
  const change = edits.get(extent.file);
  if (change === undefined) return null;
  const inside = change.edits.filter(({ newStart, newLines }) => {
    const last = newStart + Math.max(newLines, 1) - 1;
    return last >= extent.first && newStart <= extent.last + (newLines === 0 ? 1 : 0);
  });
  const real = inside.filter((edit) => changesSomething(edit, change) && (isMeant?.(edit) ?? true));
  let found: Anchor | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const edit of real.length > 0 || isMeant !== null ? real : inside) {
    const { newStart, newLines } = edit;
    const nearest = Math.min(Math.max(line, newStart), newStart + Math.max(newLines, 1) - 1);
    if (Math.abs(nearest - line) >= distance) continue;
    distance = Math.abs(nearest - line);
    found = anchorIn(edit, change, Math.min(Math.max(nearest, extent.first), extent.last));
  }
  return found;
}

/** @param line of the new lines, where there are such; the last of those that went is quoted else */
function anchorIn({ newLines, oldStart, oldLines }: Edit, change: Change, line: number): Anchor | null {
  const file = newLines > 0 ? change.newPath : (change.oldPath ?? change.newPath);
  if (file === null) return null;
  return newLines > 0 ? { file, line, side: 'new' } : { file, line: oldStart + oldLines - 1, side: 'old' };
}

function onlyEditOf(changes: readonly Change[]): Anchor | null {
  const all = changes.flatMap((change) => change.edits.map((edit) => ({ change, edit })));
  const [only, ...others] = all.filter(({ change, edit }) => changesSomething(edit, change));
  return only === undefined || others.length > 0
    ? null
    : anchorIn(only.edit, only.change, only.edit.newStart);
}

function changesSomething(edit: Edit, change: Change): boolean {
  const { gone, come } = linesIn(edit, change);
  return [...gone, ...come].some(doesSomething);
}
