// SPDX-License-Identifier: GPL-2.0-only
/**
 * Counts of a part of an object, which stays when they come to 0:
 * `if (refcount_dec_and_test(&obj->users)) { free_pages(obj->pages); obj->pages = NULL; }`. Told by the graph, without values.
 */
import { says } from '../../facts/names/roles.ts';
import { callsIn, nameOf } from '../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { blocksOfWay } from '../cfg/reaches.ts';
import { hasName } from '../cfg/walk.ts';

type Bodies = (name: string) => readonly Graph[];

/** Whether who brings the count to 0 goes on to write to the object that it lies in, and leaves it at that. */
export function outlivesCount(graph: Graph, call: CallInstruction, bodies: Bodies): boolean {
  const [count] = call.args;
  const owner = count?.k === 'address' ? ownerOf(count.of) : null;
  if (owner === null || graph.havoc) return false;
  return endsWithWrite(whereTrue(graph, call), owner, bodies, 0);
}

/** The variable that a member is named through by one arrow. */
function ownerOf(e: Pure): string | null {
  if (e.k !== 'member') return null;
  if (!e.arrow) return ownerOf(e.object);
  return e.object.k === 'name' ? e.object.name : null;
}

/** What runs where the call has returned true, and not where it has not. */
function whereTrue(graph: Graph, { result }: CallInstruction): Instruction[] {
  for (const { end } of graph.blocks) {
    if (end.t !== 'branch') continue;
    const isNot = end.test.k === 'unary' && end.test.op === '!';
    const test = end.test.k === 'unary' && isNot ? end.test.of : end.test;
    if (test.k !== 'temp' || test.id !== result) continue;
    const [yes, no] = isNot ? [end.no, end.yes] : [end.yes, end.no];
    return blocksOfWay(yes, no, graph).flatMap((n) => graph.blocks[n]?.instructions ?? []);
  }
  return [];
}

/** What a function is handed by that name it may free: a piece of it alone where its body hands the object to no other. */
function mayFree(call: CallInstruction, owner: string, bodies: Bodies): boolean {
  const n = call.args.findIndex((arg) => arg.k === 'name' && arg.name === owner);
  const graphs = bodies(nameOf(call));
  return (
    graphs.length === 0 || graphs.some((graph) => graph.havoc || handsOn(graph, graph.parameters[n]?.name))
  );
}

const handsOn = (graph: Graph, parameter: string | undefined): boolean =>
  parameter === undefined ||
  callsIn(graph).some(({ args }) => args.some((arg) => arg.k === 'name' && arg.name === parameter));

/** The last that is done with the object is a write to it, by itself or in the function that it goes to. */
function endsWithWrite(
  instructions: readonly Instruction[],
  owner: string,
  bodies: Bodies,
  depth: number,
): boolean {
  const writes = instructions.filter((i) => i.op === 'assign' && ownerOf(i.target) === owner);
  const last = Math.max(-1, ...writes.map(({ start }) => start));
  const calls = instructions.filter((i) => i.op === 'call');
  const handed = calls.filter(({ args }) => args.some((arg) => arg.k === 'name' && arg.name === owner));
  if (last >= 0)
    return (
      !handed.some((i) => says(nameOf(i), 'frees', 'maybe') && mayFree(i, owner, bodies)) &&
      !calls.some(
        (i) =>
          i.start > last &&
          (says(nameOf(i), 'givesUp', 'maybe') || i.args.some((arg) => hasName(arg, owner))),
      )
    );
  const [only] = handed;
  if (only === undefined || handed.length > 1 || depth > 1) return false;
  const n = only.args.findIndex((arg) => arg.k === 'name' && arg.name === owner);
  const graphs = bodies(nameOf(only));
  return (
    graphs.length > 0 &&
    graphs.every((graph) => {
      const parameter = graph.parameters[n]?.name;
      const all = graph.blocks.flatMap((block) => block.instructions);
      return parameter !== undefined && !graph.havoc && endsWithWrite(all, parameter, bodies, depth + 1);
    })
  );
}
