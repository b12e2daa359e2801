// SPDX-License-Identifier: GPL-2.0-only
/** What runs only where a count has come to its end: `if (--d->users == 0)`, `if (refcount_dec_and_test(&d->users))`. */
import { remembered } from '../../../text/remembered.ts';
import type { Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { blocksOfWay } from '../../cfg/reaches.ts';
import { hasPart } from '../../cfg/walk.ts';

/** Counts down, and tells what the count has become: `atomic_dec_and_test`, `atomic_sub_return`. */
function countsDown(name: string): boolean {
  const words = name.split('_');
  const has = (word: string) => words.includes(word);
  return (has('dec') || has('sub')) && (has('test') || has('return'));
}

/** The instructions that only one way on from such a test leads to. */
export const underCount: (graph: Graph) => ReadonlySet<Instruction> = remembered(find);

function find(graph: Graph): Set<Instruction> {
  const found = new Set<Instruction>();
  for (const { instructions, end } of graph.blocks) {
    if (end.t !== 'branch' || !asksCount(end.test, instructions)) continue;
    for (const [way, other] of [
      [end.yes, end.no],
      [end.no, end.yes],
    ] as const)
      for (const at of blocksOfWay(way, other, graph))
        for (const i of graph.blocks[at]?.instructions ?? []) found.add(i);
  }
  return found;
}

/** Whether what is tested is what a count has become, which is counted down just before. */
function asksCount(test: Pure, before: readonly Instruction[]): boolean {
  const told: Pure[] = [test];
  for (const i of before.toReversed()) {
    if (i.op === 'call') {
      const isTold = told.some((e) => hasPart(e, (part) => part.k === 'temp' && part.id === i.result));
      if (isTold && i.callee.k === 'name' && countsDown(i.callee.name)) return true;
    } else if (i.op === 'assign' && told.some((e) => hasPart(e, (part) => isSame(part, i.target)))) {
      if (isLess(i.value, i.target)) return true;
      told.push(i.value);
    }
  }
  return false;
}

/** `d->users - 1`, of a count in an object or of file scope. */
const isLess = (value: Pure, target: Pure): boolean =>
  target.k === 'member' && value.k === 'binary' && value.op === '-' && isSame(value.left, target);

function isSame(a: Pure, b: Pure): boolean {
  if (a.k === 'temp') return b.k === 'temp' && a.id === b.id;
  if (a.k === 'name') return b.k === 'name' && a.name === b.name;
  return a.k === 'member' && b.k === 'member' && a.field === b.field && isSame(a.object, b.object);
}
