// SPDX-License-Identifier: GPL-2.0-only
/** A review for the programs that check patches: b4, and what reads the output of checkpatch. */

import { shownSteps } from '../../findings/path.ts';
import type { PatchReview, Review, ReviewFinding } from '../../review/model.ts';
import { printableJson } from '../../text/printable.ts';
import { titleOf } from './text.ts';

/** What went wrong before any patch could be looked at, a phrase each. */
export interface Trouble {
  what: string;
  reason: string;
}

const LABEL = { error: 'ERROR', warning: 'WARNING', information: 'CHECK' } as const;

/**
 * One line a result, as `checkpatch.pl --terse` writes it. Remarks have none: who reads such output takes every line
 * for a warning at least.
 */
export function checkpatchLines({ patches }: Pick<Review, 'patches'>, trouble: readonly Trouble[]): string {
  const lines = trouble.map(({ what, reason }) => `WARNING: ${what} was not checked: ${reason} [vmops]`);
  for (const patch of patches) {
    if (patch.status === 'failed')
      lines.push(`WARNING: ${titleOf(patch)} was not checked: ${patch.reason} [vmops]`);
    for (const { finding } of patch.introduced.filter(isTold)) {
      const { file, start } = finding.place;
      const { line } = file.positionAt(start);
      lines.push(`${file.path}:${line}: ${LABEL[finding.severity]}: ${finding.message} [${finding.rule}]`);
    }
  }
  return lines.map((line) => `${oneLine(line)}\n`).join('');
}

const isTold = ({ finding }: ReviewFinding) => finding.severity !== 'information';

interface Check {
  tool: string;
  status: 'pass' | 'warn' | 'fail';
  summary: string;
  url: string;
  /** A JSON string. */
  details: string;
}

const STATUS = { error: 'fail', warning: 'warn', information: 'pass' } as const;

/** What `b4 review` reads: an array with one result, or none for mail that has nothing to do with these ops. */
export function b4Checks({ patches }: Pick<Review, 'patches'>, trouble: readonly Trouble[]): string {
  const relevant = patches.filter(
    (patch) => patch.status === 'failed' || (patch.status === 'applied' && patch.isRelevant),
  );
  const checks = relevant.length + trouble.length === 0 ? [] : [checkOf(relevant, trouble)];
  return printableJson(`${JSON.stringify(checks, null, 2)}\n`);
}

function checkOf(patches: readonly PatchReview[], trouble: readonly Trouble[]): Check {
  const findings = patches.flatMap(({ introduced }) => introduced);
  const unchecked = [
    ...trouble,
    ...patches
      .filter(({ status }) => status === 'failed')
      .map((patch) => ({ what: titleOf(patch), reason: patch.reason ?? '' })),
  ];
  const details = [
    ...findings.map(({ finding }) => ({
      status: STATUS[finding.severity],
      description: describe(finding),
      context: finding.rule,
      url: '',
    })),
    ...unchecked.map(({ what, reason }) => ({
      status: 'warn',
      description: `${what} was not checked: ${reason}`,
      context: 'vmops',
      url: '',
    })),
  ];
  const has = (status: string) => details.some((one) => one.status === status);
  return {
    tool: 'vmops',
    status: has('fail') ? 'fail' : has('warn') ? 'warn' : 'pass',
    summary: summaryOf(
      findings,
      unchecked.length,
      patches.reduce((sum, { fixed }) => sum + fixed.length, 0),
    ),
    url: '',
    details: details.length === 0 ? '' : JSON.stringify(details),
  };
}

function describe(finding: ReviewFinding['finding']): string {
  const { file, start } = finding.place;
  const steps = shownSteps(finding).map(({ message }) => message);
  const way = steps.length === 0 ? '' : ` (${steps.join('; then ')})`;
  return `${file.path}:${file.positionAt(start).line}: ${finding.message}${way}`;
}

function summaryOf(findings: readonly ReviewFinding[], unchecked: number, fixed: number): string {
  const count = (severity: string) => findings.filter(({ finding }) => finding.severity === severity).length;
  const counted = (number: number, noun: string) =>
    number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`];
  const found = [
    ...counted(count('error'), 'new error'),
    ...counted(count('warning'), 'new warning'),
    ...counted(count('information'), 'new remark'),
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
  ];
  return found.length === 0 ? 'nothing new' : found.join(', ');
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
