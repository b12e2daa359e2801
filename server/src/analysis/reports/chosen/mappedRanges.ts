// SPDX-License-Identifier: GPL-2.0-only
/** Ranges that a handler of a fault maps at once: `remap_pfn_range()` and its like end where they are told, in whatever mapping. */
import type { Place } from '../../../text/source.ts';
import { traceOf } from '../../engine/events/traces.ts';
import type { Frame } from '../../engine/frame.ts';
import { affineOf, isOnePage } from '../../state/affine.ts';
import { type Bounds, comparisonsOf } from '../../state/bounds/comparisons.ts';
import type { Sym, Symbols } from '../../state/symbols.ts';
import type { Step } from '../model/exits.ts';

/** A range with whose length nothing compares where the mapping ends. */
export interface MappedRange {
  place: Place;
  /** The function that maps, or the handler's callee that does. */
  callee: string;
  trace: Step[];
  assumed: boolean;
}

export function rangesPastEnd(x: Frame): MappedRange[] {
  const found: MappedRange[] = [];
  for (const access of x.accesses.all.values()) {
    const { kind, count, place, callee, within } = access;
    if (kind !== 'range' || count === null || !isPastEnd(x, access.index, count)) continue;
    const way = access.ways.find(({ bounds }) => !asksForEnd(bounds, x.context.symbols));
    if (way === undefined) continue;
    found.push({
      place: within?.place ?? place,
      callee: within?.callee ?? callee ?? '',
      trace: [...traceOf(way.trace), ...way.inner],
      assumed: way.assumed,
    });
  }
  return found;
}

function isPastEnd(x: Frame, start: Sym, length: Sym): boolean {
  const { symbols } = x.context;
  const isInMapping = isMadeOf(start, 'start', symbols) || isMadeOf(start, 'address', symbols);
  if (!isInMapping || !isKnown(start, symbols) || !isKnown(length, symbols)) return false;
  return !isOnePage(length, symbols) && !isMadeOf(length, 'end', symbols) && !isMadeOf(start, 'end', symbols);
}

/** Where the mapping starts, ends, or is accessed has a part in it: `min(size, vma->vm_end - addr)`. */
export function isMadeOf(sym: Sym, root: 'start' | 'end' | 'address', symbols: Symbols): boolean {
  return [sym, ...symbols.partsOf(sym)].some(
    (part) =>
      affineOf(part, symbols)[root] !== 0 ||
      symbols.operandsBefore(part)?.some((operand) => isMadeOf(operand, root, symbols)),
  );
}

/** No part of it came out of a call that may have looked at the mapping. */
function isKnown(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'opaque':
      return symbols.operandsBefore(sym)?.every((operand) => isKnown(operand, symbols)) === true;
    case 'binary':
      return isKnown(shape.left, symbols) && isKnown(shape.right, symbols);
    case 'pure':
      return shape.operands.every((operand) => isKnown(operand, symbols));
    default:
      return true;
  }
}

/** Something was compared with the end of the mapping, or an opaque callee was handed it. */
function asksForEnd({ held, doubted }: Bounds, symbols: Symbols): boolean {
  const comparisons = comparisonsOf(symbols);
  return [...held, ...doubted].some((number) => {
    const { left, right } = comparisons.get(number);
    return isMadeOf(left, 'end', symbols) || isMadeOf(right, 'end', symbols);
  });
}
