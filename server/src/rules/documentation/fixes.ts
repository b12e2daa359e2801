// SPDX-License-Identifier: GPL-2.0-only
/**
 * Edits that bring the documents up to their headers: prototypes are written anew, put in and taken out, rows of ops
 * that are gone are taken out, and `read` columns say `maybe-read`. Prose is left to a person, and so is a row that is
 * missing: what it has to say is not in the header.
 */
import type { DefinedStruct, DescribedStruct } from '../../contracts/document/described.ts';
import type { DocumentedPrototype } from '../../contracts/document/documentPrototypes.ts';
import type { Row } from '../../contracts/document/documentTable.ts';
import type { HeaderMember } from '../../contracts/headers/headerStructs.ts';
import { declaredParameters } from '../../contracts/parameterNames.ts';
import {
  formatPrototype,
  parameterName,
  samePrototype,
  sameType,
  splitParameters,
} from '../../contracts/prototype.ts';
import type { Finding } from '../../findings/finding.ts';
import { columnAt, widthAfter } from '../../text/columns.ts';
import { type Place, type SourceFile, spot } from '../../text/source.ts';
import { type Compared, compared, type DocumentContext, mentionsOf, ownerOf } from './rule.ts';
import { lockCell, underVmaLock } from './staleContract.ts';

/** A text in place of another. */
export interface DocumentEdit {
  place: Place;
  text: string;
}

/** The edits for one finding; `rule`, `table` and `op` are the finding's. */
export interface DocumentFix {
  rule: string;
  table: string;
  op: string;
  title: string;
  edits: DocumentEdit[];
  /** Where mm/ contradicts the document, which tells apart two findings about one op. */
  evidence?: Place;
  /** The finding goes with it. Not so where a row is missing too. */
  isWhole: boolean;
}

/** Whether a fix is that of a finding. */
export function isFixOf({ rule, table, op, edits, evidence }: DocumentFix, finding: Finding): boolean {
  const [shown] = finding.path;
  return (
    (evidence === undefined || (shown !== undefined && spot(shown.place) === spot(evidence))) &&
    finding.rule === rule &&
    finding.table === table &&
    finding.op === op &&
    edits[0]?.place.file === finding.place.file
  );
}

/** Returns the fixes of all documents, in the order of the documents' structs. */
export function documentFixes(context: DocumentContext): DocumentFix[] {
  return compared(context).flatMap((one) => [
    ...drifts(one),
    ...data(one),
    ...stale(one),
    ...missing(one),
    ...columns(one, context),
  ]);
}

function drifts(one: Compared): DocumentFix[] {
  return one.described.prototypes.flatMap((written): DocumentFix[] => {
    const owner = ownerOf(written.op, one);
    const callbacks = callbacksOf(owner, written.op);
    const [first] = callbacks;
    if (!owner || !first) return [];
    const readings = [written.prototype, ...(written.joined ? [written.joined] : [])];
    if (callbacks.some(({ prototype }) => readings.some((one) => samePrototype(one, prototype)))) return [];
    const text = declaration(first, written);
    return [
      {
        rule: 'doc-prototype-drift',
        table: owner.struct,
        op: written.op,
        title: `write the prototype of ${written.op} as the header has it`,
        edits: [{ place: written.place, text }],
        isWhole: true,
      },
    ];
  });
}

/** A member of a shown struct that is no callback gets its type from the header; an array keeps its size. */
function data({ described, defined }: Compared): DocumentFix[] {
  return described.data.flatMap(({ name, type, place }): DocumentFix[] => {
    const members = (defined.members.get(name) ?? []).filter(({ kind }) => kind === 'data');
    const [first] = members;
    if (!first || members.some(({ prototype }) => sameType(type, prototype.returns))) return [];
    const written = place.file.text.slice(place.start, place.end);
    const { returns } = first.prototype;
    const text = `${returns}${returns.endsWith('*') ? '' : ' '}${written.slice(written.lastIndexOf(name))}`;
    const title = `write ${name} as the header has it`;
    return [
      {
        rule: 'doc-prototype-drift',
        table: defined.struct,
        op: name,
        title,
        edits: [{ place, text }],
        isWhole: true,
      },
    ];
  });
}

function stale(one: Compared): DocumentFix[] {
  const { described, defined } = one;
  const places = new Map<string, Place[]>();
  const mention = (name: string, place: Place) => {
    if (!ownerOf(name, one)) places.set(name, [...(places.get(name) ?? []), place]);
  };
  for (const { op, place } of described.prototypes) mention(op, place);
  for (const { name, place } of described.data) mention(name, place);
  for (const { op, place } of described.rows ?? []) mention(op, place);
  return [...places].map(([op, mentions]) => ({
    rule: 'doc-stale-op',
    table: defined.struct,
    op,
    title: `take ${op} out`,
    edits: mentions.map((place) => ({ place: wholeLines(place), text: '' })),
    isWhole: true,
  }));
}

