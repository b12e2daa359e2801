// SPDX-License-Identifier: GPL-2.0-only
/** What commits bring in and mend, for programs and for a terminal. */

import type { CommitReview } from '../../review/model.ts';
import { printable, printableJson } from '../../text/printable.ts';
import { jsonFinding } from '../formats/json.ts';
import { type TextOptions, textReport } from '../formats/text.ts';
import { printedPlace } from '../places.ts';

/**
 * Returns `{"commits":[{"commit","subject","introduced":[],"fixed":[]}]}`, the oldest commit first.
 *
 * @param shard the part of the range that this is, as in `--shard`; null for all of it
 */
export function commitsJson(commits: readonly CommitReview[], shard: string | null = null): string {
  const report = {
    schema: 'vmops-commits/1',
    ...(shard !== null && { shard }),
    commits: commits.map(({ commit, subject, introduced, fixed }) => ({
      commit,
      subject,
      introduced: introduced.map(({ finding, anchor }) => ({ ...jsonFinding(finding), anchor })),
      fixed: fixed.map(({ finding, anchor }) => ({ ...jsonFinding(finding), anchor })),
    })),
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

/** Returns a paragraph per commit with something to say, and a line that sums up. */
export function commitsText(
  commits: readonly CommitReview[],
  options: TextOptions & { quiet: boolean },
): string {
  const { colors, display, quiet } = options;
  const paragraphs = commits
    .filter(({ introduced, fixed }) => introduced.length + fixed.length > 0)
    .map(({ commit, subject, introduced, fixed }) =>
      [
        `${colors.bold(`${commit.slice(0, 12)} ${printable(subject)}`)}\n`,
        textReport(
          introduced.map(({ finding }) => finding),
          options,
        ),
        ...fixed.map(
          ({ finding }) =>
            `${colors.green('fixed:')} ${printedPlace(finding.place, display)}: ${finding.message} ${colors.dim(`[${finding.rule}]`)}\n`,
        ),
      ].join(''),
    );
  const sum = (of: (one: CommitReview) => unknown[]) =>
    commits.reduce((total, one) => total + of(one).length, 0);
  const summary = `${commits.length} commit${commits.length === 1 ? '' : 's'}: ${sum((one) => one.introduced)} introduced, ${sum((one) => one.fixed)} fixed`;
  return [...paragraphs, ...(quiet ? [] : [`${summary}\n`])].join('\n');
}
