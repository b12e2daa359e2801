// SPDX-License-Identifier: GPL-2.0-only
/** Page frame numbers that come from a struct page. */
import type { Graph, Pure } from './cfg.ts';

/** Whether an expression may be what page_to_pfn() gave, by way of a variable too. */
export function mayBeOfPage(e: Pure, graph: Graph): boolean {
  const { temps, names } = framesOf(graph);
  return (e.k === 'temp' && temps.has(e.id)) || (e.k === 'name' && names.has(e.name));
}

interface Frames {
  /** Results of the call, and the variables that they are put into. */
  temps: ReadonlySet<number>;
  names: ReadonlySet<string>;
}

const known = new WeakMap<Graph, Frames>();

function framesOf(graph: Graph): Frames {
  let frames = known.get(graph);
  if (!frames) {
    const temps = new Set<number>();
    const names = new Set<string>();
    for (const { instructions } of graph.blocks)
      for (const i of instructions) {
        if (i.op === 'call' && i.callee.k === 'name' && i.callee.name === 'page_to_pfn') temps.add(i.result);
        else if (i.op === 'assign' && i.target.k === 'name' && i.value.k === 'temp' && temps.has(i.value.id))
          names.add(i.target.name);
      }
    frames = { temps, names };
    known.set(graph, frames);
  }
  return frames;
}
