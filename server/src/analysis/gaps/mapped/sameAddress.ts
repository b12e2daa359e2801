// SPDX-License-Identifier: GPL-2.0-only
/**
 * Two insertions of which the second is at the address of the first, as nothing in it has changed since:
 * `remap(vma, from + len, …); remap(vma, from + len, …)`. Told by its graph: of numbers only what is 0 until it is counted up.
 */
import { isInsertion } from '../../../contracts/insertions.ts';
import { type Called, calledAt, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure, Terminator } from '../../cfg/cfg.ts';
import { factsOf } from '../../cfg/graphFacts.ts';
import { blocksBehind } from '../../cfg/reaches.ts';
import { successors } from '../../cfg/simplify.ts';
import { hasPart, walk } from '../../cfg/walk.ts';
import { expressionText } from '../../reports/render.ts';

export interface SameAddress {
  /** As written. */
  text: string;
  call: Called;
  before: Called;
}

interface Piece {
  call: CallInstruction;
  block: number;
  at: number;
  /** What is added up in the address, as written, and without what is 0 there. */
  terms: string;
  /** What the address is made of. */
  names: ReadonlySet<string>;
}

/** @param text the file that the graph was made of */
export function sameAddresses(graph: Graph, text: string): SameAddress[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const pieces = piecesOf(graph, text);
  if (pieces.length < 2) return [];
  return pieces.flatMap((from) => {
    const [to] = nextOf(from, pieces, graph).sort((a, b) => a.call.start - b.call.start);
    if (to === undefined) return [];
    const address = expressionText(to.call.args[1] as Pure, text);
    return [{ text: address, call: calledAt(to.call), before: calledAt(from.call) }];
  });
}

/** What is surely an insertion by an errno: the library's, or what a function of the module says of itself. */
function inserts(i: Instruction, { types }: Graph): i is CallInstruction {
  if (i.op !== 'call' || i.args.length < 3) return false;
  const name = nameOf(i);
  const [vma] = i.args;
  if (vma?.k !== 'name' || !(types.get(vma.name) ?? '').includes('vm_area_struct *')) return false;
  if (name.startsWith('vmf_')) return false;
  if (isInsertion(name)) return true;
  const words = name.split('_');
  return words.some((word) => MAPS.has(word)) && !words.some((word) => MAPS_NOT.has(word));
}

const MAPS: ReadonlySet<string> = new Set(['remap', 'mmap', 'insert']);
const MAPS_NOT: ReadonlySet<string> = new Set([
  'track',
  'untrack',
  'check',
  'prepare',
  'valid',
  'get',
  'is',
  'flush',
]);

function piecesOf(graph: Graph, text: string): Piece[] {
  const { addressTaken } = factsOf(graph).liveness;
  return graph.blocks.flatMap(({ instructions }, block) =>
    instructions.flatMap((call, at): Piece[] => {
      if (!inserts(call, graph)) return [];
      const address = call.args[1] as Pure;
      const names = new Set<string>();
      let isPlain = true;
      walk(address, (part) => {
        if (part.k === 'name') names.add(part.name);
        else if (part.k === 'member') names.add(`.${part.field}`);
        isPlain &&= part.k !== 'temp' && part.k !== 'index' && part.k !== 'deref';
      });
      // Of a number alone, or the address of something, nothing is known.
      if (!isPlain || names.size === 0 || address.k === 'address') return [];
      if ([...names].some((name) => addressTaken.has(name))) return [];
      const terms = termsOf(address)
        .filter((term) => !(term.k === 'name' && isZeroAt(term.name, block, at, graph)))
        .map((term) => expressionText(term, text))
        .sort()
        .join(' + ');
      return [{ call, block, at, terms: `${expressionText(call.args[0] as Pure, text)} ${terms}`, names }];
    }),
  );
}

