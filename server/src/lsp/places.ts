// SPDX-License-Identifier: GPL-2.0-only
/** Places of the facts as the protocol has them. */

import { resolve } from 'node:path';
import type { Location, Position, Range, TextEdit } from 'vscode-languageserver';
import { type Place, plainPlace, type SourceFile } from '../text/source.ts';
import { uriOfPath } from './uris.ts';

/** Lines and characters from 0. */
export function rangeOf(place: Place): Range {
  const { file, start, end } = plainPlace(place);
  return { start: positionOf(file, start), end: positionOf(file, end) };
}

export function positionOf(file: SourceFile, offset: number): Position {
  const { line, column } = file.positionAt(offset);
  return { line: line - 1, character: column - 1 };
}

/** `base`: what the file's path is relative to, unless it is absolute. */
export function locationOf(place: Place, base: string): Location {
  return { uri: uriOf(place.file.path, base), range: rangeOf(place) };
}

/** The URI of a file of a session. */
export function uriOf(path: string, base: string): string {
  return uriOfPath(resolve(base, path));
}

/** The offset of a protocol position, in the file's own offsets (those of the facts for a file in edit). */
export function offsetOf(file: SourceFile, { line, character }: Position): number {
  return file.offsetAt({ line: line + 1, column: character + 1 });
}

/** A text put in at an offset of a plain file, with the line ends that the file has. */
export function insert(file: SourceFile, offset: number, text: string): TextEdit {
  const newText = file.text.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
  return { range: rangeOf({ file, start: offset, end: offset }), newText };
}
