// SPDX-License-Identifier: GPL-2.0-only
/** Which functions a call may mean, in which configurations: what a build that has the caller can have too. */
import { contradict } from '../../facts/file/guards.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { escaped } from '../../text/words.ts';
import type { Graph } from '../cfg/cfg.ts';
import { type AnalysisContext, graphsOf, idOf } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import { isOfFlags } from '../state/flagValues.ts';
import type { Sym } from '../state/symbols.ts';
import { isOpen } from '../transfer/openValues.ts';
import { isGetterBody } from './getters.ts';
import { isRelevant, mayPairByArguments } from './inliningPolicy.ts';
import { releasesUntaken } from './lockFlow.ts';

/** One configuration of one definition that a call may mean. */
export interface Callee {
  definition: FunctionDefinition;
  graph: Graph;
  /** Names the pair. */
  id: string;
}

/** What a call may mean, or null when that is unknown, or not worth a look. */
export function calleesOf(
  caller: Frame,
  name: string,
  result: number,
  args: readonly Sym[],
): Callee[] | null {
  const { context } = caller;
  const definitions = context.program.lookup(name, caller.file);
  const reachesReturn = caller.facts.returnFlow.has(`%${result}`);
  const isChosen = args.some((arg) => isOpen(caller, arg) || isOfFlags(arg, context.symbols));
  const isToldHow = args.some((arg) => context.symbols.constantOf(arg) !== null);
  // An object has one name at whatever depth.
  const isWorthwhile = (d: FunctionDefinition) =>
    isRelevant(d, caller, reachesReturn, isChosen) ||
    isGetterBody(d) ||
    (isToldHow && pairsByArguments(d, caller));
  if (!definitions.every(isWorthwhile)) return null;
  const around = [...caller.definition.guards, ...caller.graph.configuration];
  const callees: Callee[] = [];
  for (const definition of withoutStubs(definitions, context)) {
    if (contradict(definition.guards, around)) continue;
    for (const callee of calleesIn(definition, context))
      if (!contradict(callee.graph.configuration, caller.graph.configuration)) callees.push(callee);
  }
  return callees.length ? callees : null;
}

/** Whether it gives back only what it took hangs on what it is handed. */
function pairsByArguments(definition: FunctionDefinition, caller: Frame): boolean {
  if (!mayPairByArguments(definition, caller)) return false;
  const { helpers } = caller.context;
  return graphsOf(definition, caller.context).some((graph) =>
    releasesUntaken(graph, helpers, definition.file.text),
  );
}

/** A definition in each of its configurations. */
export function calleesIn(definition: FunctionDefinition, context: AnalysisContext): Callee[] {
  return graphsOf(definition, context).map((graph, n) => ({
    definition,
    graph,
    id: `${idOf(definition, context)}.${n}`,
  }));
}

/**
 * A body that only hands back a constant stands in for a feature that is configured out. Beside a real definition,
 * or in a header's arm for such a configuration, it says nothing: callers test for the feature before they come to
 * what the stub would break.
 */
function withoutStubs(definitions: FunctionDefinition[], context: AnalysisContext): FunctionDefinition[] {
  const real = definitions.filter((d) => !graphsOf(d, context).every(isStub));
  if (real.length) return real;
  return definitions.filter((d) => !isArmOfHeader(d));
}

/** Stands in a header under a condition on the configuration, or one whose other arm declares the function. */
function isArmOfHeader({ name, file, guards }: FunctionDefinition): boolean {
  if (!file.path.endsWith('.h') || guards.length === 0) return false;
  if (guards.some((g) => g.condition.includes('CONFIG_'))) return true;
  return (file.text.match(new RegExp(`\\b${escaped(name)}\\s*\\(`, 'g'))?.length ?? 0) > 1;
}

function isStub(graph: Graph): boolean {
  const [only] = graph.blocks;
  if (graph.blocks.length !== 1 || only === undefined || only.instructions.length > 0) return false;
  if (only.end.t !== 'return') return false;
  const value = only.end.value;
  return value === null || value.k === 'int' || (value.k === 'name' && !graph.types.has(value.name));
}
