// SPDX-License-Identifier: GPL-2.0-only
/** A file that is being edited: what an edit leaves alone keeps its offsets, so that what was made of it stays true. */

import { isHalfBlock } from '../../syntax/items/halfBlocks.ts';
import type { Item } from '../../syntax/items/items.ts';
import { splitItems } from '../../syntax/items/split.ts';
import { commonHead, commonTail } from '../../text/common.ts';
import { type Position, SourceFile } from '../../text/source.ts';

/** A stretch of the text that is still part of the file: `at` in the growing text, `to` in the file as it is now. */
interface Segment {
  at: number;
  to: number;
  length: number;
}

/** What an edit did to the items of a file. */
export interface ItemChange {
  removed: Item[];
  added: Item[];
}

const NO_CHANGE: ItemChange = { removed: [], added: [] };

/** Behind a function that is read alone, so that one without its closing brace swallows it and gives itself away. */
const SENTINEL = '\nint vmops_sentinel = 0;\n';
/** The growing text may have this many times the length of the file, and some more, before it starts afresh. */
const MOST_GROWTH = 8;
const SOME_MORE = 1 << 20;

/**
 * The text only grows: an edit appends the items that it changed, and those are the only ones with new offsets.
 * Offsets of every other item, and so every parse and report made of it, stay valid. `positionAt` and `offsetAt`
 * describe the file as it is now.
 */
export class IncrementalFile extends SourceFile {
  declare text: string;
  /** In the order of their offsets, which is not the order of the file. */
  items: Item[];
  #current: SourceFile;
  #segments: Segment[];

  constructor(path: string, text: string) {
    super(path, text);
    this.#current = new SourceFile(path, text);
    this.items = splitItems(text);
    this.#segments = [{ at: 0, to: 0, length: text.length }];
  }

  /** Takes the next text of the file; null when nothing could be kept and every item is new. */
  update(next: string): ItemChange | null {
    const before = this.current.text;
    const head = commonHead(before, next);
    const tail = commonTail(before, next, head);
    this.#current = new SourceFile(this.path, next);
    if (this.text.length > next.length * MOST_GROWTH + SOME_MORE) return this.#startAfresh(next);
    if (this.#updateBlank(before, next, head, tail)) return NO_CHANGE;
    return this.#updateInside(before, next, head, tail) ?? this.#updateItems(before, next, head, tail);
  }

  /** With plain offsets. */
  override get current(): SourceFile {
    return this.#current;
  }

  override positionAt(offset: number): Position {
    return this.current.positionAt(this.toCurrent(offset));
  }

  override offsetAt(position: Position): number {
    return this.fromCurrent(this.current.offsetAt(position));
  }

  override before(offset: number): string {
    return this.current.before(this.toCurrent(offset));
  }

  /** What is no longer part of the file maps to where its neighbour stands. */
  override toCurrent(offset: number): number {
    let best: Segment | null = null;
    for (const segment of this.#segments) {
      if (segment.at > offset) continue;
      // An offset between two segments belongs to the one that it ends.
      if (offset <= segment.at + segment.length && (best === null || offset < segment.at + segment.length))
        best = segment;
    }
    if (best) return best.to + offset - best.at;
    return this.#segments.find((segment) => segment.at > offset)?.to ?? 0;
  }

  override fromCurrent(offset: number): number {
    const holds = (s: Segment) => s.to <= offset && offset < s.to + s.length;
    const found = this.#segments.find(holds) ?? this.#segments.find((s) => s.to + s.length === offset);
    if (found) return found.at + offset - found.to;
    // Among blanks that came later stands what comes behind them.
    return this.#segments.find(({ to }) => to > offset)?.at ?? 0;
  }

  #startAfresh(next: string): null {
    this.text = next;
    this.items = splitItems(next);
    this.#segments = [{ at: 0, to: 0, length: next.length }];
    return null;
  }

  /**
   * The quickest way: blanks beside blanks came to, or went from, the body of a function, where they mean nothing. No
   * item changes; what stands around them is moved apart.
   */
  #updateBlank(before: string, next: string, head: number, tail: number): boolean {
    const oldEnd = before.length - tail;
    const newEnd = next.length - tail;
    const isBlank = /^\s*$/.test(before.slice(head, oldEnd)) && /^\s*$/.test(next.slice(head, newEnd));
    if (!isBlank || !/\s/.test(`${before[head - 1]}${before[oldEnd]}`)) return false;
    // Strings, comments and directives mind their blanks.
    if (/["'/\\#]/.test(linesAround(before, head, oldEnd) + linesAround(next, head, newEnd))) return false;
    const isInside = this.items.some(
      (item) =>
        item.kind === 'function' &&
        this.toCurrent(item.bodyStart) < head &&
        oldEnd < this.#endOf(item) &&
        !this.text.slice(item.start, item.end).includes('#'),
    );
    if (!isInside) return false;
    this.#segments = this.#cut(head, oldEnd, oldEnd - newEnd);
    return true;
  }

  /** Where an item ends in the file as it is now. */
  #endOf({ end }: Item): number {
    return this.toCurrent(end - 1) + 1;
  }

