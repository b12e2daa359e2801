// SPDX-License-Identifier: GPL-2.0-only
/** The places of a graph where an index may reach memory: array elements, sums of a pointer and an offset, frames. */
import { remembered } from '../../text/remembered.ts';
import { mapsWhere } from '../models/memoryCalls.ts';
import type { CallInstruction, Graph, Instruction, Pure, Terminator } from './cfg.ts';
import { successors } from './simplify.ts';
import { walk } from './walk.ts';

export type ReachKind =
  | 'element'
  | 'memory'
  | 'frame'
  | 'page'
  | 'copy'
  | 'remap'
  | 'whole'
  | 'range'
  | 'huge';

/** One place: what is indexed, by what; of a huge page `index` is the fault that says where. */
export interface Reach {
  kind: ReachKind;
  at: Pure | CallInstruction;
  /** The array, or null where base and offset stand in one sum. */
  base: Pure | null;
  index: Pure;
  /** How many bytes from there on, for a copy or a range. */
  length: Pure | null;
  /** The function that is handed the index. */
  callee: string | null;
  /** For a range: the mapping, and the address in it that the range begins at; where it is mapped as a whole, none. */
  into?: { vma: Pure; start: Pure };
  /** It stands in a loop: where the tests of that begin. */
  turns?: ReadonlySet<number>;
}

/** Which argument is an address, a frame or a page that a library function looks up or maps. */
interface Taker {
  kind: ReachKind;
  argument: number;
  length?: number;
  /** The mapping, and the address in it. */
  into?: { vma: number; start: number };
}

const one = (kind: ReachKind, argument: number, length?: number): Taker[] => [
  { kind, argument, ...(length === undefined ? {} : { length }) },
];

const COPY = [...one('copy', 0, 2), ...one('copy', 1, 2)];

const REMAP: Taker[] = [
  { kind: 'remap', argument: 2, length: 3, into: { vma: 0, start: 1 } },
  { kind: 'range', argument: 1, length: 3 },
];

const TAKERS = new Map<string, Taker[]>([
  ...[
    'virt_to_page',
    'vmalloc_to_page',
    'virt_to_pfn',
    'vmalloc_to_pfn',
    'virt_to_phys',
    '__pa',
    'is_vmalloc_addr',
  ].map((name) => [name, one('memory', 0)] as const),
  ...['pfn_to_page', 'phys_to_page'].map((name) => [name, one('frame', 0)] as const),
  ...[...mapsWhere(({ maps, length }) => maps === 'frame' && length === undefined)].map(
    ([name, { argument }]) => [name, one('frame', argument)] as const,
  ),
  ...['vmf_insert_pfn_pmd', 'vmf_insert_pfn_pud', 'vmf_insert_pfn_pmd_prot', 'vmf_insert_pfn_pud_prot'].map(
    (name): [string, Taker[]] => [name, [...one('frame', 1), ...one('huge', 0)]],
  ),
  ...['vmf_insert_folio_pmd', 'vmf_insert_folio_pud'].map((name) => [name, one('huge', 0)] as const),
  ...[...mapsWhere(({ maps }) => maps === 'page')].map(
    ([name, { argument }]) => [name, one('page', argument)] as const,
  ),
  ...[...mapsWhere(({ length }) => length !== undefined).keys()].map((name) => [name, REMAP] as const),
  ['apply_to_page_range', one('range', 1, 2)],
  // It compares the sum of offset and length.
  ['pci_mmap_resource_range', one('whole', 2)],
  // These look at the mapping alone, and hold it against the length that they are handed.
  ['vm_iomap_memory', one('remap', 1, 2)],
  ...['coherent', 'wc', 'writecombine', 'attrs'].map(
    (how) => [`dma_mmap_${how}`, one('remap', 2, 4)] as const,
  ),
  ...['dma_mmap_noncoherent'].map((name) => [name, one('remap', 2, 3)] as const),
  ['dma_mmap_pages', one('remap', 3, 2)],
  ...['memcpy', 'memmove', 'memcpy_toio', 'memcpy_fromio'].map((name) => [name, COPY] as const),
]);

/** Functions that map as many pages of an array as they are told: which argument is the array, and the number or where it is. */
const ARRAY_TAKERS = new Map<string, { array: number; count: number; isBehind: boolean }>([
  ['vm_insert_pages', { array: 2, count: 3, isBehind: true }],
  // These hold offset and length against that number alone.
  ['vm_map_pages', { array: 1, count: 2, isBehind: false }],
  ['vm_map_pages_zero', { array: 1, count: 2, isBehind: false }],
]);

