// SPDX-License-Identifier: GPL-2.0-only
/** Which names more than one test looks at: what one test found out is worth keeping for the next. */

import type { FunctionDefinition } from '../../facts/model.ts';
import { type AnalysisContext, graphsOf, helperFor } from '../engine/context.ts';
import type { Graph } from './cfg.ts';
import { factsOf } from './graphFacts.ts';

/** Blocks of a callee whose tests count as its caller's: one that locks under a condition, another that unlocks. */
const SMALL = 8;

/** Field, variable and operator names tested more than once in a function and its small callees. */
export function correlatedNames(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): ReadonlySet<string> {
  let names = context.correlated.get(graph);
  if (!names) {
    const counts = new Map(factsOf(graph).tests);
    for (const callee of smallCallees(definition, graph, context))
      for (const name of factsOf(callee).tests.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    names = new Set([...counts].filter(([, n]) => n > 1).map(([name]) => name));
    context.correlated.set(graph, names);
  }
  return names;
}

/** Those that take or give back something by their name, which is where a condition comes in pairs. */
function smallCallees(definition: FunctionDefinition, graph: Graph, context: AnalysisContext): Graph[] {
  const names = new Set<string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'call' && i.callee.k === 'name' && PAIRED.test(i.callee.name)) names.add(i.callee.name);
  return [...names]
    .filter((name) => !graph.types.has(name) && !helperFor(name, definition.file, context))
    .flatMap((name) => context.program.lookup(name, definition.file))
    .flatMap((callee) => graphsOf(callee, context))
    .filter(isSmall);
}

export function isSmall(graph: Graph): boolean {
  return graph.blocks.length <= SMALL;
}

const PAIRED = /lock|begin|start|stop|end_|_end|enter|exit|reserve/;
