// SPDX-License-Identifier: GPL-2.0-only
/**
 * Reader of the locking document of the user's tree: Documentation/filesystems/Locking (plain text, to 5.3) and
 * locking.rst (from 5.4). Reads every section by the same means; never throws, lists what it could not read.
 */
import { type Place, SourceFile } from '../../text/source.ts';
import type { DocumentedOp } from '../model.ts';
import { blockPrototypes, type DocumentedPrototype, type Problem } from './documentPrototypes.ts';
import { type Line, linesOf, type Row, readTables, type Table } from './documentTable.ts';

export type { DocumentedPrototype } from './documentPrototypes.ts';

/** A paragraph of prose with the ops that it is about; none when it is about the section as a whole. */
export interface Paragraph {
  ops: string[];
  /** White space collapsed; the place has it as written. */
  text: string;
  place: Place;
}

/** One section: usually one struct of operations. */
export interface LockingSection {
  title: string;
  place: Place;
  prototypes: DocumentedPrototype[];
  /** Usually one; a section may have several. */
  tables: Table[];
  paragraphs: Paragraph[];
}

export interface LockingDocument {
  file: SourceFile;
  sections: LockingSection[];
  /** The section about struct vm_operations_struct, by op; empty when there is none. */
  operations: Map<string, DocumentedOp>;
  /** What was skipped or looks broken. */
  problems: Problem[];
}

/** Reads a locking document. `path` is the path for its places. */
export function readLockingDocument(text: string, path: string): LockingDocument {
  const file = new SourceFile(path, text);
  const problems: LockingDocument['problems'] = [];
  const lines = linesOf(text);
  const sections = titlesIn(lines).map(({ title, line, first, last }) => {
    const place = placeOf(
      file,
      line.start + line.text.indexOf(title),
      line.start + line.text.indexOf(title) + title.length,
    );
    return readSection(file, title, place, lines.slice(first, last), problems);
  });
  const own = sections.find((section) => /^(?:struct\s+)?vm_operations(?:_struct)?$/.test(section.title));
  return { file, sections, operations: own ? operationsOf(own) : new Map(), problems };
}

interface Title {
  title: string;
  line: Line;
  /** Index of the first line of the section's body, and of the line after its last. */
  first: number;
  last: number;
}

/** `name` underlined with `=` (rst), or `---- name ----` with dashes on at least one side (plain text). */
function titlesIn(lines: Line[]): Title[] {
  const titles: Title[] = [];
  const close = (at: number) => {
    const open = titles.at(-1);
    if (open && open.last === Number.POSITIVE_INFINITY) open.last = at;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const dashed = /^(-*)\s*([A-Za-z_]\w*(?: +\w+)*)\s*(-*)$/.exec(line.text.trimEnd());
    const underlined =
      /^\S/.test(line.text) && /\w/.test(line.text) && /^={3,}\s*$/.test(lines[i + 1]?.text ?? '');
    if (underlined) {
      close(i);
      titles.push({ title: line.text.trim(), line, first: i + 2, last: Number.POSITIVE_INFINITY });
      i++;
    } else if (dashed && (dashed[1] as string).length + (dashed[3] as string).length >= 5) {
      close(i);
      titles.push({ title: dashed[2] as string, line, first: i + 1, last: Number.POSITIVE_INFINITY });
    } else if (/^(?:-{10,}|={10,})\s*$/.test(line.text)) close(i);
  }
  return titles;
}

function readSection(
  file: SourceFile,
  title: string,
  place: Place,
  lines: Line[],
  problems: LockingDocument['problems'],
): LockingSection {
  const head = lines.findIndex((line) => /^(?:prototypes::?|\.\. code-block:: c)\s*$/i.test(line.text));
  let after = 0;
  let prototypes: DocumentedPrototype[] = [];
  if (head !== -1) {
    after = head + 1;
    while (after < lines.length && isPrototypeLine(lines[after] as Line, lines[after - 1] as Line)) after++;
    prototypes = readPrototypes(file, lines.slice(head + 1, after), problems);
  }
  const rest = lines.slice(after);
  const named = new Set(prototypes.map((p) => p.op));
  const found = readTables(file, rest, named);
  for (const { table, first, last, isClosed } of found) {
    if (isClosed) continue;
    const [from, to] = [rest[first] as Line, rest[last - 1] as Line];
    problems.push({
      text: `the table of ${title} has no end`,
      place: placeOf(file, from.start, to.end),
      of: table.rows.at(-1)?.op,
    });
  }
  const known = new Set([...named, ...found.flatMap(({ table }) => table.rows.map((row) => row.op))]);
  let prose = rest;
  for (const { first, last } of found.toReversed()) {
    prose = [...prose.slice(0, first), BREAK, ...prose.slice(last)];
  }
  return {
    title,
    place,
    prototypes,
    tables: found.map(({ table }) => table),
    paragraphs: readParagraphs(file, prose, known),
  };
}

