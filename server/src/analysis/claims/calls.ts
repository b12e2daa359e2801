// SPDX-License-Identifier: GPL-2.0-only
/** Follows what calls and counters take and give back, in functions that are no handlers of faults. */
import { says } from '../../facts/names/roles.ts';
import type { CallInstruction, Instruction, Pure } from '../cfg/cfg.ts';
import { factsOf, structOf } from '../cfg/graphFacts.ts';
import { graphsOf, helperFor } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import type { HelperSummary } from '../models/model.ts';
import { type Domain, intersect, isErrnoAtom, NON_NULL, truthOf, ZERO } from '../state/domain.ts';
import { areSameClaim, counterAt, counterKey } from '../state/properties/claimKeys.ts';
import {
  claim,
  doubtClaims,
  FIRST,
  GIVEN_BY_POINTER,
  HANDED_OVER,
  HOLLOW,
  OPENED,
} from '../state/properties/claims.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import { linkOpaque } from './lists.ts';
import { claimName, countsSilently, isStart, isTracepoint, tellsRest } from './names.ts';
import { claimRelied } from './relied.ts';

/** How a call came to be known: looked into, known from the table of helpers, or opaque. */
export type Known = 'explored' | 'helper' | 'opaque';

/** Brings into the states after a call what it took or gave back by its name. */
export function claimCall(
  x: Frame,
  i: CallInstruction,
  name: string,
  known: Known,
  args: readonly Sym[],
  states: State[],
): State[] {
  if (x.root !== 'other' || (known !== 'explored' && isTracepoint(name))) return states;
  const is = claimName(name);
  if (is === null || i.args.length === 0) return states;
  const argument = i.args[is.counter ?? 0];
  if (argument === undefined) return states;
  const value = args[is.counter ?? 0] as Sym;
  const counter = is.counter === null ? { key: `c:${is.pair}`, object: value } : counted(x, argument, value);
  if (counter === null) return states;
  const { key, object } = counter;
  const number = is.by === null ? null : i.args[is.by];
  if (name.endsWith('_set') && isZero(number)) {
    for (const state of states) countAnew(key, state);
    return states;
  }
  const isLess = is.by !== null && (isNegative(x, number) || isBelowZero(args[is.by], x.context.symbols));
  const sign = isLess ? (is.sign < 0 ? 1 : -1) : is.sign;
  const isFirst = sign < 0 && (countsSilently(`${name}()`) || tellsRest(name));
  const at = { place: x.place(i), by: `${name}()`, ...(isFirst && { isFirst }) };
  // A result that is not a pointer may be the news that nothing was taken.
  const sure =
    known !== 'explored' &&
    !isStart(name) &&
    (sign < 0 || is.counter !== null || !i.used || known === 'helper');
  const what = { at, sure, object };
  const give = (state: State) => {
    if (is.counter !== null && object !== null) assumeThere(object, state);
    // On some way through it what it counts may stay as it is.
    if (known === 'explored' && sign < 0) doubtAll(x, args, state);
    if (known === 'explored' && sign > 0 && is.counter === null && i.used) noteHollow(x, i, name, state);
    for (let n = timesOf(name, number); n > 0; n--) state.claims = claim(state.claims, key, sign, what);
    return state;
  };
  const result = x.evaluator.temporary(i.result);
  // Where the table of helpers tells the ways out apart, one that hands nothing back has taken nothing.
  const failed = (state: State) =>
    sign > 0 && i.used && states.length > 1 && isFailure(state.domain(state.load(result)));
  if (!is.isConditional || !i.used || known === 'explored')
    return states.map((state) => (failed(state) ? state : give(state)));
  return states.flatMap((state) => {
    const sym = state.load(result);
    const truth = truthOf(state.domain(sym));
    if (truth === false) return [state];
    if (truth === true) return [give(state)];
    const without = state.copy();
    without.setDomain(sym, ZERO);
    state.setDomain(sym, NON_NULL);
    return [without, give(state)];
  });
}

/** Whose counter is counted is there: it is no ERR_PTR(), as a function that found it may hand back instead. */
function assumeThere(object: Sym, state: State): void {
  if (state.symbols.constantOf(object) !== null) return;
  const rest = intersect(state.domain(object), NON_NULL);
  if (rest.length > 0) state.setDomain(object, rest);
}

/**
 * A function that says it takes a reference, was looked into, and hands back what it found without any. (One that an
 * opaque callee has had in hand may be counted.)
 */
function noteHollow(x: Frame, i: CallInstruction, name: string, state: State): void {
  const { symbols } = x.context;
  const object = state.load(x.evaluator.temporary(i.result));
  const isHeld = symbols.marks.isFound(object) || symbols.shape(object).kind === 'initial';
  if (!isHeld || symbols.marks.isOpaqueResult(object) || state.epochs.has(object)) return;
  for (const one of state.claims.values())
    if (one.net > 0 && (one.object === object || one.object === null)) return;
  if (mayTakeUnseen(x, name)) return;
  const at = { place: x.place(i), by: `${name}()` };
  state.claims = claim(state.claims, `${HOLLOW}${name}`, 1, { at, sure: false, object });
}

