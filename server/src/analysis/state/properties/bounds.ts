// SPDX-License-Identifier: GPL-2.0-only
/**
 * What the tests on a path say about values that user space chooses: upper bounds, and whether they hold for an index.
 * A bound that holds on one of two paths alone is in doubt where they meet.
 */
import { type ComparisonOperator, MIRRORED } from '../../../text/arithmetic.ts';
import type { Place, SourceFile } from '../../../text/source.ts';
import { type Affine, add, affineOf, inPages, isChosen, isDistance } from '../affine.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { property } from './property.ts';

/** `left op right` holds. `asked`: an opaque callee was given `left`, and may have compared it. */
export interface Comparison {
  op: ComparisonOperator | 'asked';
  left: Sym;
  right: Sym;
  place: Place;
  /** The test lets through what passes it: it is true. */
  letsIn?: boolean;
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
    const key = `${one.op}${one.left},${one.right}:${start}:${file.path}`;
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

const known = new WeakMap<Symbols, Comparisons>();

/** The comparisons of all explorations that share these symbols. */
export function comparisonsOf(symbols: Symbols): Comparisons {
  let comparisons = known.get(symbols);
  if (!comparisons) {
    comparisons = new Comparisons();
    known.set(symbols, comparisons);
  }
  return comparisons;
}

/** The bounds with more that hold, and more that may hold; both in any order. */
export function withBounds(bounds: Bounds, held: Iterable<number>, doubted: Iterable<number>): Bounds {
  const allHeld = united(bounds.held, held);
  const allDoubted = without(united(bounds.doubted, doubted), allHeld);
  if (allHeld === bounds.held && isSame(allDoubted, bounds.doubted)) return bounds;
  return { held: allHeld, doubted: allDoubted };
}

/** Numbers in order with others; the same array when it has them all. */
function united(numbers: readonly number[], others: Iterable<number>): readonly number[] {
  const all = new Set(numbers);
  for (const one of others) all.add(one);
  return all.size === numbers.length ? numbers : [...all].sort((a, b) => a - b);
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

/** What a value is below: `form < 0`, or `form <= 0` where that is all that is known. */
export interface Upper {
  form: Affine;
  /** What was compared counted bytes. */
  inBytes: boolean;
  strict: boolean;
  /** What it is below was made by taking this from something, and wraps where it is larger. */
  underflows: 'offset' | 'length' | null;
  /** The number as written, where it is compared to one. */
  number: string | null;
  comparison: Comparison;
}

const upperMemos = new WeakMap<Comparison, Upper[]>();

export function uppersOf(comparison: Comparison, symbols: Symbols): Upper[] {
  let uppers = upperMemos.get(comparison);
  if (!uppers) {
    uppers = readUppers(comparison, symbols);
    upperMemos.set(comparison, uppers);
  }
  return uppers;
}

function readUppers(comparison: Comparison, symbols: Symbols): Upper[] {
  const { op, left, right, texts } = comparison;
  if (op === '!=' || op === 'asked') return [];
  // Nothing is above the largest number of its type.
  if (op !== '==' && (isLargest(left, symbols) || isLargest(right, symbols))) return [];
  const a = affineOf(left, symbols);
  const b = affineOf(right, symbols);
  const isNumber = [left, right].map((sym) => symbols.constantOf(sym) !== null);
  const number = (texts !== undefined && (isNumber[0] ? texts[0] : isNumber[1] ? texts[1] : null)) || null;
  const uppers: Upper[] = [];
  const below = (x: Affine, y: Affine, strict: boolean) => {
    const form = add(x, y, -1);
    const underflows = y.rest.size === 0 ? null : y.offset < 0 ? 'offset' : y.end < 0 ? 'length' : null;
    const inBytes = form?.unit === 'bytes';
    if (form) uppers.push({ form: inPages(form), inBytes, strict, underflows, number, comparison });
  };
  if (op !== '>' && op !== '>=') below(a, b, op === '<');
  if (op !== '<' && op !== '<=') below(b, a, op === '>');
  return uppers;
}

/** `ULONG_MAX`, `~0UL`, and that in pages. */
function isLargest(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'constant':
      return shape.atom === '-1';
    case 'initial':
      return LARGEST.has(symbols.globalName(sym) ?? '');
    case 'pure':
      return shape.name === '~' && symbols.constantOf(shape.operands[0] as Sym) === '0';
    case 'binary':
      return (shape.op === '>>' || shape.op === '/') && isLargest(shape.left, symbols);
    default:
      return false;
  }
}

const LARGEST: ReadonlySet<string> = new Set(['ULONG_MAX', 'SIZE_MAX', 'U64_MAX', 'ULLONG_MAX']);

/** How a path bounds an index. */
export interface Bound {
  /**
   * `held`: it is below something; `beyond`: it may be `limit` itself; `cut`: what was compared has fewer bits;
   * `negative`: what was compared is signed, and nothing keeps it from being below 0; `part`: a part of it is bounded;
   * `doubt`: on some paths, or in an opaque callee; `none`: it is compared with nothing.
   */
  how: 'held' | 'beyond' | 'cut' | 'negative' | 'part' | 'doubt' | 'none';
  /** The test that says so. */
  place: Place | null;
  /** What it was compared to, for `beyond` and `held`; null when that is a sum. */
  limit: Sym | null;
  /** That as written. */
  text: string | null;
  /** The test is true for what passes. */
  letsIn: boolean;
  /** The most that the index can be, where it was compared to a number. */
  most: number | null;
  /** Bytes were compared, not pages. */
  inBytes: boolean;
  /** A sum of offset and length in bytes was compared, and nothing else keeps the offset from being so large that it wraps. */
  mayWrap: boolean;
  /** It is below a difference that wraps where this is larger, and nothing else bounds that. */
  mayUnderflow: 'offset' | 'length' | null;
  /** What was compared is above something: a mapping that is too short is refused, one that is too long is not. */
  fromBelow?: true;
  /** Another test on the way, by which it may be the limit of that one itself. */
  beyond?: Bound;
}

const UNBOUNDED: Bound = {
  how: 'none',
  place: null,
  limit: null,
  text: null,
  letsIn: false,
  most: null,
  inBytes: false,
  mayWrap: false,
  mayUnderflow: null,
};

/** For values that core bounds before anything here runs. */
export const HELD: Bound = { ...UNBOUNDED, how: 'held' };

/** Returns how well the bounds hold an index. */
export function boundOf(index: Affine, bounds: Bounds, symbols: Symbols): Bound {
  const { open, cutAt } = openIn(inPages(index), bounds, symbols, false);
  const bound = isChosen(open) ? boundOfOpen(open, bounds, symbols) : HELD;
  if (cutAt === null || RANK[bound.how] >= RANK.cut) return bound;
  const { open: whole } = openIn(inPages(index), bounds, symbols, true);
  const { how } = isChosen(whole) ? boundOfOpen(whole, bounds, symbols) : HELD;
  if (how === 'doubt') return { ...UNBOUNDED, how, place: cutAt };
  return how === 'held' || how === 'beyond' ? { ...UNBOUNDED, how: 'cut', place: cutAt } : bound;
}

/**
 * What of an index user space still chooses: what is equal to something is fixed.
 *
 * @param isWhole what was cut to fewer bits before counts, too; where that was compared so, `cutAt` says
 */
function openIn(
  index: Affine,
  bounds: Bounds,
  symbols: Symbols,
  isWhole: boolean,
): { open: Affine; cutAt: Place | null } {
  const comparisons = comparisonsOf(symbols);
  let open = index;
  let cutAt: Place | null = null;
  for (const number of bounds.held) {
    const comparison = comparisons.get(number);
    if (comparison.op !== '==') continue;
    for (const { form } of uppersOf(comparison, symbols)) {
      const fixed = withoutFixed(open, form);
      const isCut = fixed !== open && form.bits < open.bits;
      if (isCut) cutAt ??= comparison.place;
      if (!isCut || isWhole) open = fixed;
    }
  }
  return { open, cutAt };
}

function boundOfOpen(open: Affine, bounds: Bounds, symbols: Symbols): Bound {
  const comparisons = comparisonsOf(symbols);
  let best = UNBOUNDED;
  let late: Bound | null = null;
  const better = (bound: Bound) => {
    if (bound.how === 'beyond' && bound.limit !== null) late ??= bound;
    const isSurer = RANK[bound.how] === RANK[best.how] && isWeak(best) && !isWeak(bound);
    if (RANK[bound.how] > RANK[best.how] || isSurer) best = bound;
  };
  for (const number of bounds.held) {
    const comparison = comparisons.get(number);
    if (comparison.op === 'asked') {
      if (isAsked(comparison, open, symbols)) {
        const { bits } = affineOf(comparison.left, symbols);
        better({ ...UNBOUNDED, how: bits < open.bits ? 'cut' : 'doubt', place: comparison.place });
      }
      continue;
    }
    for (const upper of uppersOf(comparison, symbols)) better(judge(open, upper));
  }
  if (isWeak(best) && holds(best.mayUnderflow ?? 'offset', bounds, symbols))
    best = { ...best, mayWrap: false, mayUnderflow: null };
  if (best.how === 'held' && late !== null) return { ...best, beyond: late };
  if (best.how === 'held' || best.how === 'beyond') return best;
  let part: Bound | null = best.how === 'none' ? null : best;
  let cut: Bound | null = null;
  for (const number of bounds.doubted) {
    const comparison = comparisons.get(number);
    const { place } = comparison;
    const doubt: Bound = { ...UNBOUNDED, how: 'doubt', place };
    if (comparison.op === 'asked') {
      if (isAsked(comparison, open, symbols)) return doubt;
      continue;
    }
    for (const upper of uppersOf(comparison, symbols)) {
      const { how } = judge(open, upper);
      if (how === 'none') continue;
      const isCut = upper.form.bits < open.bits;
      if (isCut && (how === 'cut' || comparison.op === '==')) {
        cut ??= { ...UNBOUNDED, how: 'cut', place };
        continue;
      }
      // Where a part alone is bounded, the whole is not; but what is equal is settled.
      if (how !== 'part' || comparison.op === '==') return doubt;
      part ??= { ...UNBOUNDED, how, place };
    }
  }
  if (cut !== null && RANK[best.how] < RANK.cut) return cut;
  if (part !== null || best.how !== 'none') return part ?? best;
  const isAbove = bounds.held.some((number) =>
    uppersOf(comparisons.get(number), symbols).some(({ form }) => isLowerBound(form, open)),
  );
  return isAbove ? { ...best, fromBelow: true } : best;
}

/** Of all that is chosen in an index the form has the opposite, or nothing. */
function isLowerBound(form: Affine, index: Affine): boolean {
  const roots = CHOSEN_UP.filter((root) => form[root] !== 0);
  return roots.length > 0 && roots.every((root) => form[root] < 0 && index[root] > 0);
}

const CHOSEN_UP = ['offset', 'address', 'end', 'count'] as const;

/** Returns the test by which a value may be the limit itself that it is compared to; null where another keeps it below. */
export function looseBoundOf(index: Sym, bounds: Bounds, symbols: Symbols): Bound | null {
  const comparisons = comparisonsOf(symbols);
  let loose: Bound | null = null;
  for (const number of [...bounds.held, ...bounds.doubted]) {
    const comparison = comparisons.get(number);
    const { op, left, right, place } = comparison;
    if (left !== index && right !== index) continue;
    const told = op === 'asked' || left === index ? op : MIRRORED[op];
    if (told === '<' || told === '==' || told === 'asked') return null;
    if (told !== '<=' || !bounds.held.includes(number)) continue;
    const limit = left === index ? right : left;
    const text = textOf(limit, comparison);
    loose ??= { ...UNBOUNDED, how: 'beyond', place, limit, text, letsIn: comparison.letsIn === true };
  }
  return loose;
}

/**
 * Returns the test by which the end of a mapping lies before its start: the sum of offset and length has wrapped on this
 * way, and no other test says that it has not. Null where it has not.
 */
export function wrappedAt(bounds: Bounds, symbols: Symbols): Place | null {
  const comparisons = comparisonsOf(symbols);
  let wrapped: Place | null = null;
  for (const number of bounds.held) {
    const comparison = comparisons.get(number);
    const { op, left, right, place } = comparison;
    if (op === 'asked' || op === '!=' || op === '==') continue;
    if (affineOf(left, symbols).offset === 0 || affineOf(right, symbols).offset === 0) continue;
    for (const { form } of uppersOf(comparison, symbols)) {
      if (form.offset !== 0 || form.rest.size > 0) continue;
      if (form.end < 0) return null;
      if (form.end > 0 && form.constant >= 0) wrapped ??= place;
    }
  }
  return wrapped;
}

/**
 * Returns the test that alone holds the end of a mapping, and lets through one page more than the whole pages of a size:
 * `size / PAGE_SIZE + 1`. Null where there is none.
 */
export function pageTooManyAt(bounds: Bounds, symbols: Symbols): Place | null {
  const comparisons = comparisonsOf(symbols);
  let loose: Place | null = null;
  for (const number of bounds.held) {
    const comparison = comparisons.get(number);
    if (comparison.op === 'asked') return null;
    for (const { form, strict } of uppersOf(comparison, symbols)) {
      if (form.end <= 0) continue;
      const [only, ...others] = form.rest;
      if (strict || only?.[1] !== -1 || others.length > 0) return null;
      const pages = form.constant === -1 ? only[0] : form.constant === 0 ? oneLess(only[0], symbols) : null;
      if (pages === null || !isInPages(pages, symbols)) return null;
      loose ??= comparison.place;
    }
  }
  return loose;
}

/** The pages of `(pages + 1) * PAGE_SIZE`. */
function oneLess(sym: Sym, symbols: Symbols): Sym | null {
  const bytes = symbols.shape(sym);
  if (bytes.kind !== 'binary' || !isScaled(bytes, ['*', '<<'], symbols)) return null;
  const sum = symbols.shape(bytes.left);
  const isMore = sum.kind === 'binary' && sum.op === '+' && symbols.constantOf(sum.right) === '1';
  return isMore ? sum.left : null;
}

/** A size that is no sum, cut to whole pages. */
function isInPages(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'binary' || !isScaled(shape, ['/', '>>'], symbols)) return false;
  return symbols.shape(shape.left).kind === 'initial';
}

