/** Findings as compilers print them: `file:line:column: severity: message [rule]`, related places as notes. */
import type { Colors } from 'picocolors/types';
import type { Finding } from '../findings/finding.ts';
import { shownSteps } from '../findings/path.ts';
import { printedPlace } from './places.ts';

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
      `${finding.message} ${colors.dim(`[${finding.rule}]`)}`,
    ),
    ...shownSteps(finding).map((related) =>
      line(printedPlace(related.place, display), colors.cyan('note:'), related.message),
    ),
  ];
}

/** Returns the whole report without its summary; empty when there are no findings. */
export function textReport(findings: Finding[], options: TextOptions): string {
  return findings.flatMap((finding) => findingLines(finding, options).map((line) => `${line}\n`)).join('');
}