/**
 * It hands what it returns to another function, of which the table of helpers does not know what it does, or exchanges
 * some value.
 */
function mayTakeUnseen({ file, context }: Frame, name: string): boolean {
  const graphs = context.program.peek(name, file).flatMap((one) => graphsOf(one, context));
  return graphs.some((graph) => {
    const { returnFlow } = factsOf(graph);
    return graph.blocks.some(({ instructions }) =>
      instructions.some((i) => {
        if (i.op !== 'call') return false;
        // A count may be raised by exchanging it.
        if (i.callee.k === 'name' && i.callee.name.includes('cmpxchg')) return true;
        if (i.callee.k === 'name' && helperFor(i.callee.name, file, context)) return false;
        return i.args.some((arg) => arg.k === 'name' && returnFlow.has(arg.name));
      }),
    );
  });
}

/** A helper that hangs something on the VMA has done what open does. */
export function claimHelper(
  x: Frame,
  { name, outcomes }: HelperSummary,
  i: CallInstruction,
  args: readonly Sym[],
  state: State,
): void {
  if (x.root !== 'other' || !args.some((arg) => x.vmas.has(arg))) return;
  const installs = outcomes.some(({ effects }) =>
    effects.some(
      (effect) =>
        (effect.verb === 'set' || effect.verb === 'havoc') &&
        effect.place.fields.at(-1) === 'vm_private_data',
    ),
  );
  if (!installs) return;
  const at = { place: x.place(i), by: `${name}()` };
  for (const key of [OPENED, HANDED_OVER])
    state.claims = claim(state.claims, key, 1, { at, sure: false, object: null });
}

/** An opaque callee may give back its arguments, and may do what open does. */
export function claimOpaque(
  x: Frame,
  name: string | null,
  i: CallInstruction,
  args: readonly Sym[],
  state: State,
): void {
  linkOpaque(x, name, args, state);
  if (x.root !== 'other' || (name !== null && isTracepoint(name))) return;
  const { callee } = i;
  const member = callee.k === 'member' ? callee.field : null;
  const at = { place: x.place(i), by: `${name ?? x.text(callee)}()` };
  // The object says itself how it is given back.
  const isHanded = args.some((arg) => x.vmas.has(arg));
  if (member !== null && PUTS.has(member))
    state.claims = claim(state.claims, GIVEN_BY_POINTER, -1, { at, sure: false, object: null });
  // close, called for a mapping that fails after all, gives back what it knows of.
  if (member === 'close' && isHanded) state.claims = doubtClaims(state.claims, () => true);
  if (isHanded && !claimRelied(x, i, args, state))
    state.claims = claim(state.claims, OPENED, 1, { at, sure: false, object: null });
  if (state.claims.size > 0 && says(name ?? member ?? '', 'ends', 'maybe')) doubtAll(x, args, state);
}

const PUTS = new Set(['put', 'unref', 'release']);

/** A call that gives back what a variable of the caller's leads to, `foo_unref(&foo)`; the state is changed. */
export function claimBehind(x: Frame, name: string, args: readonly Sym[], state: State): void {
  if (x.root !== 'other' || state.claims.size === 0 || !says(name, 'ends', 'maybe')) return;
  const { symbols } = x.context;
  const behind = args.flatMap((arg) => {
    const shape = symbols.shape(arg);
    if (shape.kind !== 'address' || symbols.locShape(shape.loc).kind !== 'variable') return [];
    return [state.load(shape.loc)];
  });
  if (behind.length > 0) doubtAll(x, behind, state);
}

/** What reaches from these, or to them, may have been given back. */
function doubtAll(x: Frame, args: readonly Sym[], state: State): void {
  const { symbols } = x.context;
  state.claims = doubtClaims(
    state.claims,
    (_, { object }) =>
      object === null ||
      args.some((arg) => arg === object || symbols.reaches(arg, object) || symbols.reaches(object, arg)),
  );
}

/** `x->count++` and the like; the state is changed. */
export function claimStore(x: Frame, i: Instruction & { op: 'assign' }, state: State): void {
  const { target, value } = i;
  if (x.root !== 'other') return;
  if (target.k === 'index') claimElement(x, i, target, state);
  if (target.k !== 'member' && target.k !== 'deref') return;
  if (value.k === 'int' && (value.value === 1 || value.value === MOST_FIRST))
    claimFirst(x, i, target, value.value, state);
  const isCounting = value.k === 'binary' && (value.op === '+' || value.op === '-');
  if (!isCounting || !isSameField(x, value.left, target, state)) {
    if (state.claims.size > 0) countAnew(counterOf(x, target, state)?.key ?? null, state);
    return;
  }
  const counter = counterOf(x, target, state);
  if (counter === null) {
    // Which counter is behind a pointer that was kept somewhere no name tells.
    if (target.k === 'deref' && value.op === '-') {
      const at = { place: x.place(i), by: `${x.text(target)}--` };
      state.claims = claim(state.claims, GIVEN_BY_POINTER, -1, { at, sure: false, object: null });
    }
    return;
  }
  if (counter.object !== null) assumeThere(counter.object, state);
  state.claims = claim(state.claims, counter.key, value.op === '+' ? 1 : -1, {
    at: {
      place: x.place(i),
      by: `${x.text(target)}${value.op}${value.op}`,
      isFirst: i.isFirst === true,
    },
    sure: true,
    object: counter.object,
  });
}

