// SPDX-License-Identifier: GPL-2.0-only
/** Pointers to a VMA that a path has stored where they outlive the call. */
import type { Place } from '../../../text/source.ts';
import type { Loc, Symbols } from '../symbols.ts';
import { property } from './property.ts';

/** One such store. */
export interface KeptVma {
  place: Place;
  /** The target as a reader would write it. */
  text: string;
  /** The name of the field or variable. */
  field: string;
}

/** By the location that holds the pointer. */
export type KeptVmas = ReadonlyMap<Loc, KeptVma>;

const NONE_KEPT: KeptVmas = new Map();

/** Where two paths meet, what either keeps is kept. */
function joinKept(a: KeptVmas, b: KeptVmas): KeptVmas {
  return a === b || b.size === 0 ? a : new Map([...a, ...b]);
}

/** True for a location that ends with the call: a local variable or a part of one, however it is reached. */
export function isOnStack(symbols: Symbols, loc: Loc): boolean {
  let shape = symbols.locShape(loc);
  while (shape.kind === 'part') shape = symbols.locShape(shape.of);
  if (shape.kind === 'variable') return shape.local;
  const owner = symbols.shape(shape.of);
  return owner.kind === 'address' && isOnStack(symbols, owner.loc);
}

export const keptVmasProperty = {
  keptVmas: property<KeptVmas>({
    initial: NONE_KEPT,
    join: joinKept,
    isQuiet: true,
    giveBack(kept, { x, next, loc }) {
      for (const [inner, one] of kept) {
        const own = loc(inner);
        if (!isOnStack(x.context.symbols, own)) next.keptVmas = new Map(next.keptVmas).set(own, one);
      }
      return true;
    },
  }),
};
