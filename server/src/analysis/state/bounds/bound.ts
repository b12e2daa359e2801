// SPDX-License-Identifier: GPL-2.0-only
/** How well the comparisons on a path hold an index. */

import { MIRRORED } from '../../../text/arithmetic.ts';
import type { Place } from '../../../text/source.ts';
import { type Affine, affineOf, inPages, isChosen, isDistance } from '../affine.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { type Bounds, type Comparison, comparisonsOf } from './comparisons.ts';
import { type Upper, uppersOf } from './uppers.ts';

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
  /** That sum has 32 bits. */
  isNarrow?: true;
  /** It is below a difference that wraps where this is larger, and nothing else bounds that. */
  mayUnderflow: 'offset' | 'length' | null;
  /** It is equal to that difference: where that has wrapped, the sum of offset and length wraps, too. */
  isEqual?: true;
  /** An opaque callee was handed what was cut, and may have compared it. */
  isAsked?: true;
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
        const { place } = comparison;
        better({ ...UNBOUNDED, how: bits < open.bits ? 'cut' : 'doubt', place, isAsked: true });
      }
      continue;
    }
    for (const upper of uppersOf(comparison, symbols)) better(judge(open, upper));
  }
  if (isWeak(best) && needs(best).every((what) => holds(what, bounds, symbols)))
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

const isWeak = ({ mayWrap, mayUnderflow }: Bound) => mayWrap || mayUnderflow !== null;

/** What has to be bounded by itself: user space chooses no length that wraps an offset within bounds, but in 32 bits. */
const needs = ({ mayUnderflow, isNarrow }: Bound): ('offset' | 'length')[] =>
  mayUnderflow ? [mayUnderflow] : isNarrow ? ['offset', 'length'] : ['offset'];

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

function judge(
  index: Affine,
  { form, strict, comparison, inBytes, isNarrow, underflows, number }: Upper,
): Bound {
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
  const isEqual = comparison.op === '==';
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
    mayWrap: form.offset > 0 && form.end > 0 && (inBytes || isNarrow) && underflows === null,
    // Core lets no sum of pages wrap.
    mayUnderflow: isEqual && !inBytes ? null : underflows,
    ...(isNarrow ? { isNarrow } : {}),
    ...(isEqual ? { isEqual } : {}),
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
