// SPDX-License-Identifier: GPL-2.0-only
/** Frames that do not begin where user space asked for, though the offset was held against the object. */
import type { Place } from '../../../text/source.ts';
import type { Access } from '../../engine/accesses.ts';
import { affineOf, isChosen } from '../../state/affine.ts';
import { type Bounds, comparisonsOf } from '../../state/bounds/comparisons.ts';
import { uppersOf } from '../../state/bounds/uppers.ts';
import type { Loc, Sym, Symbols } from '../../state/symbols.ts';

/**
 * Returns the test that holds the sum of offset and length against a size, of a frame that neither has the offset in it
 * nor may have been picked by it. Null where there is none.
 */
export function offsetLeftOut(
  { kind, index, count, within }: Access,
  bounds: Bounds,
  symbols: Symbols,
): Place | null {
  const isWhole = count !== null && affineOf(count, symbols).end === 1;
  if (kind !== 'remap' || within !== null || !isWhole || !isPlain(index, symbols)) return null;
  const comparisons = comparisonsOf(symbols);
  let found: Place | null = null;
  for (const number of [...bounds.held, ...bounds.doubted]) {
    const comparison = comparisons.get(number);
    const form = affineOf(comparison.left, symbols);
    if (comparison.op === 'asked' && (!isChosen(form) || form.offset !== 0)) return null;
    if (comparison.op === '==' && (form.offset !== 0 || affineOf(comparison.right, symbols).offset !== 0))
      return null;
    // Where it begins behind something, the object may be picked by that.
    for (const upper of uppersOf(comparison, symbols)) {
      if (upper.form.offset < 0) return null;
      if (upper.form.offset === 1 && upper.form.end === 1 && upper.form.rest.size === 1)
        found ??= comparison.place;
    }
  }
  return found !== null && bounds.held.some((number) => comparisons.get(number).place === found)
    ? found
    : null;
}

/** Made of what the function was handed and of numbers: neither out of an array nor out of an opaque call. */
function isPlain(sym: Sym, symbols: Symbols): boolean {
  if (isChosen(affineOf(sym, symbols))) return false;
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'constant':
    case 'parameter':
      return true;
    case 'binary':
      return isPlain(shape.left, symbols) && isPlain(shape.right, symbols);
    case 'pure':
      return shape.operands.every((operand) => isPlain(operand, symbols));
    case 'initial':
    case 'address':
      return isPlainLoc(shape.loc, symbols);
    default:
      return false;
  }
}

function isPlainLoc(loc: Loc, symbols: Symbols): boolean {
  const shape = symbols.locShape(loc);
  switch (shape.kind) {
    case 'variable':
      return true;
    case 'part':
      return isPlainLoc(shape.of, symbols);
    case 'field':
    case 'target':
      return isPlain(shape.of, symbols);
    default:
      return false;
  }
}