/** By the size of a page with the one operator, or by its shift with the other. */
function isScaled(
  { op, right }: { op: string; right: Sym },
  [bySize, byShift]: [string, string],
  symbols: Symbols,
): boolean {
  const name = symbols.globalName(right);
  return (op === bySize && name === 'PAGE_SIZE') || (op === byShift && name === 'PAGE_SHIFT');
}

/**
 * Returns where an index begins by the tests, as written, when these hold it between that and so many more of it:
 * `index >= first && index < first + count`. Null where they do not.
 */
export function countedFrom(index: Affine, bounds: Bounds, symbols: Symbols): string | null {
  const comparisons = comparisonsOf(symbols);
  const isIndex = (form: Affine) =>
    form.rest.size === 0 && form.constant === 0 && isDistance(form) && form.offset + form.address > 0;
  if (!isIndex(index)) return null;
  for (const number of bounds.held) {
    const { op, left, right, texts } = comparisons.get(number);
    const isLower = op === '>=' || op === '>';
    if (texts === undefined || (!isLower && op !== '<=' && op !== '<')) continue;
    const [first, text] = isLower ? [right, texts[1]] : [left, texts[0]];
    if (symbols.shape(first).kind !== 'initial' || symbols.isEnumerator(first)) continue;
    if (!isIndex(affineOf(isLower ? left : right, symbols)) || isChosen(affineOf(first, symbols))) continue;
    for (const other of bounds.held)
      for (const { form } of uppersOf(comparisons.get(other), symbols))
        if (form.offset + form.address > 0 && form.rest.size === 2 && form.rest.get(first) === -1)
          if ([...form.rest.values()].every((times) => times === -1)) return text;
  }
  return null;
}

