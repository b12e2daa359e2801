// SPDX-License-Identifier: GPL-2.0-only
/** Follows memory from the call that allocates it to those that take one kind of it alone, or give it to user space. */
import { says } from '../../../facts/names/roles.ts';
import { isNamedIn, namesIn } from '../../../facts/names/words.ts';
import { spot } from '../../../text/source.ts';
import type { CallInstruction, Instruction, Pure } from '../../cfg/cfg.ts';
import { structOf } from '../../cfg/graphFacts.ts';
import { helperFor } from '../../engine/context.ts';
import type { Frame } from '../../engine/frame.ts';
import { ALLOCATORS, isOfSlab, leavesAlone, TAKERS, type Taker } from '../../models/allocators.ts';
import type { HelperLockKind, HelperSummary } from '../../models/model.ts';
import { truthOf } from '../../state/domain.ts';
import type { Memory } from '../../state/properties/memory.ts';
import type { State } from '../../state/state.ts';
import type { Sym, Symbols } from '../../state/symbols.ts';
import { type Given, memoryOfMember } from './memberMemory.ts';
import { isTurnedBack } from './turnedBack.ts';
import { countOnFrames } from './vmallocFrames.ts';

/** Notes what a call does with memory that is known, before it is run. */
export function handMemory(
  x: Frame,
  i: CallInstruction,
  name: string | null,
  args: Sym[],
  state: State,
): void {
  if (name !== null && TAKERS.has(name)) takeMemory(x, i, name, args, state);
  if (name !== null) countOnFrames(x, i, name, state);
  if (state.memory.size === 0) return;
  const { symbols } = x.context;
  const helper = name === null ? undefined : helperFor(name, x.file, x.context)?.helper;
  for (const [sym, memory] of state.memory) {
    if (!memory.isRaw) continue;
    const isHanded = args.some((arg) => symbols.mentions(arg, sym));
    if (isHanded && helper?.insert) {
      if (memory.mapped === null && args.some((arg) => isContent(arg, sym, memory, name, symbols)))
        setMemory(state, sym, { ...memory, mapped: { place: x.place(i), by: `${name}()` } });
      continue;
    }
    const leaves =
      helper !== undefined &&
      (helper.pure || helper.alias !== null || isOfLocks(helper) || leavesAlone(name ?? ''));
    if (leaves || (name !== null && leavesAlone(name))) continue;
    // The entry keeps the page as it is, with a reference of its own.
    if (memory.mapped !== null && isHanded && name !== null && says(name, 'givesUp', 'maybe')) continue;
    if (isHanded && !(name !== null && says(name, 'givesUp', 'maybe')))
      x.events.filled.add(spot(memory.place));
    if (isHanded || !isTellingNobody(x, sym, args, helper, state))
      setMemory(state, sym, { ...memory, isRaw: false });
  }
}

/** It takes or drops locks, and writes to no memory; a semaphore or the lock of a page may stand for I/O that is over. */
function isOfLocks({ outcomes }: HelperSummary): boolean {
  const effects = outcomes.flatMap((outcome) => outcome.effects);
  return (
    effects.length > 0 &&
    effects.every((e) => (e.verb === 'lock' || e.verb === 'unlock') && LOCKS.has(e.kind))
  );
}

const LOCKS: ReadonlySet<HelperLockKind> = new Set(['mutex', 'spinlock', 'rwsem-read', 'rwsem-write', 'rcu']);

/** Whether an insertion is told of the memory, and not of something that is kept in it. */
function isContent(arg: Sym, sym: Sym, { kind }: Memory, name: string | null, symbols: Symbols): boolean {
  if (!symbols.mentions(arg, sym)) return false;
  const isAddress = basesOf(arg, symbols).includes(sym);
  return !isAddress || kind === 'pages' || (name?.startsWith('remap_vmalloc_range') ?? false);
}

