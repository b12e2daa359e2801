// SPDX-License-Identifier: GPL-2.0-only
/** Summaries of callees: what comes back, under which conditions on the arguments, with which effects. Memoised. */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { CallInstruction, Graph } from '../cfg/cfg.ts';
import { Accesses } from '../engine/accesses.ts';
import { enter } from '../engine/entryState.ts';
import { Events } from '../engine/events/events.ts';
import { Frame } from '../engine/frame.ts';
import { findLeaks } from '../reports/leaks.ts';
import type { Note } from '../reports/model/exits.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { type Assumptions, assumeAll, assumptionsFor } from './assumptions.ts';
import { type Callee, calleesOf } from './callees.ts';
import { type GivenBack, givenBackIn } from './givenBack.ts';
import { isHandedTracked } from './inliningPolicy.ts';
import { outcomesOf, type SummaryOutcome } from './outcomes.ts';

/** Steps that one callee may take, and one that is handed what is tracked, which must leave no doubt then. */
const CALLEE_BUDGET = { any: 400, tracked: 1200 };

/** What a caller is told of a callee under some assumptions. */
export interface Summary {
  definition: FunctionDefinition;
  graph: Graph;
  /** How many calls below a handler it was made. */
  depth: number;
  /** Names what it was made for: the key of the assumptions. */
  assumed: string;
  /** Null when the callee was too much: nothing is known about it. */
  outcomes: SummaryOutcome[] | null;
  /** It may sleep, with the chain down to what does. */
  sleeps: Note[] | null;
  events: Events;
  /** Where what its callers choose reaches memory in it. */
  accesses: Accesses;
  /** Locks that something in it may release although it did not take them. */
  givenBack: GivenBack;
  /** Something in it may unlock a page that it is handed. */
  mayUnlock: boolean;
}

/**
 * Summaries for every definition and configuration that the name may mean at this call, or null when there is
 * none. Constant arguments specialise them.
 */
export function summariesOf(
  caller: Frame,
  name: string,
  i: CallInstruction,
  args: Sym[],
  state: State,
): Summary[] | null {
  const callees = caller.callees(i, () => calleesOf(caller, name, i.result, args));
  return callees && summariesOfCallees(caller, callees, args, state);
}

/** As `summariesOf`, of callees that are found already. */
export function summariesOfCallees(
  caller: Frame,
  callees: readonly Callee[],
  args: Sym[],
  state: State,
): Summary[] | null {
  const { context } = caller;
  const summaries: Summary[] = [];
  for (const { definition, graph, id } of callees) {
    if (context.active.has(definition)) return null;
    const assumptions = assumptionsFor(graph, args, state, caller);
    const exhausted = context.exhausted[caller.root].get(graph);
    if (exhausted) {
      // What happens under other arguments may never happen under these.
      const isSame = exhausted.assumed === assumptions.key;
      summaries.push(isSame ? exhausted : { ...exhausted, sleeps: null, events: NOTHING, accesses: NOWHERE });
      continue;
    }
    const key = `${caller.root} ${id}${assumptions.key}`;
    let summary = context.summaries.get(key);
    // One made deep down followed fewer callees than one made here can.
    if (!summary || summary.depth > caller.depth + 1) {
      context.active.add(definition);
      summary = summarise(caller, definition, graph, assumptions);
      context.active.delete(definition);
      context.summaries.set(key, summary);
    }
    summaries.push(summary);
  }
  return summaries;
}

const NOTHING = new Events();
const NOWHERE = new Accesses('');

function summarise(
  caller: Frame,
  definition: FunctionDefinition,
  graph: Graph,
  assumptions: Assumptions,
): Summary {
  const { context, root, explore } = caller;
  const depth = caller.depth + 1;
  const frame = new Frame(context, definition, graph, {
    budget: isHandedTracked(definition) ? CALLEE_BUDGET.tracked : CALLEE_BUDGET.any,
    depth,
    root,
    explore,
  });
  const state = enter(frame);
  assumeAll(assumptions, frame, state);
  const { exits, events, status, steps } = explore(frame, state);
  findLeaks(frame, exits);
  const summary: Summary = {
    definition,
    graph,
    depth,
    assumed: assumptions.key,
    outcomes: null,
    sleeps: sleepsOf(events),
    events,
    accesses: frame.accesses,
    givenBack: frame.givenBack,
    mayUnlock: frame.mayUnlock,
  };
  if (status !== 'budget' && !definition.item.isTorn)
    summary.outcomes = outcomesOf(exits, { name: definition.name, graph }, status === 'unreadable', context);
  // To know nothing of a long callee is better than to doubt all that follows.
  const isLong = steps > CALLEE_BUDGET.any;
  if (isLong && summary.outcomes?.some(({ state: { assumed } }) => assumed)) summary.outcomes = null;
  if (status === 'budget' || (isLong && summary.outcomes === null))
    context.exhausted[root].set(graph, summary);
  // On which path it gives back what is unknown.
  if (summary.outcomes === null)
    summary.givenBack = new Set([...summary.givenBack, ...givenBackIn(definition, context)]);
  return summary;
}

function sleepsOf(events: Events): Note[] | null {
  for (const e of events.calls.values()) if (e.sleeps) return e.sleeps;
  return null;
}
