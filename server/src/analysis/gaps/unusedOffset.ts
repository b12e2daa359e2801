// SPDX-License-Identifier: GPL-2.0-only
/** Calls of the function that maps from the first page on, behind a test that lets user space ask for another one. */
import { ORDERS } from '../../text/arithmetic.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { blocksBehind } from '../cfg/reaches.ts';
import { hasPart } from '../cfg/walk.ts';

export interface UnusedOffset {
  call: CallInstruction;
  test: Pure;
}

/**
 * Returns them where the offset was compared with the number of pages that is handed to the call; none for a function
 * that changes the offset, or looks at it otherwise as well: that may refuse all but 0.
 */
export function unusedOffsets(graph: Graph, textOf: (e: Pure) => string): UnusedOffset[] {
  const calls = graph.blocks.flatMap(({ instructions }, block) =>
    instructions.flatMap((call) => (isCall(call) ? [{ call, block }] : [])),
  );
  if (calls.length === 0) return [];
  const copies = copiesOf(graph);
  if (copies === null) return [];
  const isOffset = (e: Pure) => isField(e) || (e.k === 'name' && copies.has(e.name));
  const tests = graph.blocks.flatMap(({ end }, block) =>
    end.t === 'branch' && hasPart(end.test, isOffset) ? [{ test: end.test, block }] : [],
  );
  if (!tests.every(({ test }) => isOrder(test))) return [];
  return calls.flatMap(({ call, block }) => {
    const count = call.args[2];
    if (count === undefined || count.k === 'int') return [];
    const text = textOf(count);
    const first = tests.find(
      (one) =>
        hasPart(one.test, (part) => part.k === count.k && textOf(part) === text) &&
        blocksBehind(one.block, graph).has(block),
    );
    return first === undefined ? [] : [{ call, test: first.test }];
  });
}

const isCall = (i: { op: string }): i is CallInstruction => {
  const { op, callee } = i as CallInstruction;
  return op === 'call' && callee.k === 'name' && callee.name === 'vm_map_pages_zero';
};

const isField = (e: Pure): boolean => e.k === 'member' && e.field === 'vm_pgoff';

const isOrder = (e: Pure): boolean =>
  e.k === 'binary' && ORDERS.has(e.op) && !isSmall(e.left) && !isSmall(e.right);

const isSmall = (e: Pure): boolean => e.k === 'int';

/** Variables that hold the offset; null where something is stored in it. */
function copiesOf({ blocks }: Graph): ReadonlySet<string> | null {
  const copies = new Set<string>();
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op !== 'assign') continue;
      if (isField(i.target)) return null;
      if (i.target.k === 'name' && isField(i.value)) copies.add(i.target.name);
    }
  return copies;
}
