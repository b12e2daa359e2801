// SPDX-License-Identifier: GPL-2.0-only
/** Whether a function shows by what it does behind an opaque call that this call leaves a lock alone. */

import { givenBackByCall, isGivenBack } from '../../calls/givenBack.ts';
import type { BasicBlock, CallInstruction, Pure, Terminator } from '../../cfg/cfg.ts';
import { successors } from '../../cfg/simplify.ts';
import { hasPart } from '../../cfg/walk.ts';
import type { Frame } from '../../engine/frame.ts';
import type { LockEntry } from '../properties/locks.ts';

/**
 * The function gives the lock back behind the call, whichever way it goes by the result: a callee that had released it
 * on one of these ways would leave nothing to give back. What is handed the lock itself, or a variable to tell by, may do
 * as it tells.
 */
export function isSettled(x: Frame, i: CallInstruction, lock: LockEntry): boolean {
  if (lock.kind === 'page' || lock.byCallee) return false;
  if (i.args.some((arg) => x.text(arg) === lock.name || isOfVariable(arg))) return false;
  const at = x.graph.blocks.findIndex(({ instructions }) => instructions.includes(i));
  if (at === -1) return false;
  const first = x.graph.blocks[at] as BasicBlock;
  const rest = first.instructions.slice(first.instructions.indexOf(i) + 1);
  if (rest.some((one) => gives(x, one, lock))) return true;
  return isGivenOnAll(x, first.end, lock, resultOf(x, i));
}

/** `&done`: for an answer. */
const isOfVariable = (arg: Pure) => arg.k === 'address' && arg.of.k === 'name';

/** From the end of a block: some way gives it back, and so does some way from either side of each test of the result. */
function isGivenOnAll(x: Frame, end: Terminator, lock: LockEntry, isResult: (e: Pure) => boolean): boolean {
  const { blocks } = x.graph;
  const ends = [end];
  const seen = new Set<number>();
  for (let one = ends.pop(); one !== undefined; one = ends.pop()) {
    const sides = one.t === 'branch' && hasPart(one.test, isResult) ? [one.yes, one.no] : null;
    if (sides?.some((side) => !isGivenFrom(x, [side], lock))) return false;
    for (const to of successors(one)) {
      if (seen.has(to)) continue;
      seen.add(to);
      const block = blocks[to] as BasicBlock;
      if (!block.instructions.some((next) => gives(x, next, lock))) ends.push(block.end);
    }
  }
  return isGivenFrom(x, successors(end), lock);
}

function isGivenFrom(x: Frame, from: readonly number[], lock: LockEntry): boolean {
  const seen = new Set<number>(from);
  for (const at of seen) {
    const { instructions, end } = x.graph.blocks[at] as BasicBlock;
    if (instructions.some((one) => gives(x, one, lock))) return true;
    for (const to of successors(end)) seen.add(to);
  }
  return false;
}

function gives(x: Frame, i: BasicBlock['instructions'][number], lock: LockEntry): boolean {
  if (i.op !== 'call' || i.callee.k !== 'name' || x.graph.types.has(i.callee.name)) return false;
  const argument = i.args[0] === undefined ? '' : x.text(i.args[0]);
  const given = givenBackByCall({ name: i.callee.name, argument }, x.file, x.context);
  return isGivenBack(lock, given, x.context.symbols);
}

/** The result of the call, and the variable that it is put into. */
function resultOf(x: Frame, { result }: CallInstruction): (e: Pure) => boolean {
  const put = x.facts.putTo.get(result);
  return (e) =>
    (e.k === 'temp' && e.id === result) || (put?.k === 'name' && e.k === 'name' && e.name === put.name);
}
