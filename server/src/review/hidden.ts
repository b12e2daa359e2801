// SPDX-License-Identifier: GPL-2.0-only
/** Findings that are gone because the way to them is, where that is what is wrong now. */
import type { Finding } from '../findings/finding.ts';
import type { Change } from '../patch/change.ts';
import type { Edit } from '../patch/model.ts';
import { linesIn } from './lines.ts';

/**
 * Whether a patch only took away the test that led to an old finding, and brings in another one in the same function:
 * an error that is not looked at any more reaches no return that was wrong, and nothing was mended.
 */
export function isHidden(old: Finding, introduced: readonly Finding[], changes: readonly Change[]): boolean {
  const own = old.function;
  if (own === null || !introduced.some((now) => now.function === own)) return false;
  const { file, start } = old.place;
  const steps = old.path.filter(({ place }) => place.file === file).map(({ place }) => place.start);
  const last = file.positionAt(start).line;
  const first = Math.min(last, ...steps.map((step) => file.positionAt(step).line));
  const change = changes.find(({ oldPath }) => oldPath === file.path);
  return change?.edits.some((edit) => isTestRemoved(edit, change, first, last)) === true;
}

/** A test in these lines went, and none came in its place. */
function isTestRemoved(edit: Edit, change: Change, first: number, last: number): boolean {
  if (edit.oldStart > last || edit.oldStart + edit.oldLines <= first) return false;
  const { gone, come } = linesIn(edit, change);
  return gone.some((line) => TEST.test(line)) && !come.some((line) => TEST.test(line));
}

const TEST = /\b(?:if|switch|while|for)\b|\?/;
