// SPDX-License-Identifier: GPL-2.0-only
/** Analyses a function that handlers call by itself: which locks it leaves on its exits, what it calls under them. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { mayMishandleLocks } from '../calls/lockFlow.ts';
import type { Graph } from '../cfg/cfg.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { enter } from '../engine/entryState.ts';
import { explore } from '../engine/explorer.ts';
import { Frame } from '../engine/frame.ts';
import { returnOf } from './handler.ts';
import type { CalleeReport } from './report.ts';

/** Steps that one callee may take: it is looked at for its own locks alone. */
const BUDGET = 500;

/** Explores each configuration of a function, for any caller, in which it does not plainly give back what it takes. */
export function analyseCallee(definition: FunctionDefinition, context: AnalysisContext): CalleeReport[] {
  return graphsOf(definition, context)
    .filter((graph) => !graph.havoc && mayMishandleLocks(graph, context.helpers, definition.file.text))
    .map((graph) => exploreCallee(definition, graph, context));
}

/** Explores each configuration of a function for what it does under its locks. */
export function analyseHolder(definition: FunctionDefinition, context: AnalysisContext): CalleeReport[] {
  return graphsOf(definition, context)
    .filter((graph) => !graph.havoc)
    .map((graph) => exploreCallee(definition, graph, context));
}

function exploreCallee(definition: FunctionDefinition, graph: Graph, context: AnalysisContext): CalleeReport {
  const x = new Frame(context, definition, graph, { budget: BUDGET, depth: 1, root: 'other', explore });
  const state = enter(x);
  // Whether its callers hold mmap_lock is unknown.
  state.mmap = 'unknown';
  context.active.add(definition);
  const { exits, events, status } = explore(x, state);
  context.active.delete(definition);
  return {
    definition,
    returnType: graph.returnType,
    configuration: graph.configuration,
    status,
    exits: exits.map((raw) => returnOf(x, raw)),
    calls: [...events.calls.values()],
    locks: [...events.locks.values()],
  };
}
