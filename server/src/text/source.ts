// SPDX-License-Identifier: GPL-2.0-only
import { isAbsolute } from 'node:path';

/** One file's text with its line table. Offsets are UTF-16 indexes into `text`; lines and columns count from 1. */
export class SourceFile {
  /** Path as findings print it: relative to the tree's root with `/`, or as the user named it outside a tree. */
  readonly path: string;
  readonly text: string;
  #lineStarts: number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Names the file from a folder above the one that its path began at. */
  seenFromAbove(folder: string): void {
    (this as { path: string }).path = `${folder}/${this.path}`;
  }

  /** The file as it is now: what one in an editor has as text also holds what was typed over. */
  get current(): SourceFile {
    return this;
  }

  /** The offset in `current` of what stands at an offset here. */
  toCurrent(offset: number): number {
    return offset;
  }

  /** The offset here of what stands at an offset of `current`. */
  fromCurrent(offset: number): number {
    return offset;
  }

  /** Returns the position (line and column from 1) of an offset. */
  positionAt(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  }

  /** Returns the offset of a position; one past the end of a line is clamped to it. */
  offsetAt(position: Position): number {
    const starts = this.lineStarts();
    const line = Math.min(Math.max(position.line, 1), starts.length);
    const next = starts[line] ?? this.text.length + 1;
    return Math.min((starts[line - 1] as number) + position.column - 1, next - 1);
  }

  /** The text of the file in front of an offset. */
  before(offset: number): string {
    return this.text.slice(0, offset);
  }

  private lineStarts(): number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1))
      starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}

/** A place in a file, line and column from 1. */
export interface Position {
  line: number;
  column: number;
}

/** A half-open range of UTF-16 offsets in the file it belongs to. */
export interface Span {
  start: number;
  end: number;
}

/** A span together with the file it lies in. */
export interface Place extends Span {
  file: SourceFile;
}

/** The same place in the file as it is now, with plain offsets. */
export function plainPlace(place: Place): Place {
  const { file } = place;
  const start = file.toCurrent(place.start);
  // What ends where blanks begin ends before them.
  const end = place.end > place.start ? file.toCurrent(place.end - 1) + 1 : start;
  return { file: file.current, start, end };
}

/** A place as a key of maps. */
export function spot({ file, start }: Place): string {
  return `${file.path}:${start}`;
}

/** Whether a place lies in another one, or is it. */
export function contains(outer: Place, inner: Place): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** Orders places of one file as they stand in it now: in an editor, what was typed last has the greatest offsets. */
export function compareInFile(a: Place, b: Place): number {
  return a.file.toCurrent(a.start) - b.file.toCurrent(b.start);
}

/** Whether a path is one of what is linted: the tree that a module is only read with has absolute paths. */
export function isOwn(path: string): boolean {
  return !isAbsolute(path);
}

/** Whether a file is C by its name, a header included. */
export function isC(path: string): boolean {
  return path.endsWith('.c') || path.endsWith('.h');
}
