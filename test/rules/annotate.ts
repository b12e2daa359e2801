// SPDX-License-Identifier: GPL-2.0-only
/** Writes what is found into a fixture, for its author to read and defend. */
import { basename, dirname } from 'node:path';
import type { Finding } from '../../server/src/findings/finding.ts';
import { differences, printedFinding, spanOf } from './compare.ts';
import { ANNOTATION, type Expectation, parseFixture } from './fixture.ts';
import { lintSources } from './lintSources.ts';

const WIDTH = 118;
const NONE = '/* expect: none */';
const LEADING = /^\/\* *(release|contract|unresolved):/;

/**
 * Returns a fixture's text with the annotations of what its first release gives, in place of those that it has: the
 * findings of the rule that its folder is named after, and of rules that were annotated before. A finding has its notes
 * where they were annotated before. A text that is right stays as it is.
 *
 * @param withNotes annotate the notes of all
 */
export function annotated(path: string, text: string, withNotes: boolean): string {
  const given = parseFixture(text);
  const before = given.expected;
  const folder = basename(dirname(path));
  const says = given.expectsNone || before.length > 0;
  if (
    says &&
    !withNotes &&
    given.releases.every((release) => differences(given, release, folder).length === 0)
  )
    return text;
  const lines = text
    .replace(new RegExp(`${ANNOTATION.source}\\n`, 'g'), '')
    .split('\n')
    .filter((line) => line !== NONE);
  const { files, releases, contract } = parseFixture(lines.join('\n'));
  const rules = new Set([folder, ...before.map(({ rule }) => rule)]);
  const findings = lintSources(files, releases[0] as string, contract).findings.filter(({ rule }) =>
    rules.has(rule),
  );
  if (findings.length === 0)
    lines.splice(
      lines.findIndex((line) => !LEADING.test(line)),
      0,
      NONE,
    );
  const below = (finding: Finding) => finding.place.file.positionAt(finding.place.start).line;
  const many =
    releases.length > 1 ? new RegExp(` ${releases[0]?.replaceAll('.', '\\.')}(?![\\d.]*\\d)`, 'g') : null;
  for (const finding of findings.toSorted((a, b) => below(b) - below(a))) {
    const now = annotationOf(finding, withNotes || hadNotes(finding, before), many).join('\n');
    const same = before.find((one) => isAt(one, finding) && words(one.text) === words(now));
    lines.splice(below(finding), 0, same?.text ?? now);
  }
  return lines.join('\n');
}

const hadNotes = ({ rule, function: name }: Finding, before: readonly Expectation[]) =>
  before.some((one) => one.rule === rule && one.notes !== null && one.message.includes(`${name}()`));

function isAt({ start, end }: Expectation, finding: Finding): boolean {
  const at = spanOf(finding);
  return at.start === start && at.end === end;
}

/** However its lines are broken. */
const words = (annotation: string) => annotation.replace(/\s+(\*(?!\/)\s*)?/g, ' ').trim();

/** @param release what becomes `{release}` */
function annotationOf(finding: Finding, withNotes: boolean, release: RegExp | null): string[] {
  const { start, end } = spanOf(finding);
  const carets = '^'.repeat(end - start);
  const opening = start === 1 ? `/*<${carets}` : `/*${' '.repeat(Math.max(start - 3, 1))}${carets}`;
  const [message, ...notes] = printedFinding(finding, withNotes ? [] : null)
    .replace(release ?? /$^/, ' {release}')
    .split('\n');
  const lines = [`${opening} ${message}`, ...notes.map((note) => ` * ${note.trim()}`)].flatMap(wrapped);
  const last = lines.pop() as string;
  return lines.length === 0 && last.length + 3 <= WIDTH ? [`${last} */`] : [...lines, last, ' */'];
}

/** The lines of one part; those behind the first begin with ` * `. */
function wrapped(part: string): string[] {
  const lines: string[] = [];
  let rest = part;
  // The rule stands in the line of the carets.
  let from = part.startsWith(' *') ? 3 : part.indexOf(']:');
  while (rest.length > WIDTH) {
    let space = rest.lastIndexOf(' ', WIDTH);
    if (space <= from) space = rest.indexOf(' ', from + 1);
    if (space < 0) break;
    from = 3;
    lines.push(rest.slice(0, space));
    rest = ` * ${rest.slice(space + 1)}`;
  }
  return [...lines, rest];
}