/** Members whose functions rely on their caller to have held offset and length against the object. */
const TAKING_MEMBERS = new Map<string, Taker[]>([['access_memory', one('copy', 1, 3)]]);

/** Returns the places by instruction; worked out once for a graph. */
export const reachesOf: (graph: Graph) => ReadonlyMap<Instruction | Terminator, Reach[]> =
  remembered(collect);

function collect(graph: Graph): Map<Instruction | Terminator, Reach[]> {
  const all = new Map<Instruction | Terminator, Reach[]>();
  for (const [at, { instructions, end }] of graph.blocks.entries()) {
    for (const i of [...instructions, end]) {
      const found: Reach[] = [];
      for (const e of expressionsOf(i)) walk(e, (part) => addElement(part, found));
      if ('op' in i && i.op === 'call') addTaken(i, found);
      if ('op' in i && i.op === 'assign') addPage(i, graph, found);
      if (found.length === 0) continue;
      const isMapped = found.some(walksOn);
      const walking = found.filter((reach) =>
        reach.kind === 'element' || !isMapped ? stepsOn(reach, graph) : true,
      );
      const turns = walking.length > 0 ? turnsOf(at, graph) : null;
      if (turns !== null) for (const reach of walking) reach.turns = turns;
      all.set(i, found);
    }
  }
  return all;
}

/** One element, address, frame or page in each turn. */
const STEPPING: ReadonlySet<ReachKind> = new Set(['element', 'memory', 'frame', 'page']);

/** A page of a buffer that the loop walks through by an address of its own, or a range that it maps piece by piece. */
const walksOn = ({ kind, callee }: Reach) =>
  kind === 'remap' || callee === 'vmalloc_to_page' || callee === 'vmalloc_to_pfn';

/**
 * An element by a variable that counts up and that nothing compares; a page of linear memory, or a frame, by one that no
 * more is asked of than where the loop ends.
 */
function stepsOn({ kind, index }: Reach, graph: Graph): boolean {
  if (!STEPPING.has(kind)) return false;
  const names = new Set<string>();
  let isPlain = true;
  walk(index, (part) => {
    const name = part.k === 'name' ? part.name : part.k === 'temp' ? keptOf(graph).get(part.id) : undefined;
    if (name !== undefined) names.add(name);
    else if (part.k === 'index' || part.k === 'deref' || part.k === 'temp') isPlain = false;
  });
  const counters = countersOf(graph);
  const steps = [...names].filter((name) => counters.has(name));
  const [step, ...others] = steps;
  if (!isPlain || step === undefined || others.length > 0) return false;
  return (testsIn(graph).get(step) ?? 0) <= (kind === 'element' ? 0 : 1);
}

/** The variables whose value is kept before they change: `pages[i++]`. */
const keptOf = remembered((graph: Graph): ReadonlyMap<number, string> => {
  const found = new Map<number, string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'assign' && i.target.k === 'temp' && i.value.k === 'name')
        found.set(i.target.id, i.value.name);
  return found;
});

/** Variables that are counted up: `i++`, `offset += PAGE_SIZE`. */
const countersOf = remembered((graph: Graph): ReadonlySet<string> => {
  const up = new Set<string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'assign' && i.target.k === 'name' && isSumWith(i.target.name, i.value))
        up.add(i.target.name);
  return up;
});

const isSumWith = (name: string, e: Pure) =>
  e.k === 'binary' && e.op === '+' && e.left.k === 'name' && e.left.name === name;

/** How often each name stands in a test. */
const testsIn = remembered((graph: Graph): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { end } of graph.blocks)
    if (end.t === 'branch')
      walk(end.test, (part) => {
        if (part.k === 'name') found.set(part.name, (found.get(part.name) ?? 0) + 1);
      });
  return found;
});

/** Where the tests of the loop begin that a block stands in; null for a block in none. */
export function turnsOf(block: number, graph: Graph): Set<number> | null {
  const behind = blocksBehind(block, graph);
  if (!behind.has(block)) return null;
  const turns = new Set<number>();
  for (const at of behind) {
    const { end } = graph.blocks[at] as Graph['blocks'][number];
    if (end.t !== 'branch' || !blocksBehind(at, graph).has(block)) continue;
    let { test } = end;
    while (test.k === 'unary') test = test.of;
    turns.add(test.start);
  }
  return turns;
}

