// SPDX-License-Identifier: GPL-2.0-only
/**
 * Pieces that a function maps one after the other, of which only the address or only the frame moves on:
 * `remap_pfn_range(vma, from, pfn, n, prot); from += n; size -= n; remap_pfn_range(vma, from, pfn, size, prot);`, or the same
 * in a loop. Told by its graph, without values.
 */
import { hasWord } from '../../../facts/names/roles.ts';
import { namesOf } from '../../../syntax/words/names.ts';
import { type Called, calledAt, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { factsOf } from '../../cfg/graphFacts.ts';
import { blocksBehind } from '../../cfg/reaches.ts';
import { successors } from '../../cfg/simplify.ts';
import { hasPart, walk } from '../../cfg/walk.ts';
import { mapsWhere } from '../../models/memoryCalls.ts';
import { expressionText } from '../../reports/render.ts';
import { rootOf } from '../handles.ts';

export interface SameFrames {
  /** What stays where it was, as written. */
  what: 'frame' | 'address';
  text: string;
  /** The later call, or the one in the loop. */
  call: Called;
  /** The earlier one; null in a loop. */
  before: Called | null;
}

/** By the arguments that are the address, the frame and, where there is one, the length. */
interface Piece {
  call: CallInstruction;
  block: number;
  at: number;
  address: Pure;
  frame: Pure;
  length: Pure | null;
}

const MAPS = mapsWhere(({ maps }) => maps === 'frame');

/** They say of what memory a frame is, and are the same as long as that is. */
const OF_MEMORY: ReadonlySet<string> = new Set(['vmalloc_to_pfn', 'virt_to_phys', '__pa', 'virt_to_pfn']);

/** Words for memory that is mapped again and again where there is nothing else. */
const FILLS = ['dummy', 'zero', 'scratch', 'garbage', 'pad', 'padding', 'blank', 'empty', 'default'];

/** The frame is that of a page, which may be such memory by any name. */
const OF_PAGE: ReadonlySet<string> = new Set(['page_to_pfn', 'page_to_phys']);

/** @param text the file that the graph was made of */
export function sameFrames(graph: Graph, text: string): SameFrames[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const pieces = piecesOf(graph);
  const looping = pieces.flatMap((one) => turning(one, graph, text) ?? []);
  const following = pieces.flatMap((one) => next(one, pieces, graph, text) ?? []);
  return [...looping, ...following];
}

function piecesOf({ blocks }: Graph): Piece[] {
  return blocks.flatMap(({ instructions }, block) =>
    instructions.flatMap((call, at): Piece[] => {
      if (call.op !== 'call' || !MAPS.has(nameOf(call))) return [];
      const [, address, frame, length] = call.args;
      if (address === undefined || frame === undefined) return [];
      return [
        {
          call,
          block,
          at,
          address,
          frame,
          length: MAPS.get(nameOf(call))?.length === undefined ? null : (length ?? null),
        },
      ];
    }),
  );
}

/** In a loop. */
function turning({ call, block, address, frame }: Piece, graph: Graph, text: string): SameFrames | null {
  const behind = blocksBehind(block, graph);
  if (!behind.has(block)) return null;
  const loop = [...behind].filter((at) => blocksBehind(at, graph).has(block));
  const inside = loop.flatMap((at) => graph.blocks[at]?.instructions ?? []);
  const moves = movesIn(inside, factsOf(graph).liveness.addressTaken);
  if (moves === null) return null;
  const [to, of] = [moves(address), moves(frame)];
  if (to === 'on' && of === 'no' && !isFill(frame, graph, text))
    return { what: 'frame', text: expressionText(frame, text), call: calledAt(call), before: null };
  if (of === 'on' && to === 'no')
    return { what: 'address', text: expressionText(address, text), call: calledAt(call), before: null };
  return null;
}

/** Whether a value moves on from one turn to the next, stays as it is, or may do either. */
type Moves = (e: Pure) => 'on' | 'no' | 'maybe';

/** Null where something else than plain variables is changed. */
function movesIn(inside: readonly Instruction[], addressTaken: ReadonlySet<string>): Moves | null {
  const stores = new Map<string, Pure[]>();
  const results = new Map<number, CallInstruction>();
  const fields = new Set<string>();
  const handed = new Set<string>();
  for (const i of inside) {
    if (i.op === 'havoc') return null;
    if (i.op === 'call') {
      results.set(i.result, i);
      const isPlain =
        MAPS.has(nameOf(i)) || OF_MEMORY.has(nameOf(i)) || i.args.some(({ k }) => k === 'string');
      if (!isPlain) for (const arg of i.args) handed.add(rootOf(arg) ?? '');
    }
    if (i.op !== 'assign') continue;
    if (i.target.k === 'name') stores.set(i.target.name, [...(stores.get(i.target.name) ?? []), i.value]);
    else if (i.target.k === 'temp') stores.set(`%${i.target.id}`, [i.value]);
    else if (i.target.k === 'member') fields.add(i.target.field);
    else return null;
  }
  const isStep = (name: string, e: Pure) =>
    e.k === 'binary' && (e.op === '+' || e.op === '-') && e.left.k === 'name' && e.left.name === name;
  const asked = new Set<string>();
  const moves: Moves = (e) => {
    switch (e.k) {
      case 'int':
      case 'string':
        return 'no';
      case 'name':
      case 'temp': {
        const name = e.k === 'name' ? e.name : `%${e.id}`;
        const call = e.k === 'temp' ? results.get(e.id) : undefined;
        if (call) return OF_MEMORY.has(nameOf(call)) ? worst(call.args.map(moves)) : 'maybe';
        if (addressTaken.has(name)) return 'maybe';
        const own = stores.get(name);
        if (own === undefined) return 'no';
        if (asked.has(name)) return 'maybe';
        if (own.some((value) => isStep(name, value))) return 'on';
        asked.add(name);
        const found = worst(own.map(moves));
        asked.delete(name);
        return found;
      }
      case 'member':
        if (fields.has(e.field) || handed.has(rootOf(e) ?? '')) return 'maybe';
        return moves(e.object);
      case 'index':
        return worst([moves(e.object), moves(e.index)]);
      case 'binary':
        return worst([moves(e.left), moves(e.right)]);
      case 'operator':
        return worst(e.operands.map(moves));
      case 'unary':
      case 'deref':
      case 'address':
        return moves(e.of);
      default:
        return 'maybe';
    }
  };
  return moves;
}

function worst(all: ReturnType<Moves>[]): ReturnType<Moves> {
  return all.includes('maybe') ? 'maybe' : all.includes('on') ? 'on' : 'no';
}

function isFill(frame: Pure, graph: Graph, text: string): boolean {
  // A frame that an object has, as it is: where it is of many, something is added to it.
  if (frame.k === 'member') return true;
  const values: Pure[] = [frame];
  const seen = new Set<string>();
  for (const value of values) {
    for (const name of namesOf(expressionText(value, text)))
      if (OF_PAGE.has(name) || hasWord(name, FILLS)) return true;
    walk(value, (part) => {
      if (part.k !== 'name' || seen.has(part.name)) return;
      seen.add(part.name);
      values.push(...factsOf(graph).storesTo(part.name));
    });
  }
  return false;
}

/** What is mapped behind a piece, once the address, or the frame, has moved on. */
function next(from: Piece, pieces: readonly Piece[], graph: Graph, text: string): SameFrames | null {
  const seen = new Set<string>();
  const work = [{ block: from.block, at: from.at + 1, changed: new Map<string, string>() }];
  for (let now = work.pop(); now !== undefined; now = work.pop()) {
    const key = `${now.block} ${now.at} ${[...now.changed].sort().join()}`;
    if (seen.has(key) || seen.size > MOST_STEPS) continue;
    seen.add(key);
    const { instructions, end } = graph.blocks[now.block] as Graph['blocks'][number];
    const changed = new Map(now.changed);
    let isOver = false;
    for (const [n, i] of instructions.entries()) {
      if (n < now.at || isOver) continue;
      if (i.op === 'assign' && i.target.k === 'name')
        changed.set(i.target.name, stepOf(i.target.name, i.value));
      const piece = pieces.find((one) => one.call === i);
      if (piece === undefined || piece === from) {
        isOver ||= piece === from;
        continue;
      }
      isOver = true;
      const found = staying(from, piece, changed, text);
      // A call may have filled it in.
      const { addressTaken } = factsOf(graph).liveness;
      if (found !== null && !namesIn(piece.frame).some((name) => addressTaken.has(name))) return found;
    }
    if (!isOver) for (const to of successors(end)) work.push({ block: to, at: 0, changed });
  }
  return null;
}

/** More steps than this tell nothing. */
const MOST_STEPS = 500;

/** `up` of `from += n`. */
function stepOf(name: string, value: Pure): string {
  const isOwn = value.k === 'binary' && value.left.k === 'name' && value.left.name === name;
  return isOwn && value.op === '+' ? 'up' : isOwn && value.op === '-' ? 'down' : 'other';
}

function staying(
  from: Piece,
  piece: Piece,
  changed: ReadonlyMap<string, string>,
  text: string,
): SameFrames | null {
  const call = calledAt(piece.call);
  const before = calledAt(from.call);
  const stepped = (e: Pure, how: string) => e.k === 'name' && changed.get(e.name) === how;
  const isSame = (e: Pure) =>
    !hasPart(e, (part) => part.k === 'temp' || (part.k === 'name' && changed.has(part.name)));
  // The rest of the length is for the rest of the frames.
  const isRest = piece.length !== null && stepped(piece.length, 'down');
  const shared = namesIn(from.frame).some((name) => namesIn(piece.frame).includes(name));
  if (isRest && stepped(piece.address, 'up') && isSame(piece.frame) && shared)
    return { what: 'frame', text: expressionText(piece.frame, text), call, before };
  const isThere = expressionText(from.address, text) === expressionText(piece.address, text);
  if (isRest && stepped(piece.frame, 'up') && isSame(piece.address) && isThere)
    return { what: 'address', text: expressionText(piece.address, text), call, before };
  return null;
}

function namesIn(e: Pure): string[] {
  const names: string[] = [];
  walk(e, (part) => {
    if (part.k === 'name') names.push(part.name);
  });
  return names;
}
