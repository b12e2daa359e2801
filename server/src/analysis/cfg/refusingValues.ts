// SPDX-License-Identifier: GPL-2.0-only
/** Which variables hold a refusal: `err = -EINVAL;` may stand long before the `goto out;` that refuses. */
import type { BasicBlock, Graph, Instruction, Pure } from './cfg.ts';
import { factsOf } from './graphFacts.ts';
import { successors } from './simplify.ts';
import { variableOf } from './writeTests.ts';

/** Which variables say that the function refuses. */
export type Known = ReadonlyMap<string, boolean>;

/** What is known behind an instruction. */
export function learn(known: Known, i: Instruction, is: (e: Pure, known: Known) => boolean): Known {
  if (i.op !== 'assign') return known;
  const name = variableOf(i.target);
  return name === null ? known : new Map(known).set(name, is(i.value, known));
}

/** What is known where each block ends, by every way there. Nothing is of a variable whose address is taken. */
export function knownAtEnds(graph: Graph, is: (e: Pure, known: Known) => boolean): Known[] {
  const { blocks, entry } = graph;
  const { addressTaken } = factsOf(graph).liveness;
  const before = new Map<number, Known>([[entry, new Map()]]);
  const ends: Known[] = blocks.map(() => new Map());
  const work = [entry];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { instructions, end } = blocks[at] as BasicBlock;
    const known = new Map(instructions.reduce((all, i) => learn(all, i, is), before.get(at) as Known));
    for (const name of addressTaken) known.delete(name);
    ends[at] = known;
    for (const to of successors(end)) {
      const other = before.get(to);
      const both = other === undefined ? known : sharedBy(other, known);
      if (other !== undefined && both.size === other.size) continue;
      before.set(to, both);
      work.push(to);
    }
  }
  return ends;
}

const sharedBy = (one: Known, other: Known): Known =>
  new Map([...one].filter(([name, value]) => other.get(name) === value));