/** Nothing leads from what the callee is handed, or may know by itself, to the memory. */
function isTellingNobody(
  { context: { symbols }, pageLocation }: Frame,
  sym: Sym,
  args: readonly Sym[],
  helper: HelperSummary | undefined,
  { env }: State,
): boolean {
  const handed = helper?.sleeps === false ? args : args.map((arg) => around(arg, symbols));
  for (const [loc, value] of env) {
    if (!symbols.mentions(value, sym)) continue;
    const owner = symbols.ownerOf(loc);
    const variable = owner === null ? symbols.locShape(loc) : null;
    // A local variable is told by its address alone.
    if (variable?.kind === 'variable' && variable.local) {
      if (args.includes(symbols.address(loc))) return false;
      continue;
    }
    if (helper === undefined) return false;
    if (owner === null) continue;
    // What a fault leads to does not lead back to it.
    const isBelow = (arg: Sym) => loc !== pageLocation && symbols.reaches(owner, arg);
    if (handed.some((arg) => symbols.reaches(arg, owner) || isBelow(arg))) return false;
  }
  return true;
}

/** The object that something lies in: who waits there may wait for what another does with all of it. */
function around(arg: Sym, symbols: Symbols): Sym {
  const shape = symbols.shape(arg);
  return (shape.kind === 'address' || shape.kind === 'initial' ? symbols.ownerOf(shape.loc) : null) ?? arg;
}

/** Brings what an allocator has given into the states after its call. */
export function allocate(
  x: Frame,
  i: CallInstruction,
  name: string,
  args: readonly Sym[],
  states: State[],
): void {
  const allocator = ALLOCATORS.get(name);
  const known = allocator && helperFor(name, x.file, x.context);
  if (allocator === undefined || known === undefined || known.ownFirst) return;
  const { symbols } = x.context;
  for (const state of states) {
    const result = state.load(x.evaluator.temporary(i.result));
    if (symbols.shape(result).kind !== 'opaque' || truthOf(state.domain(result)) === false) continue;
    const gfp = allocator.gfp === null ? null : (args[allocator.gfp] ?? null);
    setMemory(state, result, {
      kind: allocator.kind === 'linear' && isOfSlab(name, isOnePage(i.args[0])) ? 'slab' : allocator.kind,
      place: x.place(i),
      by: `${name}()`,
      gfp,
      isRaw: allocator.isRaw || gfp !== null,
      mapped: null,
    });
  }
}

const isOnePage = (size: Pure | undefined) => size?.k === 'name' && size.name === 'PAGE_SIZE';

/** A store to what lies in the memory fills it, as far as anybody can tell. */
export function fillByStore(x: Frame, { target }: Instruction & { op: 'assign' }, state: State): void {
  if (state.memory.size === 0 || target.k === 'name' || target.k === 'temp') return;
  const { symbols } = x.context;
  const owner = symbols.ownerOf(x.evaluator.location(target, state));
  if (owner === null) return;
  for (const [sym, memory] of state.memory)
    if (memory.isRaw && symbols.mentions(owner, sym) && (memory.kind !== 'pages' || owner !== sym)) {
      x.events.filled.add(spot(memory.place));
      setMemory(state, sym, { ...memory, isRaw: false });
    }
}

function setMemory(state: State, sym: Sym, memory: Memory): void {
  state.memory = new Map(state.memory).set(sym, memory);
}

/** Reports a call that takes another kind of memory than it is handed. */
function takeMemory(x: Frame, i: CallInstruction, name: string, args: readonly Sym[], state: State): void {
  const taker = TAKERS.get(name);
  const arg = taker && i.args[taker.argument];
  const sym = taker && args[taker.argument];
  if (taker === undefined || arg === undefined || sym === undefined) return;
  const led = taker.isPage ? addressOf(sym, x, state) : { arg, sym };
  if (led === null) return;
  const memory = memoryAt(led.sym, state, x.context.symbols) ?? memoryStored(led.arg, led.sym, taker, x);
  if (memory === null || !taker.wrong.has(memory.kind) || asksForKind(x, taker.wrong)) return;
  const { kind, by, place: given } = memory;
  const isBack = isTurnedBack(i, x.graph);
  x.events.wrongMemory(
    { callee: name, text: x.text(led.arg), place: x.place(i), kind, given: { by, place: given }, isBack },
    state,
  );
}

