// SPDX-License-Identifier: GPL-2.0-only
/** What the exploration asks of a graph, worked out once for all explorations of it. */

import { structIn } from '../../facts/declarations/structIn.ts';
import { remembered } from '../../text/remembered.ts';
import { resultVariables, returnFlow } from '../calls/inliningPolicy.ts';
import type { BasicBlock, CallInstruction, Graph, Pure } from './cfg.ts';
import { blocksBehind, expressionsOf } from './reaches.ts';
import { successors } from './simplify.ts';
import { hasPart, walk } from './walk.ts';

/** Locals (temporaries as `%n`). */
interface Liveness {
  /** Names that are read before they are written, on entry of each block. */
  live: readonly ReadonlySet<string>[];
  addressTaken: ReadonlySet<string>;
  /** Those whose address is kept in a member, an array or a variable of the file: whoever has that may write to them. */
  addressKept: ReadonlySet<string>;
}

export class GraphFacts {
  readonly #graph: Graph;
  #returnFlow: ReadonlySet<string> | null = null;
  #returned: readonly string[] | null = null;
  #flags: readonly string[] | null = null;
  #tests: ReadonlyMap<string, number> | null = null;
  #liveness: Liveness | null = null;
  #order: readonly number[] | null = null;
  #namesChosen: boolean | null = null;
  #lookedInto: ReadonlySet<string> | null = null;
  #readBehind: ReadonlySet<string> | null = null;
  #stores: ReadonlyMap<string, readonly Pure[]> | null = null;
  #putTo: ReadonlyMap<number, Pure> | null = null;
  #callOf: ReadonlyMap<number, CallInstruction> | null = null;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Temporaries and locals whose value may reach a return. */
  get returnFlow(): ReadonlySet<string> {
    this.#returnFlow ??= returnFlow(this.#graph);
    return this.#returnFlow;
  }

  /** Locals and temporaries (`%n`) that hold results. */
  get returned(): readonly string[] {
    this.#returned ??= resultVariables(this.#graph, this.returnFlow);
    return this.#returned;
  }

  /** Locals in which the flags of a VMA are made up. */
  get flags(): readonly string[] {
    this.#flags ??= flagVariables(this.#graph);
    return this.#flags;
  }

  /** How many tests look at a name. */
  get tests(): ReadonlyMap<string, number> {
    this.#tests ??= countTests(this.#graph);
    return this.#tests;
  }

  /** The place of each block in an order where it comes before what it leads to, loops aside. */
  get order(): readonly number[] {
    this.#order ??= orderOf(this.#graph);
    return this.#order;
  }

  /** Whether it names what user space chooses of a mapping, or is handed numbers. */
  get namesChosen(): boolean {
    this.#namesChosen ??= namesChosen(this.#graph);
    return this.#namesChosen;
  }

  /** Where the result of each call is put first, by its temporary. */
  get putTo(): ReadonlyMap<number, Pure> {
    this.#putTo ??= putTo(this.#graph);
    return this.#putTo;
  }

  /** The call that each temporary has the result of. */
  get callOf(): ReadonlyMap<number, CallInstruction> {
    this.#callOf ??= new Map(
      this.#graph.blocks.flatMap(({ instructions }) =>
        instructions.flatMap((i) => (i.op === 'call' ? [[i.result, i] as const] : [])),
      ),
    );
    return this.#callOf;
  }

  /** Parameters that the function looks into before it tests anything: they are no NULL. */
  get lookedInto(): ReadonlySet<string> {
    this.#lookedInto ??= lookedInto(this.#graph);
    return this.#lookedInto;
  }

  /** Variables through which it reads somewhere, `p->field`. */
  get readBehind(): ReadonlySet<string> {
    this.#readBehind ??= readBehind(this.#graph);
    return this.#readBehind;
  }

  /** What is stored to a variable, in the order of the blocks. */
  storesTo(name: string): readonly Pure[] {
    this.#stores ??= storesIn(this.#graph);
    return this.#stores.get(name) ?? NO_STORES;
  }

  get liveness(): Liveness {
    this.#liveness ??= livenessOf(this.#graph);
    return this.#liveness;
  }
}

function lookedInto({ blocks, entry, parameters }: Graph): ReadonlySet<string> {
  const pointers = new Set(parameters.filter(({ type }) => type.endsWith('*')).map(({ name }) => name));
  const found = new Set<string>();
  const look = (e: Pure): void => {
    if (e.k === 'address') return;
    if (e.k === 'member') {
      if (e.arrow && e.object.k === 'name' && pointers.has(e.object.name)) found.add(e.object.name);
      look(e.object);
    } else if (e.k === 'index') [e.object, e.index].forEach(look);
    else if (e.k === 'deref' || e.k === 'unary') look(e.of);
    else if (e.k === 'binary') [e.left, e.right].forEach(look);
  };
  const first = blocks[entry];
  if (pointers.size === 0 || !first) return found;
  for (const i of first.instructions) {
    if (i.op === 'assign') {
      if (i.target.k === 'name') pointers.delete(i.target.name);
      look(i.value);
    } else if (i.op === 'call') i.args.forEach(look);
    else if (i.op === 'read') look(i.value);
  }
  if (first.end.t === 'branch') look(first.end.test);
  return found;
}

