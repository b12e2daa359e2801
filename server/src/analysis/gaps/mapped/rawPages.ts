// SPDX-License-Identifier: GPL-2.0-only
/**
 * Arrays of pages that are filled in a loop by an allocator which clears nothing, and that are mapped:
 * `buf->pages[i] = alloc_page(GFP_KERNEL); … vm_map_pages(vma, buf->pages, n);`. Told by graphs, without values: all that some
 * functions do with the pages is looked at, and one use that is not known to leave them alone is enough to say nothing.
 */
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Span } from '../../../text/source.ts';
import { nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../../cfg/cfg.ts';
import { callBehind, factsOf, structOf } from '../../cfg/graphFacts.ts';
import { hasPart, isNone, operandsOf } from '../../cfg/walk.ts';
import { ALLOCATORS } from '../../models/allocators.ts';
import { mapsWhere } from '../../models/memoryCalls.ts';
import { allocationOf } from '../handles.ts';
import { leavesArray, leavesPage, readsPage } from './pageUses.ts';

/** A function that is looked at, in one configuration. */
export interface Part {
  definition: FunctionDefinition;
  graph: Graph;
}

export interface RawPages {
  /** What maps; null where the page is handed to core. */
  by: string | null;
  at: { part: Part; span: Span };
  given: { part: Part; span: Span; by: string };
}

/** Functions that map an array of pages, by the argument. */
const MAPS_ARRAY: ReadonlyMap<string, number> = new Map([
  ['vm_map_pages', 1],
  ['vm_map_pages_zero', 1],
  ['vm_insert_pages', 2],
]);

/** And those that map a page, or its frame. */
const MAPS_PAGE = mapsWhere(() => true);

const FILLS_ARRAY = new Set(['alloc_pages_bulk', 'alloc_pages_bulk_array', 'alloc_pages_bulk_array_node']);

/**
 * Returns what one of the functions maps.
 *
 * @param roots those in which it is mapped
 * @param partsOf all that are looked at for such an array
 * @param isNew they fill and map in one go: what is made ready for a device meanwhile was not written to by it
 */
export function rawPages(
  roots: readonly Part[],
  partsOf: (array: Pure, graph: Graph) => readonly Part[],
  isNew: boolean,
): RawPages[] {
  return roots.flatMap((part) =>
    mappedIn(part).flatMap(({ array, by, span }) => {
      const parts = partsOf(array, part.graph);
      if (parts.length === 0) return [];
      const census = new Census(parts, isNew);
      census.start(part, array);
      const given = census.raw();
      return given === null ? [] : [{ by, at: { part, span }, given }];
    }),
  );
}

/** Whether a function maps an array, or a page of one. */
export const mapsArray = (part: Part): boolean => mappedIn(part).length > 0;

interface Mapped {
  array: Pure;
  by: string | null;
  span: Span;
}

/** The arrays that a function maps, or that the pages are of which it maps. */
function mappedIn({ graph }: Part): Mapped[] {
  const found: Mapped[] = [];
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op === 'assign' && i.target.k === 'member' && i.target.field === 'page') {
        const array = structOf(i.target.object, graph) === 'vm_fault' ? arrayBehind(i.value, graph) : null;
        if (array !== null) found.push({ array, by: null, span: i });
      }
      if (i.op !== 'call') continue;
      const name = nameOf(i);
      const whole = i.args[MAPS_ARRAY.get(name) ?? -1];
      const page = i.args[MAPS_PAGE.get(name)?.argument ?? -1];
      const array = whole?.k === 'address' ? elementOf(whole.of) : (whole ?? null);
      const one = page === undefined ? array : arrayBehind(page, graph);
      if (one !== null) found.push({ array: one, by: `${name}()`, span: i });
    }
  return found;
}

/** The array that a page is of, through variables and what gives its frame. */
function arrayBehind(e: Pure, graph: Graph, depth = 0): Pure | null {
  const own = elementOf(e);
  if (own !== null || depth > 3) return own;
  if (e.k === 'name')
    for (const value of factsOf(graph).storesTo(e.name)) {
      const array = arrayBehind(value, graph, depth + 1);
      if (array !== null) return array;
    }
  const call = callBehind(e, graph);
  const [page] = call && TO_FRAME.has(nameOf(call)) ? call.args : [];
  const [operand] = e.k === 'operator' && TO_FRAME.has(e.name) ? e.operands : [];
  const inner = page ?? operand;
  return inner === undefined ? null : arrayBehind(inner, graph, depth + 1);
}

/** From a page to its frame, as a number or with flags. */
const TO_FRAME: ReadonlySet<string> = new Set([
  'page_to_pfn',
  'page_to_pfn_t',
  'pfn_to_pfn_t',
  '__pfn_to_pfn_t',
]);

