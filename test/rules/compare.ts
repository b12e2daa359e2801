// SPDX-License-Identifier: GPL-2.0-only
/** Holds what a run found against what the fixture's annotations say. */

import type { Release } from '../../server/src/contracts/model.ts';
import { formatRelease, parseRelease } from '../../server/src/contracts/release.ts';
import type { Finding, Related } from '../../server/src/findings/finding.ts';
import { shownSteps } from '../../server/src/findings/path.ts';
import { type Expectation, type Fixture, type Note, visualColumn } from './fixture.ts';
import { type Linted, lintSources } from './lintSources.ts';

/**
 * Returns the difference for one release as lines, empty when there is none: `- ` was expected and not found, `+ ` was
 * found and not expected. A handler that was not resolved or not analysed to the end is a difference too: silence
 * about it proves nothing.
 *
 * @param rule the rule that the fixture is about: findings of others count only where an annotation names them, since
 *   small examples keep no more of the contract than they are about
 */
export function differences(
  fixture: Fixture,
  release: string,
  rule?: string,
  linted = lintSources(fixture.files, release, fixture.contract),
): string[] {
  const meant = new Set([rule, ...fixture.expected.map((expectation) => expectation.rule)]);
  const findings = linted.findings.filter((finding) => rule === undefined || meant.has(finding.rule));
  return compare(fixture, release, { ...linted, findings });
}

/** The same for a run made elsewhere. */
export function compare(fixture: Fixture, release: string, linted: Linted): string[] {
  const open = [...linted.findings];
  const difference: string[] = [];
  for (const expectation of fixture.expected) {
    const wanted = printExpectation(expectation, release);
    // Several findings may stand at one place: the one that fits is meant, or else the first.
    const at = open.filter((finding) => placeOf(finding) === placeOfExpectation(expectation));
    const fitting =
      at.find((finding) => printFinding(finding, expectation.notes) === wanted) ??
      at.find((finding) => finding.rule === expectation.rule);
    if (fitting) open.splice(open.indexOf(fitting), 1);
    const got = fitting && printFinding(fitting, expectation.notes);
    if (got === wanted) continue;
    difference.push(prefix('-', wanted));
    if (got !== undefined) difference.push(prefix('+', got));
  }
  difference.push(...open.map((finding) => prefix('+', printFinding(finding, []))));
  for (const { function: name, reason, gap } of linted.notAnalysed)
    if (gap === 'body') difference.push(`+ not analysed: ${name}(): ${reason}`);
  if (linted.unresolved.length !== fixture.unresolved)
    difference.push(`- unresolved: ${fixture.unresolved}`, `+ unresolved: ${linted.unresolved.join(', ')}`);
  return difference;
}

function prefix(sign: string, text: string): string {
  return text
    .split('\n')
    .map((line) => `${sign} ${line}`)
    .join('\n');
}

function printExpectation(expectation: Expectation, release: string): string {
  const name = formatRelease(parseRelease(release) as Release);
  const fill = (text: string) => text.replaceAll('{release}', name);
  const notes = (expectation.notes ?? []).map(
    (note) => `\n  note: ${fill(note.message)}${note.text === null ? '' : ` @ ${note.text}`}`,
  );
  const { severity, rule, message } = expectation;
  return `${placeOfExpectation(expectation)} ${severity}[${rule}]: ${fill(message)}${notes.join('')}`;
}

/** @param notes what the annotation says of related places: null leaves them out, a note without a place its place */
function printFinding(finding: Finding, notes: Note[] | null): string {
  return `${placeOf(finding)} ${printedFinding(finding, notes)}`;
}

/** The same without the place of the finding itself. */
export function printedFinding(finding: Finding, notes: Note[] | null): string {
  const related = notes === null ? [] : shownSteps(finding);
  const lines = related.map((each, index) => `\n  note: ${each.message}${textAt(each, notes?.[index])}`);
  return `${finding.severity}[${finding.rule}]: ${finding.message}${lines.join('')}`;
}

function textAt({ place }: Related, note: Note | undefined): string {
  if (note?.text === null) return '';
  return ` @ ${place.file.text.slice(place.start, place.end).replace(/\s+/g, ' ')}`;
}

function placeOfExpectation({ path, line, start, end }: Expectation): string {
  return `${path}:${line}:${start}-${end}`;
}

function placeOf(finding: Finding): string {
  const { line, start, end } = spanOf(finding);
  return `${finding.place.file.path}:${line}:${start}-${end}`;
}

/** Line and shown columns of a finding, half open; a range over several lines ends with its first. */
export function spanOf({ place: { file, start, end } }: Finding): {
  line: number;
  start: number;
  end: number;
} {
  const from = file.positionAt(start);
  const text = file.text.split('\n')[from.line - 1] as string;
  const last = from.column - 1 + Math.min(end - start, text.length - from.column + 1);
  return { line: from.line, start: visualColumn(text, from.column - 1), end: visualColumn(text, last) };
}
