// SPDX-License-Identifier: GPL-2.0-only
/** Ranges in a region that the offset names: by its high bits which one, by the low ones where in it. */

import type { Access } from '../../engine/accesses.ts';
import type { Frame } from '../../engine/frame.ts';
import { type Affine, add, inPages } from '../../state/affine.ts';
import { boundOf } from '../../state/bounds/bound.ts';
import type { Bounds } from '../../state/bounds/comparisons.ts';
import type { ChosenAccess } from './accesses.ts';
import { limited, limitedBy } from './limits.ts';

/** A range that begins where the low bits of the offset say, and is as long as the mapping. */
export interface Range {
  start: Affine;
  length: Affine;
  end: Affine;
}

export function rangeOf({ kind }: Access, start: Affine, length: Affine | null): Range | null {
  if (kind !== 'remap' || start.low !== 1 || start.offset !== 0 || length === null || length.end !== 1)
    return null;
  const end = add(inPages(start), inPages(length));
  return end && { start, length, end };
}

/**
 * The access with what is known of such a range. The mask says how large a region can be, not how large this one is;
 * so where the length is compared with the size of that, the start has to be in it.
 */
export function ofRegion(
  x: Frame,
  access: ChosenAccess,
  { start, length, end }: Range,
  bounds: Bounds,
): ChosenAccess {
  const { symbols } = x.context;
  const whole = boundOf(end, bounds, symbols);
  const { how, place, most, limit } = boundOf(length, bounds, symbols);
  const isOfSize = how === 'held' || how === 'beyond';
  if (whole.how !== 'part' || !isOfSize || place === null || most !== null) return access;
  if (limit !== null && (symbols.isEnumerator(limit) || symbols.constantOf(limit) !== null)) return access;
  return {
    ...access,
    has: { ...access.has, offset: true },
    bound: limited(x, start, bounds),
    end: limitedBy(x, whole, null),
  };
}
