// SPDX-License-Identifier: GPL-2.0-only
/** What a function has taken by calls of its own, and neither given back nor left where others can find it. */
import type { Place } from '../../../text/source.ts';
import type { Sym } from '../symbols.ts';
import { property } from './property.ts';

export interface Holding {
  place: Place;
  /** The function that was called. */
  by: string;
  /** What it handed out; null where it only says whether it did. */
  object: Sym | null;
  /** What it returned. */
  result: Sym;
  args: readonly Sym[];
  /** Of memory, how much was asked for, by its factors: where one is 0, nothing was allocated. */
  amounts: readonly Sym[];
  /** The object in which alone it was put, as far as is known. */
  into: Sym | null;
  /** It is a reference to a page. */
  isPage: boolean;
  /** It is a plain number: who else is told it gives something of that number back, not it. */
  isNumber: boolean;
  /** Of one more reference to an object that the function had before: whether it still has it; null for all else. */
  counted: 'kept' | 'marked' | 'given' | null;
  /** Of such a one, the functions that surely give it back, where the function calls any. */
  givers: readonly string[];
  /** Of a page or a reference, the functions that were handed it meanwhile, and may have put it. */
  via: readonly string[];
  /** Of what was changed, and not changed back, the call that has put it so. */
  freed: { place: Place; by: string } | null;
  /** The function that has mapped it, which counts a page by itself and keeps nothing of memory. */
  mappedBy: string | null;
}

/** By where the call begins. */
export type Holdings = ReadonlyMap<number, Holding>;

const NO_HOLDINGS: Holdings = new Map();

/** What keeps ways out of a function apart beside all else. */
export function holdingsKey(holdings: Holdings): string {
  let key = '';
  for (const [start, { into, via, mappedBy, counted, freed }] of holdings)
    key += `^${start}${counted ?? ''}${freed?.by ?? ''}${mappedBy ?? ''}${into === null ? '' : `:${into}`}${via.length > 0 ? `(${via})` : ''}`;
  return key;
}

function apartKey(holdings: Holdings): string {
  let key = '';
  for (const [start, { isPage, counted }] of holdings)
    if (isPage || counted !== null) key += `^${start}${counted ?? ''}`;
  return key;
}

/** Whether a symbol tells if something was taken. */
export function tellsOf(holdings: Holdings, sym: Sym): boolean {
  for (const { result, amounts } of holdings.values())
    if (result === sym || amounts.includes(sym)) return true;
  return false;
}

export const holdingsProperty = {
  holdings: property<Holdings>({
    initial: NO_HOLDINGS,
    // A page, or a reference, is as much as a lock: few functions take one, and which way keeps it matters to the end.
    apart: (holdings) => (holdings.size > 0 ? apartKey(holdings) : ''),
    key: (holdings) => (holdings.size > 0 ? holdingsKey(holdings) : ''),
    // No caller is told.
    outcome: () => '',
    // Where two paths meet it is held if both hold it.
    join(mine, theirs) {
      if (mine === theirs || mine.size === 0) return mine;
      const both = [...mine].filter(([start, one]) => {
        const other = theirs.get(start);
        return (
          other !== undefined &&
          other.object === one.object &&
          other.into === one.into &&
          other.mappedBy === one.mappedBy &&
          other.counted === one.counted &&
          other.freed?.by === one.freed?.by &&
          other.via.join() === one.via.join()
        );
      });
      return both.length === mine.size ? mine : new Map(both);
    },
    isQuiet: true,
    // It was taken again in a loop.
    rename(holdings, sym) {
      const kept = [...holdings].filter(
        ([, { object, result, into }]) => object !== sym && result !== sym && into !== sym,
      );
      return kept.length === holdings.size ? holdings : new Map(kept);
    },
  }),
};
