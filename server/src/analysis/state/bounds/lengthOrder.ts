// SPDX-License-Identifier: GPL-2.0-only
/** Paths that no mapping takes, as it is a page long at the least: past a loop over its length that has not run. */
import { add, affineOf } from '../affine.ts';
import type { State } from '../state.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { comparisonsOf } from './comparisons.ts';

/** Whether some comparison of the path holds for no mapping. */
export function isOfNoLength({ bounds }: State, symbols: Symbols): boolean {
  return bounds.held.some((number) => {
    const { op, left, right } = comparisonsOf(symbols).get(number);
    if (op === '<' || op === '<=') return exceeds(left, right, symbols);
    return (op === '>' || op === '>=') && exceeds(right, left, symbols);
  });
}

/** The one is the other and the length of a VMA, or more. */
function exceeds(one: Sym, other: Sym, symbols: Symbols): boolean {
  const own = affineOf(one, symbols);
  if (own.end !== 1) return false;
  const form = add(own, affineOf(other, symbols), -1);
  if (form === null || form.unit === 'scaled' || form.constant < 0 || form.rest.size > 0) return false;
  const isLength = form.end === 1 && form.start === -1;
  if (!isLength || form.offset !== 0 || form.address !== 0 || form.count !== 0 || form.low !== 0)
    return false;
  return new Set([...mappingsOf(one, symbols), ...mappingsOf(other, symbols)]).size === 1;
}

/** The VMAs of which the value has the start or the end. */
function mappingsOf(sym: Sym, symbols: Symbols): Sym[] {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'initial': {
      const loc = symbols.locShape(shape.loc);
      return loc.kind === 'field' && (loc.name === 'vm_start' || loc.name === 'vm_end') ? [loc.of] : [];
    }
    case 'binary':
      return [...mappingsOf(shape.left, symbols), ...mappingsOf(shape.right, symbols)];
    case 'pure':
      if (shape.name === 'vma_pages') return [...shape.operands];
      return shape.operands.flatMap((one) => mappingsOf(one, symbols));
    default:
      return [];
  }
}
