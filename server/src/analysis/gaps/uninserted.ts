// SPDX-License-Identifier: GPL-2.0-only
/**
 * Notifiers that the way out of a failed insertion removes all the same, by itself or by a callee that does not ask whether
 * it was inserted: `err = mmu_interval_notifier_insert(&foo->notifier, …); if (err) goto put; … put: foo_put(foo);`. Told
 * by the graphs, without values.
 */
import type { FunctionDefinition } from '../../facts/model.ts';
import { type Called, calledAt, callsAt, nameOf } from '../cfg/called.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { blocksBehind } from '../cfg/reaches.ts';
import { hasPart } from '../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { fieldOf, handleOf, isOneOf, rootOf } from './handles.ts';

export interface Uninserted {
  inserted: Called;
  /** On the way out. */
  given: Called;
  removed: Called;
  /** Where it is removed. */
  definition: FunctionDefinition;
  field: string;
}

/** What follows pointers that only an insertion sets. */
const REMOVES: ReadonlyMap<string, string> = new Map([
  ['mmu_interval_notifier_insert', 'mmu_interval_notifier_remove'],
  ['mmu_interval_notifier_insert_locked', 'mmu_interval_notifier_remove'],
]);

export function uninserted(own: FunctionDefinition, graph: Graph, context: AnalysisContext): Uninserted[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const found: Uninserted[] = [];
  for (const [block, { instructions }] of graph.blocks.entries())
    for (const i of instructions) {
      const removes = i.op === 'call' ? REMOVES.get(nameOf(i)) : undefined;
      if (i.op !== 'call' || removes === undefined) continue;
      const field = fieldAt(i);
      const root = i.args[0] && rootOf(i.args[0]);
      const failing = failingBehind(block, i, graph);
      if (field === null || root == null || failing === null) continue;
      const inserted = calledAt(i);
      for (const at of blocksBehind(failing, graph).add(failing))
        for (const call of callsAt(graph, at)) {
          const given = calledAt(call);
          if (nameOf(call) === removes && fieldAt(call) === field) {
            if (isUnasked(at, failing, graph))
              found.push({ inserted, given, removed: given, definition: own, field });
            continue;
          }
          const n = call.args.findIndex((arg) => handleOf(arg) === root);
          if (n < 0) continue;
          const below = removedBelow(nameOf(call), n, removes, field, own, context);
          if (below !== null) found.push({ inserted, given, ...below, field });
        }
    }
  return found;
}

/** `notifier` of `&foo->notifier`. */
function fieldAt({ args: [arg] }: CallInstruction): string | null {
  return arg?.k === 'address' ? fieldOf(arg.of) : null;
}

/** The way on where the insertion has failed, by the first test of its result. */
function failingBehind(block: number, i: CallInstruction, { blocks }: Graph): number | null {
  const { instructions, end } = blocks[block] as Graph['blocks'][number];
  if (end.t !== 'branch' || end.yes === end.no) return null;
  const held = new Set<string | number>([i.result]);
  for (const one of instructions)
    if (one.op === 'assign' && one.target.k === 'name' && one.value.k === 'temp' && held.has(one.value.id))
      held.add(one.target.name);
  const isHeld = (e: Pure) => isOneOf(e, held);
  const fails = (test: Pure): boolean | null => {
    if (isHeld(test)) return true;
    if (test.k === 'unary' && test.op === '!') return isHeld(test.of) ? false : null;
    if (test.k !== 'binary' || !isHeld(test.left) || test.right.k !== 'int' || test.right.value !== 0)
      return null;
    return test.op === '!=' || test.op === '<' ? true : test.op === '==' ? false : null;
  };
  const truth = fails(end.test);
  return truth === null ? null : truth ? end.yes : end.no;
}

/** Where a function removes the notifier of what it is handed, and has not looked into that to decide it. */
function removedBelow(
  name: string,
  n: number,
  removes: string,
  field: string,
  { file, guards }: FunctionDefinition,
  context: AnalysisContext,
): Pick<Uninserted, 'removed' | 'definition'> | null {
  const [definition, ...others] = context.program.peek(name, file, guards);
  if (definition === undefined || others.length > 0) return null;
  for (const graph of graphsOf(definition, context)) {
    const parameter = graph.parameters[n];
    if (graph.havoc || graph.isTooLarge || parameter === undefined) continue;
    for (const at of graph.blocks.keys())
      for (const call of callsAt(graph, at)) {
        if (nameOf(call) !== removes || fieldAt(call) !== field) continue;
        if (call.args[0] === undefined || rootOf(call.args[0]) !== parameter.name) continue;
        if (isUnasked(at, graph.entry, graph)) return { definition, removed: calledAt(call) };
      }
  }
  return null;
}

/** No test of a field decides on the way whether a block is come to. */
function isUnasked(block: number, from: number, graph: Graph): boolean {
  const reaches = (to: number) => to === block || blocksBehind(to, graph).has(block);
  for (const at of blocksBehind(from, graph).add(from)) {
    const { end } = graph.blocks[at] as Graph['blocks'][number];
    if (end.t !== 'branch' || !reaches(at) || reaches(end.yes) === reaches(end.no)) continue;
    if (hasPart(end.test, (part) => part.k === 'member')) return false;
  }
  return true;
}
