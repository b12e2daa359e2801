// SPDX-License-Identifier: GPL-2.0-only
/** Physical addresses that are made of an address only to make an address of them again. */
import type { CallInstruction, Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { expressionsOf } from '../../cfg/reaches.ts';
import { walk } from '../../cfg/walk.ts';

const BACK: ReadonlySet<string> = new Set(['phys_to_virt', '__va', 'bus_to_virt']);

/** Says whether all that is done with what a call gives is to hand it to `phys_to_virt()`, or one of its kind. */
export function isTurnedBack({ result }: CallInstruction, graph: Graph): boolean {
  const own = (e: Pure) => e.k === 'temp' && e.id === result;
  let name: string | null = null;
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (isBack(i, own)) return true;
      if (i.op === 'assign' && own(i.value) && i.target.k === 'name') name = i.target.name;
    }
  if (name === null || !graph.types.has(name)) return false;
  const kept = (e: Pure) => e.k === 'name' && e.name === name;
  let back = 0;
  let uses = 0;
  for (const { instructions, end } of graph.blocks)
    for (const i of [...instructions, end]) {
      if ('op' in i && isBack(i, kept)) back++;
      for (const e of expressionsOf(i))
        walk(e, (part) => {
          if (kept(part)) uses++;
        });
      if ('op' in i && i.op === 'assign' && kept(i.target)) uses--;
    }
  return back > 0 && back === uses;
}

function isBack(i: Instruction, is: (e: Pure) => boolean): boolean {
  if (i.op !== 'call' || i.callee.k !== 'name' || !BACK.has(i.callee.name)) return false;
  const [arg] = i.args;
  return arg !== undefined && is(arg);
}
