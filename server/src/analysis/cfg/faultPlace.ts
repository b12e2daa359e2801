// SPDX-License-Identifier: GPL-2.0-only
/** Where a fault is, as handlers read it. */
import type { Graph, Pure } from './cfg.ts';
import { factsOf } from './graphFacts.ts';
import { hasPart } from './walk.ts';

const PLACES: ReadonlySet<string> = new Set(['pgoff', 'address', 'virtual_address']);

/** `vmf->pgoff`, `vmf->address`. */
export const isPlace = (e: Pure): boolean => e.k === 'member' && PLACES.has(e.field) && e.arrow;

/** The place of the fault, or a variable that only ever holds what was worked out from it. */
export function isOfPlace(e: Pure, graph: Graph): boolean {
  if (isPlace(e)) return true;
  if (e.k !== 'name' || !graph.types.has(e.name) || factsOf(graph).liveness.addressTaken.has(e.name))
    return false;
  const [value, ...more] = factsOf(graph).storesTo(e.name);
  return value != null && more.length === 0 && hasPart(value, isPlace);
}
