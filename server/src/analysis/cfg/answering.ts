// SPDX-License-Identifier: GPL-2.0-only
/** `return a & b;` of a function that answers yes or no is `if (a & b) return true; return false;`. */
import type { BasicBlock, Graph, Pure } from './cfg.ts';

/** Returns the graph with a test for each answer that is no constant. */
export function answering(graph: Graph): Graph {
  const known = made.get(graph);
  if (known) return known;
  const answers: BasicBlock[] = [];
  const answer = (value: number, { start, end }: Pure): number => {
    const constant: Pure = { k: 'int', value, start, end };
    answers.push({ instructions: [], end: { t: 'return', value: constant, start, end } });
    return graph.blocks.length + answers.length - 1;
  };
  const blocks = graph.blocks.map((block): BasicBlock => {
    const { end } = block;
    if (end.t !== 'return' || end.value === null || isConstant(end.value)) return block;
    const { value, start, end: last } = end;
    const { test, isInverted } = testOf(value);
    const [yes, no] = [answer(isInverted ? 0 : 1, value), answer(isInverted ? 1 : 0, value)];
    return { ...block, end: { t: 'branch', test, yes, no, start, end: last } };
  });
  const result = { ...graph, blocks: [...blocks, ...answers] };
  made.set(graph, result);
  return result;
}

const made = new WeakMap<Graph, Graph>();

const isConstant = (e: Pure) =>
  e.k === 'int' || (e.k === 'name' && (e.name === 'true' || e.name === 'false'));

function testOf(value: Pure): { test: Pure; isInverted: boolean } {
  let test = value;
  let isInverted = false;
  for (; test.k === 'unary' && test.op === '!'; test = test.of) isInverted = !isInverted;
  return { test, isInverted };
}
