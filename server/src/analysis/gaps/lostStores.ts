// SPDX-License-Identifier: GPL-2.0-only
/**
 * Slots that a function fills under a lock with what it has allocated, and has seen to be empty before it took the lock
 * alone: of two tasks at once the second overwrites what the first has put there. Told by the graph, without values.
 */
import type { Span } from '../../text/source.ts';
import { locksOf } from '../calls/lockFlow.ts';
import { type Called, calledAt, nameOf } from '../cfg/called.ts';
import type { Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { isNone, walk } from '../cfg/walk.ts';
import type { HelperTable } from '../models/table.ts';
import { expressionText } from '../reports/render.ts';
import { allocationOf } from './handles.ts';
import { KEEPS_OUT } from './heldLocks.ts';
import { isOtherLock } from './lateReferences.ts';
import { walkWays } from './ways.ts';

export interface LostStore {
  /** The slot as written. */
  slot: string;
  tested: Span;
  allocated: Called;
  locked: Called;
  stored: Span;
}

/** What is known on a path. */
interface At {
  held: ReadonlySet<string>;
  /** Variables by the slot that they were read from while no lock was held. */
  copies: ReadonlyMap<string, string>;
  /** Slots that were empty then, with the test. */
  empty: ReadonlyMap<string, Span>;
  /** Variables that hold what was allocated. */
  made: ReadonlyMap<string, Called>;
  locked: Called | null;
}

const START: At = { held: new Set(), copies: new Map(), empty: new Map(), made: new Map(), locked: null };

/**
 * Follows every path. Nothing is told of a function in which anything else takes or gives back a lock.
 *
 * @param text the file that the graph was made of
 */
export function lostStores(graph: Graph, helpers: HelperTable, text: string): LostStore[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const found = new Map<number, LostStore>();
  const slotOf = (e: Pure) => (isSlot(e) ? expressionText(e, text) : null);
  const isWhole = walkWays<At>(graph, {
    start: START,
    keyOf,
    through({ instructions, end }, at) {
      let now = at;
      for (const i of instructions) {
        if (i.op === 'call' && isOtherLock(i, helpers)) return null;
        const lost = storeOf(i, now, slotOf);
        if (lost) found.set(lost.stored.start, lost);
        now = step(i, now, { graph, helpers, text, slotOf });
      }
      return end.t === 'branch' ? reading(end.test, now, slotOf) : now;
    },
    onto: (end, to, now) => behind(end, to, now, slotOf),
  });
  return isWhole ? [...found.values()] : [];
}

type SlotOf = (e: Pure) => string | null;

interface Around {
  graph: Graph;
  helpers: HelperTable;
  text: string;
  slotOf: SlotOf;
}

/** `foo->page`, `foo->pages[i]`. */
const isSlot = (e: Pure) => e.k === 'index' || (e.k === 'member' && e.arrow);

function keyOf({ held, copies, empty, made }: At): string {
  return [held, copies.keys(), empty.keys(), made.keys()].map((all) => [...all].sort().join()).join('/');
}

function storeOf(i: Instruction, { held, empty, made, locked }: At, slotOf: SlotOf): LostStore | null {
  if (i.op !== 'assign' || held.size === 0 || locked === null || i.value.k !== 'name') return null;
  const slot = slotOf(i.target);
  const tested = slot === null ? undefined : empty.get(slot);
  const allocated = made.get(i.value.name);
  if (slot === null || !tested || !allocated) return null;
  return { slot, tested, allocated, locked, stored: { start: i.start, end: i.end } };
}

function step(i: Instruction, at: At, { graph, helpers, text, slotOf }: Around): At {
  // Whatever a guard holds is held to the end of the block.
  if (i.op === 'guard') {
    const held = new Set(at.held);
    if (i.release) held.delete(`guard ${i.id}`);
    else held.add(`guard ${i.id}`);
    return { ...at, held, locked: i.release ? at.locked : { by: 'guard', start: i.start, end: i.end } };
  }
  if (i.op === 'call') {
    const name = nameOf(i);
    const helper = helpers.get(name);
    const locks = (helper ? locksOf(helper, i, text) : []).filter(({ kind }) => KEEPS_OUT.has(kind));
    let { locked } = at;
    const held = new Set(at.held);
    for (const { verb, lock } of locks) {
      if (verb === 'unlock') held.delete(lock);
      else {
        held.add(lock);
        locked = calledAt(i);
      }
    }
    return i.args.reduce<At>((now, arg) => reading(arg, now, slotOf), { ...at, held, locked });
  }
  if (i.op !== 'assign') return at;
  const now = reading(i.value, at, slotOf);
  if (i.target.k !== 'name') {
    const slot = slotOf(i.target);
    return slot === null ? now : { ...now, empty: without(now.empty, slot) };
  }
  const { name } = i.target;
  const slot = now.held.size === 0 ? slotOf(i.value) : null;
  const made = allocationOf(i.value, graph);
  return {
    ...now,
    copies: slot === null ? without(now.copies, name) : new Map(now.copies).set(name, slot),
    made: made === null ? without(now.made, name) : new Map(now.made).set(name, calledAt(made)),
  };
}

/** What is read under a lock is known anew. */
function reading(e: Pure, at: At, slotOf: SlotOf): At {
  if (at.held.size === 0 || at.empty.size === 0) return at;
  let { empty } = at;
  walk(e, (part) => {
    const slot = slotOf(part);
    if (slot !== null && empty.has(slot)) empty = without(empty, slot);
  });
  return empty === at.empty ? at : { ...at, empty };
}

/** The way on from a test of a slot, or of what was read from it, on which it is empty. */
function behind(end: Graph['blocks'][number]['end'], to: number, at: At, slotOf: SlotOf): At {
  if (end.t !== 'branch' || end.yes === end.no || at.held.size > 0) return at;
  const asked = askedOf(end.test, true);
  if (asked === null || to !== (asked.isNull ? end.yes : end.no)) return at;
  const slot = asked.of.k === 'name' ? at.copies.get(asked.of.name) : slotOf(asked.of);
  if (slot == null) return at;
  return { ...at, empty: new Map(at.empty).set(slot, { start: end.test.start, end: end.test.end }) };
}

/** What a test asks, and whether it is NULL where the test is true. */
function askedOf(test: Pure, truth: boolean): { of: Pure; isNull: boolean } | null {
  if (test.k === 'unary' && test.op === '!') return askedOf(test.of, !truth);
  if (test.k === 'binary' && (test.op === '==' || test.op === '!=')) {
    return isNone(test.right) ? { of: test.left, isNull: (test.op === '==') === truth } : null;
  }
  return test.k === 'name' || isSlot(test) ? { of: test, isNull: !truth } : null;
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
