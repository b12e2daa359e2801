// SPDX-License-Identifier: GPL-2.0-only
/** Of a function of the library a review reads some callers alone: the tables that it names are not all there are. */
import type { Finding } from '../findings/finding.ts';

const LEADS = /^(\w+) leads there(, among others)?$/;

/** The table that a note says leads to a finding, and whether it is one of more; null for another note. */
export function leadsThere(message: string): { table: string; isAmongOthers: boolean } | null {
  const match = LEADS.exec(message);
  return match === null ? null : { table: match[1] as string, isAmongOthers: match[2] !== undefined };
}

/** @param notFollowed functions of the library whose callers are not all read */
export function amongOthers(finding: Finding, notFollowed: readonly string[]): Finding {
  if (finding.function === null || !notFollowed.includes(finding.function)) return finding;
  const at = finding.path.findLastIndex(({ message }) => leadsThere(message)?.isAmongOthers === false);
  if (at === -1) return finding;
  const path = finding.path.map((step, n) =>
    n === at ? { ...step, message: `${step.message}, among others` } : step,
  );
  return { ...finding, path };
}

/** Whether a finding names tables that lead to a function of the library. */
export function namesTables({ path }: Finding): boolean {
  return path.some(({ message }) => / leads there(?:, among others)?$/.test(message));
}
