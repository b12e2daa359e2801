// SPDX-License-Identifier: GPL-2.0-only
/** What limits an index or a length that user space chooses, and how surely. */

import { isMadeFor } from '../../../facts/declarations/madeArrays.ts';
import { pagesMade } from '../../../facts/declarations/madePages.ts';
import { functionAt } from '../../../facts/functions/texts.ts';
import type { Place } from '../../../text/source.ts';
import type { Access } from '../../engine/accesses.ts';
import type { RawExit } from '../../engine/explorer.ts';
import type { Frame } from '../../engine/frame.ts';
import { type Affine, add, affineOf, inPages, isChosen, isDistance, withoutLow } from '../../state/affine.ts';
import { type Bound, boundOf, HELD } from '../../state/bounds/bound.ts';
import type { Bounds } from '../../state/bounds/comparisons.ts';
import { isLimit, isOfOrder, isPagesOfOrder, numberOfPages } from '../../state/counts.ts';
import type { Sym, Symbols } from '../../state/symbols.ts';
import type { Front } from '../fronts.ts';
import { symbolText } from '../render.ts';

/** How a value is bounded. */
export interface Limited {
  /**
   * `held`: below something; `beyond`: it may be the number of elements itself; `cut`: what was compared has fewer
   * bits; `part`: a part of it; `apart`: each part by itself, not their sum; `doubt`: perhaps; `none`: not at all.
   */
  how: Exclude<Bound['how'], 'negative'> | 'apart';
  /** The test, if there is one. */
  place: Place | null;
  /** What it was compared to, as a reader would write it. */
  limit: string | null;
  /** The test is true for what passes; else it refuses. */
  letsIn: boolean;
  /** The most that it can be, where it was compared to a number. */
  most: number | null;
  /** The sum of offset and length was compared in bytes, and nothing else bounds the offset. */
  mayWrap: boolean;
  /** That sum has 32 bits. */
  isNarrow?: true;
  /** It was compared to what this leaves of the object, which wraps where it is larger; nothing else bounds that. */
  mayUnderflow: Bound['mayUnderflow'];
  /** As of `Bound`. */
  isEqual?: true;
  isAsked?: true;
  /** As of `Bound`. */
  fromBelow?: true;
}

/** What a mapping function keeps in bounds where it succeeds. */
export interface MappingBounds {
  offset: Limited;
  length: Limited;
  sum: Limited;
}

/** Distances into the mapping that grow with what user space chooses. */
export function isUsable(form: Affine): boolean {
  if (!isChosen(form) || !isDistance(form)) return false;
  return ROOTS_UP.every((root) => form[root] >= 0);
}

export function limited(x: Frame, form: Affine | null, bounds: Bounds): Limited {
  return limitedBy(x, form ? boundOf(form, bounds, x.context.symbols) : HELD, null);
}

/** @param access what is reached by the index, where that is more than a part of it */
export function limitedBy(x: Frame, found: Bound, access: Access | null): Limited {
  const { symbols, program, members } = x.context;
  const ofArray = access?.kind === 'element';
  const array = access?.member ?? null;
  const ofPages = access !== null && isOfPages(access);
  const isMade = (count: string) => {
    if (array === null) return false;
    members.add(array);
    return isMadeFor(array, count, x.file.path, program);
  };
  const textOf = ({ text, limit }: Bound) =>
    text ?? (limit === null ? null : symbolText(limit, symbols, x.graph));
  const isTooFar = (bound: Bound) =>
    !isOfOther(x, bound, access) &&
    (bound.limit === null
      ? ofPages && !bound.inBytes && bound.text !== null && isPagesOfOrder(bound.text)
      : (ofPages && !bound.inBytes && isOfOrder(bound.limit, symbols)) ||
        isLimit(bound.limit, { inBytes: bound.inBytes, ofArray, text: textOf(bound) }, symbols, isMade));
  const told = (bound: Bound, how: Limited['how']): Limited => {
    const { place, letsIn, most, mayWrap, isNarrow, mayUnderflow, isEqual, isAsked, fromBelow } = bound;
    return {
      ...{ how, place, limit: textOf(bound), letsIn, most, mayWrap, mayUnderflow },
      ...(isNarrow ? { isNarrow } : {}),
      ...(isEqual ? { isEqual } : {}),
      ...(isAsked ? { isAsked } : {}),
      ...(fromBelow ? { fromBelow } : {}),
    };
  };
  if (found.how === 'beyond') return told(found, isTooFar(found) ? 'beyond' : 'held');
  // It is below something else, too, which may be larger than what there is.
  const beyond = found.how === 'held' && found.most === null ? (found.beyond ?? null) : null;
  const late = beyond !== null && isBeside(x, beyond.place, access?.place ?? null) ? beyond : null;
  // What is compared once more under a lock has the same name.
  const isOther =
    late !== null && textOf(late) !== textOf(found) && !isSameSize(late.limit, found.limit, symbols);
  if (late !== null && isOther && isTooFar(late)) return told(late, 'beyond');
  return told(found, found.how === 'negative' ? 'doubt' : found.how);
}

