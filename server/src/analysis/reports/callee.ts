// SPDX-License-Identifier: GPL-2.0-only
/** Analyses a function that handlers call by itself: which locks it leaves on its exits, what it calls under them. */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { SourceFile } from '../../text/source.ts';
import { mayMishandleLocks } from '../calls/lockFlow.ts';
import { unpairedLocks } from '../calls/unpairedLocks.ts';
import type { Graph } from '../cfg/cfg.ts';
import { type AnalysisContext, graphsOf, helperFor } from '../engine/context.ts';
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
    .filter((graph) => !graph.havoc && isWorthALook(graph, definition, context))
    .map((graph) => exploreCallee(definition, graph, context));
}

function isWorthALook(graph: Graph, { file }: FunctionDefinition, context: AnalysisContext): boolean {
  if (mayMishandleLocks(graph, context.helpers, file.text)) return true;
  let halves = 0;
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'call' && i.callee.k === 'name' && isHalf(i.callee.name, file, context)) halves++;
  return halves > 1;
}

/** A function of the code that takes a lock for its caller, or gives one back. */
function isHalf(name: string, file: SourceFile, context: AnalysisContext): boolean {
  if (helperFor(name, file, context)) return false;
  return context.program.peek(name, file).some((definition) => unpairedLocks(definition).any);
}

/** Explores each configuration of a function for what it does under its locks. */
export function analyseHolder(definition: FunctionDefinition, context: AnalysisContext): CalleeReport[] {
  return graphsOf(definition, context)
    .filter((graph) => !graph.havoc)
    .map((graph) => exploreCallee(definition, graph, context));
}

/** As `analyseHolder`, with a look into what takes its locks for it, however long that is. */
export function analyseOrder(definition: FunctionDefinition, context: AnalysisContext): CalleeReport[] {
  return graphsOf(definition, context)
    .filter((graph) => !graph.havoc)
    .map((graph) => exploreCallee(definition, graph, context, 0));
}

function exploreCallee(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
  depth = 1,
): CalleeReport {
  const x = new Frame(context, definition, graph, {
    budget: BUDGET,
    depth,
    root: 'other',
    explore,
    isForLocks: true,
  });
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
