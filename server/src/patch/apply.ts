// SPDX-License-Identifier: GPL-2.0-only
/** Applies the hunks of one file to its text, in memory. */
import type { Edit, Hunk, HunkLine } from './model.ts';

export interface Applied {
  text: string;
  /** What was replaced, in order. */
  edits: Edit[];
  hunks: PlacedHunk[];
  /** The largest distance, in lines, between where a hunk said it belongs and where it went. */
  offset: number;
  /** The most lines of context that a hunk had to do without, at one end. */
  fuzz: number;
}

/** A hunk where it went: the lines of both files, from 1, that its first line is. */
export interface PlacedHunk {
  hunk: Hunk;
  oldStart: number;
  newStart: number;
}

/** Why a hunk has no place. */
export interface NotApplied {
  /** From 1. */
  hunk: number;
  /** Where it would have begun, by its own account. */
  line: number;
}

/** Whether hunks could be placed. */
export function isApplied(result: Applied | NotApplied): result is Applied {
  return 'text' in result;
}

/**
 * Applies hunks in order, each at the place nearest to where the one before went, with at most `maxFuzz` lines of
 * context left out at its ends, as `patch` does.
 */
export function applyHunks(text: string, hunks: readonly Hunk[], maxFuzz: number): Applied | NotApplied {
  const file = new Lines(text);
  const result: Applied = { text, edits: [], hunks: [], offset: 0, fuzz: 0 };
  const pieces: string[] = [];
  /** Lines of the file that are dealt with, and the distance of the last hunk. */
  let done = 0;
  let drift = 0;
  let grown = 0;
  for (const [index, hunk] of hunks.entries()) {
    const found = place(file, hunk, { from: done, drift, maxFuzz });
    if (found === null) return { hunk: index + 1, line: hunk.oldStart };
    const { at, fuzz, lines } = found;
    const expected = expectedStart(hunk) + found.left;
    drift = at - expected;
    result.offset = Math.max(result.offset, Math.abs(drift));
    result.fuzz = Math.max(result.fuzz, fuzz);
    const oldStart = at - found.left + 1;
    result.hunks.push({ hunk, oldStart, newStart: oldStart + grown });
    file.copy(pieces, done, at);
    let line = at;
    let edit: Edit | null = null;
    for (const one of lines) {
      if (one.kind === ' ') {
        if (edit !== null) result.edits.push(edit);
        edit = null;
        file.copy(pieces, line, line + 1);
        line++;
        continue;
      }
      edit ??= { oldStart: line + 1, oldLines: 0, newStart: line + 1 + grown, newLines: 0 };
      if (one.kind === '-') {
        edit.oldLines++;
        line++;
        grown--;
      } else {
        edit.newLines++;
        grown++;
        pieces.push(file.ended(one));
      }
    }
    if (edit !== null) result.edits.push(edit);
    done = line;
  }
  file.copy(pieces, done, file.count);
  result.text = pieces.join('');
  return result;
}

/** Index of the first line that a hunk is about; where it takes none away it stands behind the line it names. */
function expectedStart({ oldStart, oldLines }: Hunk): number {
  return oldLines === 0 ? oldStart : oldStart - 1;
}

interface Placed {
  at: number;
  fuzz: number;
  /** The lines that count, and how many were left out in front. */
  lines: readonly HunkLine[];
  left: number;
}

