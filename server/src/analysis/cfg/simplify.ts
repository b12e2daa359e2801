// SPDX-License-Identifier: GPL-2.0-only
/** Shortens a graph: empty blocks that only jump are skipped, blocks that nothing reaches are dropped. */
import type { BasicBlock, Terminator } from './cfg.ts';

/** Returns the blocks that matter, renumbered, with the entry first. */
export function simplify(blocks: BasicBlock[], entry: number): BasicBlock[] {
  const follow = (from: number): number => {
    const seen = new Set<number>();
    for (let at = from; ; ) {
      const block = blocks[at] as BasicBlock;
      if (block.instructions.length || block.end.t !== 'jump' || seen.has(at)) return at;
      seen.add(at);
      at = block.end.to;
    }
  };
  const numbers = new Map<number, number>();
  const order: number[] = [];
  const visit = (target: number): number => {
    const at = follow(target);
    let number = numbers.get(at);
    if (number === undefined) {
      number = order.length;
      numbers.set(at, number);
      order.push(at);
    }
    return number;
  };
  visit(entry);
  const result: BasicBlock[] = [];
  for (let n = 0; n < order.length; n++) {
    const block = blocks[order[n] as number] as BasicBlock;
    result.push({ instructions: block.instructions, end: retarget(block.end, visit) });
  }
  return mergeChains(result);
}

/** A block with one predecessor that only jumps to it continues that predecessor. */
function mergeChains(blocks: BasicBlock[]): BasicBlock[] {
  const predecessors = new Array<number>(blocks.length).fill(0);
  predecessors[0] = 1;
  for (const { end } of blocks) for (const to of successors(end)) (predecessors[to] as number)++;
  const gone = new Set<number>();
  blocks.forEach((block, n) => {
    if (gone.has(n)) return;
    while (block.end.t === 'jump' && predecessors[block.end.to] === 1 && block.end.to !== n) {
      const next = block.end.to;
      const tail = blocks[next] as BasicBlock;
      if (gone.has(next) || next === 0) break;
      gone.add(next);
      block.instructions = [...block.instructions, ...tail.instructions];
      block.end = tail.end;
    }
  });
  const kept = blocks.map((_, n) => n).filter((n) => !gone.has(n));
  const numbers = new Map(kept.map((old, n) => [old, n]));
  return kept.map((old) => {
    const { instructions, end } = blocks[old] as BasicBlock;
    return { instructions, end: retarget(end, (to) => numbers.get(to) as number) };
  });
}

function retarget(end: Terminator, map: (to: number) => number): Terminator {
  switch (end.t) {
    case 'jump':
      return { ...end, to: map(end.to) };
    case 'branch':
      return { ...end, yes: map(end.yes), no: map(end.no) };
    case 'choose':
      return { ...end, to: end.to.map(map) };
    default:
      return end;
  }
}

/** Where a block may go next. */
export function successors(end: Terminator): number[] {
  switch (end.t) {
    case 'jump':
      return [end.to];
    case 'branch':
      return [end.yes, end.no];
    case 'choose':
      return end.to;
    default:
      return [];
  }
}
