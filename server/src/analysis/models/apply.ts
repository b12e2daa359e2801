// SPDX-License-Identifier: GPL-2.0-only
/** Applies a helper of the table at a call. */

import { FRONTS } from '../../contracts/mappingEntries.ts';
import { says } from '../../facts/names/roles.ts';
import { looksUp } from '../calls/nameHints.ts';
import { forgetKept } from '../calls/opaqueCalls.ts';
import type { CallInstruction, Pure } from '../cfg/cfg.ts';
import { walk } from '../cfg/walk.ts';
import type { Frame } from '../engine/frame.ts';
import type { Note, Step } from '../reports/model/exits.ts';
import { resultStep } from '../reports/steps.ts';
import {
  type Atom,
  type Domain,
  domainOf,
  faultBits,
  intersect,
  isErrnoAtom,
  isExact,
  UNKNOWN,
} from '../state/domain.ts';
import { takeMmapLockInside } from '../state/locks/mmapLock.ts';
import { flagsOf } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { handOver, useUp } from '../transfer/chosen.ts';
import { holds } from './conditions.ts';
import { applyEffect, locksAbsentPage } from './effects.ts';
import type { HelperSummary, Outcome } from './model.ts';
import { type Site, siteName, valueAt } from './places.ts';
import { convertAtom } from './table.ts';
import { takesOffset } from './takenOffset.ts';
import { writableBy } from './writableProtection.ts';

/** Returns a state for each outcome that can happen here. */
export function applyHelper(
  x: Frame,
  i: CallInstruction,
  helper: HelperSummary,
  args: Sym[],
  state: State,
): State[] {
  const at: Site = { x, i, args, helper };
  const vma = vmaOf(at, state);
  x.events.call(x, helper.name, i, state, sleepEvidence(x, i, helper, state), {
    helper,
    onVma: vma !== null && x.vmas.has(vma),
    onCopy: vma !== null && isCopy(vma, x),
    takesOffset: takesOffset(helper.name, args, vma, state, x.context.symbols),
    writesAlways:
      helper.insert === null || vma === null || !mayNotWrite(vma, state)
        ? null
        : lettingWrite(x, args, vma, state),
  });
  if (helper.insert) state.foundEntry = null;
  if (helper.takesMmapLock) takeMmapLockInside(x, `${helper.name}()`, x.place(i), state);
  if (!helper.insert && !helper.pure && x.facts.namesChosen) useUp(x, i, args, state);
  if (FRONTS.has(helper.name)) handOver(x, i, args, state);
  if (helper.noreturn) return [];
  const result = x.evaluator.temporary(i.result);
  if (helper.alias) {
    const value = valueAt(at, helper.alias, state) ?? state.fresh(siteName(at, 0), UNKNOWN);
    state.store(result, value);
    for (const { returns, effects } of helper.outcomes) {
      const rest = intersect(state.domain(value), normal(returns));
      if (rest.length > 0 && x.context.symbols.constantOf(value) === null) state.setDomain(value, rest);
      for (const effect of effects) applyEffect(at, effect, state, false);
    }
    return [state];
  }
  if (helper.converts) {
    const { argument } = helper.converts;
    const input = args[argument] === undefined ? UNKNOWN : state.domain(args[argument]);
    const output = domainOf(
      input.flatMap((a) => convertAtom(helper.converts as NonNullable<typeof helper.converts>, a)),
    );
    state.store(result, known(x, output) ?? originating(at, state.fresh(siteName(at, 0), output), output));
    return [state];
  }
  if (helper.pure) {
    const sym = x.context.symbols.pure(helper.name, args);
    const returns = helper.outcomes[0]?.returns;
    if (returns?.length && !state.domains.has(sym)) state.setDomain(sym, normal(returns));
    state.store(result, sym);
    return [state];
  }
  if (helper.outcomes.some(reworks)) forgetKept(x, state);
  for (const arg of args) fill(x, arg, state);
  const outcomes = helper.outcomes.length ? helper.outcomes : [NOTHING];
  const feasible: State[] = [];
  outcomes.forEach((outcome, n) => {
    const next = outcomes.length > 1 ? state.copy() : state;
    if (isRuledOut(x, outcome) || !outcome.conditions.every((c) => holds(at, c, next))) return;
    const domain = outcome.returns.length ? normal(outcome.returns) : UNKNOWN;
    const value = known(x, domain) ?? originating(at, next.fresh(siteName(at, n), domain), domain);
    if (allocates(helper)) x.context.symbols.marks.markAllocated(value);
    else if (looksUp(helper.name)) x.context.symbols.marks.markFound(value);
    next.store(result, value);
    if (outcomes.length > 1 && i.used && domain !== UNKNOWN)
      next.pass(resultStep(x.place(i), helper.name, domain));
    const retries = outcome.returns.some((atom) => faultBits(atom).includes('RETRY'));
    for (const effect of outcome.effects) {
      // The page of a fault that has none is not locked: the path is one that its author knows to be impossible.
      if (locksAbsentPage(at, effect, next)) return;
      applyEffect(at, effect, next, retries);
    }
    const inserts = helper.insert !== null || (vma !== null && helper.outcomes.some(installs));
    if (inserts && i.used && x.root === 'other' && outcome.returns.every(isFailed))
      next.failedInsert = { place: x.place(i), callee: helper.name, args };
    feasible.push(next);
  });
  return feasible;
}

