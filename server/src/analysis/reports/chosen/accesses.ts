// SPDX-License-Identifier: GPL-2.0-only
/** Where what user space chooses reaches memory: by offset, address or length, and what holds it. */

import { mostStored } from '../../../facts/declarations/storedNumbers.ts';
import type { Place } from '../../../text/source.ts';
import type { Pure } from '../../cfg/cfg.ts';
import { hasPart } from '../../cfg/walk.ts';
import type { Access } from '../../engine/accesses.ts';
import { traceOf } from '../../engine/events/traces.ts';
import type { RawExit } from '../../engine/explorer.ts';
import type { Frame } from '../../engine/frame.ts';
import {
  type Affine,
  add,
  affineOf,
  inPages,
  isChosen,
  isOnePage,
  isPick,
  isTold,
  withoutLow,
} from '../../state/affine.ts';
import { boundOf, looseBoundOf } from '../../state/bounds/bound.ts';
import {
  countedFrom,
  endsWithMapping,
  isLongEnough,
  pageTooManyAt,
  wrappedAt,
} from '../../state/bounds/lengths.ts';
import { mayBeBefore, type VainTest, vainTest } from '../../state/bounds/lowerBounds.ts';
import { type NamedBy, namedBy } from '../../state/bounds/names.ts';
import { negativeAt } from '../../state/bounds/signs.ts';
import { type Outside, outsideMapping } from '../../state/bounds/wholePages.ts';
import { isLookedAt, valuesPicked } from '../../state/picks.ts';
import type { Sym, Symbols } from '../../state/symbols.ts';
import type { Front } from '../fronts.ts';
import type { Step } from '../model/exits.ts';
import { isOffsetWithin } from './displaced.ts';
import { offsetLeftOut } from './leftOut.ts';
import { isUsable, type Limited, limited, limitedBy, type MappingBounds, UNBOUNDED } from './limits.ts';
import { isMadeOf } from './mappedRanges.ts';
import { ofRegion, rangeOf } from './regions.ts';
import { boundsAtRun } from './runs.ts';

/** A place where a value that user space chooses reaches memory. */
export interface ChosenAccess {
  /**
   * `memory`: the page at an address is looked up; `handed`: an opaque callee is given the index; `fixed`: `index` bytes
   * are mapped, with which nothing compares the length of the mapping; where that has the offset, it is the address from
   * which on something is mapped.
   */
  kind: Access['kind'];
  place: Place;
  /** The array as written; null where base and offset are one sum. */
  array: string | null;
  /** The index, or the sum, as written. */
  index: string;
  callee: string | null;
  /** The function that it stands in. */
  owner: string;
  /** What of the mapping is in it: where in the file it starts, the page in it, the length that access() is asked for. */
  has: { offset: boolean; page: boolean; count: boolean; length: boolean };
  /** vm_pgoff is in it more than once: vmf->pgoff and what fault handlers are told otherwise have it already. */
  countsOffsetTwice: boolean;
  /** It counts up to the length of the mapping. */
  isCounter: boolean;
  /** It goes on from there, turn by turn of a loop: where the tests of that begin. */
  turns: ReadonlySet<number> | null;
  inBytes: boolean;
  /** How many elements the array has by its declaration, and the most that the index's own type can hold. */
  elements: number | null;
  holds: number;
  /** A few bits of what user space chose pick it. */
  isPicked: boolean;
  /** By the tests on the way it begins there, as written, and ends so many behind it; null where they do not say so. */
  countedFrom: string | null;
  /** The member of the object that hangs on the VMA, or '' for that itself, where that is the array; null for another. */
  inPrivate: string | null;
  /** The test by which offset and length have wrapped on some way there. */
  wrappedAt: Place | null;
  /** The test of the offset, which is not in what is mapped. */
  offsetLeftOut: Place | null;
  /** The test of a signed number that lets it be negative. */
  negativeAt: Place | null;
  /** The test that lets through one page more than the object has. */
  pageTooManyAt: Place | null;
  /** It counts from the start of an object: something is added to what user space chose. */
  isBased: boolean;
  /** Something is taken from what user space chose. */
  isLess: boolean;
  /** And nothing says that it is less than that. */
  mayBeBefore: boolean;
  /** A test on the way that looks like a bound, and is none. */
  vain: VainTest | null;
  bound: Limited;
  /** Of an offset that is handed on as it is: by what it has named the object. */
  cookie: NamedBy | null;
  /** Of a huge page, which ends of it may lie outside of the mapping. */
  outside: Outside | null;
  /** The length of what is reached, together with where it starts; null for a single page or element. */
  end: Limited | null;
  /** What holds offset and length where an element larger than a page is picked; null for other accesses. */
  atRun: MappingBounds | null;
  /** The call in the function itself that leads there, when it is in a callee. */
  within: Access['within'];
  /** It stands in another file, and is come to through a member of a struct. */
  isBehindMember: boolean;
  trace: Step[];
  assumed: boolean;
}

