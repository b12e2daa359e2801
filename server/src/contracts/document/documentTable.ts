// SPDX-License-Identifier: GPL-2.0-only
/** Tables of the locking document: rst simple tables, and the plain ones before 5.4 with a header line of column names. */
import type { Place, SourceFile } from '../../text/source.ts';

/** A line without its line end. */
export interface Line {
  text: string;
  start: number;
  end: number;
}

export interface Row {
  op: string;
  /** Column → cell as written; '' where the cell is empty. */
  cells: Record<string, string>;
  place: Place;
}

export interface Table {
  /** Without the column of the ops. */
  columns: string[];
  rows: Row[];
}

/** What a cell says. `unknown`: prose that no rule should read anything into. */
export type CellValue =
  | 'yes'
  | 'no'
  | 'maybe'
  | 'read'
  | 'write'
  | 'read/write'
  | 'maybe-read'
  | 'maybe-write'
  | 'shared'
  | 'exclusive'
  | 'may-return-locked'
  | 'empty'
  | 'unknown';

/** Splits a text into lines with their offsets; CRLF counts as one line end. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline;
    const end = text[next - 1] === '\r' && next > start ? next - 1 : next;
    lines.push({ text: text.slice(start, end), start, end });
    start = next + 1;
  }
  return lines;
}

/** A table among lines: those from `first` up to `last`. `isClosed`: its last rule is there, where it needs one. */
export interface FoundTable {
  table: Table;
  first: number;
  last: number;
  isClosed: boolean;
}

/**
 * Finds the tables among the lines of a section. Behind the first, indented prose could look like one without rules:
 * such a table counts where it has a row for one of the ops.
 */
export function readTables(file: SourceFile, lines: Line[], ops: ReadonlySet<string>): FoundTable[] {
  const found: FoundTable[] = [];
  for (let from = 0; from < lines.length; ) {
    const part = lines.slice(from);
    const next = readTable(file, part);
    if (!next) break;
    const isPlain = !RULE.test((part[next.first] as Line).text);
    if (found.length === 0 || !isPlain || next.table.rows.some(({ op }) => ops.has(op)))
      found.push({ ...next, first: from + next.first, last: from + next.last });
    from += Math.max(next.last, next.first + 1);
  }
  return found;
}

/** Finds the first table among the lines. Null when there is none. */
function readTable(file: SourceFile, lines: Line[]): FoundTable | null {
  const rule = lines.findIndex((line) => RULE.test(line.text));
  return rule === -1 ? readPlainTable(file, lines) : readRstTable(file, lines, rule);
}

/**
 * Reads a cell into the document's vocabulary: `yes (both)` and `yes, unlocks` are `yes`, `maybe(read)` is
 * `maybe-read`, a footnote mark is dropped, an empty cell is `empty`, anything else `unknown`.
 */
