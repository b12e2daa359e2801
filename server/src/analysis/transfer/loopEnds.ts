// SPDX-License-Identifier: GPL-2.0-only
/** What the tests of a loop are made of, by whatever variables: `left -= nr; if (!left) break;` of what `left` was at first. */
import type { Graph, Pure } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { turnsOf } from '../cfg/reaches.ts';
import { walk } from '../cfg/walk.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

const known = new WeakMap<ReadonlySet<number>, readonly Pure[]>();

/**
 * Returns parameters and members that the tests come from, by any store of the function.
 *
 * @param turns where the tests of the loop begin
 */
export function loopSources(turns: ReadonlySet<number>, graph: Graph): readonly Pure[] {
  let sources = known.get(turns);
  if (sources === undefined) {
    sources = findSources(turns, graph);
    known.set(turns, sources);
  }
  return sources;
}

const made = new WeakMap<Graph, Map<string, readonly Pure[]>>();

/** What says how often a loop that stores to a variable turns: `while (n--) at += size`. */
export function turnsBehind(variable: string, graph: Graph): readonly Pure[] {
  const ofGraph = made.get(graph) ?? new Map<string, readonly Pure[]>();
  made.set(graph, ofGraph);
  let sources = ofGraph.get(variable);
  if (sources === undefined) {
    const storing = graph.blocks.flatMap(({ instructions }, at) =>
      instructions.some((i) => i.op === 'assign' && i.target.k === 'name' && i.target.name === variable)
        ? [turnsOf(at, graph)]
        : [],
    );
    sources = storing.flatMap((turns) => (turns === null ? [] : loopSources(turns, graph)));
    ofGraph.set(variable, sources);
  }
  return sources;
}

/** The value of such a source: of a parameter as it was handed over. */
export function sourceValue(x: Frame, source: Pure, state: State): Sym {
  const at = x.graph.parameters.findIndex(({ name }) => source.k === 'name' && source.name === name);
  return at < 0 ? x.evaluator.value(source, state) : x.context.symbols.parameter(at);
}

function findSources(turns: ReadonlySet<number>, graph: Graph): Pure[] {
  const open: Pure[] = [];
  for (const { end } of graph.blocks) {
    if (end.t !== 'branch') continue;
    let { test } = end;
    while (test.k === 'unary') test = test.of;
    if (turns.has(test.start)) open.push(test);
  }
  const given = resultsOf(graph);
  const sources: Pure[] = [];
  const seen = new Set<string | number>();
  for (const e of open)
    walk(e, (part) => {
      if (part.k === 'member') sources.push(part);
      if (part.k !== 'name' && part.k !== 'temp') return;
      const key = part.k === 'name' ? part.name : part.id;
      if (seen.has(key)) return;
      seen.add(key);
      if (part.k === 'temp') open.push(...(given.get(part.id) ?? []));
      else {
        if (graph.parameters.some(({ name }) => name === part.name)) sources.push(part);
        if (graph.types.has(part.name)) open.push(...factsOf(graph).storesTo(part.name));
      }
    });
  return sources;
}

/** What each temporary is made of: the arguments of the call whose result it is, or what was stored in it. */
function resultsOf({ blocks }: Graph): Map<number, Pure[]> {
  const given = new Map<number, Pure[]>();
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op === 'call') given.set(i.result, i.args);
      else if (i.op === 'assign' && i.target.k === 'temp')
        given.set(i.target.id, [...(given.get(i.target.id) ?? []), i.value]);
    }
  return given;
}