/** So many pages are compared, and the memory that is reached has more, or fewer: that number is not where it ends. */
function isOfOther({ context, file }: Frame, { limit, inBytes }: Bound, access: Access | null): boolean {
  const { symbols, program } = context;
  const pages = limit === null || !inBytes ? null : numberOfPages(limit, symbols);
  const facts = pages === null ? undefined : program.files.get(file.path);
  if (facts === undefined || access === null) return false;
  return [...affineOf(access.index, symbols).rest.keys()].some((base) => {
    const name = symbols.globalName(base);
    const made = name === null ? null : pagesMade(name, facts);
    return made !== null && made !== pages;
  });
}

/** What another function compared it with may be the size of another object than is reached here. */
function isBeside({ context: { program } }: Frame, test: Place | null, access: Place | null): boolean {
  if (test === null || access === null) return true;
  const own = functionAt(test, program);
  return own !== undefined && access.file === test.file && functionAt(access, program) === own;
}

/** Pages that an allocator of orders gives: what vmalloc() gives, or an array holds, may have others before those. */
const isOfPages = ({ kind, callee }: Access) =>
  kind === 'page' || (kind === 'memory' && callee?.startsWith('vmalloc_') !== true);

/** One size in pages, and in bytes: `size >> PAGE_SHIFT` and `size`. */
function isSameSize(one: Sym | null, other: Sym | null, symbols: Symbols): boolean {
  if (one === null || other === null) return false;
  return isScaledOf(one, other, symbols) || isScaledOf(other, one, symbols);
}

function isScaledOf(sym: Sym, of: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary') return SCALES.has(shape.op) && shape.left === of;
  return shape.kind === 'pure' && IN_PAGES.has(shape.name) && shape.operands[0] === of;
}

const SCALES: ReadonlySet<string> = new Set(['>>', '<<', '/', '*']);

const IN_PAGES: ReadonlySet<string> = new Set(['PFN_DOWN', 'PFN_PHYS', 'PHYS_PFN']);

export const UNBOUNDED: Limited = {
  how: 'none',
  place: null,
  limit: null,
  letsIn: false,
  most: null,
  mayWrap: false,
  mayUnderflow: null,
};

const CERTAIN: Limited = { ...UNBOUNDED, how: 'held' };

const PERHAPS: Limited = { ...CERTAIN, how: 'doubt' };

/** Of a mapping that was not explored, and of one that was checked before. */
export const UNKNOWN_BOUNDS: MappingBounds = { offset: PERHAPS, length: PERHAPS, sum: PERHAPS };

export const CHECKED_BEFORE: MappingBounds = { offset: CERTAIN, length: CERTAIN, sum: CERTAIN };

/** What holds of the VMA where a mapping function returns. */
export function mappingBounds(x: Frame, { state }: RawExit, vma: Sym, front: Front): MappingBounds {
  const { symbols } = x.context;
  if (front === 'all') return CHECKED_BEFORE;
  const load = (name: string) => affineOf(state.load(symbols.field(vma, name)), symbols);
  const offset = load('vm_pgoff');
  const length = add(load('vm_end'), load('vm_start'), -1);
  const sum = length && add(inPages(offset), inPages(length));
  const told = (form: Affine | null): Limited => {
    const own = form && withoutLow(form);
    if (own === null || (isChosen(own) && !isUsable(own))) return PERHAPS;
    const found = limited(x, own, state.bounds);
    return front === 'unknown' && found.how !== 'held' ? PERHAPS : found;
  };
  const bounds = {
    offset: told(offset),
    length: front === 'length' ? CERTAIN : told(length),
    sum: told(sum),
  };
  const isApart = bounds.sum.how === 'part' && bounds.offset.how === 'held' && bounds.length.how === 'held';
  return isApart ? { ...bounds, sum: { ...bounds.sum, how: 'apart' } } : bounds;
}

const ROOTS_UP = ['offset', 'address', 'end', 'count', 'low'] as const;