function place(
  file: Lines,
  hunk: Hunk,
  { from, drift, maxFuzz }: { from: number; drift: number; maxFuzz: number },
): Placed | null {
  const { lines } = hunk;
  const leading = contextAt(lines);
  const trailing = contextAt([...lines].reverse());
  const most = Math.max(leading, trailing);
  for (let fuzz = 0; fuzz <= Math.min(maxFuzz, most); fuzz++) {
    // The shorter end loses less, as in `patch`: there is less of it to begin with.
    const left = Math.max(0, Math.min(leading, fuzz - (most - leading)));
    const right = Math.max(0, Math.min(trailing, fuzz - (most - trailing)));
    const used = lines.slice(left, lines.length - right);
    const old = used.filter(({ kind }) => kind !== '+');
    const wanted = file.idsOf(old);
    if (wanted === null) continue;
    // Less context at one end than at the other says that the file begins or ends there.
    const atStart = fuzz === 0 && leading < trailing && hunk.oldStart <= 1;
    const atEnd = fuzz === 0 && trailing < leading;
    const start = expectedStart(hunk) + left + drift;
    const at = nearest(start, from, file.count - old.length, (index) => {
      if (!file.matches(wanted, index)) return false;
      if (index === start) return true;
      return (!atStart || index === 0) && (!atEnd || index + old.length === file.count);
    });
    if (at !== null) return { at, fuzz, lines: used, left };
  }
  return null;
}

function contextAt(lines: readonly HunkLine[]): number {
  const first = lines.findIndex(({ kind }) => kind !== ' ');
  return first === -1 ? lines.length : first;
}

/** The index nearest to `start`, within both ends, that passes; the later of two. */
function nearest(start: number, low: number, high: number, test: (index: number) => boolean): number | null {
  const most = Math.max(start - low, high - start);
  for (let distance = 0; distance <= most; distance++) {
    const after = start + distance;
    if (after >= low && after <= high && test(after)) return after;
    const before = start - distance;
    if (distance > 0 && before >= low && before <= high && test(before)) return before;
  }
  return null;
}

/** A text by lines that are compared as numbers. */
class Lines {
  readonly #text: string;
  /** Offset of each line, and behind the last one the end. */
  readonly #starts: number[] = [];
  readonly #ids: Int32Array;
  readonly #known = new Map<string, number>();
  /** Line end that lines to come take. */
  readonly #end: string;
  readonly count: number;

  constructor(text: string) {
    this.#text = text;
    for (let at = 0; at < text.length; ) {
      this.#starts.push(at);
      const next = text.indexOf('\n', at);
      at = next === -1 ? text.length : next + 1;
    }
    this.count = this.#starts.length;
    this.#starts.push(text.length);
    this.#ids = new Int32Array(this.count);
    for (let index = 0; index < this.count; index++) this.#ids[index] = this.#id(this.#line(index));
    this.#end = text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** Numbers of the lines that a hunk expects; null when one of them is nowhere in the file. */
  idsOf(lines: readonly HunkLine[]): Int32Array | null {
    const ids = new Int32Array(lines.length);
    for (const [index, { text }] of lines.entries()) {
      const id = this.#known.get(bare(text)) ?? this.#guess(text);
      if (id === undefined) return null;
      ids[index] = id;
    }
    return ids;
  }

  matches(wanted: Int32Array, at: number): boolean {
    for (let index = 0; index < wanted.length; index++)
      if (wanted[index] !== this.#ids[at + index]) return false;
    return true;
  }

  copy(pieces: string[], from: number, to: number): void {
    if (to > from) pieces.push(this.#text.slice(this.#starts[from], this.#starts[to]));
  }

  /** A line of a hunk as it is to stand in the file. */
  ended({ text, isUnended }: HunkLine): string {
    return isUnended ? bare(text) : `${bare(text)}${this.#end}`;
  }

  #line(index: number): string {
    return bare(this.#text.slice(this.#starts[index], this.#starts[index + 1]).replace(/\n$/, ''));
  }

  #id(line: string): number {
    let id = this.#known.get(line);
    if (id === undefined) {
      id = this.#known.size;
      this.#known.set(line, id);
    }
    return id;
  }

  /** A line whose characters a transport has lost stands for the one that it fits. */
  #guess(text: string): number | undefined {
    if (!text.includes('\ufffd')) return undefined;
    const pattern = bare(text)
      .split(/\ufffd+/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[^\\x00-\\x7f]{1,4}');
    const test = new RegExp(`^${pattern}$`, 'u');
    for (const [line, id] of this.#known) if (test.test(line)) return id;
    return undefined;
  }
}

/** Without the carriage return that may stand in front of the line end, in the file or in the mail. */
function bare(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
