// SPDX-License-Identifier: GPL-2.0-only
/**
 * Slots that a function fills where it finds them empty, and that still hold what it frees afterwards: the next call finds
 * them filled. `if (!foo->page) foo->page = alloc_page(…); …; __free_page(foo->page); return 0;`. Told by its graph,
 * without values.
 */
import type { Span } from '../../../text/source.ts';
import { type Called, calledAt, nameOf } from '../../cfg/called.ts';
import type { Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { successors } from '../../cfg/simplify.ts';
import { isNone, walk } from '../../cfg/walk.ts';
import { ALLOCATORS, FREES } from '../../models/allocators.ts';
import { expressionText } from '../../reports/render.ts';
import { isOneOf, rootOf } from '../handles.ts';

export interface StaleSlot {
  /** As written. */
  slot: string;
  tested: Span;
  freed: Called;
}

const GIVES: ReadonlySet<string> = new Set([...FREES, 'put_page']);

/** More steps than this tell nothing. */
const MOST_STEPS = 1000;

/** @param text the file that the graph was made of */
export function staleSlots(graph: Graph, text: string): StaleSlot[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const found = new Map<string, StaleSlot>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      const [arg] = i.op === 'call' && GIVES.has(nameOf(i)) ? i.args : [];
      if (arg === undefined || !isSlot(arg, graph)) continue;
      const slot = expressionText(arg, text);
      if (found.has(slot) || !isFilled(slot, graph, text)) continue;
      const stale = walkFor(arg, slot, graph, text);
      if (stale !== null) found.set(slot, stale);
    }
  return [...found.values()];
}

/** It outlives the call: `foo->page`, or an element of an array of the file's. */
function isSlot(e: Pure, graph: Graph): boolean {
  if (e.k === 'member') return e.arrow || isSlot(e.object, graph);
  return (
    e.k === 'index' && (e.object.k === 'name' ? !graph.types.has(e.object.name) : isSlot(e.object, graph))
  );
}

/** Something of the function stores there what it has allocated. */
function isFilled(slot: string, { blocks }: Graph, text: string): boolean {
  const made = new Set<string | number>();
  return blocks.some(({ instructions }) =>
    instructions.some((i) => {
      if (i.op === 'call' && ALLOCATORS.has(nameOf(i))) made.add(i.result);
      if (i.op !== 'assign') return false;
      const { target, value } = i;
      const isMade = isOneOf(value, made);
      if (isMade && target.k === 'name') made.add(target.name);
      return isMade && expressionText(target, text) === slot;
    }),
  );
}

/** What is known on a path. */
interface At {
  block: number;
  /** It has been stored to. */
  isFilled: boolean;
  /** Where it was found to be empty, or not, before. */
  tested: Span | null;
  freed: StaleSlot['freed'] | null;
}

/** Follows every path to a return behind which the slot holds what was freed. */
function walkFor(of: Pure, slot: string, graph: Graph, text: string): StaleSlot | null {
  const names = new Set<string>();
  walk(of, (part) => {
    if (part.k === 'name') names.add(part.name);
  });
  const root = rootOf(of);
  const been = new Set<string>();
  const work: At[] = [{ block: graph.entry, isFilled: false, tested: null, freed: null }];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const key = `${at.block} ${at.isFilled} ${at.tested?.start} ${at.freed?.start}`;
    if (been.has(key)) continue;
    been.add(key);
    if (been.size > MOST_STEPS) return null;
    const { instructions, end } = graph.blocks[at.block] as Graph['blocks'][number];
    let now = at;
    for (const i of instructions) now = step(i, now, { slot, names, root, text });
    if (end.t === 'return' && now.freed !== null && now.tested !== null)
      return { slot, tested: now.tested, freed: now.freed };
    if (end.t === 'branch' && !now.isFilled && asks(end.test, slot, text))
      now = { ...now, tested: { start: end.test.start, end: end.test.end } };
    for (const to of successors(end)) work.push({ ...now, block: to });
  }
  return null;
}

interface Around {
  slot: string;
  /** The variables that say which slot it is, and the first of them. */
  names: ReadonlySet<string>;
  root: string | null;
  text: string;
}

function step(i: Instruction, at: At, { slot, names, root, text }: Around): At {
  if (i.op === 'assign') {
    if (expressionText(i.target, text) === slot) return { ...at, isFilled: true, freed: null };
    // Another slot is meant from there on.
    return i.target.k === 'name' && names.has(i.target.name) && at.freed ? { ...at, freed: null } : at;
  }
  if (i.op !== 'call') return at;
  const isIts = i.args.some((arg) => expressionText(arg, text) === slot);
  if (isIts && GIVES.has(nameOf(i))) return { ...at, freed: calledAt(i) };
  // What it lies in is given up, or cleared.
  return at.freed !== null && i.args.some((arg) => rootOf(arg) === root) ? { ...at, freed: null } : at;
}

/** Whether a test asks if something is there. */
function asks(test: Pure, slot: string, text: string): boolean {
  if (test.k === 'unary' && test.op === '!') return asks(test.of, slot, text);
  if (test.k === 'binary' && (test.op === '==' || test.op === '!='))
    return isNone(test.right) && expressionText(test.left, text) === slot;
  return expressionText(test, text) === slot;
}
