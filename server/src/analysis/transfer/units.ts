// SPDX-License-Identifier: GPL-2.0-only
/** Notes where pages meet bytes: in a sum, in a comparison, in a shift, in what a library function is handed. */

import { isResourceMember } from '../../facts/declarations/resourceMembers.ts';
import type { Program } from '../../facts/model.ts';
import { COMPARISONS } from '../../text/arithmetic.ts';
import type { Graph, Instruction, Pure, Terminator } from '../cfg/cfg.ts';
import { factsOf, structOf } from '../cfg/graphFacts.ts';
import { isForPrint } from '../cfg/printed.ts';
import { expressionsOf, type Reach, reachesOf } from '../cfg/reaches.ts';
import { walk } from '../cfg/walk.ts';
import type { Frame } from '../engine/frame.ts';
import type { MixedUnits } from '../reports/report.ts';
import { type Affine, affineOf, isChosen, type Unit, unitOf } from '../state/affine.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

type Binary = Pure & { k: 'binary' };

/** Looks at an instruction, or at the end of a block. */
export function tellUnits(x: Frame, i: Instruction | Terminator, state: State): void {
  for (const e of sumsOf(x.graph).get(i) ?? []) {
    const sides = [e.left, e.right].map((side) => x.evaluator.value(side, state));
    const forms = sides.map((side) => affineOf(side, x.context.symbols));
    if (!forms.some(isChosen)) continue;
    if (e.op === '<<' || e.op === '>>') {
      const unit = forms[0]?.unit;
      const wrong = e.op === '<<' ? 'bytes' : 'pages';
      if (unit !== wrong || x.text(e.right) !== 'PAGE_SHIFT' || isOfBoth(x, e.left, state)) continue;
      tell(x, e, isPlain(forms[0]) ? 'shift' : 'shifted', e.left, wrong, null, state);
      continue;
    }
    const units = [e.left, e.right].map((side, at) => unitOfSide(x, side, sides[at] as Sym));
    const how = COMPARISONS.has(e.op) ? 'compared' : 'sum';
    if (units[0] === 'pages' && units[1] === 'bytes') tell(x, e, how, e.left, 'pages', e.right, state);
    if (units[0] === 'bytes' && units[1] === 'pages') tell(x, e, how, e.right, 'pages', e.left, state);
  }
  tellStored(x, i, state);
  if (hasOtherArguments(i)) return;
  for (const found of reachesOf(x.graph).get(i) ?? []) tellHanded(x, found, state);
}

/** Nothing but pages, or bytes: a number of a page or more beside them is an address, or a size in bytes. */
const isPlain = (form: Affine | undefined) =>
  form?.rest.size === 0 && Math.abs(form.constant) < SMALLEST_PAGE;

const SMALLEST_PAGE = 4096;

/** Pages and bytes in one sum, which is told by itself. */
function isOfBoth(x: Frame, e: Pure, state: State): boolean {
  if (e.k !== 'binary' || (e.op !== '+' && e.op !== '-')) return false;
  const units = [e.left, e.right].map((side) => unitOfSide(x, side, x.evaluator.value(side, state)));
  return units.includes('pages') && units.includes('bytes');
}

/** Which argument is which is not known: a macro may stand for two, as in `remap_pfn_range(VMA_IF_ANY addr, …)`. */
const hasOtherArguments = (i: Instruction | Terminator) =>
  'op' in i &&
  i.op === 'call' &&
  i.callee.k === 'name' &&
  i.callee.name.endsWith('remap_pfn_range') &&
  i.args.length !== 5;

/** What is handed there is a page, or leads to the mapping. */
const NO_UNIT: ReadonlySet<Reach['kind']> = new Set(['page', 'huge', 'range', 'whole']);

/** A library function takes a frame by its number, and everything else in bytes. */
function tellHanded(x: Frame, { kind, at, index, length, callee }: Reach, state: State): void {
  // Of an array that it is handed, a function takes the number of pages.
  if (callee === null || kind === 'element' || NO_UNIT.has(kind)) return;
  const isFrame = kind === 'frame' ? callee !== 'phys_to_page' : callee.endsWith('remap_pfn_range');
  const wants = isFrame ? 'pages' : 'bytes';
  for (const [arg, unit, how] of [
    [index, wants, wants === 'pages' ? 'frame' : 'address'],
    [length, 'bytes', 'length'],
  ] as const) {
    if (arg === null) continue;
    const value = x.evaluator.value(arg, state);
    const form = affineOf(value, x.context.symbols);
    if (how === 'frame' && kind === 'remap' && !isChosen(form) && unitOfSide(x, arg, value) === 'bytes') {
      x.events.mixedUnits(
        { how, callee, text: x.text(arg), counts: 'bytes', place: x.place(at), other: null },
        state,
      );
      continue;
    }
    if (unit === 'bytes' && countsElements(x, arg)) continue;
    if (isChosen(form) && form.unit !== null && form.unit !== 'scaled' && form.unit !== unit)
      x.events.mixedUnits(
        { how, callee, text: x.text(arg), counts: form.unit, place: x.place(at), other: null },
        state,
      );
  }
}

