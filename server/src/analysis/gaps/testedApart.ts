// SPDX-License-Identifier: GPL-2.0-only
/**
 * Counts that a function lowers by a call that tells nothing, and reads by another to see whether it was the last user:
 * `atomic_dec(&foo->users); if (!atomic_read(&foo->users)) free_foo(foo);`. Told by its graph, without values.
 */
import { COUNT_READERS } from '../../facts/functions/countTests.ts';
import { MIRRORED } from '../../text/arithmetic.ts';
import { type Called, calledAt, callsAt, nameOf } from '../cfg/called.ts';
import type { Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { blocksOfWay } from '../cfg/reaches.ts';
import { successors } from '../cfg/simplify.ts';
import type { HelperTable } from '../models/table.ts';
import { expressionText } from '../reports/render.ts';
import type { GivesUp } from './freed/givesUp.ts';
import { isOneOf, rootOf } from './handles.ts';
import { eachUnderLocks } from './heldLocks.ts';
import { isOtherLock } from './lateReferences.ts';

export interface TestedApart {
  /** The counter as written. */
  counter: string;
  lowered: Called;
  read: Called;
  /** What is given up where it was found to be 0, and nowhere else. */
  freed: Called;
}

/** They lower a count and tell nobody what is left: by the argument that is the counter. */
const LOWERS: ReadonlyMap<string, number> = new Map([
  ['refcount_dec', 0],
  ...['atomic', 'atomic64', 'atomic_long'].flatMap((type): [string, number][] => [
    [`${type}_dec`, 0],
    [`${type}_sub`, 1],
  ]),
]);

/** More steps than this tell nothing. */
const MOST_STEPS = 1000;

/**
 * Nothing is told where a lock is held when the count is lowered, which others may hold that lower it, and of a function in
 * which anything else takes or gives back a lock.
 *
 * @param text the file that the graph was made of
 */
export function testedApart(
  graph: Graph,
  helpers: HelperTable,
  text: string,
  givesUp: GivesUp,
): TestedApart[] {
  if (graph.havoc || graph.isTooLarge || !lowersAny(graph)) return [];
  const free = new Set<Instruction>();
  let isSeenWhole = true;
  eachUnderLocks(graph, helpers, text, (i, held) => {
    if (held.size === 0) free.add(i);
    if (i.op === 'call' && isOtherLock(i, helpers)) isSeenWhole = false;
  });
  if (!isSeenWhole) return [];
  const found: TestedApart[] = [];
  for (const [block, { instructions }] of graph.blocks.entries())
    for (const [n, i] of instructions.entries()) {
      const arg = i.op === 'call' && free.has(i) ? i.args[LOWERS.get(nameOf(i)) ?? -1] : undefined;
      if (arg === undefined || i.op !== 'call') continue;
      const counter = expressionText(arg, text);
      const around = { graph, text, counter, root: rootOf(arg), free, givesUp };
      const test = testBehind(block, n + 1, around);
      const freed = test && freedAt(test, around);
      if (!freed) continue;
      const lowered = calledAt(i);
      found.push({
        counter: counter.startsWith('&') ? counter.slice(1) : counter,
        lowered,
        read: test.read,
        freed,
      });
    }
  return found;
}

const lowersAny = ({ blocks }: Graph) =>
  blocks.some(({ instructions }) => instructions.some((i) => i.op === 'call' && LOWERS.has(nameOf(i))));

interface Around {
  graph: Graph;
  /** Of its file. */
  text: string;
  /** As written. */
  counter: string;
  /** The variable that leads to it. */
  root: string | null;
  /** What runs under no lock. */
  free: ReadonlySet<Instruction>;
  givesUp: GivesUp;
}

/** A test of what was read, with the ways on. */
interface Test {
  read: Called;
  zero: number;
  other: number;
}

/** What is known on a path behind the call that lowers. */
interface At {
  block: number;
  /** The instruction to go on with. */
  next: number;
  /** The variables and results that hold what was read. */
  holds: ReadonlySet<string | number>;
  read: Called | null;
}

/** Follows every path behind the call that lowers, up to a test of what is left. */
function testBehind(block: number, next: number, around: Around): Test | null {
  const been = new Set<string>();
  const work: At[] = [{ block, next, holds: new Set(), read: null }];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const key = `${at.block} ${at.next} ${[...at.holds].join()}`;
    if (been.has(key)) continue;
    been.add(key);
    if (been.size > MOST_STEPS) return null;
    const { instructions, end } = around.graph.blocks[at.block] as Graph['blocks'][number];
    let now: At | null = at;
    for (const i of instructions.slice(at.next)) now &&= step(i, now, around);
    if (now === null) continue;
    const { holds, read } = now;
    const isZero = end.t === 'branch' && end.yes !== end.no ? asksZero(end.test, holds) : null;
    if (end.t === 'branch' && isZero !== null && read !== null)
      return { read, zero: isZero ? end.yes : end.no, other: isZero ? end.no : end.yes };
    for (const to of successors(end)) work.push({ block: to, next: 0, holds, read });
  }
  return null;
}

/** Null where another counter is meant from there on, or something else is done to this one. */
function step(i: Instruction, at: At, { text, counter, root }: Around): At | null {
  if (i.op === 'assign' && i.target.k === 'name') {
    const { name } = i.target;
    if (name === root) return null;
    const holds = new Set(at.holds);
    if (isOneOf(i.value, at.holds)) holds.add(name);
    else holds.delete(name);
    return { ...at, holds };
  }
  if (i.op !== 'call' || !i.args.some((arg) => expressionText(arg, text) === counter)) return at;
  const by = nameOf(i);
  if (!COUNT_READERS.has(by)) return null;
  return { ...at, holds: new Set(at.holds).add(i.result), read: { by, start: i.start, end: i.end } };
}

/** The truth of a test behind which what was read is 0; null where the test does not tell. */
function asksZero(test: Pure, holds: At['holds']): boolean | null {
  if (isOneOf(test, holds)) return false;
  if (test.k === 'unary' && test.op === '!') {
    const inner = asksZero(test.of, holds);
    return inner === null ? null : !inner;
  }
  if (test.k !== 'binary') return null;
  const isLeft = isOneOf(test.left, holds);
  const [tested, number] = isLeft ? [test.left, test.right] : [test.right, test.left];
  if (!isOneOf(tested, holds) || number.k !== 'int') return null;
  const op = isLeft ? test.op : MIRRORED[test.op];
  if (number.value === 0) return op === '==' || op === '<=' ? true : op === '!=' || op === '>' ? false : null;
  return number.value === 1 ? (op === '<' ? true : op === '>=' ? false : null) : null;
}

/** What is given up on the way of the last user alone, without a lock; null where that looks at the count again. */
function freedAt({ zero, other }: Test, { graph, text, counter, free, givesUp }: Around): Called | null {
  let freed: Called | null = null;
  for (const at of blocksOfWay(zero, other, graph))
    for (const i of callsAt(graph, at)) {
      if (i.args.some((arg) => expressionText(arg, text) === counter)) return null;
      if (givesUp(nameOf(i)) && free.has(i)) freed ??= calledAt(i);
    }
  return freed;
}
