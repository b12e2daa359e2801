// SPDX-License-Identifier: GPL-2.0-only
/** Which values user space may have chosen. */
import { mayPointToNumber } from '../cfg/graphFacts.ts';
import type { Frame } from '../engine/frame.ts';
import { affineOf, isChosen } from '../state/affine.ts';
import type { Sym, SymbolShape } from '../state/symbols.ts';

/** A chosen value, or a number that the caller may have chosen. */
export function isOpen(x: Frame, sym: Sym): boolean {
  const { symbols } = x.context;
  const form = affineOf(sym, symbols);
  if (isChosen(form)) return true;
  return x.depth > 0 && isOfNumbers(x, form.rest, SHIFTS);
}

/** How many shifts and divisions are looked through. */
const SHIFTS = 2;

/** A number that the function was handed is a part of the sum, maybe in another unit: `(base + offset) >> PAGE_SHIFT`. */
function isOfNumbers(x: Frame, parts: ReadonlyMap<Sym, number>, shifts: number): boolean {
  const { symbols } = x.context;
  for (const [part] of parts) {
    const shape = symbols.shape(part);
    if (isHanded(x, shape)) return true;
    if (shape.kind !== 'binary' || shifts === 0 || !SCALES.has(shape.op)) continue;
    if (isOfNumbers(x, affineOf(shape.left, symbols).rest, shifts - 1)) return true;
  }
  return false;
}

/** A number that is a parameter, or that one points to. */
function isHanded({ context: { symbols }, graph: { parameters } }: Frame, shape: SymbolShape): boolean {
  if (shape.kind === 'parameter') return !parameters[shape.index]?.type.includes('*');
  const loc = shape.kind === 'initial' ? symbols.locShape(shape.loc) : null;
  const pointer = loc?.kind === 'target' ? symbols.shape(loc.of) : null;
  return pointer?.kind === 'parameter' && mayPointToNumber(parameters[pointer.index]?.type ?? '');
}

const SCALES = new Set(['<<', '>>', '*', '/', '&']);
