// SPDX-License-Identifier: GPL-2.0-only
/**
 * Memory that a function maps by its frames, as nothing holds a reference for them, and gives back while it is mapped:
 * `remap_pfn_range(vma, start, page_to_pfn(page), …); __free_page(page);`, or the same on the way out of a loop that has
 * mapped a part. Told by its graph, without values.
 */

import { unmapsUsers } from '../../calls/nameHints.ts';
import { type Called, calledAt, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure, Terminator } from '../../cfg/cfg.ts';
import { callBehind, factsOf } from '../../cfg/graphFacts.ts';
import { isGet } from '../../claims/names.ts';
import { freesOf, mapsWhere } from '../../models/memoryCalls.ts';
import { expressionText } from '../../reports/render.ts';
import { allocationOf, handleOf, isOneOf, rootOf } from '../handles.ts';
import { walkWays } from '../ways.ts';
import type { GivesUp } from './givesUp.ts';

export interface FreedMapped {
  /** What is given back, as written. */
  object: string;
  mapped: Called;
  freed: Called;
  /** The path on which a later piece could not be mapped. */
  isPart: boolean;
}

/** By the argument that is the frame. */
const MAPS = mapsWhere(({ takesReference, returns }) => takesReference === false && returns === 'errno');

const GIVES = freesOf('slab', 'vmalloc', 'pages', 'cache', 'dma');

/** They give a reference of whoever allocated the page. */
const PUTS: ReadonlySet<string> = new Set(['put_page', 'folio_put']);

/** From memory to its page, and to the frame. */
export const LEADS: ReadonlySet<string> = new Set([
  ...[
    'page_to_pfn',
    'page_to_phys',
    'virt_to_page',
    'virt_to_phys',
    'virt_to_pfn',
    'virt_to_head_page',
    '__pa',
  ],
  ...['vmalloc_to_page', 'vmalloc_to_pfn', 'page_address', 'PHYS_PFN', 'PFN_DOWN'],
]);

/** What the result of a call that maps is known to be. */
interface Result {
  names: ReadonlySet<string | number>;
  truth: boolean | null;
}

/** What is known on a path. */
interface At {
  /** By the object that has pages mapped, as written, where they were. */
  mapped: ReadonlyMap<string, Called>;
  /** The same of objects that lead to the memory and were found by a call. */
  owners: ReadonlyMap<string, Called>;
  result: Result | null;
  pending: Pending | null;
  /** Variables that have changed since a page was mapped last. */
  changed: ReadonlySet<string>;
}

interface Pending extends Called {
  memory: ReadonlySet<string>;
  owners: ReadonlySet<string>;
}

const START: At = {
  mapped: new Map(),
  owners: new Map(),
  result: null,
  pending: null,
  changed: new Set(),
};

/**
 * Follows every path. What hands the VMA to something that unmaps has nothing mapped any more.
 *
 * @param text the file that the graph was made of
 */
export function freedMapped(graph: Graph, text: string, givesUp: GivesUp): FreedMapped[] {
  if (graph.havoc || graph.isTooLarge || isWithoutTables(graph) || !graph.blocks.some(maps)) return [];
  const around = aroundOf(graph, text, givesUp);
  const found = new Map<number, FreedMapped>();
  const isWhole = walkWays<At>(graph, {
    start: START,
    keyOf,
    through({ instructions }, at) {
      let now = at;
      for (const i of instructions) {
        const freed = i.op === 'call' ? freedBy(i, now, around) : null;
        if (freed !== null && !found.has(freed.freed.start)) found.set(freed.freed.start, freed);
        now = step(i, now, around);
      }
      return now;
    },
    onto: after,
  });
  return isWhole ? [...found.values()] : [];
}

/** Without an MMU nothing is mapped. */
const isWithoutTables = ({ configuration }: Graph) =>
  configuration.some(({ condition, taken }) => !taken && condition === 'defined(CONFIG_MMU)');

const maps = ({ instructions }: Graph['blocks'][number]) =>
  instructions.some((i) => i.op === 'call' && MAPS.has(nameOf(i)));

interface Around {
  /** Of its file. */
  text: string;
  graph: Graph;
  givesUp: GivesUp;
}

function aroundOf(graph: Graph, text: string, givesUp: GivesUp): Around {
  return { text, graph, givesUp };
}

function keyOf({ mapped, owners, result, pending, changed }: At): string {
  const known = result === null ? '' : `${[...result.names].join()} ${result.truth}`;
  return [[...mapped.keys()], [...owners.keys()], known, pending?.start ?? '', [...changed].sort()].join('/');
}

function step(i: Instruction, at: At, around: Around): At {
  if (i.op === 'assign') return i.target.k === 'name' ? assign(i.target.name, i.value, at) : at;
  if (i.op !== 'call') return at;
  const name = nameOf(i);
  const frame = i.args[MAPS.get(name)?.argument ?? -1];
  if (frame !== undefined) {
    const settled = settle(at);
    const memory = new Set<string>();
    const owners = new Set<string>();
    collect(frame, memory, owners, around);
    const pending = { ...calledAt(i), memory, owners };
    const now = { ...settled, pending, result: { names: new Set([i.result]), truth: null } };
    // Outside a loop it maps all or nothing, and nobody asks.
    return i.used ? now : settle(now);
  }
  if (unmapsUsers(name)) return START;
  const [arg] = i.args;
  // Another reference was taken, for the mapping.
  const held = arg !== undefined && isGet(name) ? rootOf(arg) : null;
  return held === null ? at : without(at, held);
}