/**
 * Returns the places of one function, each with the way there that is bounded worst.
 *
 * @param front what core or a subsystem has checked before it calls a function that maps
 */
export function chosenAccesses(x: Frame, front: Front): ChosenAccess[] {
  const found: ChosenAccess[] = [];
  if (front === 'unknown') return found;
  for (const access of x.accesses.all.values()) {
    const { symbols } = x.context;
    if (access.kind === 'range') continue;
    if (access.kind === 'fixed') {
      // A mapping that fits into the object may be shorter than that.
      const fixed = displacedRange(x, access) ?? fixedRange(x, access);
      if (fixed !== null) found.push(fixed);
      continue;
    }
    if (front === 'all') continue;
    if (access.kind === 'huge') {
      const huge = hugePage(x, access);
      if (huge !== null) found.push(huge);
      continue;
    }
    const masked = affineOf(access.index, symbols);
    if (isPick(access.index, symbols)) {
      const picked = loosePick(x, access);
      if (picked !== null) found.push(picked);
      continue;
    }
    const count = access.count === null ? null : affineOf(access.count, symbols);
    const inSum = access.kind === 'remap' || access.kind === 'front';
    const index = withoutLow(masked);
    const end = count && (inSum ? add(inPages(index), inPages(count)) : add(index, count));
    const range = rangeOf(access, masked, count);
    if (!isUsable(index) && !(end && isUsable(end))) continue;
    if (access.kind !== 'whole' && isLessUnknown(index, symbols)) continue;
    let worst: ChosenAccess | null = null;
    for (const way of access.ways) {
      const { bounds } = way;
      const one: ChosenAccess = {
        ...placeOf(access, way),
        has: {
          offset: index.offset > 0,
          page: index.address > 0,
          count: (count?.count ?? 0) > 0,
          length: (count?.end ?? 0) > 0 || access.isCounter,
        },
        countsOffsetTwice: index.offset > 1 && index.unit !== 'scaled',
        isCounter: access.isCounter,
        inBytes: index.unit === 'bytes',
        holds: 2 ** index.bits - 1,
        wrappedAt: access.kind === 'remap' ? wrappedAt(bounds, symbols) : null,
        offsetLeftOut: offsetLeftOut(access, bounds, symbols),
        negativeAt: negativeAt(index, bounds, symbols),
        pageTooManyAt: access.kind === 'remap' && !asksRemainder(x) ? pageTooManyAt(bounds, symbols) : null,
        countedFrom: access.kind === 'element' ? countedFrom(index, bounds, symbols) : null,
        inPrivate: inPrivate(x, access.base ?? onlyRest(index)),
        cookie: access.takesOffset ? namedBy(index, bounds, symbols) : null,
        isBased:
          access.array !== null || index.rest.size > 0 || access.isCounter || isFromNumber(access, index),
        isLess: [...index.rest.values()].some((times) => times < 0),
        mayBeBefore: mayBeBefore(index, bounds, symbols),
        vain: vainTest(bounds, access.ways, symbols),
        bound: isChosen(index)
          ? limitedBy(x, boundOf(index, bounds, symbols), access)
          : limited(x, null, bounds),
        end: end && isChosen(end) ? limited(x, end, bounds) : null,
        atRun: boundsAtRun(x, access, bounds),
      };
      const wider = range === null ? one : ofRegion(x, one, range, bounds);
      if (worst === null || rank(wider) < rank(worst)) worst = wider;
    }
    // `offset >> SHIFT` is compared as it is.
    const isScaled = access.kind === 'element' && index.unit === 'scaled' && worst?.bound.how === 'doubt';
    if (worst) found.push((isScaled ? loosePick(x, access) : null) ?? worst);
  }
  return found;
}

