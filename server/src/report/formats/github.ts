// SPDX-License-Identifier: GPL-2.0-only
/** Workflow commands of GitHub Actions: an annotation a finding, as many as GitHub shows; and the job summary. */
import type { Finding } from '../../findings/finding.ts';
import { gravestFirst } from '../../findings/severity.ts';
import { printable } from '../../text/printable.ts';
import { printedPlace, printedRange } from '../places.ts';
import { summaryLine } from '../summary.ts';
import type { Format, ReportInput } from './format.ts';

/** A step shows this many annotations of a kind; later ones vanish. */
const MOST_OF_A_KIND = 10;
/** A summary may have 1 MiB; characters beyond ASCII take up to three bytes. */
const MOST_SUMMARY = 300_000;

export const github: Format = {
  name: 'github',
  purpose: 'annotations of GitHub Actions, with the whole list as the job summary',
  from: 'warning',
  write,
};

const COMMANDS = { error: 'error', warning: 'warning', information: 'notice' };

function write(input: ReportInput): string {
  const { shown, repositoryPath, result, quiet, baseline } = input;
  const counts = new Map<string, number>();
  const lines = gravestFirst(shown).map((finding) => {
    const count = (counts.get(finding.severity) ?? 0) + 1;
    counts.set(finding.severity, count);
    if (count <= MOST_OF_A_KIND) return command(finding, repositoryPath);
    const { place, severity, message, rule } = finding;
    return inert(`${printedPlace(place, repositoryPath)}: ${severity}: ${message} [${rule}]`);
  });
  if (!quiet) lines.push(inert(summaryLine(result, { known: baseline?.known.length })));
  return lines.map((line) => `${line}\n`).join('');
}

function command({ place, severity, message, rule }: Finding, pathOf: (path: string) => string): string {
  const { start, end } = printedRange(place);
  const properties = {
    file: pathOf(place.file.path),
    line: start.line,
    endLine: end.line,
    // Columns of a range over several lines are refused.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
    title: `vmops ${rule}`,
  };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return printable(text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A'));
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** A line that the runner takes for text, whatever a file is named. */
function inert(line: string): string {
  const plain = printable(line.replace(/[\r\n]/g, ' '));
  return plain.startsWith('::') || plain.startsWith('##[') ? ` ${plain}` : plain;
}

/** Returns the whole list as Markdown for the file that GITHUB_STEP_SUMMARY names. */
export function githubSummary({ shown, repositoryPath, result, baseline }: ReportInput): string {
  const head = `## vmops\n\n${cell(summaryLine(result, { known: baseline?.known.length }))}\n`;
  if (shown.length === 0) return head;
  const rows: string[] = [];
  let size = 0;
  for (const { place, severity, message, rule, function: name, table } of gravestFirst(shown)) {
    const { line } = printedRange(place).start;
    const where = `${cell(repositoryPath(place.file.path))}:${line}`;
    const row = `| ${severity} | ${where} | ${cell(name ?? table ?? '')} | ${cell(message)} | ${rule} |\n`;
    size += row.length;
    if (size > MOST_SUMMARY) break;
    rows.push(row);
  }
  const left = shown.length - rows.length;
  return [
    head,
    '\n| severity | where | in | finding | rule |\n| --- | --- | --- | --- | --- |\n',
    ...rows,
    left > 0 ? `\n${left} more do not fit here.\n` : '',
  ].join('');
}

/** Text as a cell of a table shows it. */
function cell(text: string): string {
  return printable(
    text.replace(/[\\`*_{}[\]<>|#&]/g, (character) => `\\${character}`).replace(/[\r\n]+/g, ' '),
  );
}
