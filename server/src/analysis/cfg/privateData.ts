// SPDX-License-Identifier: GPL-2.0-only
/** What a handler does at once with the object that hangs on its VMA: `foo = vma->vm_private_data`. */
import { structIn } from '../../facts/declarations/structIn.ts';
import type { Span } from '../../text/source.ts';
import type { Graph, Pure } from './cfg.ts';
import { UNLINKS } from './lists/listCalls.ts';
import { operandsOf, walk } from './walk.ts';

export interface PrivateUse {
  /** The first member of the object that it comes to before any test; null where it may do without an object. */
  first: Pure | null;
  /** The members by which it takes the object out of a list, on whatever way. */
  unlinks: { field: string; at: Pure }[];
}

export function privateUseOf(graph: Graph): PrivateUse {
  const names = copiesOf(graph);
  const isObject = (e: Pure) => (e.k === 'name' ? names.has(e.name) : isPrivateData(e));
  const first = firstUse(graph, isObject);
  const unlinks: PrivateUse['unlinks'] = [];
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op !== 'call' || i.callee.k !== 'name' || !UNLINKS.has(i.callee.name)) continue;
      const [entry] = i.args;
      if (entry?.k !== 'address' || entry.of.k !== 'member' || !entry.of.arrow) continue;
      if (isObject(entry.of.object)) unlinks.push({ field: entry.of.field, at: entry });
    }
  return { first, unlinks };
}

/** On the way that every call takes. */
function firstUse(graph: Graph, isObject: (e: Pure) => boolean): Pure | null {
  const seen = new Set<number>();
  for (let at = graph.entry; !seen.has(at); ) {
    seen.add(at);
    const block = graph.blocks[at];
    if (block === undefined) return null;
    // A macro may look at the object first: what is no plain read or call ends the search.
    for (const i of block.instructions)
      for (const e of operandsOf(i)) {
        const found = memberOf(e, isObject);
        if (found !== null) return found;
      }
    const { end } = block;
    if (end.t === 'branch') return memberOf(end.test, isObject);
    if (end.t === 'return') return end.value && memberOf(end.value, isObject);
    if (end.t !== 'jump') return null;
    at = end.to;
  }
  return null;
}

function memberOf(e: Pure, isObject: (e: Pure) => boolean): Pure | null {
  let found: Pure | null = null;
  walk(e, (part) => {
    if (part.k === 'member' && part.arrow && isObject(part.object)) found ??= part;
  });
  return found;
}

/** Local variables that hold the object and nothing else. */
function copiesOf({ blocks, types }: Graph): ReadonlySet<string> {
  const copies = new Set<string>();
  const others = new Set<string>();
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op === 'assign' && i.target.k === 'name' && types.has(i.target.name))
        (isPrivateData(i.value) ? copies : others).add(i.target.name);
      if (i.op === 'call')
        for (const arg of i.args) if (arg.k === 'address' && arg.of.k === 'name') others.add(arg.of.name);
    }
  return new Set([...copies].filter((name) => !others.has(name)));
}

const isPrivateData = (e: Pure): boolean => e.k === 'member' && e.arrow && e.field === 'vm_private_data';

/** A pointer to a struct, by the type of the variable, that goes to vm_private_data or comes from there. */
export interface PrivateType {
  struct: string;
  /** The variable. */
  name: string;
  at: Span;
}

/** What a function stores there, and what it takes for what it finds. */
export function privateTypes({ blocks, types, privateCasts }: Graph): {
  stored: PrivateType[];
  found: PrivateType[];
} {
  const stored: PrivateType[] = [];
  const found: PrivateType[] = [];
  const add = (list: PrivateType[], variable: Pure, at: Span) => {
    const name = variable.k === 'name' ? copied(variable.name, { blocks, types }) : '';
    const struct = pointedTo(types.get(name) ?? '');
    if (struct !== null) list.push({ struct, name, at });
  };
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op !== 'assign') continue;
      if (isPrivateData(i.target)) add(stored, i.value, i);
      else if (isPrivateData(i.value)) add(found, i.target, i);
    }
  for (const { type, start, end } of privateCasts) {
    const struct = pointedTo(type);
    if (struct !== null) found.push({ struct, name: '', at: { start, end } });
  }
  return { stored, found };
}

/** The variable that one of another type is a copy of, and of nothing else: `void *data = foo;`. */
function copied(name: string, { blocks, types }: Pick<Graph, 'blocks' | 'types'>): string {
  if (pointedTo(types.get(name) ?? '') !== null) return name;
  const values = blocks.flatMap(({ instructions }) =>
    instructions.flatMap((i) =>
      i.op === 'assign' && i.target.k === 'name' && i.target.name === name ? [i.value] : [],
    ),
  );
  const [only] = values;
  return values.length === 1 && only?.k === 'name' ? only.name : name;
}

/** The structs that a function finds behind the private pointer of another: `struct foo *foo = hw->private_data;`. */
export function structsBehind(struct: string, { blocks, types }: Graph): string[] {
  return blocks.flatMap(({ instructions }) =>
    instructions.flatMap((i) => {
      if (i.op !== 'assign' || i.target.k !== 'name' || i.value.k !== 'member') return [];
      const { object, field } = i.value;
      const isPrivate = field.includes('priv') || field.endsWith('data');
      const from = object.k === 'name' ? pointedTo(types.get(object.name) ?? '') : null;
      return isPrivate && from === struct ? (pointedTo(types.get(i.target.name) ?? '') ?? []) : [];
    }),
  );
}

/** The struct that a plain pointer is of. */
function pointedTo(type: string): string | null {
  const isPlain = type.endsWith('*') && type.indexOf('*') === type.length - 1;
  return isPlain ? structIn(type) : null;
}