/** `pages` of `pages[n]` and `*(pages + n)`. */
function elementOf(e: Pure): Pure | null {
  if (e.k === 'index') return e.object;
  return e.k === 'deref' && e.of.k === 'binary' && e.of.op === '+' ? e.of.left : null;
}

/** Names that a function has for the array and for pages of it. */
interface Names {
  arrays: Set<string>;
  pages: Set<string>;
}

class Census {
  readonly #parts: readonly Part[];
  readonly #isNew: boolean;
  readonly #fields = new Set<string>();
  /** Of the objects that have the field. */
  readonly #structs = new Set<string>();
  /** The fields in which these objects lie themselves. */
  readonly #holders = new Set<string>();
  readonly #names = new Map<Graph, Names>();
  #given: RawPages['given'] | null = null;

  constructor(parts: readonly Part[], isNew: boolean) {
    this.#parts = parts;
    this.#isNew = isNew;
    for (const { graph } of parts) this.#names.set(graph, { arrays: new Set(), pages: new Set() });
  }

  start({ graph }: Part, array: Pure): void {
    if (array.k === 'member') this.#addField(array, graph);
    else if (array.k === 'name') this.#names.get(graph)?.arrays.add(array.name);
    for (let before = -1; before !== this.#size(); ) {
      before = this.#size();
      for (const part of this.#parts) this.#collect(part);
    }
  }

  /** The allocation, where nothing but such fills the array, and nothing writes to a page. */
  raw(): RawPages['given'] | null {
    for (const part of this.#parts) {
      const { graph } = part;
      const isNamed = this.#isNamedIn(part);
      if (isNamed && (graph.havoc || graph.isTooLarge)) return null;
      if (
        isNamed &&
        !graph.blocks.every(({ instructions }) => instructions.every((i) => this.#leaves(i, part)))
      )
        return null;
      if (graph.blocks.some(({ end }) => end.t === 'return' && end.value && this.#isOurs(end.value, graph)))
        return null;
    }
    return this.#given;
  }

  #size(): number {
    let size = this.#fields.size + this.#structs.size;
    for (const { arrays, pages } of this.#names.values()) size += arrays.size + pages.size;
    return size;
  }

  #isNamedIn({ graph }: Part): boolean {
    const { arrays, pages } = this.#namesOf(graph);
    if (arrays.size + pages.size > 0) return true;
    const has = (e: Pure) => hasPart(e, (part) => this.#isArray(part, graph));
    return graph.blocks.some(({ instructions }) =>
      instructions.some((i) => operandsOf(i).some((e) => has(e) || this.#isObject(e, graph))),
    );
  }

  #namesOf(graph: Graph): Names {
    return this.#names.get(graph) as Names;
  }

  #addField({ object, field }: Pure & { k: 'member' }, graph: Graph): void {
    this.#fields.add(field);
    const struct = structOf(object, graph);
    if (struct !== null) this.#structs.add(struct);
    if (object.k === 'member') this.#holders.add(object.field);
  }

  #isArray(e: Pure, graph: Graph): boolean {
    if (e.k === 'name') return this.#namesOf(graph).arrays.has(e.name);
    if (e.k !== 'member' || !this.#fields.has(e.field)) return false;
    const struct = structOf(e.object, graph);
    return struct === null || this.#structs.size === 0 || this.#structs.has(struct);
  }

  #isPage(e: Pure, graph: Graph): boolean {
    if (e.k === 'name') return this.#namesOf(graph).pages.has(e.name);
    const array = elementOf(e);
    return array !== null && this.#isArray(array, graph);
  }

  #isOurs(e: Pure, graph: Graph): boolean {
    return this.#isArray(e, graph) || this.#isPage(e, graph);
  }

  /** An object that has the array, or its address. */
  #isObject(e: Pure, graph: Graph): boolean {
    if (e.k === 'address')
      return (e.of.k === 'member' && this.#holders.has(e.of.field)) || this.#isObject(e.of, graph);
    const struct = structOf(e, graph);
    return struct !== null && this.#structs.has(struct);
  }

  /** More names of the array and its pages. */
  #collect({ definition, graph }: Part): void {
    const { arrays, pages } = this.#namesOf(graph);
    const isLocal = (e: Pure) => e.k === 'name' && graph.types.has(e.name);
    for (const { instructions } of graph.blocks)
      for (const i of instructions) {
        if (i.op === 'assign') {
          const { target, value } = i;
          if (target.k === 'name' && isLocal(target)) {
            if (this.#isArray(value, graph)) arrays.add(target.name);
            if (this.#isPage(value, graph)) pages.add(target.name);
            if (arrays.has(target.name) && value.k === 'member') this.#addField(value, graph);
          }
          if (target.k === 'member' && value.k === 'name' && arrays.has(value.name))
            this.#addField(target, graph);
          if (this.#isPage(target, graph) && value.k === 'name' && isLocal(value)) pages.add(value.name);
          if (target.k === 'member' && this.#isArray(target, graph)) this.#addField(target, graph);
          const array = elementOf(target);
          if (array?.k === 'member' && this.#isArray(array, graph)) this.#addField(array, graph);
        }
        if (i.op !== 'call') continue;
        for (const [n, arg] of i.args.entries())
          for (const callee of this.#calleesOf(i, definition)) {
            const parameter = callee.graph.parameters[n]?.name;
            if (parameter === undefined) continue;
            if (this.#isArray(arg, graph)) this.#namesOf(callee.graph).arrays.add(parameter);
            if (this.#isPage(arg, graph)) this.#namesOf(callee.graph).pages.add(parameter);
          }
      }
  }

  #calleesOf(i: CallInstruction, { file }: FunctionDefinition): Part[] {
    const name = nameOf(i);
    if (name === '') return [];
    return this.#parts.filter(
      ({ definition }) => definition.name === name && (definition.file === file || !definition.isStatic),
    );
  }

  /** Nothing is written to a page by it, and none goes where it may be written to. */
  #leaves(i: Instruction, part: Part): boolean {
    const { graph } = part;
    switch (i.op) {
      case 'assign':
        return this.#leavesStored(i, part);
      case 'call':
        return this.#leavesHanded(i, part);
      case 'havoc':
        return i.names.every((name) => !this.#isOurs({ k: 'name', name, start: i.start, end: i.end }, graph));
      default:
        return true;
    }
  }

  #leavesStored({ target, value }: Instruction & { op: 'assign' }, part: Part): boolean {
    const { graph } = part;
    const isNothing = isNone(value);
    if (this.#isPage(target, graph))
      return isNothing || this.#isPage(value, graph) || this.#isRaw(value, part);
    if (this.#isArray(target, graph))
      return isNothing || this.#isArray(value, graph) || isAllocation(value, graph);
    if (this.#isArray(value, graph)) return false;
    // Core is handed it.
    if (this.#isPage(value, graph))
      return target.k === 'member' && structOf(target.object, graph) === 'vm_fault';
    return !hasPart(
      value,
      (e) => e.k === 'operator' && !readsPage(e.name) && e.operands.some((one) => this.#isOurs(one, graph)),
    );
  }

  /** Whether a value is a page as an allocator left it, which is noted. */
  #isRaw(value: Pure, part: Part): boolean {
    const call = callBehind(value, part.graph);
    const name = call === undefined ? '' : nameOf(call);
    const allocator = ALLOCATORS.get(name);
    const gfp = call?.args[allocator?.gfp ?? -1];
    if (call === undefined || allocator?.kind !== 'pages' || gfp === undefined) return false;
    if (!isRawGfp(gfp, part.graph)) return false;
    this.#given ??= { part, span: call, by: `${name}()` };
    return true;
  }

  #leavesHanded(i: CallInstruction, part: Part): boolean {
    const { graph, definition } = part;
    const name = nameOf(i);
    const [gfp] = i.args;
    if (FILLS_ARRAY.has(name) && i.args.some((arg) => this.#isArrayHanded(arg, graph))) {
      if (gfp === undefined || !isRawGfp(gfp, graph)) return false;
      this.#given ??= { part, span: i, by: `${name}()` };
      return true;
    }
    const isFollowed = this.#calleesOf(i, definition).length > 0;
    return i.args.every((arg) => {
      if (this.#isPage(arg, graph)) return isFollowed || MAPS_PAGE.has(name) || leavesPage(name, this.#isNew);
      if (this.#isArrayHanded(arg, graph)) return isFollowed || MAPS_ARRAY.has(name) || leavesArray(name);
      return isFollowed || !this.#isObject(arg, graph) || leavesArray(name);
    });
  }

  #isArrayHanded(arg: Pure, graph: Graph): boolean {
    if (this.#isArray(arg, graph)) return true;
    return arg.k === 'address' && this.#isOurs(arg.of, graph);
  }
}

function isAllocation(value: Pure, graph: Graph): boolean {
  const call = allocationOf(value, graph);
  return call !== null && ALLOCATORS.get(nameOf(call))?.kind !== 'pages';
}

/** Flags that are written out, none of which asks for cleared memory. */
function isRawGfp(e: Pure, graph: Graph, depth = 0): boolean {
  if (e.k === 'binary' && e.op === '|')
    return isRawGfp(e.left, graph, depth) && isRawGfp(e.right, graph, depth);
  if (e.k !== 'name') return false;
  if (!graph.types.has(e.name)) return isFlag(e.name) && !e.name.includes('ZERO');
  const values = factsOf(graph).storesTo(e.name);
  return depth < 3 && values.length > 0 && values.every((value) => isRawGfp(value, graph, depth + 1));
}

const isFlag = (name: string) => name.startsWith('GFP_') || name.startsWith('__GFP_');