/**
 * Says whether a mapping may have been found to be as long as something else says, or longer.
 *
 * @param turns where the tests of a loop begin, which goes on for as long as the mapping is, and its file
 */
export function isLongEnough(
  length: Sym,
  bounds: Bounds,
  { file, turns }: { file: SourceFile; turns: ReadonlySet<number> | undefined },
  symbols: Symbols,
): boolean {
  const comparisons = comparisonsOf(symbols);
  if (!isChosen(affineOf(length, symbols))) return true;
  const isAbout = (number: number, isHeld: boolean) => {
    const comparison = comparisons.get(number);
    const { op, left, right, place } = comparison;
    const a = affineOf(left, symbols);
    if (op === 'asked') return !isChosen(a) || a.end !== 0;
    const b = affineOf(right, symbols);
    if (a.end === 0 && b.end === 0) return false;
    const form = add(a, b, -1);
    if (form === null) return true;
    if (form.rest.size === 0 && form.constant === 0 && form.offset === 0)
      return place.file === file && turns?.has(place.start) === true;
    return !isHeld || uppersOf(comparison, symbols).some((upper) => upper.form.end < 0);
  };
  return (
    bounds.held.some((number) => isAbout(number, true)) ||
    bounds.doubted.some((number) => isAbout(number, false))
  );
}

