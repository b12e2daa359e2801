// SPDX-License-Identifier: GPL-2.0-only
/** What a call of an opaque callee does to a state. */

import { takesNothing } from '../../facts/functions/openAcquires.ts';
import { says } from '../../facts/names/roles.ts';
import type { CallInstruction, Pure } from '../cfg/cfg.ts';
import { structOf } from '../cfg/graphFacts.ts';
import { claimOpaque } from '../claims/calls.ts';
import { claimName, isTracepoint } from '../claims/names.ts';
import { countsNothing, mayCountByName } from '../claims/uncounted.ts';
import { noteHandedOn } from '../engine/events/keptVma.ts';
import type { Frame } from '../engine/frame.ts';
import type { Note } from '../reports/model/exits.ts';
import { UNKNOWN } from '../state/domain.ts';
import { doubtLock, setLock } from '../state/locks/lockEntries.ts';
import { isSettled } from '../state/locks/settledLocks.ts';
import { isOwnPage } from '../state/properties/memory.ts';
import { ANY_PAGE, countPage, REACHED_PAGE } from '../state/properties/pageRefs.ts';
import { droppedOf, dropReference, keptReference, takeReference } from '../state/properties/references.ts';
import { mayTakeAny } from '../state/properties/unheldLocks.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import { handOver } from '../transfer/chosen.ts';
import { noteEntryHanded } from '../transfer/entries.ts';
import { mayLeave } from '../transfer/hiddenExits.ts';
import { type GivenBack, givenBackByName, givenBackByText, givesBackKind, isGivenBack } from './givenBack.ts';
import { faultOf, invalidate, type OpaqueCallee, UNKNOWN_CALLEE } from './invalidate.ts';
import { isPut, mayTake, mayUnlockPages } from './nameHints.ts';
import { unpairedLocks } from './unpairedLocks.ts';

/** Runs a call of an opaque callee, by its name, or through a pointer when that is null. */
export function callOpaque(
  x: Frame,
  i: CallInstruction,
  name: string | null,
  args: Sym[],
  state: State,
): State[] {
  x.events.call(x, name ?? x.text(i.callee), i, state, name === null ? sleepsByContract(x, i) : null);
  if (mayLeave(x, i)) return [];
  handOver(x, i, args, state);
  const isHanded = (arg: Sym) => [...x.vmas].some((vma) => x.context.symbols.reaches(vma, arg));
  if (x.depth > 0 || args.some(isHanded)) {
    for (const arg of args) noteHandedOn(x, arg);
    if (name === null || !takesNothing(name)) x.events.handedTo.add(name ?? '');
    // It may do what the insertion has not.
    if (i.args[0]?.k !== 'string') state.failedInsert = 'undone';
  }
  const mayCount =
    name === null ? i.callee.k !== 'member' || mayCountByName(i.callee.field) : !takesNothing(name);
  for (const arg of args) x.events.handed.set(arg, mayCount || x.events.handed.get(arg) === true);
  claimOpaque(x, name, i, args, state);
  const told = name === null ? null : givenBackByText(name, x.file, x.context);
  if (told) doubtLocks(x, state, told);
  else if (name !== null) doubtLocks(x, state, givenBackByName(name), i);
  if (name !== null && told === null && !isAsking(x)) doubtHanded(x, state, args);
  if (name === null || (told ? givesBackKind(told, 'page') : mayUnlockPages(name))) x.mayUnlock = true;
  const table = ownTable(i.callee);
  const before = table && { loc: x.evaluator.location(table, state), sym: x.evaluator.value(table, state) };
  applyOpaqueCall(x, i, args, state, {
    name: name ?? (i.callee.k === 'member' ? i.callee.field : null),
    told,
  });
  // No handler exchanges the table that it is called through.
  if (before) state.store(before.loc, before.sym);
  return [state];
}

