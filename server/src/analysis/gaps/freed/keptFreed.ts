// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a function has allocated, stored where others find it, and frees on the way out of an error without a look at where
 * it was stored: `foo->bufs[n] = buf; if (bar()) { kfree(buf); return -EIO; }`. Told by its graph, without values.
 */

import type { FunctionDefinition } from '../../../facts/model.ts';
import { hasWord, says } from '../../../facts/names/roles.ts';
import { namesIn } from '../../../facts/names/words.ts';
import type { Span } from '../../../text/source.ts';
import { type Called, calledAt, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { callBehind, factsOf, structOf } from '../../cfg/graphFacts.ts';
import { hasPart, isNone, walk } from '../../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import { freesOf } from '../../models/memoryCalls.ts';
import { expressionText } from '../../reports/render.ts';
import { allocationOf, fieldOf, rootOf } from '../handles.ts';
import { walkWays } from '../ways.ts';
import { type KnownTests, knownAt, knownBehind, knownKey, NONE_KNOWN } from './knownTests.ts';

export interface KeptFreed {
  /** The variable. */
  object: string;
  /** Where it is still, as written. */
  slot: string;
  stored: Span;
  freed: Called;
}

/** By the argument that is freed. */
const FREES = freesOf('slab', 'vmalloc', 'pages', 'cache', 'device');

interface Stored extends Span {
  object: string;
  slot: string;
  field: string;
  root: string;
  /** The variables that say which slot it is. */
  names: ReadonlySet<string>;
  freed: Called | null;
}

interface At {
  stored: ReadonlyMap<string, Stored>;
  known: KnownTests;
}

interface Around {
  own: FunctionDefinition;
  graph: Graph;
  context: AnalysisContext;
  text: string;
}

export function keptFreed(own: FunctionDefinition, graph: Graph, context: AnalysisContext): KeptFreed[] {
  if (graph.havoc || graph.isTooLarge || !frees(graph)) return [];
  const { text } = own.file;
  const around = { own, graph, context, text };
  const found = new Map<string, KeptFreed>();
  const isWhole = walkWays<At>(graph, {
    start: { stored: new Map(), known: NONE_KNOWN },
    keyOf,
    through({ instructions, end }, at) {
      let { stored, known } = at;
      for (const i of instructions) {
        stored = step(i, stored, around);
        known = knownBehind(i, known, text);
      }
      if (end.t === 'return')
        for (const { object, slot, field, root, start, end: stop, freed } of stored.values())
          if (
            freed !== null &&
            outlives(root, field, end.value, around) &&
            isReadElsewhere(slot, field, root, around)
          )
            found.set(slot, { object, slot, stored: { start, end: stop }, freed });
      return { stored, known };
    },
    onto(end, to, { stored, known }) {
      const behind = knownAt(end, to, known, text);
      return behind === null ? null : { stored, known: behind };
    },
  });
  return isWhole ? [...found.values()] : [];
}

const frees = ({ blocks }: Graph) =>
  blocks.some(({ instructions }) => instructions.some((i) => i.op === 'call' && freedBy(i) !== null));

const keyOf = ({ stored, known }: At) =>
  `${[...stored.values()].map(({ slot, freed }) => `${slot} ${freed?.start}`).join()} ${knownKey(known)}`;

/** The variable that a call frees. */
function freedBy(i: CallInstruction): string | null {
  const name = nameOf(i);
  const arg = i.args[FREES.get(name) ?? -1];
  return arg?.k === 'name' ? arg.name : null;
}

function step(i: Instruction, stored: At['stored'], around: Around): At['stored'] {
  if (i.op === 'assign') return store(i, stored, around);
  if (i.op === 'havoc') return new Map();
  if (i.op !== 'call' || stored.size === 0) return stored;
  const freed = freedBy(i);
  const now = new Map(stored);
  for (const [slot, one] of stored) {
    if (freed === one.object) now.set(slot, { ...one, freed: calledAt(i) });
    else if (mayEmpty(i, one, around)) now.delete(slot);
  }
  return now;
}

function store(i: Instruction & { op: 'assign' }, stored: At['stored'], around: Around): At['stored'] {
  const { target, value } = i;
  const { graph, text } = around;
  const slot = expressionText(target, text);
  const now = new Map(stored);
  now.delete(slot);
  if (target.k === 'name') {
    for (const [other, { names, object }] of stored)
      if (names.has(target.name) || object === target.name) now.delete(other);
    return now;
  }
  const field = fieldOf(target);
  const root = rootOf(target);
  if (field === null || root === null) return now;
  // It may be the same by another name.
  for (const [other, one] of stored) if (one.field === field) now.delete(other);
  if (value.k !== 'name' || !isSlot(target) || !isAllocated(value.name, around)) return now;
  if (!graph.types.has(root) || isOwn(root, around)) return now;
  const names = new Set<string>();
  walk(target, (part) => {
    if (part.k === 'name') names.add(part.name);
  });
  const { start, end } = i;
  return now.set(slot, { object: value.name, slot, field, root, names, freed: null, start, end });
}

const isSlot = (e: Pure): boolean =>
  e.k === 'member' ? e.arrow || isSlot(e.object) : e.k === 'index' && isSlot(e.object);

/** Each value of the variable is fresh memory. */
function isAllocated(name: string, { graph }: Around): boolean {
  const values = factsOf(graph)
    .storesTo(name)
    .filter((value) => !isNone(value));
  return values.length > 0 && values.every((value) => allocationOf(value, graph) !== null);
}

/** The function may have made what the slot lies in: nobody finds it there. */
function isOwn(root: string, { graph }: Around): boolean {
  return factsOf(graph)
    .storesTo(root)
    .some((value) => {
      const call = callBehind(value, graph);
      return call !== undefined && hasWord(nameOf(call), MAKES);
    });
}

const MAKES = ['alloc', 'create', 'new', 'make', 'init', 'setup', 'dup', 'open', 'add', 'build'];

/** A call that is handed the object, or what the slot lies in, and may look after the slot. */
function mayEmpty(i: CallInstruction, { root, object, field }: Stored, around: Around): boolean {
  if (!i.args.some((arg) => [root, object].includes(rootOf(arg) ?? ''))) return false;
  const { context, own } = around;
  if (i.callee.k !== 'name') return i.callee.k !== 'member' || says(i.callee.field, 'ends', 'maybe');
  const { name } = i.callee;
  const helper = context.helpers.get(name);
  if (helper !== undefined || i.args.some(({ k }) => k === 'string')) return false;
  const definitions = context.program.peek(name, own.file, own.guards);
  if (definitions.length === 0) return says(name, 'ends', 'maybe');
  return definitions.some((one) => namesIn(one).has(field) || gives(one, context));
}

/** It frees something, or leaves that to another. */
function gives(definition: FunctionDefinition, context: AnalysisContext): boolean {
  return graphsOf(definition, context).some(({ blocks }) =>
    blocks.some(({ instructions }) =>
      instructions.some(
        (i) => i.op === 'call' && (i.callee.k !== 'name' || says(nameOf(i), 'ends', 'maybe')),
      ),
    ),
  );
}

/** Core drops a VMA whose mmap fails without a call of its handlers. */
function outlives(root: string, field: string, value: Pure | null, { graph }: Around): boolean {
  if (structOf({ k: 'name', name: root, start: 0, end: 0 }, graph) !== 'vm_area_struct') return true;
  const isHanded = graph.parameters.some(({ name }) => name === root);
  return field === 'vm_private_data' && (!isHanded || value === null || isNone(value));
}

/** The function asks the slot itself, or another of the file reads the field of such an object. */
function isReadElsewhere(
  slot: string,
  field: string,
  root: string,
  { own, graph, context, text }: Around,
): boolean {
  if (
    graph.blocks.some(
      ({ end }) => end.t === 'branch' && hasPart(end.test, (e) => expressionText(e, text) === slot),
    )
  )
    return true;
  const struct = structOf({ k: 'name', name: root, start: 0, end: 0 }, graph);
  return (context.program.files.get(own.file.path)?.functions ?? []).some((one) => {
    if (one === own) return false;
    const names = namesIn(one);
    return names.has(field) && (struct === null || struct === 'vm_fault' || names.has(struct));
  });
}
