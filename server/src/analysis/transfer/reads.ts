// SPDX-License-Identifier: GPL-2.0-only
/** Reads that a rule asks for: what hangs on the VMA after its lock was dropped, what was given back. */

import { COUNT_READERS } from '../../facts/functions/countTests.ts';
import { says } from '../../facts/names/roles.ts';
import { contains } from '../../text/source.ts';
import { isGetter } from '../calls/getters.ts';
import { mayRelease } from '../calls/nameHints.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { callBehind, factsOf } from '../cfg/graphFacts.ts';
import { isNone, walk } from '../cfg/walk.ts';
import { graphsOf } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import { isOwnPage } from '../state/properties/memory.ts';
import { containerOf, droppedOf, innerOf, isGuarded } from '../state/properties/references.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { without } from '../state/without.ts';
import { callOnAbsentPage, readsOfAbsentPage } from './absentPage.ts';

/** Looks through an expression that is evaluated. */
export function reads(x: Frame, e: Pure, state: State): void {
  if (x.givesNoPage) readsOfAbsentPage(x, e, state);
  look(x, e, state);
}

/** Looks through what a call is handed. */
export function readsOfCall(x: Frame, i: CallInstruction, state: State): void {
  if (x.givesNoPage) {
    callOnAbsentPage(x, i, state);
    for (const a of i.args) readsOfAbsentPage(x, a, state);
  }
  if (state.references.size > 0 && state.memory.size > 0) pagesAfterPut(x, i, state);
  const isRelease = dropsMmapLock(x, i);
  for (const a of i.args) {
    if (!isRelease) look(x, a, state);
    if (state.mmap === 'released' && isPointer(x, a)) lateUse(x, a, a, state, givesBack(x, i));
  }
  if (state.references.size > 0) {
    lookAtCount(x, i, state);
    calledAfterPut(x, i, state);
  }
}

/** A function that looks into an object is handed it after its last reference may be gone. */
function calledAfterPut(x: Frame, i: CallInstruction, state: State): void {
  const name = i.callee.k === 'name' ? i.callee.name : null;
  // Whether something is given back twice is told by itself.
  if (name === null || says(name, 'givesUp', 'maybe') || !i.args.some((arg) => isGone(x, arg, state))) return;
  const { program } = x.context;
  const graphs = program.peek(name, x.file).flatMap((one) => graphsOf(one, x.context));
  i.args.forEach((arg, n) => {
    const looksInto = graphs.some((graph) => {
      const { readBehind } = factsOf(graph);
      return readBehind.has(graph.parameters[n]?.name ?? '');
    });
    if (looksInto) tellUseAfterPut(x, x.evaluator.value(arg, state), arg, state);
  });
}

const isGone = (x: Frame, arg: Pure, state: State): boolean =>
  arg.k === 'name' && droppedOf(state.references, x.evaluator.value(arg, state)) !== null;

/** Who reads what is left of a count, under the lock that it was lowered under, knows who holds the rest. */
function lookAtCount(x: Frame, i: CallInstruction, state: State): void {
  const [arg] = i.args;
  if (arg === undefined || i.callee.k !== 'name' || !COUNT_READERS.has(i.callee.name)) return;
  const { symbols } = x.context;
  const object = containerOf(symbols, x.evaluator.value(arg, state));
  const dropped = object === null ? null : droppedOf(state.references, object);
  if (object !== null && dropped !== null && isGuarded(dropped, object, state.locks, symbols))
    state.references = without(state.references, object);
}

/** An object whose last reference may be gone is looked into. */
function lookAfterPut(x: Frame, e: Pure, state: State): void {
  walk(e, (part) => {
    if (part.k !== 'member' || !part.arrow) return;
    const pointer = x.evaluator.value(part.object, state);
    tellUseAfterPut(x, pointer, part, state);
  });
}

/** A page that was allocated here goes to a function after its last reference was put. */
function pagesAfterPut(x: Frame, i: CallInstruction, state: State): void {
  const name = i.callee.k === 'name' ? i.callee.name : null;
  if (name !== null && PUTS_PAGE.has(name)) return pageFreedTwice(x, i, state);
  if (name === null || says(name, 'givesUp', 'maybe') || i.args.some(({ k }) => k === 'string')) return;
  const helper = x.context.helpers.get(name);
  // What computes with the pointer does not look behind it.
  if (helper?.pure || helper?.alias) return;
  for (const arg of i.args) {
    const page = x.evaluator.value(arg, state);
    // The page cache keeps what it has, and gives it locked.
    if (!isOwnPage(state, page) || state.locks.has(`page:${page}`)) continue;
    const dropped = droppedOf(state.references, page);
    if (dropped !== null)
      x.events.useAfterPut(page, dropped, { text: x.text(arg), place: x.place(i), how: 'used' }, state);
  }
}

