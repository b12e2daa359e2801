// SPDX-License-Identifier: GPL-2.0-only
/** GitLab Code Quality: the list that a merge request compares with that of its target. */
import type { Finding } from '../../findings/finding.ts';
import { printableJson } from '../../text/printable.ts';
import { printedRange } from '../places.ts';
import { fingerprint } from './fingerprint.ts';
import type { Format, ReportInput } from './format.ts';

export const gitlab: Format = {
  name: 'gitlab',
  purpose: 'GitLab Code Quality',
  from: 'warning',
  write: (input) =>
    `${printableJson(
      JSON.stringify(
        input.shown.map((finding) => issueOf(finding, input)),
        null,
        2,
      ),
    )}\n`,
};

const SEVERITIES = { error: 'critical', warning: 'major', information: 'info' };

function issueOf(finding: Finding, input: ReportInput) {
  const { start, end } = printedRange(finding.place);
  return {
    description: finding.message,
    check_name: finding.rule,
    fingerprint: fingerprint(finding, input),
    severity: SEVERITIES[finding.severity],
    location: {
      path: input.repositoryPath(finding.place.file.path),
      lines: { begin: start.line, end: end.line },
    },
  };
}