/** The offset of a mapping counts pages, whatever the driver keeps in it. */
function tellStored(x: Frame, i: Instruction | Terminator, state: State): void {
  if (!('op' in i) || i.op !== 'assign' || i.target.k !== 'member' || i.target.field !== 'vm_pgoff') return;
  const { target, value: from } = i;
  if (target.object.k !== 'name' || typeOf(x.graph, target.object.name) !== 'struct vm_area_struct *') return;
  const value = x.evaluator.value(from, state);
  const form = affineOf(value, x.context.symbols);
  const isPointer = from.k === 'name' && typeOf(x.graph, from.name).includes('*');
  const unit = isChosen(form) ? form.unit : isPointer ? 'bytes' : unitOfSide(x, from, value);
  if (unit !== 'bytes') return;
  const texts = { text: x.text(from), other: null };
  x.events.mixedUnits({ how: 'stored', callee: null, counts: unit, place: x.place(i), ...texts }, state);
}

/** A variable of a type for addresses counts bytes, unless something else is said of what it holds. */
function unitOfSide({ context, graph, file }: Frame, e: Pure, value: Sym): Unit | null {
  const unit = unitOf(value, context.symbols);
  if (unit !== null || isChosen(affineOf(value, context.symbols))) return unit;
  if (e.k === 'name') {
    const isAddress = OF_ADDRESSES.has(typeOf(graph, e.name)) && !e.name.includes('pfn');
    // `start >>= PAGE_SHIFT` would make a frame of it.
    return isAddress && factsOf(graph).storesTo(e.name).length <= 1 ? 'bytes' : null;
  }
  return e.k === 'member' && e.field === 'start' && isResource(e.object, graph, file.path, context.program)
    ? 'bytes'
    : null;
}

/** `res`, or `foo->res` as far as the struct is in sight. */
function isResource(e: Pure, graph: Graph, path: string, program: Program): boolean {
  if (e.k === 'name') return OF_RESOURCES.has(typeOf(graph, e.name));
  if (e.k !== 'member') return false;
  const struct = structOf(e.object, graph);
  return struct !== null && isResourceMember(struct, e.field, path, program);
}

const typeOf = ({ types }: Graph, name: string) => (types.get(name) ?? '').replace('const ', '');

const OF_RESOURCES: ReadonlySet<string> = new Set(['struct resource', 'struct resource *']);

const OF_ADDRESSES: ReadonlySet<string> = new Set(['phys_addr_t', 'dma_addr_t', 'resource_size_t']);

/** What is added to a pointer counts elements: those of a type may be pages. */
function countsElements(x: Frame, e: Pure): boolean {
  if (e.k === 'binary') return countsElements(x, e.left) || countsElements(x, e.right);
  const type = e.k === 'name' ? (x.graph.types.get(e.name) ?? '') : '';
  return type.includes('*') && !OF_BYTES.has(type.replace('const ', ''));
}

const OF_BYTES: ReadonlySet<string> = new Set(['void *', 'char *', 'unsigned char *', 'u8 *', 'uint8_t *']);

function tell(
  x: Frame,
  at: Binary,
  how: MixedUnits['how'],
  side: Pure,
  counts: Unit,
  other: Pure | null,
  state: State,
): void {
  const texts = { text: x.written(side), other: other && x.written(other) };
  x.events.mixedUnits({ how, callee: null, counts, place: x.place(at), ...texts }, state);
}

const known = new WeakMap<Graph, Map<Instruction | Terminator, Binary[]>>();

/** The sums, comparisons and shifts of a graph. */
function sumsOf(graph: Graph): ReadonlyMap<Instruction | Terminator, Binary[]> {
  let all = known.get(graph);
  if (all) return all;
  all = new Map();
  for (const { instructions, end } of graph.blocks)
    for (const i of [...instructions, end]) {
      const found: Binary[] = [];
      for (const e of expressionsOf(i))
        walk(e, (part) => {
          if (part.k === 'binary' && (MIXING.has(part.op) || COMPARISONS.has(part.op))) found.push(part);
        });
      if (found.length > 0 && !isForPrint(graph, i)) all.set(i, found);
    }
  known.set(graph, all);
  return all;
}

const MIXING: ReadonlySet<string> = new Set(['+', '-', '<<', '>>']);
