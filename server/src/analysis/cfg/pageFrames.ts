// SPDX-License-Identifier: GPL-2.0-only
/** Page frame numbers that come from a struct page. */
import type { Graph, Pure } from './cfg.ts';

/**
 * Whether an expression may be the frame number of a struct page, by way of a variable too.
 *
 * @param gives whether a function of that name returns one
 */
export function mayBeOfPage(e: Pure, graph: Graph, gives: (name: string) => boolean): boolean {
  const { temps, names } = framesOf(graph, gives);
  return (e.k === 'temp' && temps.has(e.id)) || (e.k === 'name' && names.has(e.name));
}

interface Frames {
  /** Results of such calls, and the variables that they are put into. */
  temps: ReadonlySet<number>;
  names: ReadonlySet<string>;
}

const known = new WeakMap<Graph, Frames>();

function framesOf(graph: Graph, gives: (name: string) => boolean): Frames {
  let frames = known.get(graph);
  if (!frames) {
    const temps = new Set<number>();
    const names = new Set<string>();
    for (const { instructions } of graph.blocks)
      for (const i of instructions) {
        if (i.op === 'call' && i.callee.k === 'name' && gives(i.callee.name)) temps.add(i.result);
        else if (i.op === 'assign' && i.target.k === 'name' && i.value.k === 'temp' && temps.has(i.value.id))
          names.add(i.target.name);
      }
    frames = { temps, names };
    known.set(graph, frames);
  }
  return frames;
}
