// SPDX-License-Identifier: GPL-2.0-only
/** Looks for what sleeps in a function of another struct of operations, of which the documents say that it may not block. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { mayReachSleep } from '../calls/mayReachSleep.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { enter } from '../engine/entryState.ts';
import { explore } from '../engine/explorer.ts';
import { Frame } from '../engine/frame.ts';
import type { AtomicReport } from './report.ts';

/** Steps that one such function may take: they are short. */
const BUDGET = 1500;

/** Explores every configuration of a function that may come to sleep; what could not be parsed says nothing. */
export function analyseAtomic(definition: FunctionDefinition, context: AnalysisContext): AtomicReport[] {
  const readable = graphsOf(definition, context).filter((graph) => !graph.havoc);
  if (!mayReachSleep(definition, 'atomic', context))
    return readable.map(({ configuration }) => ({ definition, configuration, calls: [] }));
  return readable.map((graph) => {
    const x = new Frame(context, definition, graph, { budget: BUDGET, depth: 0, root: 'atomic', explore });
    const state = enter(x);
    state.mmap = 'unknown';
    context.active.add(definition);
    const { events } = explore(x, state);
    context.active.delete(definition);
    return { definition, configuration: graph.configuration, calls: [...events.calls.values()] };
  });
}
