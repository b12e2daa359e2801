// SPDX-License-Identifier: GPL-2.0-only
/** What a path has found out of where the VMA lies and how long it is: a split changes both. */
import type { Place } from '../../text/source.ts';
import { affineOf, isChosen, isDistance, isOnePage } from '../state/affine.ts';
import { comparisonsOf } from '../state/bounds/comparisons.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';

export interface SplitTests {
  /** By the field that was compared, and with what. */
  found: ReadonlyMap<string, SplitTest>;
  /** The mapping is one page long: nothing splits that. */
  isOnePage: boolean;
}

/** A test for one value. An order says in which of several ranges the VMA lies: its parts lie there too. */
export interface SplitTest {
  of: 'vm_pgoff' | 'size';
  /** It was that value. */
  was: boolean;
  place: Place;
}

/** Returns the tests that led here. */
export function splitTestsOf({ bounds }: State, symbols: Symbols): SplitTests {
  const found = new Map<string, SplitTest>();
  let isPage = false;
  for (const number of bounds.held) {
    const { op, left, right, place } = comparisonsOf(symbols).get(number);
    if (op !== '==' && op !== '!=') continue;
    for (const [moved, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const of = movedBy(moved, symbols);
      if (of === null || isChosen(affineOf(other, symbols))) continue;
      const was = op === '==';
      if (of === 'size' && was && isOnePage(other, symbols)) isPage = true;
      found.set(`${of} ${other}`, { of, was, place });
    }
  }
  return { found, isOnePage: isPage };
}

/** vm_pgoff, or the length of the mapping, and nothing beside. */
function movedBy(sym: Sym, symbols: Symbols): SplitTest['of'] | null {
  const form = affineOf(sym, symbols);
  if (form.rest.size > 0 || form.address !== 0 || form.low !== 0 || form.unit === 'scaled') return null;
  if (form.offset !== 0) return form.start === 0 && form.end === 0 ? 'vm_pgoff' : null;
  return form.end !== 0 && isDistance(form) ? 'size' : null;
}
