// SPDX-License-Identifier: GPL-2.0-only
/** Reader of vfs.rst (from 5.4) and vfs.txt: they show whole structs as blocks of C. */
import { type Place, SourceFile } from '../../text/source.ts';
import { structNamed } from '../opsStructs.ts';
import {
  blockData,
  blockPrototypes,
  type DocumentedData,
  type DocumentedPrototype,
  type Problem,
} from './documentPrototypes.ts';

/** One struct as the document shows it. */
export interface ShownStruct {
  struct: string;
  /** Its name in the block. */
  place: Place;
  prototypes: DocumentedPrototype[];
  data: DocumentedData[];
}

export interface VfsDocument {
  file: SourceFile;
  structs: ShownStruct[];
  problems: Problem[];
}

/** Reads the structs of operations that a document shows. Never throws. */
export function readVfsDocument(text: string, path: string): VfsDocument {
  const file = new SourceFile(path, text);
  const problems: Problem[] = [];
  const structs: ShownStruct[] = [];
  for (const match of text.matchAll(/^([ \t]*)struct[ \t]+(\w+)[ \t]*\{[ \t]*\r?$/gm)) {
    const name = match[2] as string;
    const struct = structNamed(name);
    if (!struct) continue;
    const from = match.index + match[0].length;
    const start = match.index + match[0].indexOf(name);
    const place = { file, start, end: start + name.length };
    const to = endOfBlock(text, from, (match[1] as string).length);
    if (!text.startsWith('}', text.slice(to).search(/\S|$/) + to))
      problems.push({ text: `struct ${name} has no closing brace`, place });
    structs.push({
      struct: struct.name,
      place,
      prototypes: blockPrototypes(file, from, to, problems),
      data: blockData(file, from, to),
    });
  }
  return { file, structs, problems };
}

/** Up to the line of the closing brace, or to the prose behind the block. */
function endOfBlock(text: string, from: number, indent: number): number {
  const line = /^([ \t]*)(\S[^\n]*)$/gm;
  line.lastIndex = from;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const [, white = '', words = ''] = match;
    if (words.startsWith('}')) return match.index;
    const isPiece = /^#|[;,)]\s*$/.test(words);
    if (white.length < indent + (indent > 0 ? 0 : 1) && !isPiece) return match.index;
  }
  return text.length;
}
