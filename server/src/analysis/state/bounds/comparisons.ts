// SPDX-License-Identifier: GPL-2.0-only
/** The comparisons on a path: those that hold, and those that hold on some ways there. */
import { type ComparisonOperator, OPPOSITE } from '../../../text/arithmetic.ts';
import { remembered } from '../../../text/remembered.ts';
import type { Place } from '../../../text/source.ts';
import type { Sym, Symbols } from '../symbols.ts';

/** `left op right` holds. `asked`: an opaque callee was given `left`, and may have compared it. */
export interface Comparison {
  op: ComparisonOperator | 'asked';
  left: Sym;
  right: Sym;
  place: Place;
  /**
   * The side that user space chooses, of one that is equal to something it does not: which of many things, as the elements
   * that a loop goes through, makes no difference.
   */
  settles?: 'left' | 'right';
  /** The test lets through what passes it: it is true. */
  letsIn?: boolean;
  /** C compares signed numbers of 32 bits. */
  isSigned?: true;
  /** Both sides as written, where the test has two. */
  texts?: [left: string, right: string];
}

/** Comparisons by number, in order. Never written to. */
export interface Bounds {
  held: readonly number[];
  doubted: readonly number[];
}

export const NO_BOUNDS: Bounds = { held: [], doubted: [] };

/** The comparisons of one run, each equal one with one number. */
class Comparisons {
  readonly all: Comparison[] = [];
  private readonly numbers = new Map<string, number>();

  number(one: Comparison): number {
    const { file, start } = one.place;
    const sides =
      one.settles === undefined ? `${one.left},${one.right}` : `${one.settles}${one[one.settles]}`;
    const key = `${one.op}${sides}:${start}:${file.path}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.all.push(one) - 1;
      this.numbers.set(key, number);
    } else if (this.get(number).place.file !== file) {
      // Of the file as it was before it was opened, or edited.
      this.all[number] = one;
    }
    return number;
  }

  get(number: number): Comparison {
    return this.all[number] as Comparison;
  }
}

/** The comparisons of all explorations that share these symbols. */
export const comparisonsOf = remembered((_: Symbols): Comparisons => new Comparisons());

/** The bounds with more that hold, and more that may hold; both in any order. */
export function withBounds(bounds: Bounds, held: Iterable<number>, doubted: Iterable<number>): Bounds {
  const allHeld = united(bounds.held, inOrder(held));
  const allDoubted = without(united(bounds.doubted, inOrder(doubted)), allHeld);
  if (allHeld === bounds.held && isSame(allDoubted, bounds.doubted)) return bounds;
  return { held: allHeld, doubted: allDoubted };
}

/** Comparisons without those of tests of one value that went the other way in these bounds, of the same thing or another. */
export function withoutOpposites(numbers: readonly number[], { held }: Bounds, symbols: Symbols): number[] {
  const comparisons = comparisonsOf(symbols);
  const all = held.map((number) => comparisons.get(number));
  return numbers.filter((number) => {
    const { op, left, right, place } = comparisons.get(number);
    return !all.some(
      (one) =>
        one.place.start === place.start &&
        one.place.file === place.file &&
        one.op === OPPOSITE[op] &&
        (one.left === left || one.right === right),
    );
  });
}

function inOrder(numbers: Iterable<number>): readonly number[] {
  const all = [...numbers];
  return all.length < 2 ? all : all.sort((a, b) => a - b);
}

/** Numbers in order with others in order; the same array when it has them all. */
function united(numbers: readonly number[], others: readonly number[]): readonly number[] {
  let all: number[] | null = null;
  let at = 0;
  for (const one of others) {
    for (; at < numbers.length && (numbers[at] as number) < one; at++) all?.push(numbers[at] as number);
    if (numbers[at] === one) continue;
    all ??= numbers.slice(0, at);
    if (all.at(-1) !== one) all.push(one);
  }
  if (all === null) return numbers;
  for (; at < numbers.length; at++) all.push(numbers[at] as number);
  return all;
}

/** Numbers in order without those of another list in order; the same array when it has none of them. */
function without(numbers: readonly number[], others: readonly number[]): readonly number[] {
  let at = 0;
  const isOther = (one: number) => {
    while (at < others.length && (others[at] as number) < one) at++;
    return others[at] === one;
  };
  const left = numbers.filter((one) => !isOther(one));
  return left.length === numbers.length ? numbers : left;
}

/** What two paths know together: a bound of one of them alone is in doubt. */
export function meetBounds(a: Bounds, b: Bounds): Bounds {
  if (a === b || (isSame(a.held, b.held) && isSame(a.doubted, b.doubted))) return a;
  const held = without(a.held, without(a.held, b.held));
  const doubted = without(united(united(united(a.doubted, b.doubted), a.held), b.held), held);
  if (held.length === a.held.length && doubted.length === a.doubted.length) return a;
  return { held, doubted };
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  for (let at = 0; at < some.length; at++) if (some[at] !== others[at]) return false;
  return true;
}
