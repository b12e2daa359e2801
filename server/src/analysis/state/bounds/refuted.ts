// SPDX-License-Identifier: GPL-2.0-only
/**
 * A mask may leave a case as it is: where what user space chose was found to be one of some cases (`switch (offset)` of a
 * callee), and is by its masked value none of them (`switch (offset & MASK)`), the path may be none.
 */
import { isPick } from '../affine.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { type Bounds, comparisonsOf } from './comparisons.ts';

/** Says whether, with `picked` not equal to `no`, no case is left that its value was found to be. */
export function isRefuted(picked: Sym, no: Sym, { held, doubted }: Bounds, symbols: Symbols): boolean {
  const shape = symbols.shape(picked);
  if (shape.kind !== 'binary' || !isPick(picked, symbols)) return false;
  const comparisons = comparisonsOf(symbols);
  const cases = new Set<Sym>();
  const refuted = new Set([no]);
  for (const number of [...held, ...doubted]) {
    const { op, left, right } = comparisons.get(number);
    if (op === '==' && left === shape.left) cases.add(right);
    if (op === '!=' && left === picked && held.includes(number)) refuted.add(right);
  }
  return cases.size > 0 && [...cases].every((one) => refuted.has(one));
}
