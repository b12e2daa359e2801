// SPDX-License-Identifier: GPL-2.0-only
/** Finds the results of calls that are stored but never read on some way through the function. */
import type { Span } from '../../text/source.ts';
import type { BasicBlock, Graph, Instruction, Pure } from './cfg.ts';
import { isWrittenErrno } from './errnos.ts';
import { factsOf } from './graphFacts.ts';
import { successors } from './simplify.ts';
import { hasPart } from './walk.ts';

export interface LostResult extends Span {
  how: 'overwritten' | 'never read';
  /** Some way reads it. */
  isReadElsewhere: boolean;
}

/**
 * Where the result of a call (its temporary) is lost: the store that overwrites the variable it went to, or a
 * return that nothing read it before. Null when every way reads it, or when it went somewhere else than to a
 * plain variable.
 */
export function lostResult(graph: Graph, result: number): LostResult | null {
  const stored = storeOf(graph, result);
  if (!stored) return null;
  const { block, index, name } = stored;
  if (factsOf(graph).liveness.addressTaken.has(name)) return null;
  const seen = new Set<number>();
  const work = [{ block, index }];
  let lost: Omit<LostResult, 'isReadElsewhere'> | null = null;
  let isReadElsewhere = false;
  while (work.length) {
    const at = work.pop() as { block: number; index: number };
    const { instructions, end } = graph.blocks[at.block] as BasicBlock;
    let isOver = false;
    for (let n = at.index; n < instructions.length && !isOver; n++) {
      const i = instructions[n] as Instruction;
      isOver = true;
      if (readsOf(i).some((e) => mentions(e, name)) || (i.op === 'havoc' && i.names.includes(name)))
        isReadElsewhere = true;
      else if (i.op === 'assign' && isName(i.target, name)) {
        // The failure is that of another error then.
        if (!isWrittenErrno(i.value)) lost ??= { how: 'overwritten', start: i.start, end: i.end };
      } else isOver = i.op === 'declare' && i.name === name;
    }
    if (isOver) continue;
    if (
      (end.t === 'branch' && mentions(end.test, name)) ||
      (end.t === 'return' && end.value && mentions(end.value, name))
    ) {
      isReadElsewhere = true;
      continue;
    }
    if (end.t === 'return') lost ??= { how: 'never read', start: end.start, end: end.end };
    for (const to of successors(end)) {
      if (seen.has(to)) continue;
      seen.add(to);
      work.push({ block: to, index: 0 });
    }
  }
  return lost && { ...lost, isReadElsewhere };
}

/** The plain variable that the temporary is assigned to, when that is all that happens to it. */
function storeOf(graph: Graph, result: number): { block: number; index: number; name: string } | null {
  for (const [block, { instructions }] of graph.blocks.entries()) {
    for (const [n, i] of instructions.entries()) {
      if (i.op !== 'assign' || i.value.k !== 'temp' || i.value.id !== result) continue;
      if (i.target.k === 'name' && graph.types.has(i.target.name))
        return { block, index: n + 1, name: i.target.name };
      return null;
    }
  }
  return null;
}

function readsOf(i: Instruction): Pure[] {
  switch (i.op) {
    case 'assign':
      return i.target.k === 'name' ? [i.value] : [i.value, i.target];
    case 'call':
      return [i.callee, ...i.args];
    case 'guard':
      return i.args;
    case 'read':
      return [i.value];
    default:
      return [];
  }
}

function mentions(e: Pure, name: string): boolean {
  return hasPart(e, (part) => isName(part, name) || (part.k === 'unknown' && part.names.includes(name)));
}

const isName = (e: Pure, name: string) => e.k === 'name' && e.name === name;
