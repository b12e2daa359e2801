// SPDX-License-Identifier: GPL-2.0-only
/** What the documents of a tree say of each struct of operations, and what its headers say of the same. */
import type { Place, SourceFile } from '../../text/source.ts';
import { type HeaderMember, readCleanStruct } from '../headers/headerStructs.ts';
import { blankComments } from '../headers/text.ts';
import { OPS_STRUCTS, structNamed } from '../opsStructs.ts';
import { type LockingDocument, type Paragraph, rowsOf } from './document.ts';
import type { DocumentedData, DocumentedPrototype, Problem } from './documentPrototypes.ts';
import type { Row } from './documentTable.ts';
import type { VfsDocument } from './vfsDocument.ts';

/** One struct in one document. */
export interface DescribedStruct {
  /** The struct's tag. A section about two structs (lock and lease manager) describes both: the first is named here. */
  struct: string;
  /** Other structs that it is about. */
  also: string[];
  /** Its name in the document. */
  place: Place;
  prototypes: DocumentedPrototype[];
  /** Members that are no callbacks: only where the whole struct is shown. */
  data: DocumentedData[];
  /** The rows of its tables of locking rules; null where it has no table. */
  rows: Row[] | null;
  paragraphs: Paragraph[];
  /** The prose of the paragraphs, sentence by sentence. */
  sentences: Sentence[];
}

/** A sentence with the ops that its paragraph is about; none when that is about the struct as a whole. */
export interface Sentence {
  ops: string[];
  /** White space collapsed. */
  text: string;
  place: Place;
}

/** A struct as the tree's header defines it. */
export interface DefinedStruct {
  struct: string;
  file: SourceFile;
  place: Place;
  /** Every declaration by its name; more than one where arms of an #if differ. */
  members: Map<string, (HeaderMember & { place: Place })[]>;
}

/** One document with what it describes. */
export interface Described {
  file: SourceFile;
  structs: DescribedStruct[];
  problems: Problem[];
}

/** The sections of the locking document that are about a struct of operations. */
export function describedByLocking(document: LockingDocument): Described {
  const structs = document.sections.flatMap((section): DescribedStruct[] => {
    const struct = structNamed(section.title);
    if (!struct) return [];
    const { place, prototypes, tables, paragraphs } = section;
    const also = OPS_STRUCTS.filter(({ describedIn }) => describedIn === struct.name);
    return [
      {
        struct: struct.name,
        also: also.map(({ name }) => name),
        place,
        prototypes,
        data: [],
        rows: tables.length === 0 ? null : rowsOf(section),
        paragraphs,
        sentences: paragraphs.flatMap(sentencesIn),
      },
    ];
  });
  return { file: document.file, structs: merged(structs), problems: document.problems };
}

/** The structs that vfs.rst shows. */
export function describedByVfs(document: VfsDocument): Described {
  const structs = document.structs.map((shown) => ({
    ...shown,
    also: [],
    rows: null,
    paragraphs: [],
    sentences: [],
  }));
  return { file: document.file, structs, problems: document.problems };
}

/** The structs of operations of a tree, and what of them could not be read. */
export interface DefinedStructs {
  structs: Map<string, DefinedStruct>;
  problems: Problem[];
}

/** Reads the structs of operations that headers define; the first header that defines one counts. */
export function definedStructs(headers: readonly SourceFile[]): DefinedStructs {
  const structs: DefinedStructs['structs'] = new Map();
  const problems: Problem[] = [];
  const clean = new Map<SourceFile, string>();
  const cleanOf = (file: SourceFile) => {
    const text = clean.get(file) ?? blankComments(file.text);
    clean.set(file, text);
    return text;
  };
  for (const { name, headers: paths } of OPS_STRUCTS) {
    const files = headers.filter((file) => file.text.includes(name));
    files.sort((a, b) => rank(paths, a) - rank(paths, b));
    for (const file of files) {
      const head = new RegExp(`\\bstruct\\s+${name}\\s*\\{`).exec(file.text);
      if (!head) continue;
      const defined = definedIn(file, cleanOf(file), name);
      const place = defined?.place ?? { file, start: head.index, end: head.index + head[0].length };
      if (defined) structs.set(name, defined);
      else problems.push({ text: `struct ${name} does not parse, so it is not checked`, place });
      break;
    }
  }
  return { structs, problems };
}

/** Null where the text does not define the struct, or not every callback in it could be read. */
function definedIn(file: SourceFile, clean: string, name: string): DefinedStruct | null {
  const struct = readCleanStruct(clean, name);
  if (!struct || struct.isBroken) return null;
  const members: DefinedStruct['members'] = new Map();
  for (const member of struct.members) {
    const place = { file, start: member.start, end: member.end };
    members.set(member.name, [...(members.get(member.name) ?? []), { ...member, place }]);
  }
  return { struct: name, file, place: { file, start: struct.start, end: struct.end }, members };
}

/** Sentences end with a dot before white space and a capital, a quote or an arrow. */
function sentencesIn({ ops, place }: Paragraph): Sentence[] {
  const { file, start, end } = place;
  const text = file.text.slice(start, end);
  const found: Sentence[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.:?!](?=\s+["'(A-Z]|\s+->|\s*$)/g)) {
    const to = match.index + 1;
    const skipped = text.slice(from, to).search(/\S/);
    if (skipped !== -1)
      found.push({
        ops,
        text: text.slice(from, to).replace(/\s+/g, ' ').trim(),
        place: { file, start: start + from + skipped, end: start + to },
      });
    from = to;
  }
  const rest = text.slice(from);
  if (rest.trim() !== '')
    found.push({
      ops,
      text: rest.replace(/\s+/g, ' ').trim(),
      place: { file, start: start + from + rest.search(/\S/), end: start + from + rest.trimEnd().length },
    });
  return found;
}

/** Two sections about one struct are one description, at the place of the first. */
function merged(structs: DescribedStruct[]): DescribedStruct[] {
  const byName = new Map<string, DescribedStruct>();
  for (const one of structs) {
    const before = byName.get(one.struct);
    if (!before) {
      byName.set(one.struct, one);
      continue;
    }
    before.prototypes = [...before.prototypes, ...one.prototypes];
    before.paragraphs = [...before.paragraphs, ...one.paragraphs];
    before.sentences = [...before.sentences, ...one.sentences];
    before.rows = before.rows === null ? one.rows : [...before.rows, ...(one.rows ?? [])];
  }
  return [...byName.values()];
}

function rank(paths: readonly string[], file: SourceFile): number {
  const at = paths.findIndex((path) => file.path === path || file.path.endsWith(`/${path}`));
  return at === -1 ? paths.length : at;
}
