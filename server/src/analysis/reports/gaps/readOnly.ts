// SPDX-License-Identifier: GPL-2.0-only
/** How a function makes a mapping one to be read, other than by an error: what it clears, maps with, or pins for that. */

import { isFront, isInsertion } from '../../../contracts/insertions.ts';
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Span } from '../../../text/source.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { blocksBehind, blocksOfWay } from '../../cfg/reaches.ts';
import { hasName, hasPart } from '../../cfg/walk.ts';
import { NOTHING_GIVEN, writeTests } from '../../cfg/writeTests.ts';
import type { ReadOnlyMapping } from '../model/mappings.ts';

/** A slip in the graph. */
interface Slip {
  kind: ReadOnlyMapping['kind'];
  at: Pure | CallInstruction | Instruction;
  callee: string | null;
  because: Pure | Instruction;
}

/** An instruction that clears flags of a VMA. */
interface Clearing {
  i: Instruction & { op: 'assign' | 'call' };
  block: number;
  cleared: Pure;
}

/** Returns what the function does for a mapping that may be read alone, and is not enough. */
export function readOnlyOf({ file }: FunctionDefinition, graph: Graph): ReadOnlyMapping[] {
  const clearings = clearingsIn(graph);
  const placeOf = ({ start, end }: Span) => ({ file, start, end });
  return [
    ...clearedWhenAsked(graph, clearings),
    ...writableEntries(graph, clearings),
    ...pinnedToRead(graph),
  ].map(({ kind, at, callee, because }) => ({ kind, place: placeOf(at), callee, because: placeOf(because) }));
}

function clearedWhenAsked(graph: Graph, clearings: readonly Clearing[]): Slip[] {
  const ofLater = clearings.filter(({ cleared }) => hasName(cleared, 'VM_MAYWRITE'));
  const ofNow = clearings.filter(({ cleared }) => hasName(cleared, 'VM_WRITE'));
  for (const { test, blocks, others } of waysOfWritten(graph)) {
    const isThere = ({ block }: Clearing) => blocks.includes(block);
    const own = ofLater.find(isThere);
    // Of what is not asked for it may be cleared as well.
    if (own === undefined || !ofNow.some(isThere) || ofLater.some(({ block }) => others.includes(block)))
      continue;
    return [{ kind: 'asked', at: own.i, callee: null, because: test }];
  }
  return [];
}

function writableEntries(graph: Graph, clearings: readonly Clearing[]): Slip[] {
  const [clearing] = clearings.filter(({ cleared }) => hasName(cleared, 'VM_WRITE'));
  if (clearing === undefined || mayChangeProtection(graph)) return [];
  const behind = (block: number) => blocksBehind(block, graph).add(block);
  for (const { i, block, name } of callsIn(graph)) {
    if (!mapsAsTold(i, name)) continue;
    if (!behind(clearing.block).has(block) && !behind(block).has(clearing.block)) continue;
    return [{ kind: 'entries', at: i, callee: name, because: clearing.i }];
  }
  return [];
}

/** It makes its entries with vm_page_prot as it is. */
function mapsAsTold({ args }: CallInstruction, name: string): boolean {
  if (!isInsertion(name) || isFront(name) || name.endsWith('_prot')) return false;
  if (!name.includes('remap_pfn_range')) return !name.includes('remap_page_range');
  const prot = args[4];
  return prot?.k === 'member' && prot.field === 'vm_page_prot';
}

/** By a store of its own, or in a callee. */
function mayChangeProtection(graph: Graph): boolean {
  const isProtection = (e: Pure) => e.k === 'member' && e.field === 'vm_page_prot';
  const isStored = graph.blocks.some(({ instructions }) =>
    instructions.some((i) => i.op === 'assign' && hasPart(i.target, isProtection)),
  );
  if (isStored) return true;
  const vmas = new Set(
    graph.parameters.filter(({ type }) => type.includes('vm_area_struct')).map(({ name }) => name),
  );
  return callsIn(graph).some(
    ({ i, name }) =>
      !isInsertion(name) &&
      !name.startsWith('vm_flags_') &&
      name !== 'vma_pages' &&
      i.args.some(
        (arg) =>
          (arg.k === 'name' && vmas.has(arg.name)) || (arg.k === 'address' && hasPart(arg.of, isProtection)),
      ),
  );
}

