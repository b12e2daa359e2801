// SPDX-License-Identifier: GPL-2.0-only
/** Under which locks a function gives references back by `kref_put(&obj->ref, release)`. Told by its graph, without values. */
import type { Span } from '../../text/source.ts';
import { locksOf } from '../calls/lockFlow.ts';
import type { Graph } from '../cfg/cfg.ts';
import { TAKES_OUT } from '../cfg/lists/listCalls.ts';
import type { HelperTable } from '../models/table.ts';
import { eachUnderLocks, KEEPS_OUT } from './heldLocks.ts';

export interface PutUnderLocks extends Span {
  release: string;
  /** The locks that are held on every way there, by the names of their fields. */
  held: ReadonlySet<string>;
}

/** @param text the file that the graph was made of */
export function putsOf(graph: Graph, helpers: HelperTable, text: string): PutUnderLocks[] {
  const found: PutUnderLocks[] = [];
  eachUnderLocks(graph, helpers, text, (i, held) => {
    if (i.op === 'call' && i.callee.k === 'name' && i.callee.name === 'kref_put' && i.args[1]?.k === 'name')
      found.push({ release: i.args[1].name, held, start: i.start, end: i.end });
  });
  return found;
}

/** It takes something out of a list, and no lock for that. */
export function takesOutBare(graph: Graph, helpers: HelperTable, text: string): boolean {
  let takesOut = false;
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op === 'guard') return false;
      if (i.op !== 'call' || i.callee.k !== 'name') continue;
      const helper = helpers.get(i.callee.name);
      if (helper && locksOf(helper, i, text).some(({ kind }) => KEEPS_OUT.has(kind))) return false;
      takesOut ||= TAKES_OUT.has(i.callee.name);
    }
  return takesOut;
}