/** A result that nothing has tested yet says that it was mapped, for what is done without a test. */
function settle(at: At): At {
  const { pending, mapped, owners } = at;
  if (pending === null) return at;
  const { by, start, end } = pending;
  const call = { by, start, end };
  return {
    ...at,
    pending: null,
    changed: new Set(),
    mapped: new Map([...mapped, ...[...pending.memory].map((one): [string, Called] => [one, call])]),
    owners: new Map([...owners, ...[...pending.owners].map((one): [string, Called] => [one, call])]),
  };
}

function assign(name: string, value: Pure, at: At): At {
  const { result } = at;
  const now = without({ ...at, changed: new Set(at.changed).add(name) }, name);
  if (result === null) return now;
  const names = new Set(result.names);
  if (isOneOf(value, result.names)) names.add(name);
  else names.delete(name);
  return { ...now, result: { ...result, names } };
}

/** The variable leads to something else from there on. */
function without(at: At, name: string): At {
  const keep = (all: ReadonlyMap<string, Called>) =>
    new Map([...all].filter(([one]) => one !== name && !one.startsWith(`${name}->`)));
  const { pending } = at;
  const rest = (all: ReadonlySet<string>) =>
    new Set([...all].filter((one) => one !== name && !one.startsWith(`${name}->`)));
  return {
    ...at,
    mapped: keep(at.mapped),
    owners: keep(at.owners),
    pending: pending && { ...pending, memory: rest(pending.memory), owners: rest(pending.owners) },
  };
}

/** The way on from a test of the result; null for one that the test before has excluded. */
function after(end: Terminator, to: number, at: At): At | null {
  if (end.t !== 'branch' || end.yes === end.no || at.result === null) return at;
  const failsIf = asksFailure(end.test, at.result.names);
  if (failsIf === null) return at;
  const isFailure = (to === end.yes) === failsIf;
  const { names, truth } = at.result;
  if (truth !== null && truth !== isFailure) return null;
  const result = { names, truth: isFailure };
  return isFailure ? { ...at, result, pending: null } : settle({ ...at, result });
}

/** The truth of a test behind which the call has failed; null where it asks something else. */
function asksFailure(test: Pure, names: Result['names']): boolean | null {
  if (isOneOf(test, names)) return true;
  if (test.k === 'unary' && test.op === '!') {
    const inner = asksFailure(test.of, names);
    return inner === null ? null : !inner;
  }
  if (test.k !== 'binary' || test.right.k !== 'int' || test.right.value !== 0) return null;
  if (asksFailure(test.left, names) === null) return null;
  return test.op === '!=' || test.op === '<' ? true : test.op === '==' || test.op === '>=' ? false : null;
}

/** The memory that a frame is of, and what leads to that. */
function collect(e: Pure, memory: Set<string>, owners: Set<string>, around: Around, depth = 0): void {
  if (depth > 6) return;
  const { text, graph } = around;
  const go = (one: Pure) => collect(one, memory, owners, around, depth + 1);
  switch (e.k) {
    case 'name':
      if (memory.has(e.name)) return;
      memory.add(e.name);
      for (const value of factsOf(graph).storesTo(e.name)) go(value);
      return;
    case 'temp': {
      const call = callBehind(e, graph);
      if (call && LEADS.has(nameOf(call))) for (const arg of call.args) go(arg);
      return;
    }
    case 'member':
    case 'index': {
      memory.add(expressionText(e, text));
      if (e.k === 'index') memory.add(`${expressionText(e.object, text)}[]`);
      const root = rootOf(e);
      if (root !== null) own(root, owners, around);
      return;
    }
    case 'binary':
      go(e.left);
      if (e.op === '+') go(e.right);
      return;
    case 'operator':
      for (const operand of e.operands) go(operand);
      return;
    default:
      return;
  }
}

/** A variable that a call has found what leads to the memory by: `bm` of `buf = &bm->pages[i]`. */
function own(name: string, owners: Set<string>, around: Around, depth = 0): void {
  for (const value of factsOf(around.graph).storesTo(name)) {
    if (value.k === 'temp') owners.add(name);
    const root = value.k === 'temp' ? null : rootOf(value);
    if (root !== null && root !== name && depth < 3) own(root, owners, around, depth + 1);
  }
}

function freedBy(i: CallInstruction, at: At, around: Around): FreedMapped | null {
  const name = nameOf(i);
  const { text, givesUp } = around;
  const isFailed = at.result?.truth === true;
  // What nothing has asked for its result may have been mapped.
  const { mapped: all, owners, changed } = settle(at);
  const freed = calledAt(i);
  for (const arg of i.args) {
    const object = arg.k === 'name' ? arg.name : expressionText(arg, text);
    const mapped = all.get(object);
    if (mapped && (GIVES.has(name) || (PUTS.has(name) && isAllocated(arg, around))))
      return { object, mapped, freed, isPart: isFailed };
    // One that another turn of the loop has mapped.
    const others = arg.k === 'index' ? all.get(`${expressionText(arg.object, text)}[]`) : undefined;
    if (others && GIVES.has(name) && arg.k === 'index' && isOther(arg.index, changed))
      return { object, mapped: others, freed, isPart: isFailed };
    const root = handleOf(arg);
    const owner = root === null ? undefined : owners.get(root);
    if (owner && isFailed && givesUp(name))
      return { object: root as string, mapped: owner, freed, isPart: true };
  }
  return null;
}

const isOther = (index: Pure, changed: At['changed']) => {
  const root = rootOf(index);
  return root !== null && changed.has(root);
};

/** What the variable holds this function has allocated. */
function isAllocated(arg: Pure, { graph }: Around): boolean {
  const root = handleOf(arg);
  const own = root === null ? [] : factsOf(graph).storesTo(root);
  return own.length > 0 && own.every((value) => allocationOf(value, graph) !== null);
}