/** Prototypes are indented; a piece of one that a broken line pushed to the first column still counts. */
function isPrototypeLine(line: Line, before: Line): boolean {
  return !/^\S/.test(line.text) || (/^\s+\S/.test(before.text) && /[;,]\s*$/.test(line.text));
}

const BREAK: Line = { text: '', start: 0, end: 0 };

function readPrototypes(file: SourceFile, lines: Line[], problems: Problem[]): DocumentedPrototype[] {
  const first = lines[0];
  const last = lines.at(-1);
  return first && last ? blockPrototypes(file, first.start, last.end, problems) : [];
}

/** The rows of all tables of a section. */
export function rowsOf(section: LockingSection): Row[] {
  return section.tables.flatMap(({ rows }) => rows);
}

/**
 * Paragraphs are set off by blank lines, or by a line that starts with `->op()` after the end of a sentence. One that
 * starts with no op goes on about the op of the one before.
 */
function readParagraphs(file: SourceFile, lines: Line[], known: Set<string>): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let group: Line[] = [];
  let subject: string[] = [];
  const flush = () => {
    const first = group[0];
    const last = group.at(-1);
    group = [];
    if (!first || !last) return;
    const raw = file.text.slice(first.start, last.end);
    const text = collapsed(raw);
    if (/^locking rules:?:?$/i.test(text)) return;
    subject = subjectOf(text, known) ?? subject;
    const start = first.start + (raw.length - raw.trimStart().length);
    paragraphs.push({ ops: subject, text, place: placeOf(file, start, first.start + raw.trimEnd().length) });
  };
  for (const line of lines) {
    if (RST_COMMENT.test(line.text)) {
      flush();
      continue;
    }
    const before = group.at(-1)?.text.trimEnd() ?? '';
    if (line.text.trim() === '') flush();
    else {
      if (/[.:]$/.test(before) && /^\s*(?:->\w+|locking rules:)/.test(line.text)) flush();
      if (/^locking rules:/i.test(before)) flush();
      group.push(line);
    }
  }
  flush();
  return paragraphs;
}

/** `.. TODO: …`: a remark to other writers; a footnote, a target or a directive is none. */
const RST_COMMENT = /^\.\. (?![[_|])(?!.*::)/;

/** The ops that a paragraph begins with: `->a() …`, `->a(), ->b() and ->c() …`, or a known name. Null: none. */
function subjectOf(text: string, known: Set<string>): string[] | null {
  const list = /^(?:(?:->\s*)?(\w+)(?:\(\))?(?:\s*,\s*|\s+and\s+|\s+or\s+))*(?:->\s*)?(\w+)(?:\(\))?\b/.exec(
    text,
  );
  if (!list) return null;
  const ops = [...list[0].matchAll(/(->\s*)?(\w+)/g)]
    .filter((match) => match[1] !== undefined || known.has(match[2] as string))
    .map((match) => match[2] as string);
  return ops.length > 0 ? ops : null;
}

function operationsOf(section: LockingSection): Map<string, DocumentedOp> {
  const operations = new Map<string, DocumentedOp>();
  const entry = (op: string): DocumentedOp => {
    const known = operations.get(op);
    if (known) return known;
    const made: DocumentedOp = { op, prototype: null, row: null, paragraphs: [] };
    operations.set(op, made);
    return made;
  };
  for (const { op, text, place } of section.prototypes) entry(op).prototype ??= { text, place };
  for (const { op, cells, place } of rowsOf(section)) entry(op).row ??= { cells, place };
  for (const { ops, text, place } of section.paragraphs) {
    for (const op of ops) operations.get(op)?.paragraphs.push({ text, place });
  }
  return operations;
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function placeOf(file: SourceFile, start: number, end: number): Place {
  return { file, start, end };
}