function missing({ described, defined, also }: Compared): DocumentFix[] {
  return [defined, ...also].flatMap(({ struct, members }) => {
    const names = [...members.keys()];
    return names.flatMap((op, at): DocumentFix[] => {
      const [member] = callbacksOf({ members } as DefinedStruct, op);
      const { prototype, row } = mentionsOf(op, described);
      if (!member || prototype) return [];
      const spot = spotFor(names.slice(0, at), described);
      if (!spot) return [];
      return [
        {
          rule: 'doc-missing-op',
          table: struct,
          op,
          title: `put the prototype of ${op} in`,
          edits: [
            { place: spot.place, text: `${spot.indent}${declaration(member, spot.like)};${spot.lineEnd}` },
          ],
          isWhole: described.rows === null || row !== undefined,
        },
      ];
    });
  });
}

/** Behind the last documented member that the header declares before; else before the first prototype. */
function spotFor(before: readonly string[], described: DescribedStruct) {
  const behind = before
    .toReversed()
    .map((name) => described.prototypes.find(({ op }) => op === name))
    .find((one) => one !== undefined);
  const like = behind ?? described.prototypes[0];
  if (!like) return null;
  const { file, start, end } = wholeLines(like.place);
  const at = behind ? end : start;
  return { like, indent: indentOf(like), lineEnd: lineEndOf(file), place: { file, start: at, end: at } };
}

function columns({ described }: Compared, context: DocumentContext): DocumentFix[] {
  return underVmaLock(described, context).flatMap(({ op, row, evidence }) => {
    const edit = cellEdit(row, 'maybe-read');
    return edit === null
      ? []
      : [
          {
            rule: 'doc-stale-contract',
            table: described.struct,
            op,
            title: 'say maybe-read in the column of mmap_lock',
            edits: [edit],
            evidence,
            isWhole: true,
          },
        ];
  });
}

/** Writes the cell of mmap_lock anew, and keeps the cells behind it where they are. */
function cellEdit(row: Row, text: string): DocumentEdit | null {
  const cell = lockCell(row)?.[1];
  const { file, start, end } = row.place;
  const line = file.text.slice(start, end);
  const at = cell === undefined ? -1 : line.indexOf(cell, row.op.length);
  if (cell === undefined || at === -1) return null;
  const rest = line.slice(at + cell.length);
  const gap = rest.length - rest.trimStart().length;
  if (gap === rest.length) return { place: { file, start: start + at, end }, text };
  const wanted = columnAt(line, at + cell.length + gap);
  const column = columnAt(line, at) + text.length;
  return {
    place: { file, start: start + at, end: start + at + cell.length + gap },
    text: `${text}${widthAfter(column, wanted, rest.includes('\t'))}`,
  };
}

function callbacksOf(owner: DefinedStruct | undefined, op: string): HeaderMember[] {
  return (owner?.members.get(op) ?? []).filter(({ kind }) => kind === 'callback');
}

/** Lines of a document end here. */
const WIDTH = 80;

/** A member as the document would show it, with the names of parameters where it shows some, in lines of 80 columns. */
function declaration({ name, prototype, names }: HeaderMember, like: DocumentedPrototype): string {
  const space = /\)\s+\(/.test(like.text) ? ' ' : '';
  const declared = hasNames(like) ? declaredParameters(prototype, names) : prototype.parameters;
  const [head, parameters] = formatPrototype(name, prototype, declared).split(/(?<=\(\*\w+\))(?=\()/) as [
    string,
    string,
  ];
  const whole = `${head}${space}${parameters}`;
  const indent = indentOf(like);
  const start = columnAt(indent, indent.length);
  if (start + whole.length < WIDTH) return whole;
  const lines: string[] = [];
  let line = `${head}${space}(`;
  let column = start;
  const inner = parameters.slice(1, -1).split(', ');
  inner.forEach((parameter, i) => {
    const piece = `${parameter}${i === inner.length - 1 ? ')' : ','}`;
    if (column + line.length + piece.length + 1 >= WIDTH && !line.endsWith('(')) {
      lines.push(line);
      line = piece;
      column = start + 16;
    } else line = line.endsWith('(') ? `${line}${piece}` : `${line} ${piece}`;
  });
  return [...lines, line].join(`${lineEndOf(like.place.file)}${indent}\t\t`);
}

/** Whether a prototype of the document names a parameter. */
function hasNames({ text }: DocumentedPrototype): boolean {
  const inner = text.slice(text.indexOf('(', text.indexOf(')')) + 1, text.lastIndexOf(')'));
  return splitParameters(inner).some((parameter) => parameterName(parameter) !== null);
}

function indentOf({ place: { file, start } }: DocumentedPrototype): string {
  return file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
}

function lineEndOf(file: SourceFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}

/** From the start of the first line up to the start of the line behind the last. */
function wholeLines({ file, start, end }: Place): Place {
  const next = file.text.indexOf('\n', end);
  return {
    file,
    start: file.text.lastIndexOf('\n', start - 1) + 1,
    end: next === -1 ? file.text.length : next + 1,
  };
}
