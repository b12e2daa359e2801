// SPDX-License-Identifier: GPL-2.0-only
/** Where a function has nothing to do. */
import { remembered } from '../../../text/remembered.ts';
import type { Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { factsOf } from '../../cfg/graphFacts.ts';
import { blocksBehind } from '../../cfg/reaches.ts';
import { successors } from '../../cfg/simplify.ts';

/**
 * Where each `return 0` stands that a test leads to at once, with no more than a message on the way. The test of a loop says
 * when it is done, and what open put into `private_data` is there.
 */
export const bareReturns: (graph: Graph) => ReadonlySet<number> = remembered(findBareReturns);

function findBareReturns(graph: Graph): ReadonlySet<number> {
  const { blocks } = graph;
  const starts = new Set<number>();
  const others = new Set<number>();
  for (const [at, { end }] of blocks.entries())
    if (end.t !== 'branch' || isOfFile(end.test, graph) || blocksBehind(at, graph).has(at))
      for (const to of successors(end)) others.add(to);
  for (const [at, { end, instructions }] of blocks.entries()) {
    if (at === 0 || others.has(at) || end.t !== 'return') continue;
    if (end.value?.k === 'int' && end.value.value === 0 && instructions.every(isMessage))
      starts.add(end.start);
  }
  return starts;
}

/** `!data`, `data == NULL`: whether open has left anything. */
function isOfFile(test: Pure, graph: Graph): boolean {
  const asked = test.k === 'unary' ? test.of : test.k === 'binary' ? test.left : test;
  const values = asked.k === 'name' ? factsOf(graph).storesTo(asked.name) : [asked];
  return (
    values.length === 1 && values.every((value) => value.k === 'member' && value.field === 'private_data')
  );
}

const isMessage = (i: Instruction) => i.op === 'call' && i.args.some(({ k }) => k === 'string');
