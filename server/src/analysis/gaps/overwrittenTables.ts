// SPDX-License-Identifier: GPL-2.0-only
/** Tables that a function puts on a VMA after another that maps was called through a member, and may have put its own there. */
import type { CallInstruction, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { blocksBehind, expressionsOf } from '../cfg/reaches.ts';
import { hasPart } from '../cfg/walk.ts';

export interface Overwritten {
  call: CallInstruction & { callee: Pure & { k: 'member' } };
  store: Instruction & { op: 'assign' };
  /** The types of what the call is handed, as far as they are declared. */
  types: string[];
}

/** Returns them; none for a function that looks at the table which is there. */
export function overwrittenTables(graph: Graph): Overwritten[] {
  const vma = graph.parameters.find(({ type }) => type === 'struct vm_area_struct *')?.name;
  if (vma === undefined || readsTable(graph)) return [];
  const calls: { call: Overwritten['call']; block: number; at: number }[] = [];
  const stores: { store: Overwritten['store']; block: number; at: number }[] = [];
  for (const [block, { instructions }] of graph.blocks.entries())
    for (const [at, i] of instructions.entries()) {
      if (i.op === 'call' && isThroughMember(i) && i.args.some((arg) => isName(arg, vma)))
        calls.push({ call: i, block, at });
      else if (i.op === 'assign' && isTableOf(i.target, vma) && i.value.k === 'address')
        stores.push({ store: i, block, at });
    }
  return calls.flatMap(({ call, block, at }) => {
    const behind = blocksBehind(block, graph);
    const next = stores.find((one) => behind.has(one.block) || (one.block === block && one.at > at));
    const types = call.args.map((arg) => (arg.k === 'name' ? (graph.types.get(arg.name) ?? '') : ''));
    return next === undefined ? [] : [{ call, store: next.store, types }];
  });
}

const isName = (e: Pure, name: string): boolean => e.k === 'name' && e.name === name;

const isTableOf = (e: Pure, vma: string): boolean =>
  e.k === 'member' && e.field === 'vm_ops' && isName(e.object, vma);

const isThroughMember = (i: CallInstruction): i is Overwritten['call'] => i.callee.k === 'member';

/** It may keep, or compare, what was put there. */
function readsTable({ blocks }: Graph): boolean {
  return blocks.some(({ instructions, end }) =>
    [...instructions, end].some((one) => {
      const all = 'op' in one && one.op === 'assign' ? [one.value] : expressionsOf(one);
      const called = 'op' in one && one.op === 'call' ? [one.callee] : [];
      return [...all, ...called].some((e) =>
        hasPart(e, (part) => part.k === 'member' && part.field === 'vm_ops'),
      );
    }),
  );
}
