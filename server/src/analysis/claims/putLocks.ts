// SPDX-License-Identifier: GPL-2.0-only
/** Under which locks a function gives references back by `kref_put(&obj->ref, release)`. Told by its graph, without values. */
import type { Span } from '../../text/source.ts';
import { locksOf } from '../calls/lockFlow.ts';
import type { Graph, Instruction } from '../cfg/cfg.ts';
import { TAKES_OUT } from '../cfg/listCalls.ts';
import { successors } from '../cfg/simplify.ts';
import type { HelperTable } from '../models/table.ts';
import { expressionText } from '../reports/render.ts';

export interface PutUnderLocks extends Span {
  release: string;
  /** The locks that are held on every way there, by the names of their fields. */
  held: ReadonlySet<string>;
}

const KEEPS: ReadonlySet<string> = new Set(['mutex', 'spinlock', 'rwsem']);

/** @param text the file that the graph was made of */
export function putsOf(graph: Graph, helpers: HelperTable, text: string): PutUnderLocks[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const entering: (ReadonlySet<string> | undefined)[] = [];
  entering[graph.entry] = new Set<string>();
  const work = [graph.entry];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { instructions, end } = graph.blocks[at] as Graph['blocks'][number];
    const held = instructions.reduce(
      (now, i) => step(i, now, helpers, text),
      entering[at] ?? new Set<string>(),
    );
    for (const to of successors(end)) {
      const before = entering[to];
      const both =
        before === undefined ? held : new Set<string>([...before].filter((lock) => held.has(lock)));
      if (before?.size === both.size) continue;
      entering[to] = both;
      work.push(to);
    }
  }
  return graph.blocks.flatMap(({ instructions }, at) => {
    let held = entering[at];
    if (held === undefined) return [];
    const found: PutUnderLocks[] = [];
    for (const i of instructions) {
      if (i.op === 'call' && i.callee.k === 'name' && i.callee.name === 'kref_put' && i.args[1]?.k === 'name')
        found.push({ release: i.args[1].name, held, start: i.start, end: i.end });
      held = step(i, held, helpers, text);
    }
    return found;
  });
}

function step(
  i: Instruction,
  held: ReadonlySet<string>,
  helpers: HelperTable,
  text: string,
): ReadonlySet<string> {
  if (i.op === 'guard')
    return i.args[0] ? change(held, nameOf(expressionText(i.args[0], text)), !i.release) : held;
  const helper = i.op === 'call' && i.callee.k === 'name' ? helpers.get(i.callee.name) : undefined;
  if (i.op !== 'call' || !helper) return held;
  return locksOf(helper, i, text)
    .filter(({ kind }) => KEEPS.has(kind))
    .reduce((now, { verb, lock }) => change(now, nameOf(lock), verb === 'lock'), held);
}

function change(held: ReadonlySet<string>, lock: string, on: boolean): ReadonlySet<string> {
  if (held.has(lock) === on) return held;
  const next = new Set(held);
  if (on) next.add(lock);
  else next.delete(lock);
  return next;
}

/** `lock` of `&foo->lock` and of `foo.lock`. */
function nameOf(lock: string): string {
  const written = lock.endsWith('.') ? lock.slice(0, -1) : lock;
  return written.slice(
    Math.max(written.lastIndexOf('>'), written.lastIndexOf('.'), written.lastIndexOf('&')) + 1,
  );
}

/** It takes something out of a list, and no lock for that. */
export function takesOutBare(graph: Graph, helpers: HelperTable, text: string): boolean {
  let takesOut = false;
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op === 'guard') return false;
      if (i.op !== 'call' || i.callee.k !== 'name') continue;
      const helper = helpers.get(i.callee.name);
      if (helper && locksOf(helper, i, text).some(({ kind }) => KEEPS.has(kind))) return false;
      takesOut ||= TAKES_OUT.has(i.callee.name);
    }
  return takesOut;
}