/** Whether two blocks stand in a loop each, and in no one together: how often each runs is not said by the other. */
export function areOfTwoLoops(one: number, other: number, graph: Graph): boolean {
  const behind = blocksBehind(one, graph);
  const behindOther = blocksBehind(other, graph);
  const isTogether = behind.has(other) && behindOther.has(one);
  return behind.has(one) && behindOther.has(other) && !isTogether;
}

/** The blocks that can run after a block. */
export function blocksBehind(block: number, { blocks }: Graph): Set<number> {
  const seen = new Set<number>();
  const open = [block];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const to of successors((blocks[at] as Graph['blocks'][number]).end)) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  return seen;
}

/** The blocks that one way on from a test leads to, and the other does not, in the order of the graph. */
export function blocksOfWay(way: number, other: number, graph: Graph): number[] {
  const others = blocksBehind(other, graph).add(other);
  return [...blocksBehind(way, graph).add(way)].filter((at) => !others.has(at)).sort((a, b) => a - b);
}

/** What an instruction, or the end of a block, evaluates. */
export function expressionsOf(i: Instruction | Terminator): Pure[] {
  if ('t' in i) {
    if (i.t === 'branch') return [i.test];
    return i.t === 'return' && i.value ? [i.value] : [];
  }
  switch (i.op) {
    case 'assign':
      return [i.value, i.target];
    case 'call':
      return i.args;
    case 'read':
      return [i.value];
    default:
      return [];
  }
}

function addElement(part: Pure, found: Reach[]): void {
  if (part.k === 'index') {
    found.push({
      kind: 'element',
      at: part,
      base: part.object,
      index: part.index,
      length: null,
      callee: null,
    });
  } else if (part.k === 'deref' && part.of.k === 'binary' && part.of.op === '+') {
    const { left, right } = part.of;
    found.push({ kind: 'element', at: part, base: left, index: right, length: null, callee: null });
  }
}

/** Huge pages were mapped by (vma, address, pmd, frame, write) up to 5.1, and by (vmf, frame, write) since. */
const isOldHuge = ({ args }: CallInstruction): boolean => args.length === 5;

/** Which argument of a call that maps a huge page is its frame. */
export const hugeFrameOf = (i: CallInstruction): number => (isOldHuge(i) ? 3 : 1);

/** The first pages of an array, as many as a library function is told. */
function addArray(i: CallInstruction, name: string, found: Reach[]): void {
  const taker = ARRAY_TAKERS.get(name);
  const array = taker && i.args[taker.array];
  const count = taker && i.args[taker.count];
  if (!array || !count) return;
  const { start, end } = count;
  const behind: Pure = count.k === 'address' ? count.of : { k: 'deref', of: count, start, end };
  const index = taker.isBehind ? behind : count;
  found.push({ kind: 'element', at: i, base: array, index, length: null, callee: name });
}

function addTaken(i: CallInstruction, found: Reach[]): void {
  const { callee } = i;
  if (callee.k === 'name') addArray(i, callee.name, found);
  if (callee.k !== 'name' && callee.k !== 'member') return;
  const [name, takers] =
    callee.k === 'name'
      ? [callee.name, TAKERS.get(callee.name)]
      : [callee.field, TAKING_MEMBERS.get(callee.field)];
  const isHuge = takers?.some(({ kind }) => kind === 'huge') ?? false;
  const isOld = isHuge && isOldHuge(i);
  for (const { kind, argument, length, into } of takers ?? []) {
    const given = i.args[isOld ? hugeFrameOf(i) : argument];
    if (!given || (isOld && kind === 'huge')) continue;
    const index: Pure =
      kind === 'whole' ? { ...given, k: 'member', object: given, field: 'vm_pgoff', arrow: true } : given;
    const count = length === undefined ? null : (i.args[length] ?? null);
    const reach: Reach = { kind, at: i, base: null, index, length: count, callee: name };
    const [vma, start] = into ? [i.args[into.vma], i.args[into.start]] : [];
    found.push(vma && start ? { ...reach, into: { vma, start } } : reach);
  }
}

/** `struct page *page = pages + index`. */
function addPage({ target, value }: Instruction & { op: 'assign' }, graph: Graph, found: Reach[]): void {
  if (value.k !== 'binary' || value.op !== '+') return;
  const type = target.k === 'name' ? graph.types.get(target.name) : null;
  if (type !== 'struct page *' && !(target.k === 'member' && target.field === 'page')) return;
  found.push({ kind: 'page', at: value, base: value.left, index: value.right, length: null, callee: null });
}
