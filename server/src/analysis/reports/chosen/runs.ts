// SPDX-License-Identifier: GPL-2.0-only
/** Elements larger than a page from which on a mapping takes one after another. */
import type { Access } from '../../engine/accesses.ts';
import type { Frame } from '../../engine/frame.ts';
import { add, affineOf, inPages } from '../../state/affine.ts';
import type { Bounds } from '../../state/bounds/comparisons.ts';
import { limited, type MappingBounds } from './limits.ts';

/** What holds offset and length of the mapping where it picks an element by `offset >> SHIFT`; null for other accesses. */
export function boundsAtRun(x: Frame, { kind, index }: Access, bounds: Bounds): MappingBounds | null {
  const { symbols } = x.context;
  const { unit, offset } = affineOf(index, symbols);
  const [vma] = x.vmas;
  if (kind !== 'element' || unit !== 'scaled' || offset === 0 || vma === undefined) return null;
  const load = (name: string) => affineOf(symbols.initial(symbols.field(vma, name), 0), symbols);
  const start = load('vm_pgoff');
  const length = add(load('vm_end'), load('vm_start'), -1);
  const sum = length && add(inPages(start), inPages(length));
  if (length === null || sum === null) return null;
  return {
    offset: limited(x, start, bounds),
    length: limited(x, length, bounds),
    sum: limited(x, sum, bounds),
  };
}
