// SPDX-License-Identifier: GPL-2.0-only
/** Finds tests that take the result of a call for an errno: as zero or not, as negative, as `-ENOMEM`. */
import { ORDERS } from '../../text/arithmetic.ts';
import type { Span } from '../../text/source.ts';
import type { BasicBlock, Graph, Instruction, Pure } from './cfg.ts';
import { factsOf } from './graphFacts.ts';
import { successors } from './simplify.ts';

/** A test of a result. `zero`: for zero or not; `errno`: for a negative value or a certain errno. */
export interface ResultTest extends Span {
  as: 'zero' | 'errno';
}

/** Where the value of a variable comes from that a test reads. */
type Source = { temp: number } | 'other';

/**
 * Returns the first test that takes the result of a call (its temporary) for an errno, or null; one for zero before others,
 * for it sends every success the wrong way.
 * A test of a variable counts where every definition that reaches it is a result by `isAlike`: a variable that may
 * also hold 0 is rightly tested for it.
 *
 * @param isAlike says of another callee whether its result means the same
 */
export function errnoTestOf(
  graph: Graph,
  result: number,
  isAlike: (callee: string) => boolean,
): ResultTest | null {
  const callees = calleesOf(graph);
  const means = (one: Source) => one !== 'other' && isAlike(callees.get(one.temp) ?? '');
  let found: ResultTest | null = null;
  for (const [at, { end }] of graph.blocks.entries()) {
    if (end.t !== 'branch') continue;
    const tested = testedAsErrno(end.test);
    if (tested === null) continue;
    const { as } = tested;
    const operand = originalOf(graph, tested.operand);
    const sources = operand.k === 'temp' ? [{ temp: operand.id }] : sourcesOf(graph, at, operand);
    const isMeant = sources.some((one) => one !== 'other' && one.temp === result);
    if (!isMeant || !sources.every(means)) continue;
    const { start, end: stop } = end.test;
    if (as === 'zero') return { start, end: stop, as };
    found ??= { start, end: stop, as };
  }
  return found;
}

/** The names of the functions whose results the temporaries hold. */
function calleesOf(graph: Graph): Map<number, string> {
  const callees = new Map<number, string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'call' && i.callee.k === 'name') callees.set(i.result, i.callee.name);
  return callees;
}

const isZero = (e: Pure) => e.k === 'int' && e.value === 0;

/** `-ENOMEM`, `-1`. */
const isNegative = (e: Pure) =>
  (e.k === 'unary' && e.op === '-') || (e.k === 'int' && e.value !== null && e.value < 0);

/** What is tested, and how, when the test makes sense for an errno alone. */
function testedAsErrno(test: Pure): { operand: Pure & { k: 'name' | 'temp' }; as: ResultTest['as'] } | null {
  if (test.k === 'name' || test.k === 'temp') return { operand: test, as: 'zero' };
  if (test.k === 'unary' && test.op === '!') return testedAsErrno(test.of);
  if (test.k === 'operator' && test.name === 'IS_ERR_VALUE') {
    const [operand] = test.operands;
    return operand?.k === 'name' || operand?.k === 'temp' ? { operand, as: 'errno' } : null;
  }
  if (test.k !== 'binary') return null;
  const [operand, other] =
    isZero(test.left) || isNegative(test.left) ? [test.right, test.left] : [test.left, test.right];
  if (operand.k !== 'name' && operand.k !== 'temp') return null;
  const isEquality = test.op === '==' || test.op === '!=';
  if (isZero(other) && isEquality) return { operand, as: 'zero' };
  if (isZero(other) && ORDERS.has(test.op)) return { operand, as: 'errno' };
  return isNegative(other) && isEquality ? { operand, as: 'errno' } : null;
}

/** The variable whose value a temporary copies, as that of a switch does. */
function originalOf(graph: Graph, e: Pure & { k: 'name' | 'temp' }): Pure & { k: 'name' | 'temp' } {
  if (e.k === 'name') return e;
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'assign' && i.target.k === 'temp' && i.target.id === e.id)
        return i.value.k === 'name' || i.value.k === 'temp' ? i.value : e;
  return e;
}

/** Every definition of a plain local variable that reaches the end of a block. */
function sourcesOf(graph: Graph, block: number, e: Pure & { k: 'name' }): Source[] {
  // Who has its address may write to it.
  if (!graph.types.has(e.name) || factsOf(graph).liveness.addressTaken.has(e.name)) return ['other'];
  const before = predecessors(graph);
  const sources: Source[] = [];
  const seen = new Set<number>();
  const work = [block];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { instructions } = graph.blocks[at] as BasicBlock;
    const definition = instructions.findLast((i) => defines(i, e.name));
    if (definition) {
      const isResult = definition.op === 'assign' && definition.value.k === 'temp';
      sources.push(isResult ? { temp: (definition.value as Pure & { k: 'temp' }).id } : 'other');
      continue;
    }
    if (at === graph.entry) sources.push('other');
    for (const one of before[at] as number[]) {
      if (seen.has(one)) continue;
      seen.add(one);
      work.push(one);
    }
  }
  return sources;
}

function defines(i: Instruction, name: string): boolean {
  if (i.op === 'declare') return i.name === name;
  if (i.op === 'havoc') return i.names.includes(name);
  return i.op === 'assign' && i.target.k === 'name' && i.target.name === name;
}

function predecessors(graph: Graph): number[][] {
  const before: number[][] = graph.blocks.map(() => []);
  for (const [at, { end }] of graph.blocks.entries())
    for (const to of successors(end)) (before[to] as number[]).push(at);
  return before;
}