/** The address that a page is of: `p` of `virt_to_page(p)`; null where it is come to in another way. */
function addressOf(page: Sym, x: Frame, state: State): { arg: Pure; sym: Sym } | null {
  const shape = x.context.symbols.shape(page);
  const [sym] = shape.kind === 'pure' && shape.name === 'virt_to_page' ? shape.operands : [];
  if (sym === undefined) return null;
  for (const { instructions } of x.graph.blocks)
    for (const one of instructions) {
      if (one.op !== 'call' || one.callee.k !== 'name' || one.callee.name !== 'virt_to_page') continue;
      const [arg] = one.args;
      if (arg !== undefined && x.evaluator.value(arg, state) === sym) return { arg, sym };
    }
  return null;
}

/** Whether the code around asks which kind it is, or makes another kind of it. */
function asksForKind({ definition }: Frame, wrong: ReadonlySet<string>): boolean {
  const asks = (name: string) => namesIn(definition).has(name);
  if (asks('is_vmalloc_addr') || asks('is_vmalloc_or_module_addr') || asks('virt_addr_valid')) return true;
  // `kind == VMALLOC ? vmalloc_to_page(p) : virt_to_page(p)`
  if (asks('vmalloc_to_page') && asks('virt_to_page')) return true;
  return wrong.has('vmalloc') && !wrong.has('vmalloc-user') && isNamedIn('VM_USERMAP', definition.file);
}

/** What is known of the memory that a pointer leads into. */
function memoryAt(sym: Sym, state: State, symbols: Symbols): Given | null {
  for (const base of basesOf(sym, symbols)) {
    const known = state.memory.get(base);
    if (known !== undefined) return known;
  }
  return null;
}

/** What the module stores in the member that a pointer comes from. */
function memoryStored(arg: Pure, sym: Sym, taker: Taker, x: Frame): Given | null {
  const { symbols } = x.context;
  for (const base of basesOf(sym, symbols)) {
    const shape = symbols.shape(base);
    const loc = shape.kind === 'initial' ? symbols.locShape(shape.loc) : null;
    if (loc?.kind !== 'field' && loc?.kind !== 'part') continue;
    const written = memberOf(arg);
    const object = written?.field === loc.name ? written.object : null;
    const struct = structOf(object, x.graph);
    const found = memoryOfMember(loc.name, struct, taker, x);
    if (found !== null) return found;
  }
  return null;
}

/** The pointers that one made by arithmetic may come from, itself included. */
function basesOf(sym: Sym, symbols: Symbols): Sym[] {
  const shape = symbols.shape(sym);
  if (shape.kind === 'address') {
    const owner = symbols.ownerOf(shape.loc);
    const loc = symbols.locShape(shape.loc);
    // `&p[n]`; what lies in an object otherwise is the object's own memory.
    return owner === null ? [sym] : [sym, ...(loc.kind === 'element' ? basesOf(owner, symbols) : [owner])];
  }
  if (shape.kind !== 'binary') return [sym];
  if (shape.op === '+') return [...basesOf(shape.left, symbols), ...basesOf(shape.right, symbols)];
  return shape.op === '-' || shape.op === '&' ? basesOf(shape.left, symbols) : [sym];
}

/** Whether gfp flags are all known by name, and none asks for cleared memory. */
export function leavesUncleared(gfp: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(gfp);
  if (shape.kind === 'binary' && shape.op === '|')
    return leavesUncleared(shape.left, symbols) && leavesUncleared(shape.right, symbols);
  const name = symbols.globalName(gfp);
  return name !== null && (name.startsWith('GFP_') || name.startsWith('__GFP_')) && !name.includes('ZERO');
}

/** The member expression at the bottom of pointer arithmetic: `ring->mem` of `(void *)ring->mem + offset`. */
function memberOf(e: Pure): (Pure & { k: 'member' }) | null {
  switch (e.k) {
    case 'member':
      return e;
    case 'address':
      return e.of.k === 'index' ? memberOf(e.of.object) : null;
    case 'binary':
      if (e.op === '+') return memberOf(e.left) ?? memberOf(e.right);
      return e.op === '-' || e.op === '&' ? memberOf(e.left) : null;
    default:
      return null;
  }
}