/** A huge page of which no test says that it lies in the mapping as a whole. */
function hugePage(x: Frame, access: Access): ChosenAccess | null {
  const { symbols } = x.context;
  if (affineOf(access.index, symbols).address !== 1) return null;
  // What asks for the order may not be seen to be one question.
  const ways = access.ways.map((way) => outsideMapping(way.bounds, symbols));
  const outside = { start: ways.every(({ start }) => start), end: ways.every(({ end }) => end) };
  const [way] = access.ways;
  if (way === undefined || !(outside.start || outside.end)) return null;
  return { ...placeOf(access, way), bound: UNBOUNDED, outside };
}

/**
 * An element that is picked by some bits of what user space chose, where the test lets through the number of elements, or
 * where no test looks at it and there may be fewer elements than the bits have values.
 */
function loosePick(x: Frame, access: Access): ChosenAccess | null {
  const exceeds = mayExceed(access, x.context.symbols);
  for (const way of access.ways) {
    const loose = looseBoundOf(access.index, way.bounds, x.context.symbols);
    const bare = exceeds && loose === null && !isLookedAt(access.index, way.bounds, x.context.symbols);
    const bound = loose === null ? UNBOUNDED : limitedBy(x, loose, access);
    if (bound.how !== 'beyond' && !bare) continue;
    return { ...placeOf(access, way), has: { ...NOTHING_CHOSEN, offset: true }, isPicked: true, bound };
  }
  return null;
}

/** No array has as many elements as these. */
const MOST_ELEMENTS = 2 ** 20;

function mayExceed({ index, elements, isCounted }: Access, symbols: Symbols): boolean {
  const values = valuesPicked(index, symbols);
  if (values === null || values < 2) return false;
  return values > (elements ?? MOST_ELEMENTS) || (elements === null && isCounted === true);
}

/** A range from the start of the mapping on that is as long as something else says, whatever the mapping is. */
function fixedRange(x: Frame, access: Access): ChosenAccess | null {
  const { place, count, turns, endsBy } = access;
  const { symbols } = x.context;
  if (count === null || !(access.isGiven || isTold(count, symbols))) return null;
  // A mapping has one page at least.
  if (turns === undefined && (isOnePage(count, symbols) || isNeverMore(x, count, access.counts ?? null)))
    return null;
  const way = access.ways.find(
    ({ bounds }) => !isLongEnough(access.index, bounds, { file: place.file, turns }, symbols),
  );
  if (way === undefined) return null;
  // What is asked behind the access is not yet known on the first turn.
  if (turns !== undefined && endsWithMapping(place.file, turns, symbols)) return null;
  if (endsBy?.some((source) => isMadeOf(source, 'end', symbols))) return null;
  return { ...placeOf(access, way), isCounter: turns !== undefined, inBytes: true, bound: UNBOUNDED };
}

/** A range that begins as far behind the start of the mapping as vm_pgoff says. */
function displacedRange({ context: { symbols } }: Frame, access: Access): ChosenAccess | null {
  const { behind, index } = access;
  if (behind == null || !isChosen(affineOf(index, symbols))) return null;
  const way = access.ways.find(({ bounds }) => !isOffsetWithin(access, bounds, symbols));
  if (way === undefined) return null;
  return {
    ...placeOf(access, way),
    index: behind,
    has: { ...NOTHING_CHOSEN, offset: true },
    bound: UNBOUNDED,
  };
}

/** A member that nothing but numbers within a page is ever stored in. */
function isNeverMore(
  { context: { symbols, program, members }, file }: Frame,
  count: Sym,
  struct: string | null,
): boolean {
  const shape = symbols.shape(count);
  const loc = shape.kind === 'initial' ? symbols.locShape(shape.loc) : null;
  if (loc?.kind !== 'field' && loc?.kind !== 'part') return false;
  members.add(loc.name);
  const most = mostStored(loc.name, struct, file.path, program);
  return most !== null && most <= 4096;
}

const NOTHING_CHOSEN = { offset: false, page: false, count: false, length: false };

