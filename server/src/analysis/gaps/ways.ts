// SPDX-License-Identifier: GPL-2.0-only
/** A walk over the ways through a graph with what is known on each: a block is passed once for each thing known before it. */
import type { BasicBlock, Graph, Terminator } from '../cfg/cfg.ts';
import { successors } from '../cfg/simplify.ts';

/** More steps than this tell nothing. */
const MOST_STEPS = 2000;

export interface Walk<At> {
  /** What is known where the function begins. */
  start: At;
  /** The same for all that is known alike. */
  keyOf(at: At): string;
  /** What is known behind a block; null where nothing can be told of the function. */
  through(block: BasicBlock, at: At): At | null;
  /** What is known on a way from the end of a block; null where it cannot be gone. */
  onto(end: Terminator, to: number, at: At): At | null;
}

/** Returns whether all ways were walked. */
export function walkWays<At>(graph: Graph, { start, keyOf, through, onto }: Walk<At>): boolean {
  const been = new Set<string>();
  const work = [{ block: graph.entry, at: start }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const key = `${next.block} ${keyOf(next.at)}`;
    if (been.has(key)) continue;
    been.add(key);
    if (been.size > MOST_STEPS) return false;
    const block = graph.blocks[next.block] as BasicBlock;
    const now = through(block, next.at);
    if (now === null) return false;
    for (const to of successors(block.end)) {
      const at = onto(block.end, to, now);
      if (at !== null) work.push({ block: to, at });
    }
  }
  return true;
}
