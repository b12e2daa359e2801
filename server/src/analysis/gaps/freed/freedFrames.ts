// SPDX-License-Identifier: GPL-2.0-only
/**
 * Memory of an allocator that a function maps by its frame when it has freed it, or frees when it has mapped it with nobody
 * asking whether that worked: `foo_free_page(addr); return vmf_insert_pfn(vma, address, addr >> PAGE_SHIFT);`. Told by its
 * graph, without values.
 */

import { unmapsUsers } from '../../calls/nameHints.ts';
import { type Called, calledAt, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { ALLOCATORS } from '../../models/allocators.ts';
import { mapsWhere } from '../../models/memoryCalls.ts';
import { expressionText } from '../../reports/render.ts';
import { walkWays } from '../ways.ts';
import type { GivesUp } from './givesUp.ts';
import { type KnownTests, knownAt, knownBehind, knownKey, NONE_KNOWN } from './knownTests.ts';
import { LEADS } from './mappedFrames.ts';

export interface FreedFrame {
  /** What was freed, as written. */
  object: string;
  freed: Called;
  mapped: Called;
  isMappedFirst: boolean;
}

/** By the argument that is the frame or its page. */
const MAPS = mapsWhere(() => true);

/** Frames whose insertion takes no reference, and gives a code that says how it went. */
const BARE = mapsWhere(({ takesReference, returns }) => takesReference === false && returns === 'code');

/** What is known on a path; memory goes by the call that gave it. */
interface At {
  /** What holds the memory, or was worked out from it: variables and fields as written, results as `%n`. */
  from: ReadonlyMap<string, ReadonlySet<number>>;
  freed: ReadonlyMap<number, Called & { object: string }>;
  /** What was mapped last, and the names of the result that nothing has tested. */
  mapped: { of: ReadonlySet<number>; by: Called; names: ReadonlySet<string> } | null;
  known: KnownTests;
}

const START: At = { from: new Map(), freed: new Map(), mapped: null, known: NONE_KNOWN };

/**
 * @param text the file that the graph was made of
 * @param frees says which calls free what they are handed
 */
export function freedFrames(graph: Graph, text: string, frees: GivesUp): FreedFrame[] {
  if (graph.havoc || graph.isTooLarge || !hasBoth(graph, frees)) return [];
  const around = { text, frees };
  const found = new Map<number, FreedFrame>();
  const isWhole = walkWays<At>(graph, {
    start: START,
    keyOf,
    through({ instructions, end }, at) {
      let now = at;
      for (const i of instructions) {
        const one = i.op === 'call' ? wrongIn(i, now, around) : null;
        if (one !== null) found.set(one.freed.start, one);
        now = step(i, now, around);
      }
      const isTested =
        end.t === 'branch' &&
        now.mapped !== null &&
        namesOf(end.test, text).some((name) => now.mapped?.names.has(name));
      return isTested ? { ...now, mapped: null } : now;
    },
    onto(end, to, now) {
      const known = knownAt(end, to, now.known, text);
      return known === null ? null : { ...now, known };
    },
  });
  return isWhole ? [...found.values()] : [];
}

interface Around {
  text: string;
  frees: GivesUp;
}

const hasBoth = ({ blocks }: Graph, frees: GivesUp) => {
  const names = blocks.flatMap(({ instructions }) =>
    instructions.map((i) => (i.op === 'call' ? nameOf(i) : '')),
  );
  return names.some((name) => MAPS.has(name)) && names.some(frees) && names.some(isAllocation);
};

const isAllocation = (name: string) => ALLOCATORS.has(name) || name.split('_').includes('alloc');

function keyOf({ from, freed, mapped, known }: At): string {
  const held = [...from].map(([name, of]) => `${name}:${[...of].sort()}`).sort();
  return [held.join(), [...freed.keys()].join(), mapped?.by.start ?? '', knownKey(known)].join('/');
}

function wrongIn(i: CallInstruction, at: At, { text, frees }: Around): FreedFrame | null {
  const name = nameOf(i);
  const frame = i.args[MAPS.get(name)?.argument ?? -1];
  if (frame !== undefined)
    for (const of of memoryOf(frame, at, text)) {
      const freed = at.freed.get(of);
      if (freed !== undefined)
        return { object: freed.object, freed, mapped: calledAt(i), isMappedFirst: false };
    }
  if (at.mapped === null || !frees(name)) return null;
  for (const arg of i.args)
    if ([...memoryOf(arg, at, text)].some((of) => at.mapped?.of.has(of)))
      return {
        object: expressionText(arg, text),
        freed: calledAt(i),
        mapped: at.mapped.by,
        isMappedFirst: true,
      };
  return null;
}

function step(i: Instruction, at: At, { text, frees }: Around): At {
  const known = knownBehind(i, at.known, text);
  if (i.op === 'havoc') return START;
  if (i.op === 'assign') {
    const name = nameIn(i.target, text);
    const memory = memoryOf(i.value, at, text);
    const from = new Map([...at.from].filter(([one]) => one !== name));
    if (memory.size > 0) from.set(name, memory);
    const isResult = at.mapped?.names.has(nameIn(i.value, text));
    const mapped =
      at.mapped && isResult ? { ...at.mapped, names: new Set(at.mapped.names).add(name) } : at.mapped;
    return { ...at, known, from, mapped };
  }
  if (i.op !== 'call') return at;
  const name = nameOf(i);
  const result = `%${i.result}`;
  const from = new Map([...at.from].filter(([one]) => one !== result));
  const now = { ...at, known, from };
  if (isAllocation(name)) {
    const freed = new Map(at.freed);
    freed.delete(i.result);
    // What an earlier turn of the loop was given is another.
    for (const [one, of] of from) if (of.has(i.result)) from.delete(one);
    from.set(result, new Set([i.result]));
    return { ...now, freed };
  }
  if (LEADS.has(name)) {
    const memory = new Set(i.args.flatMap((arg) => [...memoryOf(arg, at, text)]));
    if (memory.size > 0) from.set(result, memory);
    return now;
  }
  if (BARE.has(name) && i.args[2] !== undefined)
    return {
      ...now,
      mapped: { of: memoryOf(i.args[2], at, text), by: calledAt(i), names: new Set([result]) },
    };
  if (frees(name)) {
    const freed = new Map(at.freed);
    for (const arg of i.args)
      for (const of of memoryOf(arg, at, text))
        freed.set(of, { ...calledAt(i), object: expressionText(arg, text) });
    return { ...now, freed };
  }
  return unmapsUsers(name) ? { ...now, mapped: null } : now;
}

/** The memory that a value is, or is worked out from. */
function memoryOf(e: Pure, at: At, text: string): Set<number> {
  const found = new Set<number>();
  for (const name of namesOf(e, text)) for (const of of at.from.get(name) ?? []) found.add(of);
  return found;
}

/** What it is made of by arithmetic. */
function namesOf(e: Pure, text: string): string[] {
  switch (e.k) {
    case 'binary':
      return [...namesOf(e.left, text), ...namesOf(e.right, text)];
    case 'operator':
      return e.operands.flatMap((one) => namesOf(one, text));
    case 'unary':
      return namesOf(e.of, text);
    default:
      return [nameIn(e, text)];
  }
}

const nameIn = (e: Pure, text: string): string => (e.k === 'temp' ? `%${e.id}` : expressionText(e, text));
