// SPDX-License-Identifier: GPL-2.0-only
/**
 * Reads annotated C, the fixtures of the rules.
 *
 *     /* release: 6.12 4.16 *\/     run once for each (default: 6.12)
 *     /* contract: core *\/         documentation (default) or core
 *     /* file: fs/foo/inode.c *\/   what follows is another file; line numbers stay those of the fixture
 *     /* expect: none *\/           no annotation is meant; a fixture says this or has one
 *     /* unresolved: 1 *\/          handlers whose definition cannot be found (default: 0)
 *
 *     	return -EIO;
 *     /*	^^^^^^^^^^^ error[errno-as-vm-fault]: the whole message, which may go on
 *      * in the next line
 *      * note: message of a related place @ source text of that place
 *      *\/
 *
 * The carets stand under the finding, tabs are eight columns wide. `/*<^^^` is a finding that starts in column 1.
 * `{release}` in a message is the release of the run. Notes are optional; when there is one, all are compared.
 */
import type { Basis, Severity } from '../../server/src/findings/finding.ts';

/** A finding as an annotation describes it. */
export interface Expectation {
  path: string;
  line: number;
  /** Columns from 1 with tabs of eight, half open. */
  start: number;
  end: number;
  severity: Severity;
  rule: string;
  message: string;
  /** Null: the annotation says nothing about related places. */
  notes: Note[] | null;
  /** The annotation itself. */
  text: string;
}

export interface Note {
  message: string;
  /** Source text of the place; null: not said. */
  text: string | null;
}

export interface Fixture {
  releases: string[];
  contract: Basis;
  unresolved: number;
  expectsNone: boolean;
  /** Path → text, each with the fixture's line numbers. */
  files: Record<string, string>;
  expected: Expectation[];
}

const DEFAULT_PATH = 'drivers/foo/foo.c';
const DIRECTIVE = /^\/\* *(\w+): *(.*?) *\*\/$/;
const DIRECTIVES = ['release', 'contract', 'file', 'expect', 'unresolved'];
/** An annotation, from its caret line to its end. */
export const ANNOTATION = /\/\*(?:<|(?=[\t ]))[\t ]*\^+[\s\S]*?\*\//g;
const FIRST_LINE = /^(\/\*<?[\t ]*)(\^+) +(error|warning|information)\[([\w-]+)\]:\s([\s\S]*)\*\/$/;

/** Reads a fixture. Throws on a directive or an annotation that it does not understand, and where it means nothing. */
export function readFixture(text: string): Fixture {
  const fixture = parseFixture(text);
  if (fixture.expectsNone !== (fixture.expected.length === 0))
    throw new Error('a fixture has annotations or says /* expect: none */, and not both');
  return fixture;
}

/** Reads a fixture that may not say yet what it expects. */
export function parseFixture(text: string): Fixture {
  const fixture: Fixture = {
    releases: ['6.12'],
    contract: 'documentation',
    unresolved: 0,
    expectsNone: false,
    files: {},
    expected: [],
  };
  const lines = text.split('\n');
  /** The file that each line belongs to. */
  const paths: string[] = [];
  let path = DEFAULT_PATH;
  for (const [index, line] of lines.entries()) {
    const [, name, value] = DIRECTIVE.exec(line) ?? [];
    if (name === 'file') path = value as string;
    else if (name && DIRECTIVES.includes(name)) applyDirective(fixture, name, value as string, index + 1);
    paths.push(path);
  }
  for (const each of new Set(paths)) {
    const own = lines.map((line, index) => (paths[index] === each ? line : ''));
    if (own.some((line) => line.trim() !== '' && !DIRECTIVE.test(line)))
      fixture.files[each] = own.join('\n').trimEnd().concat('\n');
  }
  fixture.expected = readAnnotations(text, paths);
  return fixture;
}

function applyDirective(fixture: Fixture, name: string, value: string, line: number): void {
  if (name === 'release') fixture.releases = value.split(/[\s,]+/);
  else if (name === 'unresolved' && /^\d+$/.test(value)) fixture.unresolved = Number(value);
  else if (name === 'expect' && value === 'none') fixture.expectsNone = true;
  else if (name === 'contract' && (value === 'core' || value === 'documentation')) fixture.contract = value;
  else throw new Error(`line ${line}: ${name} cannot be ${value}`);
}

function readAnnotations(text: string, paths: string[]): Expectation[] {
  const found: Expectation[] = [];
  /** Lines that an annotation stands on: the next one means the code above them. */
  const annotated = new Set<number>();
  for (const match of text.matchAll(ANNOTATION)) {
    const first = lineOf(text, match.index);
    for (let line = first; line <= lineOf(text, match.index + match[0].length); line++) annotated.add(line);
    const parts = FIRST_LINE.exec(match[0]);
    if (!parts) throw new Error(`line ${first}: not an annotation: ${match[0].split('\n')[0]}`);
    const [, before, carets, severity, rule, rest] = parts as unknown as string[];
    let target = first - 1;
    while (annotated.has(target)) target--;
    const start = (before as string).includes('<') ? 1 : visualColumn(before as string, before?.length ?? 0);
    const { message, notes } = readMessage(rest as string);
    found.push({
      path: paths[target - 1] as string,
      line: target,
      start,
      end: start + (carets as string).length,
      severity: severity as Severity,
      rule: rule as string,
      message,
      notes,
      text: match[0],
    });
  }
  return found;
}

function readMessage(text: string): { message: string; notes: Note[] | null } {
  const [message, ...notes] = text
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s*/, '').trim())
    .join(' ')
    .trim()
    .split(/\s*\bnote: /);
  return {
    message: message as string,
    notes: notes.length === 0 ? null : notes.map(readNote),
  };
}

function readNote(text: string): Note {
  const [message, place] = text.split(/ @ (?=[^@]*$)/);
  return { message: (message as string).trim(), text: place?.trim() ?? null };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** The column, from 1, where the character at an index of a line is shown. */
export function visualColumn(line: string, index: number): number {
  let column = 0;
  for (const character of line.slice(0, index)) column += character === '\t' ? 8 - (column % 8) : 1;
  return column + 1;
}
