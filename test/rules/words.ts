// SPDX-License-Identifier: GPL-2.0-only
/** What the parts of a finding have to look like, whatever the rule says. */
import type { Finding } from '../../server/src/findings/finding.ts';

const ADVICE = /^[a-z]+,? (?!handler\b|function\b)/;
const PART = /^\S(?:.*[^\s.:;])?$/;

/** Returns the parts of findings that are no such clauses: advice begins with a verb, and none ends like a sentence. */
export function wrongWords(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ says: { fault, consequences = [], advice, remark } }) => [
    ...[fault, ...consequences, advice ?? 'do', remark ?? 'so'].filter((part) => !PART.test(part)),
    ...(advice === undefined || ADVICE.test(advice) ? [] : [advice]),
  ]);
}
