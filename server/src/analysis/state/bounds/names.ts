// SPDX-License-Identifier: GPL-2.0-only
/** Offsets that name an object, and not a place in it. */
import { type Affine, affineOf, isChosen, isPick } from '../affine.ts';
import type { Symbols } from '../symbols.ts';
import { type Bounds, comparisonsOf } from './comparisons.ts';

/** By what an offset names its object: it is equal to that, or a few bits of it pick the object. */
export interface NamedBy {
  how: 'equal' | 'bits';
  /** What it is equal to, or what the bits were compared as, as written. */
  text: string;
}

/** Returns by what vm_pgoff, whole and as it was, names an object by the tests; null where none says so, or by a number. */
export function namedBy(index: Affine, { held }: Bounds, symbols: Symbols): NamedBy | null {
  if (!isOffset(index)) return null;
  const comparisons = comparisonsOf(symbols);
  for (const number of held) {
    const { op, left, right, texts } = comparisons.get(number);
    if (op === 'asked' || texts === undefined) continue;
    for (const [side, other, own, text] of [
      [left, right, ...texts],
      [right, left, texts[1], texts[0]],
    ] as const) {
      if (isChosen(affineOf(other, symbols))) continue;
      const isNumber = symbols.constantOf(other) !== null || symbols.isEnumerator(other);
      if (isPick(side, symbols) && !isNumber && op !== '!=') return { how: 'bits', text: own };
      if (op === '==' && isOffset(affineOf(side, symbols)) && !isNumber) return { how: 'equal', text };
    }
  }
  return null;
}

const isOffset = ({ offset, address, start, end, count, low, rest, constant }: Affine) =>
  offset === 1 && address + start + end + count + low === 0 && rest.size === 0 && constant === 0;
