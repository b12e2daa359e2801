// SPDX-License-Identifier: GPL-2.0-only
/** What masking makes of a piece of C: a text that the grammar reads, and what was taken out of it. */

/** A loop or guard macro that stands as `while` in the masked text. */
export interface MacroMark {
  kind: 'loop' | 'guard';
  name: string;
  /** The call has no arguments; the masked text has a `0` there. */
  empty: boolean;
  /** The statement that `scoped_cond_guard` runs when it does not get the lock. */
  failure: 'return' | 'goto' | 'break' | 'continue' | null;
}

/** A masked text and what was taken out of it. All offsets are relative to the text. */
export interface Masked {
  text: string;
  macros: Map<number, MacroMark>;
  /** Labels by offset; they stand as expression statements. */
  labels: Map<number, string>;
  /** `case` words whose value is a GNU range, masked as `low | high`. */
  ranges: Set<number>;
  /** Ends of inline assembly and other parts that stand as one identifier but mean something unknown. */
  opaque: Map<number, number>;
  /** Ends of identifiers that stand for more than their own characters. */
  words: Map<number, number>;
  /** Arguments of `__free()` and `__cleanup()`. */
  cleanups: { at: number; name: string }[];
}

/** A text in which nothing has been replaced so far. */
export function unmasked(): Masked {
  return {
    text: '',
    macros: new Map(),
    labels: new Map(),
    ranges: new Set(),
    opaque: new Map(),
    words: new Map(),
    cleanups: [],
  };
}
