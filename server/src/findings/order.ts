// SPDX-License-Identifier: GPL-2.0-only
/** Order and uniqueness of findings: the same tree gives the same report, byte for byte. */
import { compare } from '../text/order.ts';
import { compareInFile, type Place } from '../text/source.ts';
import type { Confidence, Finding } from './finding.ts';

/** Orders by file, line, column, rule, then message. */
export function compareFindings(a: Finding, b: Finding): number {
  return comparePlaces(a.place, b.place) || compare(a.rule, b.rule) || compare(a.message, b.message);
}

/**
 * Returns the findings in order, each one once: a shared handler, or two configurations of one function, give
 * the same rule at the same place with the same message. Of such twins the surest stays.
 */
export function sortAndDedupe(findings: Finding[]): Finding[] {
  const unique: Finding[] = [];
  for (const finding of [...findings].sort(compareFindings)) {
    const last = unique.at(-1);
    if (last === undefined || compareFindings(last, finding) !== 0) unique.push(finding);
    else if (isSurer(finding.confidence, last.confidence)) unique[unique.length - 1] = finding;
  }
  return unique;
}

/** Orders by file and position. */
export function comparePlaces(a: Place, b: Place): number {
  return compare(a.file.path, b.file.path) || compareInFile(a, b);
}

/** Orders by file and line. */
export function compareLines(a: { file: string; line: number }, b: { file: string; line: number }): number {
  return compare(a.file, b.file) || a.line - b.line;
}

/** Whether the first is surer than the second. */
export function isSurer(a: Confidence, b: Confidence): boolean {
  return SURENESS[a] > SURENESS[b];
}

const SURENESS = { low: 0, medium: 1, high: 2 };