export function cellValue(cell: string): CellValue {
  const text = cell
    .replace(/(?<!\s)\s*\[\d+\]_/g, '')
    .trim()
    .toLowerCase();
  if (text === '') return 'empty';
  if (/^can return with (?:page|folio) locked$/.test(text)) return 'may-return-locked';
  const maybe = /^maybe\s*[-(]\s*(read|write)\s*\)?(?=$|[\s,(])/.exec(text)?.[1];
  if (maybe) return `maybe-${maybe as 'read' | 'write'}`;
  const word = /^(yes|no|maybe|read\s*\/\s*write|read|write|shared|exclusive)(?=$|\s*[(,;])/.exec(text)?.[1];
  return word ? (word.replace(/\s/g, '') as CellValue) : 'unknown';
}

const RULE = /^=+(?:\s+=+)+\s*$/;
const FIRST = /^\w*:?/;
/** The first cell of a row: an op, or several, with a mark of a footnote perhaps. */
const OPS = /^\w+(?:, ?\w+){0,9}(?: ?\[\d+\]_)?:?/;
const FOOTNOTE = /\[\d+\]_/g;
const PLAIN_ROW = /^[a-z_]\w*(?::\s*|\t+|:?\s{2,})(?=\S|$)/;

/** Between the second and the third rule stand the rows; a table that is cut off ends at the first blank line. */
function readRstTable(file: SourceFile, lines: Line[], rule: number): FoundTable | null {
  const starts = piecesOf((lines[rule] as Line).text, 0).map((piece) => piece.column);
  let at = rule + 1;
  const header: Line[] = [];
  while (at < lines.length && !RULE.test((lines[at] as Line).text)) header.push(lines[at++] as Line);
  if (at === lines.length) return null;
  const names = starts.slice(1).map(() => '');
  for (const line of header) {
    for (const [i, cell] of cellsOf(line.text, starts).entries()) names[i] = `${names[i]} ${cell}`.trim();
  }
  const table: Table = { columns: named(names), rows: [] };
  for (at++; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (RULE.test(line.text) || line.text.trim() === '') break;
    addRow(file, table, line, starts);
  }
  const closed = at < lines.length && RULE.test((lines[at] as Line).text);
  return { table, first: rule, last: closed ? at + 1 : at, isClosed: closed };
}

/** An indented line of column names, and right below it rows that start with an op in the first column. */
function readPlainTable(file: SourceFile, lines: Line[]): FoundTable | null {
  for (let i = 1; i < lines.length; i++) {
    const header = lines[i - 1] as Line;
    if (!/^\s+\S/.test(header.text) || !isPlainRow(lines[i] as Line)) continue;
    const pieces = piecesOf(header.text, 0);
    const starts = [0, ...pieces.map((piece) => piece.column)];
    const table: Table = { columns: named(pieces.map((piece) => piece.text)), rows: [] };
    let at = i;
    for (; at < lines.length; at++) {
      const line = lines[at] as Line;
      if (isPlainRow(line)) addRow(file, table, line, starts, true);
      else if (!/^\s+\S/.test(line.text) || !isPlainRow(lines[at + 1] ?? line)) break;
    }
    return { table, first: i - 1, last: at, isClosed: true };
  }
  return null;
}

function isPlainRow(line: Line): boolean {
  return PLAIN_ROW.test(line.text) && !/^locking rules/i.test(line.text);
}

function addRow(file: SourceFile, table: Table, line: Line, starts: number[], isPlain = false): void {
  const head = OPS.exec(line.text)?.[0];
  if (!head) return;
  // Tabs of a plain table are as many as its author saw fit: a row that fills all columns is read in order.
  const all = isPlain ? piecesOf(line.text, head.length) : [];
  const values =
    all.length === table.columns.length
      ? all.map(({ text }) => text)
      : cellsOf(line.text, starts, head.length);
  const cells = Object.fromEntries(table.columns.map((column, i) => [column, values[i] ?? '']));
  const place = { file, start: line.start, end: line.start + line.text.trimEnd().length };
  for (const [op] of head.replace(FOOTNOTE, '').matchAll(/\w+/g)) table.rows.push({ op, cells, place });
}

/**
 * The cells after the first column. Cells are set off by tabs or by two and more spaces, and belong to the column
 * that their first character stands under when tabs are eight wide, two characters of slack allowed.
 */
function cellsOf(text: string, starts: number[], first = FIRST.exec(text)?.[0].length ?? 0): string[] {
  const cells = starts.slice(1).map(() => '');
  for (const piece of piecesOf(text, first)) {
    let column = 1;
    while (column + 1 < starts.length && (starts[column + 1] as number) <= piece.column + 2) column++;
    if (column < starts.length) cells[column - 1] = `${cells[column - 1]} ${piece.text}`.trim();
  }
  return cells;
}

/** Pieces of text between tabs or runs of spaces, with their column when tabs are eight wide. */
function piecesOf(text: string, from: number): { text: string; column: number }[] {
  const columns: number[] = [];
  let column = 0;
  for (const c of text) {
    columns.push(column);
    column = c === '\t' ? (column >> 3) * 8 + 8 : column + 1;
  }
  const split = RULE.test(text) ? /=+/g : /\S+(?: \S+)*/g;
  return [...text.slice(from).matchAll(split)].map((match) => ({
    text: match[0],
    column: columns[from + match.index] as number,
  }));
}

/** Gives columns without a name, or with one that is there already, a name of their own. */
function named(columns: string[]): string[] {
  return columns.map((column, i) =>
    column !== '' && columns.indexOf(column) === i ? column : `${column || 'column'} ${i + 1}`,
  );
}
