// SPDX-License-Identifier: GPL-2.0-only
/** Functions that are not looked into, of which a glance at their text says that they take no reference. */
import { takesNothing } from '../../facts/functions/openAcquires.ts';
import type { Graph, Instruction } from '../cfg/cfg.ts';
import { graphsOf, helperFor } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import { claimName } from './names.ts';

const known = new WeakMap<Graph, boolean>();

/** Whether each definition that the name may mean is seen, and neither stores to a member nor calls what may take. */
export function countsNothing(x: Frame, name: string): boolean {
  const graphs = x.context.program.peek(name, x.file).flatMap((one) => graphsOf(one, x.context));
  return graphs.length > 0 && graphs.every((graph) => isBare(x, graph));
}

function isBare(x: Frame, graph: Graph): boolean {
  let is = known.get(graph);
  if (is === undefined) {
    is = graph.blocks.every(({ instructions }) => instructions.every((i) => !mayCount(x, i)));
    known.set(graph, is);
  }
  return is;
}

function mayCount({ file, context }: Frame, i: Instruction): boolean {
  if (i.op === 'assign') return i.target.k !== 'name' && i.target.k !== 'temp';
  if (i.op !== 'call') return i.op === 'havoc';
  if (i.callee.k !== 'name') return true;
  const { name } = i.callee;
  return mayCountByName(name) || !(takesNothing(name) || helperFor(name, file, context));
}

/** Whether its name says that it takes a reference. */
export const mayCountByName = (name: string): boolean => claimName(name)?.sign === 1;