/** What another table has for a fault allocates and waits for pages, whosever it is: `sfd->vm_ops->fault(vmf)`. */
function sleepsByContract(x: Frame, i: CallInstruction): Note[] | null {
  const { callee } = i;
  if (callee.k !== 'member' || !FAULTS.has(callee.field)) return null;
  const isTable = ownTable(callee) !== null || structOf(callee.object, x.graph) === 'vm_operations_struct';
  if (!isTable || x.context.kernel.ops.get(callee.field)?.maySleep !== true) return null;
  return [{ place: x.place(i), message: `any ${callee.field} handler may sleep` }];
}

const FAULTS: ReadonlySet<string> = new Set(['fault', 'huge_fault', 'page_mkwrite', 'pfn_mkwrite']);

/** What its calls lead to was searched for: it stands in the file of the root, or in one that has tables. */
function isAsking(x: Frame): boolean {
  const [root] = x.context.active;
  return root?.file === x.file || (x.context.program.files.get(x.file.path)?.tables.length ?? 0) > 0;
}

/** The callee was not looked for: it may give back a lock in an object that it is handed. */
function doubtHanded(x: Frame, state: State, args: readonly Sym[]): void {
  const { symbols } = x.context;
  for (const [id, { depth, kind, sym }] of state.locks)
    if (depth > 0 && kind !== 'page' && args.some((arg) => symbols.reaches(arg, sym))) doubtLock(state, id);
}

/** The `vma->vm_ops` of a callee `vma->vm_ops->open`. */
function ownTable(callee: Pure): Pure | null {
  return callee.k === 'member' && callee.object.k === 'member' && callee.object.field === 'vm_ops'
    ? callee.object
    : null;
}

/**
 * A page lock goes with the page that is handed over; any other lock may be dropped by way of something else.
 *
 * @param named the call of which nothing is known but the name
 */
export function doubtLocks(
  x: Frame,
  state: State,
  given: GivenBack,
  named: CallInstruction | null = null,
): void {
  if (given.size === 0) return;
  if (!isWithin(given, x.givenBack)) x.givenBack = new Set([...x.givenBack, ...given]);
  for (const [id, lock] of state.locks) {
    if (lock.depth <= 0 || !(lock.certain || lock.reached) || lock.kind === 'page') continue;
    if (!isGivenBack(lock, given, x.context.symbols)) continue;
    if (named !== null && isSettled(x, named, lock))
      setLock(state, id, { ...lock, certain: false, reached: true });
    else doubtLock(state, id);
  }
}

const isWithin = (some: GivenBack, all: GivenBack) => [...some].every((one) => all.has(one));

/**
 * The callee is opaque: what is known of its arguments is invalidated, its result can be anything. Its name, that of the member
 * for a call through a pointer, tells what to make of locks.
 */
export function applyOpaqueCall(
  x: Frame,
  i: CallInstruction,
  args: Sym[],
  state: State,
  by: OpaqueCallee = UNKNOWN_CALLEE,
): void {
  forgetKept(x, state);
  if (mayAcquire(x, i, by.name)) mayTakeAny(state);
  countOpaque(x, i, args, state, by.name);
  giveUnseen(x, i, args, state, by.name);
  noteEntryHanded(x, i.args, state);
  args.forEach((arg, n) => {
    if (namesPage(x, i.args[n] as Pure)) x.pages.add(arg);
    invalidate(x, arg, state, i, by);
  });
  const fault = x.faultEscapes && args.length > 0 ? faultOf(x) : null;
  if (fault !== null && !args.includes(fault)) invalidate(x, fault, state, i, by);
  const result = state.fresh(`${x.tag}r${i.start}`, UNKNOWN);
  x.context.symbols.marks.markOpaqueResult(result);
  // It is asked of what hangs on a VMA, and takes reading the callee.
  if (by.name !== null && x.vmas.size > 0 && countsNothing(x, by.name))
    x.context.symbols.marks.markUncounted(result);
  if (by.name !== null && says(by.name, 'makes', 'maybe')) x.context.symbols.marks.markAllocated(result);
  state.store(x.evaluator.temporary(i.result), result);
}

