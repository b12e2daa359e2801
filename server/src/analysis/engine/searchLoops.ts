// SPDX-License-Identifier: GPL-2.0-only
/** Loops that count up to a bound: behind one the counter is the bound where it is not below it, and never more. */
import { remembered } from '../../text/remembered.ts';
import type { BasicBlock, Graph, Instruction, Pure, Terminator } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { successors } from '../cfg/simplify.ts';
import { hasPart, walk } from '../cfg/walk.ts';

type Branch = Terminator & { t: 'branch' };

/**
 * Returns the comparison that says of a test such as `i == n` whether the loop before it has come to its end, as `n > i`:
 * where that is false `i` equals `n`. Null for any other test.
 */
export function beforeEnd(graph: Graph, { test }: Branch): Pure | null {
  if (test.k !== 'binary' || (test.op !== '==' && test.op !== '!=')) return null;
  for (const [counter, bound] of [
    [test.left, test.right],
    [test.right, test.left],
  ] as const) {
    if (counter.k !== 'name') continue;
    const key = keyOf(bound);
    if (key !== null && countersOf(graph).has(`${counter.name}<${key}`))
      return { ...test, op: '>', left: bound, right: counter };
  }
  return null;
}

const countersOf = remembered(
  (graph: Graph): ReadonlySet<string> =>
    new Set(graph.blocks.flatMap(({ end }) => (end.t === 'branch' ? counted(graph, end) : []))),
);

/** The counter and the bound of a loop with that test, if it is one. */
function counted(graph: Graph, end: Branch): string[] {
  const { test, yes } = end;
  if (test.k !== 'binary' || (test.op !== '<' && test.op !== '>')) return [];
  const [counter, bound] = test.op === '<' ? [test.left, test.right] : [test.right, test.left];
  const key = keyOf(bound);
  if (counter.k !== 'name' || key === null || !graph.types.has(counter.name)) return [];
  if (graph.parameters.some(({ name }) => name === counter.name)) return [];
  if (factsOf(graph).liveness.addressTaken.has(counter.name)) return [];
  const outside = reachable(graph, graph.entry, (block) => (block.end === end ? [end.no] : null));
  const inside = reachable(graph, yes, (block) => (block.end === end ? [] : null));
  for (const [at, { instructions }] of graph.blocks.entries())
    for (const i of instructions) {
      if (isStoreTo(i, counter) && !(isZero(i) || (isStep(i, counter.name) && !outside.has(at)))) return [];
      if (inside.has(at) && mayChange(i, bound)) return [];
    }
  return [`${counter.name}<${key}`];
}

/** @param instead where a block goes on, for one that does not go where it says */
function reachable(graph: Graph, from: number, instead: (block: BasicBlock) => number[] | null): Set<number> {
  const seen = new Set([from]);
  for (const at of seen) {
    const block = graph.blocks[at] as BasicBlock;
    for (const to of instead(block) ?? successors(block.end)) seen.add(to);
  }
  return seen;
}

const isStoreTo = (i: Instruction, { name }: Pure & { k: 'name' }) =>
  (i.op === 'assign' && i.target.k === 'name' && i.target.name === name) ||
  (i.op === 'havoc' && i.names.includes(name));

const isZero = (i: Instruction) => i.op === 'assign' && i.value.k === 'int' && i.value.value === 0;

function isStep(i: Instruction, name: string): boolean {
  if (i.op !== 'assign' || i.value.k !== 'binary' || i.value.op !== '+') return false;
  const { left, right } = i.value;
  return left.k === 'name' && left.name === name && right.k === 'int' && right.value === 1;
}

/** It stores to a variable or a member of a name that is in the bound. */
function mayChange(i: Instruction, bound: Pure): boolean {
  if (i.op === 'havoc') return true;
  if (i.op !== 'assign') return false;
  const { target } = i;
  const name = target.k === 'name' ? target.name : target.k === 'member' ? target.field : null;
  return hasPart(
    bound,
    (part) => (part.k === 'name' ? part.name : part.k === 'member' ? part.field : null) === name,
  );
}

/** The expression as text; null for one whose value is not the same each time. */
function keyOf(e: Pure): string | null {
  let isSame = true;
  const parts: string[] = [];
  walk(e, (part) => {
    if (part.k === 'name') parts.push(part.name);
    else if (part.k === 'int' && part.value !== null) parts.push(String(part.value));
    else if (part.k === 'member') parts.push(`.${part.field}(`);
    else if (part.k === 'index') parts.push('[(');
    else if (part.k === 'deref') parts.push('*(');
    else if (part.k === 'binary') parts.push(`${part.op}(`);
    else if (part.k === 'operator') parts.push(`${part.name}(`);
    else isSame = false;
  });
  return isSame ? parts.join(' ') : null;
}
