// SPDX-License-Identifier: GPL-2.0-only
/**
 * A count that is raised though it may be 0 already: `atomic_inc(&rb->maps);`, where another way of the same function asks by
 * `atomic_inc_not_zero()` whether it still lives, no other of the file counts it up unasked, and something takes it down at 0.
 * What others ask tells nothing: what is found under a lock, or by a file, may be kept alive by that.
 */
import type { FunctionDefinition } from '../../../facts/model.ts';
import { namesIn } from '../../../facts/names/words.ts';
import { type Called, calledAt, callsIn, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { structOf } from '../../cfg/graphFacts.ts';
import { blocksBehind } from '../../cfg/reaches.ts';
import { claimName } from '../../claims/names.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import { allocationOf, rootOf } from '../handles.ts';

export interface Revived {
  counter: Pure;
  field: string;
  raised: Called;
  /** One that asks, and what goes at 0. */
  asked: { by: FunctionDefinition; call: Called };
  last: { by: FunctionDefinition; call: Called };
}

interface Count {
  field: string;
  struct: string | null;
  counter: Pure;
  call: CallInstruction;
}

export function revived(own: FunctionDefinition, graph: Graph, context: AnalysisContext): Revived[] {
  const { functions = [], tables = [] } = context.program.files.get(own.file.path) ?? {};
  // A copy of a mapping is made while that has one, and open takes its own.
  const handlers = new Set(tables.flatMap(({ members }) => members.flatMap(({ handler }) => handler ?? [])));
  if (handlers.has(own.name)) return [];
  return countsIn(graph).flatMap((count): Revived[] => {
    const { call, field, counter } = count;
    const root = rootOf(counter);
    if (!isPlainUp(nameOf(call)) || root === null || isMadeBefore(root, field, call, graph)) return [];
    context.members.add(field);
    let asked: Revived['asked'] | null = null;
    let last: Revived['last'] | null = null;
    for (const one of functions) {
      if (!namesIn(one).has(field)) continue;
      for (const other of graphsOf(one, context).flatMap(countsIn)) {
        if (other.field !== field || areOther(other.struct, count.struct)) continue;
        const name = nameOf(other.call);
        if (isAsking(name) && one === own) asked ??= { by: one, call: calledAt(other.call) };
        if (isLast(name)) last ??= { by: one, call: calledAt(other.call) };
        const isItself = one === own && other.call.start === call.start;
        if (isPlainUp(name) && !isItself && !handlers.has(one.name)) return [];
      }
    }
    if (asked === null || last === null) return [];
    return [{ counter, field, raised: calledAt(call), asked, last }];
  });
}

const areOther = (one: string | null, two: string | null) => one !== null && two !== null && one !== two;

/** The counters that calls are handed the address of. */
function countsIn(graph: Graph): Count[] {
  return callsIn(graph).flatMap((call): Count[] => {
    const at = claimName(nameOf(call))?.counter ?? (isLast(nameOf(call)) ? 0 : null);
    const arg = at === null ? undefined : call.args[at];
    if (arg?.k !== 'address' || arg.of.k !== 'member') return [];
    const { field, object } = arg.of;
    return [{ field, struct: structOf(object, graph), counter: arg.of, call }];
  });
}

const isPlainUp = (name: string) => PLAIN.has(name);
const PLAIN = new Set(['atomic_inc', 'atomic_long_inc', 'atomic64_inc', 'refcount_inc', 'kref_get']);

const isAsking = (name: string) =>
  claimName(name)?.isConditional === true && (name.includes('not_zero') || name.includes('unless_zero'));

const isLast = (name: string) =>
  claimName(name)?.sign === -1 && (name.includes('_and_') || name.startsWith('kref_put'));

/** On some way there the object is new, or its counter got its first value. */
function isMadeBefore(root: string, field: string, raised: CallInstruction, graph: Graph): boolean {
  const sets = new Set(countsIn(graph).flatMap((one) => (one.field === field ? one.call : [])));
  const makes = (i: Instruction) => {
    if (i.op === 'call') return sets.has(i) && setsFirst(nameOf(i));
    if (i.op !== 'assign' || i.target.k !== 'name' || i.target.name !== root) return false;
    return allocationOf(i.value, graph) !== null;
  };
  const raisedIn = graph.blocks.findIndex(({ instructions }) => instructions.includes(raised));
  return graph.blocks.some(
    ({ instructions }, block) =>
      instructions.some(makes) && (block === raisedIn || blocksBehind(block, graph).has(raisedIn)),
  );
}

const setsFirst = (name: string) => name.endsWith('_set') || name.endsWith('_init');
