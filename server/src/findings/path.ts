// SPDX-License-Identifier: GPL-2.0-only
/** The path of a finding as a reader is shown it. */
import type { Finding, PathStep } from './finding.ts';

/** More steps than this are not read. */
const MOST_STEPS = 6;

/** Returns the steps that explain a finding, at most six: those nearest to it. Of a move to another release, all places. */
export function shownSteps({ path, since }: Pick<Finding, 'path' | 'since'>): PathStep[] {
  if (since !== undefined) return path;
  return path.filter(({ explains }) => explains).slice(-MOST_STEPS);
}
