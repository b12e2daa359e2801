// SPDX-License-Identifier: GPL-2.0-only
/** Findings as compilers print them: `file:line:column: severity: message [rule]`, related places as notes. */
import type { Colors } from 'picocolors/types';
import type { Reported } from '../../core/request.ts';
import type { Finding } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import { printable } from '../../text/printable.ts';
import { printedPlace } from '../places.ts';
import { summaryLine } from '../summary.ts';
import { targetReport } from '../target.ts';
import type { Format, ReportInput } from './format.ts';

export const text: Format = {
  name: 'text',
  purpose: 'lines as compilers print them',
  from: 'warning',
  write: textOutput,
};

export interface TextOptions {
  colors: Colors;
  /** Turns a stored path into the printed one. */
  display: (path: string) => string;
}

/** Returns the lines of one finding: itself, then a `note:` line per related place. */
function findingLines(finding: Finding, options: TextOptions): string[] {
  const { colors, display } = options;
  const paint = { error: colors.red, warning: colors.magenta, information: colors.blue }[finding.severity];
  const line = (at: string, kind: string, rest: string) => `${colors.bold(`${at}:`)} ${kind} ${rest}`;
  return [
    line(
      printedPlace(finding.place, display),
      paint(colors.bold(`${finding.severity}:`)),
      `${printable(finding.message)} ${colors.dim(`[${finding.rule}]`)}`,
    ),
    ...shownSteps(finding).map((related) =>
      line(printedPlace(related.place, display), colors.cyan('note:'), printable(related.message)),
    ),
  ];
}

/** Returns the whole report without its summary; empty when there are no findings. */
export function textReport(findings: Finding[], options: TextOptions): string {
  return findings.flatMap((finding) => findingLines(finding, options).map((line) => `${line}\n`)).join('');
}

function textOutput({ result, shown, display, colors, quiet, verbose, baseline }: ReportInput): string {
  // "No findings" would be wrong where nothing was read.
  if (result.badInputs.length > 0 && result.summary.files === 0) return '';
  const report =
    result.target === undefined
      ? textReport(shown, { colors, display })
      : targetReport(result.target, shown, { colors, display });
  if (quiet || (result.badInputs.length > 0 && shown.length === 0)) return report;
  const hidden = result.findings.filter(({ severity }) => severity === 'information').length;
  const isHidden = hidden > 0 && !shown.some(({ severity }) => severity === 'information');
  return `${report}${verbose ? gaps(result, display) : ''}${summaryLine(result, { isHidden, isUnnamed: !verbose, known: baseline?.known.length })}\n`;
}

/** What the run did not see, a line each. */
function gaps(result: Reported, display: (path: string) => string): string {
  const lines = [
    ...result.notFound.map(
      (gap) => `not found: ${display(gap.file)}:${gap.line}: ${gap.handler}, ${gap.op} of ${gap.table}`,
    ),
    ...result.notAnalysed.map(
      (gap) =>
        `${gap.gap === 'result' ? 'result not known' : 'not analysed'}: ${display(gap.file)}:${gap.line}: ${gap.function}: ${gap.reason}`,
    ),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
