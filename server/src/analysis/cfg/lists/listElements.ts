// SPDX-License-Identifier: GPL-2.0-only
/** Functions that look for an object on a list and hand it back: it is on that list still. */
import { remembered } from '../../../text/remembered.ts';
import type { Graph, Pure } from '../cfg.ts';
import { walk } from '../walk.ts';
import { TAKES_OUT } from './listCalls.ts';

/** Says whether a function returns what a loop over a list stands at, and hands it to nothing that could take it out. */
export const returnsListElement: (graph: Graph) => boolean = remembered(read);

function read({ blocks, types }: Graph): boolean {
  const elements = new Set<string>();
  const others = new Set<string>();
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op !== 'assign' || i.target.k !== 'name') continue;
      const isElement = i.value.k === 'unknown' && i.value.isElement === true;
      (isElement ? elements : others).add(i.target.name);
    }
  for (const name of others) elements.delete(name);
  if (elements.size === 0) return false;
  const returned = blocks.flatMap(({ end }) => (end.t === 'return' && end.value ? [end.value] : []));
  const isNone = (e: Pure) => e.k === 'int' || (e.k === 'name' && !types.has(e.name));
  const isElement = (e: Pure) => e.k === 'name' && elements.has(e.name);
  if (!returned.some(isElement) || !returned.every((e) => isElement(e) || isNone(e))) return false;
  return !blocks.some(({ instructions }) =>
    instructions.some((i) => {
      if (i.op !== 'call') return false;
      if (i.callee.k === 'name' && TAKES_OUT.has(i.callee.name)) return true;
      let isHanded = false;
      for (const arg of i.args)
        walk(arg, (part) => {
          if (part === arg && part.k === 'name' && elements.has(part.name)) isHanded = true;
        });
      return isHanded;
    }),
  );
}