function readBehind({ blocks }: Graph): Set<string> {
  const found = new Set<string>();
  const look = (e: Pure) =>
    walk(e, (part) => {
      if (part.k === 'member' && part.arrow && part.object.k === 'name') found.add(part.object.name);
    });
  for (const { instructions, end } of blocks)
    for (const one of [...instructions, end]) expressionsOf(one).forEach(look);
  return found;
}

const NO_STORES: readonly Pure[] = [];

function storesIn({ blocks }: Graph): Map<string, Pure[]> {
  const found = new Map<string, Pure[]>();
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op !== 'assign' || i.target.k !== 'name') continue;
      const values = found.get(i.target.name);
      if (values) values.push(i.value);
      else found.set(i.target.name, [i.value]);
    }
  return found;
}

/** The facts of a graph; the same object each time. */
export const factsOf = remembered((graph: Graph): GraphFacts => new GraphFacts(graph));

/** The call that a value is the result of, as it came back. */
export const callBehind = (e: Pure, graph: Graph): CallInstruction | undefined =>
  e.k === 'temp' ? factsOf(graph).callOf.get(e.id) : undefined;

const CHOSEN = new Set([
  'pgoff',
  'address',
  'virtual_address',
  'real_address',
  'vm_pgoff',
  'vm_start',
  'vm_end',
]);

/** A number by its type, or by a typedef that may be of one: `ulong`, `foo_off_t`. */
const mayBeNumber = (type: string): boolean => type !== '' && !/[*[(]/.test(type) && !NO_NUMBER.test(type);

const NO_NUMBER =
  /^(?:const )?(?:(?:struct|union|enum)\b|(?:void|bool|_Bool|float|double|gfp_t|pgprot_t|p[gum4t]\w*d_t|pte_t|vm_fault_t|umode_t|fmode_t|\.\.\.)$)/;

/** A pointer to a number, by which a callee changes it as well: `resource_size_t *offset`. */
export const mayPointToNumber = (type: string): boolean =>
  type.endsWith(' *') && !/\bchar \*$/.test(type) && mayBeNumber(type.slice(0, -' *'.length));

function namesChosen({ blocks, parameters }: Graph): boolean {
  if (parameters.some(({ type }) => mayBeNumber(type) || mayPointToNumber(type))) return true;
  let found = false;
  const look = (e: Pure) =>
    walk(e, (part) => {
      if (part.k === 'member') found ||= CHOSEN.has(part.field);
      else if (part.k === 'operator')
        found ||= part.name === 'vma_pages' || part.name === 'linear_page_index';
    });
  for (const { instructions, end } of blocks) {
    for (const i of instructions) {
      if (i.op === 'assign') look(i.value);
      else if (i.op === 'call') i.args.forEach(look);
    }
    if (end.t === 'branch') look(end.test);
    else if (end.t === 'return' && end.value) look(end.value);
  }
  return found;
}

/** Reverse postorder; of the two sides of a test the true one comes first. */
function orderOf({ blocks, entry }: Graph): number[] {
  const order = new Array<number>(blocks.length).fill(0);
  const seen = new Set([entry]);
  const path = [{ block: entry, next: 0 }];
  let rank = blocks.length;
  while (path.length > 0) {
    const top = path[path.length - 1] as { block: number; next: number };
    const to = successors((blocks[top.block] as BasicBlock).end).at(-1 - top.next++);
    if (to === undefined) {
      order[top.block] = --rank;
      path.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      path.push({ block: to, next: 0 });
    }
  }
  return order;
}

/** How many tests look at each field, variable and operator name, and how often each function is called. */
function countTests(graph: Graph): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { instructions, end } of graph.blocks) {
    // A predicate such as IS_DAX(inode) is called for each test.
    for (const i of instructions) if (i.op === 'call' && i.callee.k === 'name') count(i.callee.name);
    if (end.t !== 'branch') continue;
    const names = new Set<string>();
    walk(end.test, (part) => {
      if (part.k === 'member') names.add(part.field);
      else if (part.k === 'name') names.add(part.name);
      else if (part.k === 'operator') names.add(part.name);
    });
    for (const name of names) count(name);
  }
  return counts;
}