/** Says whether a loop holds the length of the mapping against anything, on whichever turn: `if (addr >= vma->vm_end) break`. */
export function endsWithMapping(file: SourceFile, turns: ReadonlySet<number>, symbols: Symbols): boolean {
  return comparisonsOf(symbols).all.some(({ op, left, right, place }) => {
    if (op === 'asked' || place.file !== file || !turns.has(place.start)) return false;
    return affineOf(left, symbols).end !== affineOf(right, symbols).end;
  });
}

const isWeak = ({ mayWrap, mayUnderflow }: Bound) => mayWrap || mayUnderflow !== null;

/** Says whether the offset or the length is compared by itself, or a callee was asked. */
function holds(what: 'offset' | 'length', bounds: Bounds, symbols: Symbols): boolean {
  const comparisons = comparisonsOf(symbols);
  const isAlone = ({ offset, end, address }: Affine) =>
    what === 'offset' ? offset > 0 && end <= 0 && address <= 0 : end > 0 && offset <= 0;
  return [...bounds.held, ...bounds.doubted].some((number) => {
    const comparison = comparisons.get(number);
    if (comparison.op === 'asked') return isAlone(affineOf(comparison.left, symbols));
    return uppersOf(comparison, symbols).some(({ form }) => isAlone(form));
  });
}

