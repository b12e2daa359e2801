// SPDX-License-Identifier: GPL-2.0-only
/**
 * The table of a VMA that is kept for the handlers of another to call, and read when that other is there already:
 * `vma->vm_ops = &foo_ops; foo->below = vma->vm_ops;`. Told by the graph, without values.
 */
import type { FunctionDefinition } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Span } from '../../text/source.ts';
import { callsIn } from '../cfg/called.ts';
import type { Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { successors } from '../cfg/simplify.ts';
import { hasPart } from '../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { expressionText } from '../reports/render.ts';

export interface SavedLate {
  /** Its own, as written. */
  table: string;
  installed: Span;
  /** Where it is kept, as written, and the call through that. */
  kept: string;
  saved: Span;
  used: Span;
  /** The function that calls. */
  user: FunctionDefinition;
}

type Assign = Instruction & { op: 'assign' };

/** More steps than this tell nothing. */
const MOST_STEPS = 500;

export function savedLate(own: FunctionDefinition, graph: Graph, context: AnalysisContext): SavedLate[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const { text } = own.file;
  const found = new Map<number, SavedLate>();
  for (const [block, { instructions }] of graph.blocks.entries())
    for (const [n, i] of instructions.entries()) {
      if (i.op !== 'assign' || !isTable(i.target) || i.value.k !== 'address') continue;
      for (const { saved, kept } of savedBehind(block, n + 1, i, graph, text)) {
        const use = usedIn(kept, own, context);
        if (use === null || found.has(saved.start)) continue;
        const table = expressionText(i.value, text);
        found.set(saved.start, {
          table: table.slice(1),
          installed: { start: i.start, end: i.end },
          kept: expressionText(kept, text),
          saved: { start: saved.start, end: saved.end },
          ...use,
        });
      }
    }
  return [...found.values()];
}

const isTable = (e: Pure): e is Pure & { k: 'member' } => e.k === 'member' && e.field === 'vm_ops';

/** Follows every path behind the store, up to what may put another table there. */
function savedBehind(
  block: number,
  next: number,
  { target }: Assign,
  graph: Graph,
  text: string,
): { saved: Assign; kept: Pure }[] {
  const place = expressionText(target, text);
  const root = target.k === 'member' ? expressionText(target.object, text) : '';
  const saved: { saved: Assign; kept: Pure }[] = [];
  const been = new Set<string>();
  const work = [{ block, next, copies: [] as string[] }];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const key = `${at.block} ${at.next} ${at.copies.join()}`;
    if (been.has(key) || been.size > MOST_STEPS) continue;
    been.add(key);
    const { instructions, end } = graph.blocks[at.block] as Graph['blocks'][number];
    let { copies } = at;
    let isOver = false;
    const isIt = (e: Pure): boolean =>
      e.k === 'deref'
        ? isIt(e.of)
        : e.k === 'name'
          ? copies.includes(e.name)
          : expressionText(e, text) === place;
    for (const i of instructions.slice(at.next)) {
      if (i.op === 'call') isOver ||= i.args.some((arg) => expressionText(arg, text) === root);
      if (i.op === 'assign' && !isOver) {
        const to = i.target;
        const isLocal = to.k === 'name' && graph.types.has(to.name);
        if (expressionText(to, text) === place || expressionText(to, text) === root) isOver = true;
        else if (isLocal) {
          copies = copies.filter((name) => name !== to.name);
          if (i.value.k !== 'deref' && isIt(i.value)) copies = [...copies, to.name].sort();
        } else if (isIt(i.value)) saved.push({ saved: i, kept: to });
      }
      if (isOver) break;
    }
    if (!isOver) for (const to of successors(end)) work.push({ block: to, next: 0, copies });
  }
  return saved;
}

/** Where a function of the file calls through what was kept. */
function usedIn(
  kept: Pure,
  { file }: FunctionDefinition,
  context: AnalysisContext,
): Pick<SavedLate, 'used' | 'user'> | null {
  const name = kept.k === 'member' ? kept.field : kept.k === 'name' ? kept.name : null;
  if (name === null) return null;
  const isKept = (e: Pure) => (e.k === 'member' ? e.field === name : e.k === 'name' && e.name === name);
  for (const user of context.program.files.get(file.path)?.functions ?? []) {
    if (!namesIn(user).has(name)) continue;
    for (const graph of graphsOf(user, context))
      for (const { callee, start, end } of callsIn(graph))
        if (callee.k === 'member' && hasPart(callee.object, isKept)) return { user, used: { start, end } };
  }
  return null;
}