function livenessOf(graph: Graph): Liveness {
  const addressTaken = new Set<string>();
  const addressKept = new Set<string>();
  const uses: Set<string>[] = [];
  const kills: Set<string>[] = [];
  for (const block of graph.blocks) {
    const use = new Set<string>();
    const kill = new Set<string>();
    const read = (e: Pure) =>
      walk(e, (part) => {
        const name = part.k === 'name' ? part.name : part.k === 'temp' ? `%${part.id}` : null;
        if (name && !kill.has(name)) use.add(name);
        const variable = part.k === 'address' ? variableIn(part.of) : null;
        if (variable !== null) addressTaken.add(variable);
      });
    for (const i of block.instructions) {
      if (i.op === 'assign') {
        read(i.value);
        const kept = i.value.k === 'address' ? variableIn(i.value.of) : null;
        if (kept !== null && !(i.target.k === 'name' && graph.types.has(i.target.name)))
          addressKept.add(kept);
        if (i.target.k === 'name') kill.add(i.target.name);
        else if (i.target.k === 'temp') kill.add(`%${i.target.id}`);
        else read(i.target);
      } else if (i.op === 'call') {
        read(i.callee);
        i.args.forEach(read);
        kill.add(`%${i.result}`);
      } else if (i.op === 'guard') i.args.forEach(read);
      else if (i.op === 'read') read(i.value);
      else if (i.op === 'declare') kill.add(i.name);
      else for (const name of i.names) use.add(name);
    }
    if (block.end.t === 'branch') read(block.end.test);
    if (block.end.t === 'return' && block.end.value) read(block.end.value);
    uses.push(use);
    kills.push(kill);
  }
  const live = uses.map((u) => new Set(u));
  // What follows a block comes before it, so that two turns do where nothing loops.
  const ranks = orderOf(graph);
  const backwards = graph.blocks.map((_, b) => b).sort((a, b) => (ranks[b] as number) - (ranks[a] as number));
  for (let changed = true; changed; ) {
    changed = false;
    for (const b of backwards) {
      const here = live[b] as Set<string>;
      const end = (graph.blocks[b] as BasicBlock).end;
      for (const to of successors(end)) {
        for (const name of live[to] as Set<string>) {
          if (here.has(name) || (kills[b] as Set<string>).has(name)) continue;
          here.add(name);
          changed = true;
        }
      }
    }
  }
  return { live, addressTaken, addressKept };
}

/** The variable that an lvalue is, or is a part of. */
function variableIn(e: Pure): string | null {
  if (e.k === 'member' && !e.arrow) return variableIn(e.object);
  return e.k === 'name' ? e.name : null;
}

/** Returns the struct that a local variable is, or points to; null for what is none. */
export function structOf(e: Pure | null | undefined, { types }: Pick<Graph, 'types'>): string | null {
  return e?.k === 'name' ? structIn(types.get(e.name) ?? '') : null;
}

function putTo({ blocks }: Graph): Map<number, Pure> {
  const found = new Map<number, Pure>();
  for (const { instructions } of blocks)
    for (const i of instructions)
      if (i.op === 'assign' && i.value.k === 'temp' && i.target.k !== 'temp' && !found.has(i.value.id))
        found.set(i.value.id, i.target);
  return found;
}

/** Functions that change the flags of the VMA that comes first by what comes second. */
const SETS_FLAGS: ReadonlySet<string> = new Set([
  'vm_flags_init',
  'vm_flags_reset',
  'vm_flags_reset_once',
  'vm_flags_set',
  'vm_flags_mod',
  'vma_set_flags_mask',
]);
const FLAGS: ReadonlySet<string> = new Set(['vm_flags', '__vm_flags']);

/** Locals of which the flags of a VMA are made; none that is stored to once, which is the same whichever way led there. */
function flagVariables({ blocks, types }: Graph): string[] {
  const found = new Set<string>();
  const stores = new Map<string, number>();
  const add = (e: Pure | undefined) => {
    if (e?.k === 'name' && types.has(e.name)) found.add(e.name);
  };
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op === 'call' && i.callee.k === 'name' && SETS_FLAGS.has(i.callee.name)) add(i.args[1]);
      if (i.op !== 'assign') continue;
      if (i.target.k === 'member' && FLAGS.has(i.target.field)) add(i.value);
      if (i.target.k === 'name') stores.set(i.target.name, (stores.get(i.target.name) ?? 0) + 1);
    }
  return [...found].filter((name) => (stores.get(name) ?? 0) > 1);
}

const parametersRead = new WeakMap<Graph, ReadonlyMap<number, boolean>>();

/** Says whether a parameter is named where the function can come to: behind a `switch` of which each case returns it cannot. */
export function isRead(parameter: number, graph: Graph): boolean {
  let read = parametersRead.get(graph);
  if (!read) {
    const blocks = [graph.entry, ...blocksBehind(graph.entry, graph)].map(
      (at) => graph.blocks[at] as BasicBlock,
    );
    const expressions = blocks.flatMap(({ instructions, end }) =>
      [...instructions, end].flatMap(expressionsOf),
    );
    const names = (name: string) =>
      graph.havoc ||
      expressions.some((e) =>
        hasPart(e, (part) => (part.k === 'name' ? part.name === name : part.k === 'unknown')),
      );
    read = new Map(graph.parameters.map(({ name }, n) => [n, names(name)]));
    parametersRead.set(graph, read);
  }
  return read.get(parameter) ?? true;
}