function pinnedToRead(graph: Graph): Slip[] {
  const pin = callsIn(graph).find(({ name }) => pins(name));
  const isMentioned = graph.blocks.some(({ instructions }) =>
    instructions.some((i) => expressionsIn(i).some((e) => hasName(e, 'VM_MAYWRITE'))),
  );
  if (pin === undefined || isMentioned) return [];
  const asking = graph.blocks.flatMap(({ instructions }, block) =>
    instructions.flatMap((i) =>
      i.op === 'assign' && hasName(i.value, 'FOLL_WRITE') ? [{ block, target: i.target }] : [],
    ),
  );
  const [first] = asking;
  if (first === undefined || pin.i.args.some((arg) => hasName(arg, 'FOLL_WRITE'))) return [];
  for (const { test, blocks } of waysOfWritten(graph))
    if (asking.every(({ block }) => blocks.includes(block)))
      return [{ kind: 'pinned', at: pin.i, callee: pin.name, because: test }];
  return [];
}

const pins = (name: string) => name.startsWith('get_user_pages') || name.startsWith('pin_user_pages');

/** The blocks that only a mapping with VM_WRITE comes to, by the test, and those that only one without it does. */
function waysOfWritten(graph: Graph): { test: Pure; blocks: readonly number[]; others: readonly number[] }[] {
  const { asksFor } = writeTests(graph, NOTHING_GIVEN);
  return graph.blocks.flatMap(({ end }) => {
    if (end.t !== 'branch' || !asksFor('VM_WRITE', end.test)) return [];
    const { test, yes, no } = end;
    return [{ test, blocks: blocksOfWay(yes, no, graph), others: blocksOfWay(no, yes, graph) }];
  });
}

const CLEARING: ReadonlyMap<string, number> = new Map([
  ['vm_flags_clear', 1],
  ['vm_flags_mod', 2],
]);

function clearingsIn({ blocks }: Graph): Clearing[] {
  return blocks.flatMap(({ instructions }, block) =>
    instructions.flatMap((i): Clearing[] => {
      if (i.op === 'assign') {
        const isFlags = i.target.k === 'member' && i.target.field === 'vm_flags';
        const cleared = isFlags ? invertedIn(i.value) : null;
        return cleared === null ? [] : [{ i, block, cleared }];
      }
      const at = i.op === 'call' && i.callee.k === 'name' ? CLEARING.get(i.callee.name) : undefined;
      const cleared = at === undefined || i.op !== 'call' ? undefined : i.args[at];
      return cleared === undefined || i.op !== 'call' ? [] : [{ i, block, cleared }];
    }),
  );
}

/** The flags of `flags & ~(…)`. */
function invertedIn(e: Pure): Pure | null {
  if (e.k !== 'binary' || e.op !== '&') return null;
  const inverted = [e.left, e.right].find((side) => side.k === 'unary' && side.op === '~');
  return inverted?.k === 'unary' ? inverted.of : null;
}

function callsIn({ blocks }: Graph): { i: CallInstruction; block: number; name: string }[] {
  return blocks.flatMap(({ instructions }, block) =>
    instructions.flatMap((i) =>
      i.op === 'call' && i.callee.k === 'name' ? [{ i, block, name: i.callee.name }] : [],
    ),
  );
}

function expressionsIn(i: Instruction): readonly Pure[] {
  if (i.op === 'assign') return [i.target, i.value];
  return i.op === 'call' ? i.args : [];
}