/** The file has such tables, and what the outcome needs is missing in none of them. */
function isRuledOut({ file, context: { program } }: Frame, { unless }: Outcome): boolean {
  if (unless === null) return false;
  const tables = (program.files.get(file.path)?.structTables ?? []).filter(
    ({ struct }) => struct === unless.struct,
  );
  const hasOne = ({ table }: (typeof tables)[number]) =>
    table.members.some(({ op, handler }) => handler !== null && unless.members.includes(op));
  return tables.length > 0 && tables.every(hasOne);
}

const reworks = ({ effects }: Outcome) => effects.some(({ verb }) => verb === 'rework');

const installs = ({ effects }: Outcome) => effects.some(({ verb }) => verb === 'install');

/** That another entry is there already is no failure to everybody. */
const isFailed = (atom: Atom) =>
  (isErrnoAtom(atom) && atom !== '-EBUSY') ||
  faultBits(atom).some((bit) => bit === 'OOM' || bit === 'SIGBUS');

/** A variable whose address the helper is handed may hold anything then, but for what its effects say. */
function fill(x: Frame, arg: Sym, state: State): void {
  const shape = x.context.symbols.shape(arg);
  if (shape.kind === 'address' && x.context.symbols.locShape(shape.loc).kind === 'variable')
    state.forgetVariable(shape.loc);
}

/** User space may have asked for reading alone on the way at hand. */
function mayNotWrite(vma: Sym, state: State): boolean {
  return flagsOf(state, vma).may({ clear: ['VM_WRITE'] }) === 'yes';
}

/** What makes the entries writable, by its name: in the protection that it is handed, or else in that of the VMA. */
function lettingWrite(x: Frame, args: readonly Sym[], vma: Sym, state: State): string | null {
  const own = state.env.get(x.context.symbols.field(vma, 'vm_page_prot'));
  const isHanded = args.length > WITHOUT_PROTECTION;
  for (const one of isHanded || own === undefined ? args : [...args, own]) {
    const by = writableBy(one, x.context.symbols);
    if (by !== null) return by;
  }
  return null;
}

/** As many arguments has what takes the protection of the VMA: the VMA, a place and what to insert there. */
const WITHOUT_PROTECTION = 3;

/** It is one that the function has on its stack, `struct vm_area_struct sub = *vma`. */
function isCopy(vma: Sym, { graph, context: { symbols } }: Frame): boolean {
  const shape = symbols.shape(vma);
  const loc = shape.kind === 'address' ? symbols.locShape(shape.loc) : null;
  return loc?.kind === 'variable' && loc.local && graph.types.get(loc.name) === 'struct vm_area_struct';
}

/** The VMA that a helper inserts into, or changes flags of; null for any other helper. */
function vmaOf(at: Site, state: State): Sym | null {
  const { helper } = at;
  let place = helper.insert?.vma;
  for (const { effects } of helper.outcomes)
    for (const effect of effects) if (effect.verb === 'vm-flags') place ??= effect.vma;
  return place ? valueAt(at, place, state) : null;
}

/** It is told with which flags, and gives a new object. */
function allocates({ sleeps, name }: HelperSummary): boolean {
  return sleeps !== null && typeof sleeps === 'object' && says(name, 'makes', 'maybe');
}

const NOTHING: Outcome = { returns: [], effects: [], conditions: [], unless: null };

/** `errptr` is some negative errno. */
function normal(returns: Atom[]): Domain {
  return domainOf(returns.map((a) => (a === 'errptr' ? '-E?' : a)));
}

/** One known value is a constant. */
function known(x: Frame, domain: Domain): Sym | null {
  const only = domain.length === 1 ? (domain[0] as Atom) : '?';
  return isExact(only) ? x.context.symbols.constant(only) : null;
}

/** Remembers, for messages, that the values of a symbol come from this call. */
function originating(at: Site, sym: Sym, domain: Domain): Sym {
  const steps = new Map<Atom, Step[]>();
  for (const atom of domain) steps.set(atom, [resultStep(at.x.place(at.i), at.helper.name, [atom])]);
  at.x.context.origins.set(sym, steps);
  return sym;
}

/** The chain of calls down to what sleeps, or null when nothing says that the helper does. */
function sleepEvidence(x: Frame, i: CallInstruction, helper: HelperSummary, state: State): Note[] | null {
  const { sleeps } = helper;
  if (sleeps === true) return [{ place: x.place(i), message: `${helper.name}() may sleep` }];
  if (sleeps && typeof sleeps === 'object') {
    const gfp = i.args[sleeps.gfp];
    const blocking = gfp && blockingFlag(x, gfp, state);
    if (blocking) return [{ place: x.place(i), message: `${helper.name}() may sleep with ${blocking}` }];
  }
  return null;
}

function blockingFlag(x: Frame, gfp: Pure, state: State): string | null {
  if (gfp.k === 'name' && x.graph.types.has(gfp.name)) return blockingValue(x, gfp, state);
  let found: string | null = null;
  walk(gfp, (part) => {
    if (part.k === 'unary' && part.op === '~') found = null;
    const name = part.k === 'name' ? part.name : part.k === 'member' ? part.field : null;
    if (name && x.context.helpers.gfpBlocks(name)) found ??= name;
  });
  const masked = gfp.k === 'binary' && gfp.op === '&';
  return masked ? null : found;
}

/** The flags that a local variable holds, where it was given one name. */
function blockingValue(x: Frame, gfp: Pure, state: State): string | null {
  const { symbols, helpers } = x.context;
  const shape = symbols.shapes[x.evaluator.value(gfp, state)];
  const location = shape?.kind === 'initial' ? symbols.locations[shape.loc] : undefined;
  return location?.kind === 'variable' && helpers.gfpBlocks(location.name) ? location.name : null;
}
