// SPDX-License-Identifier: GPL-2.0-only
/** Whether anything that sleeps can be found below a function: asked of graphs alone, before it is explored. */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Graph } from '../cfg/cfg.ts';
import { type AnalysisContext, graphsOf, helperFor } from '../engine/context.ts';
import { isRelevant, type Root } from './inliningPolicy.ts';

/** Calls below the root that an exploration may follow. */
const DEPTH = 5;

/**
 * False when no exploration from this function on, as such a root, can come to a call that sleeps: no helper that may
 * sleep and no guard of a sleeping lock stands in it or in a callee that would be followed.
 */
export function mayReachSleep(root: FunctionDefinition, kind: Root, context: AnalysisContext): boolean {
  const seen = new Set([root]);
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const next: FunctionDefinition[] = [];
    for (const definition of level)
      for (const graph of graphsOf(definition, context)) {
        if (sleepsHere(graph, definition, context)) return true;
        if (depth >= DEPTH) continue;
        for (const name of namesCalled(graph)) {
          if (helperFor(name, definition.file, context)?.ownFirst === false) continue;
          for (const callee of context.program.peek(name, definition.file)) {
            if (seen.has(callee) || !isRelevant(callee, { definition, depth, root: kind }, true, true))
              continue;
            seen.add(callee);
            next.push(callee);
          }
        }
      }
    level = next;
  }
  return false;
}

function sleepsHere(graph: Graph, { file }: FunctionDefinition, context: AnalysisContext): boolean {
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op === 'guard' && context.helpers.guard(i.lockClass)?.sleeps) return true;
      if (i.op !== 'call' || i.callee.k !== 'name' || graph.types.has(i.callee.name)) continue;
      // Whether an allocation sleeps is told by its flags, and they by the exploration.
      if (helperFor(i.callee.name, file, context)?.helper.sleeps) return true;
    }
  return false;
}

function namesCalled(graph: Graph): Set<string> {
  const names = new Set<string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'call' && i.callee.k === 'name' && !graph.types.has(i.callee.name))
        names.add(i.callee.name);
  return names;
}