/** Where an access is and how it is come to, with what is so unless something else is known. */
function placeOf(
  { kind, place, array, text, callee, owner, elements, within, isBehindMember, turns }: Access,
  { trace, inner, assumed }: Access['ways'][number],
): Omit<ChosenAccess, 'bound'> {
  return {
    kind,
    place,
    array,
    index: text,
    callee,
    owner,
    has: NOTHING_CHOSEN,
    countsOffsetTwice: false,
    isCounter: false,
    turns: turns ?? null,
    inBytes: false,
    elements,
    holds: Number.POSITIVE_INFINITY,
    isPicked: false,
    countedFrom: null,
    inPrivate: null,
    wrappedAt: null,
    offsetLeftOut: null,
    negativeAt: null,
    pageTooManyAt: null,
    isBased: true,
    isLess: false,
    mayBeBefore: false,
    vain: null,
    outside: null,
    cookie: null,
    end: null,
    atRun: null,
    within,
    isBehindMember: isBehindMember === true && within !== null && within.place.file !== place.file,
    trace: [...traceOf(trace), ...inner],
    assumed,
  };
}

/** It may add a page for what is left of a size behind its whole pages. */
function asksRemainder({ graph }: Frame): boolean {
  const isRemainder = (part: Pure) =>
    part.k === 'binary' && (part.op === '%' || (part.op === '&' && !isFlagTest(part.right)));
  return graph.blocks.some(({ end }) => end.t === 'branch' && hasPart(end.test, isRemainder));
}

const isFlagTest = (mask: Pure) => mask.k === 'name' && mask.name.startsWith('VM_');

/** Frames are counted from one that the code names by its number: of `REGS >> 12` the preprocessor leaves that alone. */
const isFromNumber = ({ kind }: Access, { constant }: Affine) => kind === 'remap' && constant > 0;

/** The one thing that something chosen is added to. */
function onlyRest({ rest }: Affine): Sym | null {
  const [only, ...others] = rest.keys();
  return only === undefined || others.length > 0 ? null : only;
}

function inPrivate(x: Frame, base: Sym | null): string | null {
  if (base === null) return null;
  const { symbols } = x.context;
  for (const vma of x.vmas) {
    const data = symbols.initial(symbols.field(vma, 'vm_private_data'), 0);
    if (base === data) return '';
    const shape = symbols.shape(base);
    const loc = shape.kind === 'initial' ? symbols.locShape(shape.loc) : null;
    if (loc?.kind === 'field' && loc.of === data) return loc.name;
  }
  return null;
}

/**
 * What hangs on the VMA that was made as large as the mapping, by its member, or '' for all of it: the calls that gave
 * it. Null for a member with something else.
 */
export function sizedIn(x: Frame, { state }: RawExit, vma: Sym): ReadonlyMap<string, string | null> {
  const sized = new Map<string, string | null>();
  if (x.events.sized.size === 0) return sized;
  const { symbols } = x.context;
  const data = state.load(symbols.field(vma, 'vm_private_data'));
  const whole = x.events.sized.get(data);
  if (whole !== undefined) sized.set('', whole);
  for (const [loc, value] of state.env) {
    const shape = symbols.locShape(loc);
    if (shape.kind === 'field' && shape.of === data) sized.set(shape.name, x.events.sized.get(value) ?? null);
  }
  return sized;
}

const RANK: Record<Limited['how'], number> = {
  none: 0,
  part: 1,
  apart: 2,
  cut: 3,
  beyond: 4,
  doubt: 5,
  held: 6,
};

/** Of ways on which the length is as open, that is the worst on which the offset is open, too. */
const rank = ({ bound, end, wrappedAt: wrapped, mayBeBefore: before }: ChosenAccess) =>
  Math.min(
    wrapped ? RANK.cut : RANK.held,
    RANK[bound.how] - (before ? 0.5 : 0),
    end ? RANK[end.how] - (end.mayWrap || end.mayUnderflow ? 0.5 : 0) : RANK.held,
  ) +
  RANK[bound.how] / 100;

/** What is taken from it came out of a call, and may be what user space chose, looked up. */
function isLessUnknown({ rest }: Affine, symbols: Symbols): boolean {
  for (const [sym, times] of rest) if (times < 0 && symbols.shape(sym).kind === 'opaque') return true;
  return false;
}
