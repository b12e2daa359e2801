// SPDX-License-Identifier: GPL-2.0-only
/** Which functions an analysis will want to see: a walk over calls, without exploring anything. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { reasonOf } from '../../text/failure.ts';
import type { Graph } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { type AnalysisContext, graphsOf, helperFor } from '../engine/context.ts';
import { isRelevant, type Root, rootOf } from './inliningPolicy.ts';

/**
 * Visits what the given functions call, as far as it is loaded and an exploration would follow it, `depth` calls
 * deep. What is not loaded ends up in `program.wanted`.
 */
export function collectCallees(
  from: Iterable<FunctionDefinition>,
  depth: number,
  context: AnalysisContext,
): void {
  const seen: Record<Root, Set<FunctionDefinition>> = {
    atomic: new Set(),
    fault: new Set(),
    other: new Set(),
  };
  let level = [...from].map((definition) => ({ definition, root: rootOf(definition) }));
  for (let d = 0; d < depth && level.length; d++) {
    const next: typeof level = [];
    for (const { definition, root } of level) {
      if (seen[root].has(definition)) continue;
      seen[root].add(definition);
      const caller = { definition, depth: d, root };
      for (const [name, reachesReturn] of calledNames(definition, context)) {
        const known = helperFor(name, definition.file, context);
        if (known && !known.ownFirst) continue;
        for (const callee of context.program.lookup(name, definition.file))
          if (isRelevant(callee, caller, reachesReturn)) next.push({ definition: callee, root });
      }
    }
    level = next;
  }
}

/** Names called, and whether the result of some call to it may reach the function's own. */
function calledNames(definition: FunctionDefinition, context: AnalysisContext): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const graph of graphsIfAny(definition, context)) {
    const flow = factsOf(graph).returnFlow;
    for (const block of graph.blocks) {
      for (const i of block.instructions) {
        if (i.op !== 'call' || i.callee.k !== 'name' || graph.types.has(i.callee.name)) continue;
        names.set(i.callee.name, names.get(i.callee.name) || flow.has(`%${i.result}`));
      }
    }
  }
  return names;
}

/** Nothing of a function that cannot be read: its exploration says so. */
function graphsIfAny(definition: FunctionDefinition, context: AnalysisContext): Graph[] {
  try {
    return graphsOf(definition, context);
  } catch (error) {
    reasonOf(error);
    return [];
  }
}