const RANK: Record<Bound['how'], number> = {
  none: 0,
  part: 1,
  negative: 2,
  cut: 3,
  doubt: 4,
  beyond: 5,
  held: 6,
};

/** `vm_pgoff == 0` fixes the offset, `vma_pages(vma) == n` the length. */
function withoutFixed(index: Affine, form: Affine): Affine {
  if (form.offset === 1 && form.address === 0 && form.end === 0 && form.start === 0)
    return { ...index, offset: 0 };
  if (form.low === 1 && form.offset === 0 && form.address === 0 && form.end === 0)
    return { ...index, low: 0 };
  if (form.offset === 0 && form.address === 1 && form.start === -1)
    return { ...index, address: 0, start: index.start + index.address };
  if (form.offset === 0 && form.end === 1 && form.start === -1)
    return { ...index, end: 0, start: index.start + index.end };
  return index;
}

/** An opaque callee compared something of the index, or what it is reached through. */
function isAsked({ left }: Comparison, index: Affine, symbols: Symbols): boolean {
  const form = affineOf(left, symbols);
  if (!isChosen(form)) return true;
  return (
    (form.offset > 0 && index.offset > 0) ||
    (form.address > 0 && index.address > 0) ||
    form.end > 0 ||
    (form.low > 0 && index.low > 0) ||
    (form.count > 0 && index.count > 0)
  );
}

