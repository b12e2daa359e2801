// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a close handler frees of a table by where the VMA lies in the file: `kfree(foo->areas[vma->vm_pgoff])`. Told by its
 * graph, without values.
 */
import type { Span } from '../../text/source.ts';
import type { Graph, Pure } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { expressionText } from '../reports/render.ts';
import type { GivesUp } from './freed/givesUp.ts';
import { fieldOf, handleOf } from './handles.ts';

export interface FreedByPlace extends Span {
  /** The element as written. */
  element: string;
  by: string;
}

/** @param text the file that the graph was made of */
export function freedByPlace(graph: Graph, text: string, givesUp: GivesUp): FreedByPlace[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const facts = factsOf(graph);
  const only = (e: Pure): Pure | null => {
    const own = e.k === 'name' ? facts.storesTo(e.name) : [e];
    return own.length === 1 ? (own[0] ?? null) : null;
  };
  const isPlace = (e: Pure) => {
    const value = only(e);
    return value !== null && value.k === 'member' && fieldOf(value) === 'vm_pgoff';
  };
  const found: FreedByPlace[] = [];
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op !== 'call' || i.callee.k !== 'name' || !givesUp(i.callee.name)) continue;
      for (const arg of i.args) {
        const value = arg.k === 'index' || handleOf(arg) !== null ? only(arg) : null;
        if (value?.k !== 'index' || !isPlace(value.index)) continue;
        const { start, end } = i;
        found.push({ element: expressionText(value, text), by: `${i.callee.name}()`, start, end });
      }
    }
  return found;
}
