// SPDX-License-Identifier: GPL-2.0-only
/** Numbers that a call has given that was handed nothing of the mapping. */
import { callsIn } from '../cfg/called.ts';
import type { CallInstruction, Pure } from '../cfg/cfg.ts';
import { callBehind } from '../cfg/graphFacts.ts';
import type { Frame } from '../engine/frame.ts';
import { isTold } from '../state/affine.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { isOpen } from './openValues.ts';

/**
 * Says whether a call gives the number, as its result or in a local whose address it is handed, and nothing else does
 * but what has a name: `PAGE_ALIGN(size)`, where `size` was 0 before.
 */
export function isGiven(x: Frame, e: Pure, state: State): boolean {
  return sourceOf(x, e, state, DEPTH) === 'given';
}

/** Given by a call, known by its name, or of anything else. */
type Source = 'given' | 'told' | 'other';

/** Variables that are looked through. */
const DEPTH = 3;

function sourceOf(x: Frame, e: Pure, state: State, depth: number): Source {
  switch (e.k) {
    case 'int':
      return 'told';
    case 'temp':
      return isGivenBy(x, callBehind(e, x.graph), state) ? 'given' : 'other';
    case 'binary':
      return worst([sourceOf(x, e.left, state, depth), sourceOf(x, e.right, state, depth)]);
    case 'operator':
      return worst(e.operands.map((operand) => sourceOf(x, operand, state, depth)));
    case 'name':
    case 'member': {
      const local = localOf(x, e);
      if (local !== null && depth > 0) return sourceOfLocal(x, local, e, state, depth);
      return isTold(x.evaluator.value(e, state), x.context.symbols) ? 'told' : 'other';
    }
    default:
      return 'other';
  }
}

function sourceOfLocal(x: Frame, local: string, e: Pure, state: State, depth: number): Source {
  const stores = storesTo(x, local, e);
  if (stores === null) return 'other';
  const fillers = fillersOf(x, local);
  if (stores.length + fillers.length === 0) return 'other';
  if (!fillers.every((call) => isGivenBy(x, call, state))) return 'other';
  // What it had before the call may have been asked for.
  const sources = stores.map((value) => sourceOf(x, value, state, depth - 1));
  return worst(fillers.length > 0 ? [...sources, 'given'] : sources);
}

function worst(sources: readonly Source[]): Source {
  if (sources.includes('other')) return 'other';
  return sources.includes('given') ? 'given' : 'told';
}

/** The local variable that it is, or is a member of. */
function localOf({ graph: { types } }: Frame, e: Pure): string | null {
  if (e.k === 'member') return e.arrow ? null : localOf({ graph: { types } } as Frame, e.object);
  return e.k === 'name' && types.has(e.name) ? e.name : null;
}

/** What is stored to a local or to that member of it; null where something else of it is. */
function storesTo(x: Frame, local: string, e: Pure): readonly Pure[] | null {
  if (e.k === 'name')
    return x.graph.parameters.some(({ name }) => name === local) ? null : x.facts.storesTo(local);
  const found: Pure[] = [];
  const text = x.text(e);
  for (const { instructions } of x.graph.blocks)
    for (const i of instructions) {
      if (i.op !== 'assign' || localOf(x, i.target) !== local) continue;
      if (i.target.k === 'name') return null;
      if (x.text(i.target) === text) found.push(i.value);
    }
  return found;
}

/** The calls that are handed the address of a local. */
function fillersOf(x: Frame, local: string): CallInstruction[] {
  const isAddress = (e: Pure) => e.k === 'address' && localOf(x, e.of) === local;
  return callsIn(x.graph).filter(({ args }) => args.some(isAddress));
}

/** It is handed nothing of the mapping, and nothing that leads to it. */
function isGivenBy(x: Frame, call: CallInstruction | undefined, state: State): boolean {
  return call?.args.every((arg) => isApart(x, x.evaluator.value(arg, state))) === true;
}

function isApart(x: Frame, sym: Sym): boolean {
  const { symbols } = x.context;
  return (
    !isOpen(x, sym) && ![...x.vmas].some((vma) => symbols.reaches(sym, vma) || symbols.reaches(vma, sym))
  );
}