/** A counter that is set, to 0 or to what it was before, may have nothing left of what was counted. */
function countAnew(key: string | null, state: State): void {
  if (key !== null) state.claims = doubtClaims(state.claims, (known) => areSameClaim(known, key));
}

/** `x->count[n]++`: one of several counters, which goes by the name of their array; which of them is not told. */
function claimElement(
  x: Frame,
  i: Instruction & { op: 'assign' },
  target: Pure & { k: 'index' },
  state: State,
): void {
  const { value } = i;
  if (target.object.k !== 'member' || value.k !== 'binary' || (value.op !== '+' && value.op !== '-')) return;
  if (!isSameField(x, value.left, target, state)) return;
  state.claims = claim(state.claims, keyOfMember(x, target.object), value.op === '+' ? 1 : -1, {
    at: {
      place: x.place(i),
      by: `${x.text(target)}${value.op}${value.op}`,
      isFirst: i.isFirst === true,
    },
    sure: false,
    object: x.evaluator.value(target.object.object, state),
  });
}

/** Where both are written as one, or read and written at one place: `x->count = x->count - 1`. */
function isSameField(x: Frame, read: Pure, target: Pure, state: State): boolean {
  if (read.k !== target.k) return false;
  return (
    read.start === target.start || x.evaluator.location(read, state) === x.evaluator.location(target, state)
  );
}

/** The counter that a store is to: a field, or what a parameter points to; null for a plain variable. */
function counterOf(
  x: Frame,
  target: Pure & { k: 'member' | 'deref' },
  state: State,
): { key: string; object: Sym | null } | null {
  if (target.k === 'member')
    return { key: keyOfMember(x, target), object: x.evaluator.value(target.object, state) };
  const pointer = x.evaluator.value(target.of, state);
  return counterAt(pointer, x.context.symbols);
}

/** The first users of what had none may be counted by `x->users = 1`; a flag is set so as well. */
function claimFirst(
  x: Frame,
  i: Instruction,
  target: Pure & { k: 'member' | 'deref' },
  users: number,
  state: State,
): void {
  const counter = counterOf(x, target, state);
  if (counter === null) return;
  const { key, object } = counter;
  const at = { place: x.place(i), by: `${x.text(target)} = ${users}` };
  for (let n = users; n > 0; n--)
    state.claims = claim(state.claims, `${FIRST}${key}`, 1, { at, sure: false, object });
}

/** More is a size. */
const MOST_FIRST = 2;

/** How many users a counter starts with: `refcount_set(&x->users, 2)`. */
function timesOf(name: string, number: Pure | null | undefined): number {
  const isNumber = isStart(name) && number?.k === 'int' && number.value !== null;
  return isNumber ? Math.min(number.value as number, MOST_FIRST) : 1;
}

/** The counter that a call is handed, and what it lies in. */
function counted(x: Frame, argument: Pure, value: Sym): { key: string; object: Sym | null } | null {
  const { symbols } = x.context;
  const behind = argument.k === 'name' ? counterAt(value, symbols) : null;
  if (behind !== null) return behind;
  const key = fieldKey(x, argument);
  return key === null ? null : { key, object: ownerOf(x, value) };
}

/** The counter that `&x->count`, `x->count` or `count` is. */
function fieldKey(x: Frame, e: Pure): string | null {
  switch (e.k) {
    case 'address':
    case 'deref':
      return fieldKey(x, e.of);
    case 'member':
      return keyOfMember(x, e);
    case 'index':
      return fieldKey(x, e.object);
    case 'name':
      return counterKey(e.name, null);
    default:
      return null;
  }
}

/** Its struct is known where a variable stands for the object. */
function keyOfMember({ graph }: Frame, { object, field }: Pure & { k: 'member' }): string {
  return counterKey(field, structOf(object, graph));
}

/** The object that a counter lies in, by the counter's address. */
function ownerOf(x: Frame, counter: Sym): Sym | null {
  const { symbols } = x.context;
  const shape = symbols.shape(counter);
  return shape.kind === 'address' || shape.kind === 'initial' ? symbols.ownerOf(shape.loc) : null;
}

const isFailure = (domain: Domain) =>
  truthOf(domain) === false || (domain.length > 0 && domain.every(isErrnoAtom));

const isZero = (e: Pure | null | undefined) => e?.k === 'int' && e.value === 0;

/** A parameter that the caller gives such a number: `map_count_add(buffer, -1)`. */
function isBelowZero(sym: Sym | undefined, symbols: Symbols): boolean {
  const atom = sym === undefined ? null : symbols.constantOf(sym);
  return atom !== null && Number(atom) < 0;
}

/** A literal: the reader of expressions gives negative ones no value. */
const isNegative = (x: Frame, e: Pure | null | undefined) =>
  e != null && (e.k === 'int' || e.k === 'unary') && x.text(e).startsWith('-');
