// SPDX-License-Identifier: GPL-2.0-only
/** The last line of a text report: what was found, in what, and what the analysis did not see. */

import { releaseInWords } from '../contracts/release.ts';
import type { NotAnalysed, Reported } from '../core/request.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { plural } from '../text/words.ts';

/**
 * Returns the summary without a newline, for example `2 warnings in 145 tables, 334 handlers (Linux 6.12, 2.4 s)`.
 *
 * @param options `isHidden`: the report above leaves out the remarks that it counts; `isUnnamed`: it does not name what was
 *   not seen, and `-v` would; `known`: how many findings a baseline holds
 */
export function summaryLine(
  result: Reported,
  {
    isHidden = false,
    isUnnamed = false,
    known = 0,
  }: { isHidden?: boolean; isUnnamed?: boolean; known?: number } = {},
): string {
  const { summary, kernel } = result;
  const release = releaseInWords(kernel.release, result.releaseNote);
  const unseen = [
    counted(summary.unresolved, 'handler without a definition', 'handlers without a definition'),
    ...gapsInWords(result.notAnalysed),
    counted(summary.skipped, 'file skipped', 'files skipped'),
  ].filter((part) => part !== '');
  const gaps = [
    counted(known, 'finding in the baseline', 'findings in the baseline'),
    counted(summary.suppressed, 'finding allowed in the source', 'findings allowed in the source'),
    ...unseen,
    elsewhere(result),
  ].filter((part) => part !== '');
  return [
    `${foundText(result.findings)} in ${result.subject ?? subjectOf(summary)} (${release}, `,
    `${(summary.milliseconds / 1000).toFixed(1)} s)`,
    gaps.length > 0 ? `; ${gaps.join(', ')}` : '',
    isUnnamed && unseen.length > 0 ? '; -v names them' : '',
    isHidden ? '; remarks are shown with --severity information' : '',
  ].join('');
}

/** How many functions were not analysed to the end, by what they are. */
export function gapsInWords(gaps: readonly Pick<NotAnalysed, 'gap'>[]): string[] {
  const count = (kind: NotAnalysed['gap']) => gaps.filter(({ gap }) => gap === kind).length;
  return [
    counted(count('body'), 'handler not analysed to the end', 'handlers not analysed to the end'),
    counted(
      count('mapping'),
      'mmap function not analysed to the end',
      'mmap functions not analysed to the end',
    ),
    counted(count('table'), 'ops table not read to the end', 'ops tables not read to the end'),
    counted(count('result'), 'handler whose result is not known', 'handlers whose result is not known'),
  ].filter((part) => part !== '');
}

function subjectOf({ tables, handlers, files }: Reported['summary']): string {
  return [plural(tables, 'table'), plural(handlers, 'handler'), plural(files, 'file')].join(', ');
}

/** How many findings of each severity: `1 error, 2 warnings`, or `no findings`. */
function foundText(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('information'), 'remark'),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'no findings';
}

/** `netfs_page_mkwrite() is checked with fs/netfs/buffered_write.c`; empty where nothing of the library is reached. */
function elsewhere({ librariesElsewhere }: Reported): string {
  const names = [
    ...new Set(
      librariesElsewhere.map(({ definition: { name, file } }) => `${name}() is checked with ${file.path}`),
    ),
  ];
  return names.join(', ');
}

/** `1 table`, `2 tables`; nothing of none. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}