/** A local variable that something holds the address of may be written by whoever has that: `req.done = &done`. */
export function forgetKept(x: Frame, state: State): void {
  const { symbols } = x.context;
  for (const name of x.facts.liveness.addressKept) {
    const loc = x.evaluator.variable(name);
    if (x.graph.types.has(name) && state.env.values.includes(symbols.address(loc))) state.forgetVariable(loc);
  }
}

/** By its name it puts the object that it is handed; whatever else it is called, it may keep it. */
function giveUnseen(
  x: Frame,
  i: CallInstruction,
  args: readonly Sym[],
  state: State,
  name: string | null,
): void {
  if (name !== null && isTracepoint(name)) return;
  const [object] = args;
  const { symbols } = x.context;
  if (name !== null && object !== undefined && isPut(name) && isFound(object, state, symbols)) {
    const dropped = { place: x.place(i), by: `${name}()`, certain: false };
    state.references = dropReference(state.references, object, dropped, state.mmap === 'released');
  } else if (name !== null && object !== undefined && claimName(name)?.sign === 1) {
    state.references = takeReference(state.references, object);
  } else if (state.references.size > 0)
    for (const arg of args) state.references = keptReference(state.references, arg);
  // It may keep a page that was allocated here, and take a reference for that.
  for (const arg of args)
    if (isOwnPage(state, arg) && droppedOf(state.references, arg) === null)
      state.references = takeReference(state.references, arg);
}

/** What another function gave, or what this one took. */
function isFound(object: Sym, { references }: State, symbols: Symbols): boolean {
  return (
    (symbols.marks.isOpaqueResult(object) && !symbols.marks.isAllocated(object)) || references.has(object)
  );
}

/** It may take references to pages, or give them back: to those that it is handed, or by its name to any. */
function countOpaque(
  x: Frame,
  i: CallInstruction,
  args: readonly Sym[],
  state: State,
  name: string | null,
): void {
  if (x.root !== 'fault' || x.pageLocation === null) return;
  if (name === null || PINS.test(name)) {
    const isHanded = name !== null && args.length > 0 && !/page|folio/.test(name);
    // One that takes by its name gives none back.
    const more = name === null ? null : 1;
    state.pageRefs = countPage(state.pageRefs, isHanded ? REACHED_PAGE : ANY_PAGE, more);
    return;
  }
  const own = x.context.symbols.initial(x.pageLocation, 0);
  args.forEach((arg, n) => {
    if (arg !== own && namesPage(x, i.args[n] as Pure)) state.pageRefs = countPage(state.pageRefs, arg, null);
  });
}

const PINS = /(?:^|_)(?:get|pin|ref|grab|hold|acquire)(?:_|$)/;

/** It may leave with a lock that it took, by its name or by its text. */
function mayAcquire(x: Frame, { callee, args }: CallInstruction, name: string | null): boolean {
  if (name === null) return true;
  // It prints.
  if (args[0]?.k === 'string') return false;
  const isNamed = callee.k === 'name' && !x.graph.types.has(callee.name);
  const definitions = isNamed ? x.context.program.peek(name, x.file) : [];
  if (definitions.length === 0 && args.some(({ k }) => k !== 'int')) x.events.handsToUnseen = true;
  const texts = definitions.map(unpairedLocks);
  if (texts.some(({ any }) => any)) return true;
  // What gives back itself what it takes is seen to.
  return mayTake(name) && !(texts.length > 0 && texts.every(({ pairs }) => pairs));
}

/** By its declared type, or for a field by its name. */
function namesPage(x: Frame, arg: Pure): boolean {
  if (arg.k === 'name') return /\bstruct (page|folio) \*/.test(x.graph.types.get(arg.name) ?? '');
  if (arg.k === 'address') return x.evaluator.isFirstPage(arg.of);
  return arg.k === 'member' && /^(page|folio)$/.test(arg.field);
}
