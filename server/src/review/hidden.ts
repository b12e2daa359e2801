// SPDX-License-Identifier: GPL-2.0-only
/** Findings that are gone because the way to them is, where that is what is wrong now. */
import type { Finding } from '../findings/finding.ts';
import type { Change } from '../patch/change.ts';
import type { Edit } from '../patch/model.ts';
import type { Place } from '../text/source.ts';
import { linesIn } from './lines.ts';
import { doesSomething } from './reply/substance.ts';

/**
 * Whether nothing was mended. A patch only took away the test that led to an old finding, or the call that it is told of,
 * and brings in another one in the same function: an error that is not looked at any more reaches no return that was
 * wrong, and a reference that is not taken any more is not taken in time. Or it took away the flag that was wrong there,
 * and that the insertion needs.
 */
export function isHidden(old: Finding, introduced: readonly Finding[], changes: readonly Change[]): boolean {
  if (isFlagGone(old, changes)) return true;
  if (isTableBroken(old, introduced, changes)) return true;
  const own = old.function;
  if (own === null || !introduced.some((now) => now.function === own)) return false;
  const { file, start } = old.place;
  const steps = old.path.filter(({ place }) => place.file === file).map(({ place }) => place.start);
  const last = file.positionAt(start).line;
  const first = Math.min(last, ...steps.map((step) => file.positionAt(step).line));
  const change = changes.find(({ oldPath }) => oldPath === file.path);
  if (change === undefined) return false;
  return (
    isCallRemoved(old.place, change) || change.edits.some((edit) => isTestRemoved(edit, change, first, last))
  );
}

/**
 * Whether a patch only took lines out, none of them in what the old finding names, and something else is wrong with its
 * table now: what it was held against is gone.
 */
function isTableBroken(old: Finding, introduced: readonly Finding[], changes: readonly Change[]): boolean {
  const { table, place, path } = old;
  if (table === null || !introduced.some((now) => now.table === table)) return false;
  return [place, ...path.map((step) => step.place)].every(({ file, start }) => {
    const { line } = file.positionAt(start);
    const edits = changes
      .filter(({ oldPath }) => oldPath === file.path)
      .flatMap((change) => change.edits.map((edit) => ({ edit, come: linesIn(edit, change).come })));
    return edits.every(
      ({ edit: { oldStart, oldLines }, come }) =>
        !come.some(doesSomething) && (line < oldStart || line >= oldStart + oldLines),
    );
  });
}

/**
 * Whether a patch only took away VM_PFNMAP, which a private mapping must not have: the insertion that stays needs it, or
 * VM_MIXEDMAP.
 */
function isFlagGone({ rule, message, place, path }: Finding, changes: readonly Change[]): boolean {
  if (rule !== 'insert-flags' || !message.includes('is_cow_mapping(')) return false;
  const edits = changes.flatMap((change) => change.edits.map((edit) => ({ change, edit })));
  const isIn = ({ file, start }: Place, change: Change, { oldStart, oldLines }: Edit) => {
    const { line } = file.positionAt(start);
    return file.path === change.oldPath && oldStart <= line && line < oldStart + oldLines;
  };
  const isTaken = edits.some(
    ({ change, edit }) =>
      path.some((step) => isIn(step.place, change, edit)) &&
      linesIn(edit, change).gone.some((line) => line.includes('VM_PFNMAP')),
  );
  const stays = !edits.some(({ change, edit }) => isIn(place, change, edit));
  const come = edits.flatMap(({ change, edit }) => linesIn(edit, change).come);
  return isTaken && stays && !come.some((line) => INSTEAD.some((word) => line.includes(word)));
}

/** What the insertion goes by, and what a test names that refuses private mappings. */
const INSTEAD = ['VM_PFNMAP', 'VM_MIXEDMAP', 'VM_SHARED', 'VM_MAYWRITE', 'is_cow_mapping'];

/** The call went with its line, nothing came in its place, and it stands nowhere else now. */
function isCallRemoved({ file, start, end }: Place, change: Change): boolean {
  const call = file.text.slice(start, end);
  if (!call.endsWith(')')) return false;
  const { line } = file.positionAt(start);
  const edit = change.edits.find(({ oldStart, oldLines }) => oldStart <= line && line < oldStart + oldLines);
  if (edit === undefined || linesIn(edit, change).come.some(doesSomething)) return false;
  return !change.edits.some((one) => linesIn(one, change).come.some((come) => come.includes(call)));
}

/** A test in these lines went, and none came in its place. */
function isTestRemoved(edit: Edit, change: Change, first: number, last: number): boolean {
  if (edit.oldStart > last || edit.oldStart + edit.oldLines <= first) return false;
  const { gone, come } = linesIn(edit, change);
  return gone.some((line) => TEST.test(line)) && !come.some((line) => TEST.test(line));
}

const TEST = /\b(?:if|switch|while|for)\b|\?/;
