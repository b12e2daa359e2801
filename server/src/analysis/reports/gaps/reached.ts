// SPDX-License-Identifier: GPL-2.0-only
/** The functions of a file that another of it calls while it holds no lock. */
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Graph } from '../../cfg/cfg.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import { type LateReferences, lateReferences } from '../../gaps/lateReferences.ts';
import { ownersFor } from '../../gaps/ownersInFile.ts';

/** How many calls below the root. */
const DEPTH = 3;

/** The function and those of its file that it calls while it holds no lock, those of the function itself first. */
export interface ReachedFree {
  definition: FunctionDefinition;
  graph: Graph;
  late: LateReferences;
}

/** Walks each graph once. */
export function reachedFree(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): ReachedFree[] {
  const reach = (one: FunctionDefinition, own: Graph): ReachedFree => ({
    definition: one,
    graph: own,
    late: lateReferences(own, context.helpers, one.file.text, ownersFor(one, context)),
  });
  const found = [reach(definition, graph)];
  const seen = new Set([definition]);
  let level = found;
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const next: ReachedFree[] = [];
    for (const { definition: own, late } of level) {
      const { file, guards } = own;
      for (const name of late.free)
        for (const callee of context.program.peek(name, file, guards)) {
          if (callee.file !== file || seen.has(callee)) continue;
          seen.add(callee);
          for (const inner of graphsOf(callee, context)) next.push(reach(callee, inner));
        }
    }
    found.push(...next);
    level = next;
  }
  return found;
}