  /** The quick way: the edit lies in the body of one function, which is still one function, without directives. */
  #updateInside(before: string, next: string, head: number, tail: number): ItemChange | null {
    const index = this.items.findIndex((item) => {
      if (item.kind !== 'function') return false;
      return this.toCurrent(item.bodyStart) < head && before.length - tail < this.#endOf(item);
    });
    const old = this.items[index];
    if (!old) return null;
    const from = this.toCurrent(old.start);
    const to = this.#endOf(old) + next.length - before.length;
    const text = next.slice(from, to);
    if (text.includes('#') || this.text.slice(old.start, old.end).includes('#')) return null;
    if (old.isTorn || this.items.some((one) => isHalfBlock(this.text, one))) return null;
    const [item, sentinel] = splitItems(text + SENTINEL);
    if (item?.start !== 0 || item.end !== text.length || sentinel?.name !== 'vmops_sentinel') return null;
    if (item.kind !== 'function' || item.isTorn || item.name !== old.name || item.isStatic !== old.isStatic)
      return null;
    const at = this.#replace(from, to, before.length - next.length, next);
    const added: Item = { ...moved(item, at), guards: old.guards };
    this.items.splice(index, 1);
    this.items.push(added);
    return { removed: [old], added: [added] };
  }

  #updateItems(before: string, next: string, head: number, tail: number): ItemChange {
    const items = splitItems(next);
    let from = head;
    let to = Math.max(next.length - tail, head);
    const known = new Map(this.items.map((item) => [item.start, item]));
    const shift = next.length - before.length;
    const same = (item: Item): Item | null => {
      if (item.start < to && item.end > from) return null;
      const was = item.start >= to ? item.start - shift : item.start;
      const old = known.get(this.fromCurrent(was));
      return old && isSame(old, moved(item, old.start - item.start)) ? old : null;
    };
    // What is kept must not reach into the stretch that is replaced.
    for (let grown = true; grown; ) {
      grown = false;
      for (const item of items) {
        const touches = item.start < to && item.end > from;
        if (same(item) !== null && !touches) continue;
        if (item.start >= from && item.end <= to) continue;
        from = Math.min(from, item.start);
        to = Math.max(to, item.end);
        grown = true;
      }
    }
    const kept = new Set<Item>();
    const added: Item[] = [];
    const inside: Item[] = [];
    for (const item of items) {
      const old = same(item);
      if (old) kept.add(old);
      else inside.push(item);
    }
    const removed = this.items.filter((item) => !kept.has(item));
    const at = this.#replace(from, to, -shift, next);
    for (const item of inside) added.push(moved(item, at - from));
    this.items = [...this.items.filter((item) => kept.has(item)), ...added].sort((a, b) => a.start - b.start);
    return { removed, added };
  }

  /**
   * Appends a stretch of the next text, and makes it the file's in place of what was there.
   *
   * @param change length before minus length after
   * @returns where the stretch now starts in the growing text
   */
  #replace(from: number, to: number, change: number, next: string): number {
    const segments = this.#cut(from, to + change, change);
    // A line end between keeps a word at the seam from growing together with the next.
    this.text += '\n';
    const at = this.text.length;
    this.text += next.slice(from, to);
    segments.push({ at, to: from, length: to - from });
    this.#segments = segments.sort((a, b) => a.to - b.to);
    return at;
  }

  /** The segments without a stretch of the text before; what stands behind it moves by `change`, the length before minus that after. */
  #cut(from: number, oldEnd: number, change: number): Segment[] {
    const segments: Segment[] = [];
    for (const segment of this.#segments) {
      const end = segment.to + segment.length;
      if (segment.to < from) segments.push({ ...segment, length: Math.min(end, from) - segment.to });
      if (end > oldEnd) {
        const cut = Math.max(oldEnd - segment.to, 0);
        segments.push({
          at: segment.at + cut,
          to: segment.to + cut - change,
          length: segment.length - cut,
        });
      }
    }
    return segments;
  }
}

/** The lines that a stretch lies in, with the one before and the one after. */
function linesAround(text: string, start: number, end: number): string {
  const first = text.lastIndexOf('\n', text.lastIndexOf('\n', start - 1) - 1);
  const line = text.indexOf('\n', end);
  const last = line === -1 ? -1 : text.indexOf('\n', line + 1);
  return text.slice(first + 1, last === -1 ? text.length : last);
}

function moved(item: Item, by: number): Item {
  return {
    ...item,
    start: item.start + by,
    end: item.end + by,
    nameSpan: { start: item.nameSpan.start + by, end: item.nameSpan.end + by },
    bodyStart: item.bodyStart === -1 ? -1 : item.bodyStart + by,
  };
}

function isSame(a: Item, b: Item): boolean {
  return (
    a.end === b.end &&
    a.kind === b.kind &&
    a.name === b.name &&
    a.bodyStart === b.bodyStart &&
    a.isStatic === b.isStatic &&
    isSameGuards(a.guards, b.guards) &&
    isSameGuards(a.decided, b.decided) &&
    a.isTorn === b.isTorn
  );
}

function isSameGuards(a: Item['decided'], b: Item['decided']): boolean {
  return (
    a.length === b.length &&
    a.every(({ condition, taken }, i) => b[i]?.condition === condition && b[i]?.taken === taken)
  );
}