const termsOf = (e: Pure): Pure[] =>
  e.k === 'binary' && e.op === '+' ? [...termsOf(e.left), ...termsOf(e.right)] : [e];

/** It is set to 0, and nothing that leads to the place sets it to anything else. */
function isZeroAt(name: string, block: number, at: number, graph: Graph): boolean {
  if (!graph.types.has(name) || graph.parameters.some((one) => one.name === name)) return false;
  let isSet = false;
  for (const [n, { instructions }] of graph.blocks.entries())
    for (const [m, i] of instructions.entries()) {
      if (i.op !== 'assign' || i.target.k !== 'name' || i.target.name !== name) continue;
      const leads =
        n === block ? m < at || blocksBehind(n, graph).has(block) : blocksBehind(n, graph).has(block);
      if (!leads) continue;
      if (i.value.k !== 'int' || i.value.value !== 0) return false;
      isSet = true;
    }
  return isSet;
}

/** The pieces at the same address that ways lead to on which the first has succeeded. */
function nextOf(from: Piece, pieces: readonly Piece[], graph: Graph): Piece[] {
  const found: Piece[] = [];
  const seen = new Set<string>();
  const own = `%${from.call.result}`;
  const work = [{ block: from.block, at: from.at + 1, holding: own }];
  for (let now = work.pop(); now !== undefined; now = work.pop()) {
    const key = `${now.block} ${now.at} ${now.holding}`;
    if (seen.has(key) || seen.size > MOST_STEPS) continue;
    seen.add(key);
    const { instructions, end } = graph.blocks[now.block] as Graph['blocks'][number];
    let { holding } = now;
    let isOver = false;
    for (const i of instructions.slice(now.at)) {
      const piece = pieces.find((one) => one.call === i);
      if (piece !== undefined) {
        if (piece.terms === from.terms) found.push(piece);
        isOver = true;
      } else isOver = changes(i, from, graph);
      if (isOver) break;
      if (i.op !== 'assign') continue;
      const target = nameIn(i.target);
      if (nameIn(i.value) === holding && target !== null) holding = target;
      else if (target === holding) holding = '';
    }
    if (isOver) continue;
    for (const to of onSuccess(end, holding)) work.push({ block: to, at: 0, holding });
  }
  return found;
}

const MOST_STEPS = 300;

/** It sets something in the address, or may take the mapping away again. */
function changes(i: Instruction, { names }: Piece, { types }: Graph): boolean {
  switch (i.op) {
    case 'assign':
      if (i.target.k === 'name') return names.has(i.target.name);
      return i.target.k === 'member' ? names.has(`.${i.target.field}`) : i.target.k !== 'temp';
    case 'call': {
      // A loop over VMAs, or what may unmap, or set something in the VMA.
      const isPrinting = i.args.some(({ k }) => k === 'string');
      return (
        !isPrinting &&
        i.args.some((arg) => arg.k === 'name' && (types.get(arg.name) ?? '').includes('vm_area_struct'))
      );
    }
    case 'havoc':
      return true;
    default:
      return false;
  }
}

const nameIn = (e: Pure): string | null => (e.k === 'name' ? e.name : e.k === 'temp' ? `%${e.id}` : null);

/** Where a test of the result leads to that is 0; everywhere where it is none, nowhere where it is not understood. */
function onSuccess(end: Terminator, holding: string): number[] {
  if (end.t !== 'branch') return [...successors(end)];
  const isIt = (e: Pure) => nameIn(e) === holding;
  const { test } = end;
  if (isIt(test)) return [end.no];
  if (test.k === 'unary' && test.op === '!' && isIt(test.of)) return [end.yes];
  if (test.k === 'binary' && isIt(test.left) && test.right.k === 'int' && test.right.value === 0) {
    if (test.op === '<' || test.op === '!=') return [end.no];
    if (test.op === '==' || test.op === '>=') return [end.yes];
  }
  return hasPart(test, isIt) ? [] : [end.yes, end.no];
}
