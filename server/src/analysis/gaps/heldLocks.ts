// SPDX-License-Identifier: GPL-2.0-only
/** Which locks are held on every way to an instruction, by the names of their fields. Told by the graph, without values. */
import { locksOf } from '../calls/lockFlow.ts';
import type { Graph, Instruction } from '../cfg/cfg.ts';
import { successors } from '../cfg/simplify.ts';
import type { HelperTable } from '../models/table.ts';
import { expressionText } from '../reports/render.ts';

type Held = ReadonlySet<string>;

/** Locks that keep others out. */
export const KEEPS_OUT: ReadonlySet<string> = new Set(['mutex', 'spinlock', 'rwsem']);

/**
 * Goes through the instructions of what can be reached, each with the locks that are held before it; a test, and what is returned, is one that reads.
 *
 * @param text the file that the graph was made of
 */
export function eachUnderLocks(
  graph: Graph,
  helpers: HelperTable,
  text: string,
  visit: (i: Instruction, held: Held) => void,
): void {
  if (graph.havoc || graph.isTooLarge) return;
  const entering: (Held | undefined)[] = [];
  entering[graph.entry] = new Set<string>();
  const work = [graph.entry];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { instructions, end } = graph.blocks[at] as Graph['blocks'][number];
    const held = instructions.reduce<Held>(
      (now, i) => step(i, now, helpers, text),
      entering[at] ?? new Set(),
    );
    for (const to of successors(end)) {
      const before = entering[to];
      const both = before === undefined ? held : new Set([...before].filter((lock) => held.has(lock)));
      if (before?.size === both.size) continue;
      entering[to] = both;
      work.push(to);
    }
  }
  for (const [at, { instructions, end }] of graph.blocks.entries()) {
    let held = entering[at];
    if (held === undefined) continue;
    for (const i of instructions) {
      visit(i, held);
      held = step(i, held, helpers, text);
    }
    const read = end.t === 'branch' ? end.test : end.t === 'return' ? end.value : null;
    if (read !== null) visit({ op: 'read', value: read, start: read.start, end: read.end }, held);
  }
}

function step(i: Instruction, held: Held, helpers: HelperTable, text: string): Held {
  if (i.op === 'guard')
    return i.args[0] ? change(held, lockName(expressionText(i.args[0], text)), !i.release) : held;
  const helper = i.op === 'call' && i.callee.k === 'name' ? helpers.get(i.callee.name) : undefined;
  if (i.op !== 'call' || !helper) return held;
  return locksOf(helper, i, text)
    .filter(({ kind }) => KEEPS_OUT.has(kind))
    .reduce((now, { verb, lock }) => change(now, lockName(lock), verb === 'lock'), held);
}

function change(held: Held, lock: string, on: boolean): Held {
  if (held.has(lock) === on) return held;
  const next = new Set(held);
  if (on) next.add(lock);
  else next.delete(lock);
  return next;
}

/** `lock` of `&foo->lock` and of `foo.lock`. */
export function lockName(lock: string): string {
  const written = lock.endsWith('.') ? lock.slice(0, -1) : lock;
  return written.slice(
    Math.max(written.lastIndexOf('>'), written.lastIndexOf('.'), written.lastIndexOf('&')) + 1,
  );
}
