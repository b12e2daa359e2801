// SPDX-License-Identifier: GPL-2.0-only
/** Which constants by name a function compares something with. */
import { COMPARISONS } from '../../text/arithmetic.ts';
import type { Graph } from '../cfg/cfg.ts';
import { walk } from '../cfg/walk.ts';

/** Returns the names in capitals, of nothing in the function itself, that stand beside a comparison in its tests. */
export function comparedNames(graph: Graph): Set<string> {
  const names = new Set<string>();
  for (const { end } of graph.blocks) {
    if (end.t !== 'branch') continue;
    walk(end.test, (part) => {
      if (part.k !== 'binary' || !COMPARISONS.has(part.op)) return;
      for (const side of [part.left, part.right])
        if (side.k === 'name' && side.name === side.name.toUpperCase() && !graph.types.has(side.name))
          names.add(side.name);
    });
  }
  return names;
}