function judge(index: Affine, { form, strict, comparison, inBytes, underflows, number }: Upper): Bound {
  const { place } = comparison;
  const shared =
    (form.offset > 0 && index.offset > 0) ||
    ((form.address > 0 || form.end > 0) && index.address > 0) ||
    (form.end > 0 && index.end > 0) ||
    (form.low > 0 && index.low > 0) ||
    (form.count > 0 && index.count > 0);
  if (!shared) return UNBOUNDED;
  if (form.unit === 'scaled' || index.unit === 'scaled') return { ...UNBOUNDED, how: 'doubt', place };
  if (
    !isDistance(form) ||
    form.offset < 0 ||
    form.address < 0 ||
    form.end < 0 ||
    form.count < 0 ||
    form.low < 0
  )
    return { ...UNBOUNDED, how: 'doubt', place };
  const page = form.address + form.end;
  if (
    form.offset < index.offset ||
    page < index.address + index.end ||
    form.end < index.end ||
    form.low < index.low ||
    form.count < index.count
  )
    return { ...UNBOUNDED, how: 'part', place };
  if (form.bits < index.bits) return { ...UNBOUNDED, how: 'cut', place };
  const { limit, isNumber } = limitOf(form, index);
  // The last page of a mapping is one below its length.
  const most = isNumber ? index.constant - form.constant - (strict || form.end > 0 ? 1 : 0) : null;
  const below = strict || form.end > 0 || index.constant < form.constant;
  return {
    how: below ? 'held' : 'beyond',
    place,
    limit,
    text: isNumber ? number : textOf(limit, comparison),
    letsIn: comparison.letsIn === true,
    most,
    inBytes,
    mayWrap: form.offset > 0 && form.end > 0 && inBytes && underflows === null,
    mayUnderflow: underflows,
  };
}

function textOf(limit: Sym | null, { left, right, texts }: Comparison): string | null {
  if (!texts || limit === null) return null;
  return limit === right ? texts[1] : limit === left ? texts[0] : null;
}

/** What the index is compared to: everything that stands beside the chosen values and is not in the index too. */
function limitOf(form: Affine, index: Affine): { limit: Sym | null; isNumber: boolean } {
  const beside = [...form.rest].filter(([sym, count]) => index.rest.get(sym) !== count);
  if (beside.length === 0) return { limit: null, isNumber: true };
  const [only] = beside;
  const isOne = beside.length === 1 && only?.[1] === -1 && form.constant === index.constant;
  return { limit: isOne ? (only?.[0] as Sym) : null, isNumber: false };
}

/** What tests say about values that user space chooses. (`Substitution` brings a callee's to its caller.) */
export const boundsProperty = {
  bounds: property<Bounds>({
    initial: NO_BOUNDS,
    key: ({ held, doubted }) => (held.length || doubted.length ? `<${held.join()}|${doubted.join()}` : ''),
    join: meetBounds,
    isJoinedInOutcomes: true,
  }),
};