/** What gives the one reference back that a page of an allocator has: `__free_page()` is a put as well. */
const PUTS_PAGE: ReadonlySet<string> = new Set(['put_page', 'folio_put', '__free_page', '__free_pages']);

/** The one reference to a page that was allocated here is put a second time. */
function pageFreedTwice(x: Frame, i: CallInstruction, state: State): void {
  const [arg] = i.args;
  // Which of an array of pages it is, an index does not tell for certain.
  if (arg?.k !== 'name' || !isOfCalls(arg.name, x.graph)) return;
  const page = x.evaluator.value(arg, state);
  if (!isOwnPage(state, page) || state.locks.has(`page:${page}`)) return;
  const dropped = droppedOf(state.references, page);
  if (dropped === null || contains(dropped.place, x.place(i))) return;
  x.events.useAfterPut(page, dropped, { text: x.text(arg), place: x.place(i), how: 'freed' }, state);
}

/** All that the variable ever holds comes from calls of this function. */
function isOfCalls(name: string, graph: Graph): boolean {
  const stores = factsOf(graph).storesTo(name);
  return (
    stores.length > 0 && stores.every((value) => isNone(value) || callBehind(value, graph) !== undefined)
  );
}

function tellUseAfterPut(x: Frame, pointer: Sym, e: Pure, state: State): void {
  const { symbols } = x.context;
  for (const object of [pointer, containerOf(symbols, pointer), innerOf(symbols, pointer)]) {
    if (object === null) continue;
    const dropped = droppedOf(state.references, object);
    // A loop that gives back several by one call had several.
    if (dropped && !dropped.certain && contains(dropped.place, x.place(e))) continue;
    if (dropped && !isGuarded(dropped, object, state.locks, symbols))
      x.events.useAfterPut(object, dropped, { text: x.text(e), place: x.place(e), how: 'used' }, state);
  }
}

function look(x: Frame, e: Pure, state: State): void {
  if (state.references.size > 0) lookAfterPut(x, e, state);
  if (state.mmap !== 'released') return;
  walk(e, (part) => {
    if (part.k === 'member' && part.arrow) lateUse(x, part.object, part, state, false);
  });
}

/** `e` looks into `pointer`, or hands it on, after the lock that kept the VMA was dropped. */
function lateUse(x: Frame, pointer: Pure, e: Pure, state: State, vmaAlone: boolean): void {
  const object = x.evaluator.value(pointer, state);
  if (x.vmas.has(object)) return x.events.use('vma', x.text(e), x.place(e), state);
  if (vmaAlone) return;
  const { symbols } = x.context;
  for (const vma of x.vmas)
    for (const [what, field] of PINNED) {
      const root = state.load(symbols.field(vma, field));
      // A caller that holds a lock inside the object across the call keeps it alive, or has no other way.
      if (locksInside(x, root, state)) continue;
      if (symbols.reaches(root, object)) return x.events.use(what, x.text(e), x.place(e), state);
    }
}

/** What the VMA holds a reference to: its file itself, its private data through open and close. */
const PINNED = [
  ['file', 'vm_file'],
  ['private', 'vm_private_data'],
] as const;

function locksInside(x: Frame, object: Sym, state: State): boolean {
  for (const lock of state.locks.values())
    if (lock.depth > 0 && x.context.symbols.reaches(object, lock.sym)) return true;
  return false;
}

/** Who drops mmap_lock here holds that nobody has: whether the lock is dropped twice is told by itself. */
function dropsMmapLock(x: Frame, { callee }: CallInstruction): boolean {
  const helper = callee.k === 'name' ? x.context.helpers.get(callee.name) : undefined;
  return (
    helper?.outcomes.some(({ effects }) =>
      effects.some((one) => one.verb === 'unlock' && (one.kind === 'mmap-read' || one.kind === 'mmap-write')),
    ) === true
  );
}

/** As far as its declaration says. */
function isPointer(x: Frame, e: Pure): boolean {
  if (e.k === 'name') return (x.graph.types.get(e.name) ?? '').endsWith('*');
  return e.k === 'member' && e.field === 'vma';
}

/** The call only names an object around its argument, or gives something back: a lock that was taken in time. */
function givesBack(x: Frame, i: CallInstruction): boolean {
  const name = i.callee.k === 'name' ? i.callee.name : null;
  return name !== null && ((mayRelease(name) && !/(?:^|_)wait_/.test(name)) || isGetter(name, i, x));
}
