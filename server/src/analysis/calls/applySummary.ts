// SPDX-License-Identifier: GPL-2.0-only
/** Applies callee summaries at a call: conditions on the arguments, effects, the result. */

import { isInsertion } from '../../contracts/insertions.ts';
import { FRONTS } from '../../contracts/mappingEntries.ts';
import type { CallInstruction, Graph } from '../cfg/cfg.ts';
import { isRead } from '../cfg/graphFacts.ts';
import { claimOpaque } from '../claims/calls.ts';
import { Substitution } from '../engine/accesses.ts';
import { includeEvents } from '../engine/events/calleeEvents.ts';
import { UNLISTED } from '../engine/events/events.ts';
import { waitAtOnlyCall } from '../engine/events/soleWaits.ts';
import type { Frame } from '../engine/frame.ts';
import { codeTested } from '../engine/mixedResults.ts';
import type { CallEvent } from '../reports/model/events.ts';
import { callStep, resultStep } from '../reports/steps.ts';
import { comparisonsOf, NO_BOUNDS, withBounds, withoutOpposites } from '../state/bounds/comparisons.ts';
import {
  type Domain,
  intersect,
  isErrnoAtom,
  isExact,
  isFaultCode,
  isNamed,
  NON_NULL,
  truthOf,
  UNKNOWN,
} from '../state/domain.ts';
import { type Choice, crossing, DOUBTED } from '../state/doubt.ts';
import { isOfFlags, narrowFlags } from '../state/flagValues.ts';
import { doubtLock } from '../state/locks/lockEntries.ts';
import { areApart } from '../state/properties/arms.ts';
import { doubtClaims } from '../state/properties/claims.ts';
import { giveBack } from '../state/properties/index.ts';
import type { LockEntry } from '../state/properties/locks.ts';
import type { Return } from '../state/properties/property.ts';
import { mayTakeAny } from '../state/properties/unheldLocks.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym, Symbols } from '../state/symbols.ts';
import { isTold, narrowWorlds } from '../state/worlds.ts';
import { handOver } from '../transfer/chosen.ts';
import { hasParameters } from './callerVisible.ts';
import { carry } from './carried.ts';
import { givenBackByText } from './givenBack.ts';
import { applyOpaqueCall, doubtLocks } from './opaqueCalls.ts';
import type { SummaryOutcome } from './outcomes.ts';
import { Translation } from './renaming.ts';
import type { Summary } from './summaries.ts';
import { takesLocks } from './unpairedLocks.ts';

/** Returns a state for each outcome of each variant that the arguments allow. */
export function applySummaries(
  x: Frame,
  i: CallInstruction,
  name: string,
  summaries: Summary[],
  args: Sym[],
  state: State,
): State[] {
  const sleeps = summaries.find((s) => s.sleeps)?.sleeps ?? null;
  const here = callStep(x.place(i), calledAs(x, i, name));
  const opens = summaries.some(({ events }) => events.opensAtomic);
  const givesInsertion = insertionGivenBy(summaries);
  x.events.call(x, name, i, state, sleeps && [here, ...sleeps], { ...UNLISTED, givesInsertion }, opens);
  for (const { events, accesses, graph } of summaries) {
    includeEvents(x, events, { here, args, state, call: i });
    x.accesses.include(accesses, graph, i, name, args, state, x);
  }
  for (const summary of x.depth === 0 ? summaries : []) {
    const mixed = codeTested(x, i, name, summary);
    if (mixed !== null) x.events.codesTested.set(mixed.place.start, mixed);
  }
  if (summaries.some((s) => s.mayUnlock)) x.mayUnlock = true;
  for (const { givenBack } of summaries) doubtLocks(x, state, givenBack);
  for (const summary of summaries) {
    const seen = new Substitution(x, args, summary.graph.parameters, state);
    waitAtOnlyCall(x, summary, seen, x.place(i), state);
  }
  // It may keep its word by a case that is not told apart here.
  if (FRONTS.has(name)) handOver(x, i, args, state);
  else if (CHECKS.test(name) && tellsCasesApart(summaries, x))
    handOver(x, i, args, state, (n) => summaries.some(({ graph }) => isRead(n, graph)));
  if (summaries.some((s) => s.outcomes === null)) {
    claimOpaque(x, name, i, args, state);
    applyOpaqueCall(x, i, args, state, { name, told: givenBackByText(name, x.file, x.context) });
    // It was too long to tell on which of its ways a lock stays taken.
    if (summaries.some(({ definition }) => takesLocks(definition))) mayTakeAny(state);
    handOver(x, i, args, state);
    return [state];
  }
  const result: State[] = [];
  const compared: { domain: Domain; held: readonly number[] }[] = [];
  const domains: Domain[] = [];
  const given = new Set<string>();
  const resting: State[] = [];
  const left: Sym[][] = [];
  const isOut = ({ state: { arms } }: SummaryOutcome) => areApart(arms, state.arms);
  const isAny = summaries.some(({ outcomes }) => outcomes?.some((one) => !isOut(one)));
  let n = 0;
  for (const summary of summaries) {
    const seen = new Substitution(x, args, summary.graph.parameters, state);
    const outcomes = besideZero(summary.outcomes as SummaryOutcome[], summary.graph, x.context.symbols);
    for (const outcome of outcomes) {
      if (isAny && isOut(outcome)) continue;
      const isOnly = summaries.length === 1 && outcomes.length === 1;
      const application = new Application(x, i, seen.args, state, outcome, n++, {
        mayUnlock: summary.mayUnlock,
        isOnly,
        takesUnseen: summary.events.handedTo.size > 0,
        givesFault: summary.graph.returnType === 'vm_fault_t',
      });
      const next = application.apply(name);
      if (!next) continue;
      application.doubt(next, releasedBeside(outcome, outcomes));
      next.bounds = seen.bounds(outcome.state.bounds);
      if (outcome.state.bounds !== NO_BOUNDS)
        compared.push({ domain: outcome.domain, held: next.bounds.held });
      domains.push(outcome.domain);
      for (const [key, { net }] of outcome.state.claims) if (net < 0) given.add(key);
      if (application.rests) resting.push(next);
      left.push(application.left());
      result.push(next);
    }
  }
  if (result.some(({ mmap }) => mmap !== result[0]?.mmap))
    result.forEach((next, at) => {
      next.vague = withVague(next.vague, left[at] as Sym[]);
    });
  if (resting.length > 0) {
    const ways = crossing(result.length);
    for (const [way, next] of resting.entries()) next.choose(ways[way] as Choice);
  }
  // What a callee compares on some of its ways may be settled by something else on others that end alike.
  result.forEach((next, at) => {
    for (const { domain, held } of compared)
      if (areAlike(domain, domains[at] as Domain))
        next.bounds = withBounds(next.bounds, [], withoutOpposites(held, next.bounds, x.context.symbols));
  });
  // Where it gives something back on some of its ways, the others may be for what was never taken.
  if (given.size > 0)
    for (const next of result) next.claims = doubtClaims(next.claims, (key) => given.has(key));
  return result;
}

/** A call through a member of a struct is told as it is written: no function has that name. */
const calledAs = (x: Frame, { callee }: CallInstruction, name: string) =>
  callee.k === 'member' ? x.text(callee) : name;

/** Whether more than one file has a function of that name, as architectures do. */
function isOneOfSeveral(name: string, { context, file }: Frame): boolean {
  const all = context.program.peek(name, file);
  return all.some((one) => one.file !== all[0]?.file);
}

/** Where a callee returns 0 as well, neither a constant by name alone nor a pointer that it was handed is 0. */
function besideZero(outcomes: SummaryOutcome[], graph: Graph, symbols: Symbols): SummaryOutcome[] {
  if (!outcomes.some(({ domain }) => domain.length === 1 && domain[0] === '0')) return outcomes;
  return outcomes.map((one) => {
    if (one.domain.length > 0 && one.domain.every(isNamed)) return { ...one, value: null, domain: NON_NULL };
    const shape = one.value === null ? null : symbols.shape(one.value);
    const type = shape?.kind === 'parameter' ? (graph.parameters[shape.index]?.type ?? '') : '';
    return type.endsWith('*') && one.domain === UNKNOWN ? { ...one, domain: NON_NULL } : one;
  });
}

/** What a callee that inserts into the page table gives back, as far as that tells whether it did. */
function insertionGivenBy(summaries: readonly Summary[]): CallEvent['givesInsertion'] {
  if (summaries.some(givesBits)) return 'bits';
  return summaries.some(givesErrno) ? 'errno' : null;
}

function givesBits({ graph, events }: Summary): boolean {
  if (graph.returnType !== 'vm_fault_t') return false;
  for (const { effects, givesInsertion } of events.calls.values())
    if (givesInsertion === 'bits' || effects.includes('insert')) return true;
  return false;
}

/** One of its errnos is that of an insertion. */
function givesErrno({ graph, outcomes }: Summary): boolean {
  if (graph.returnType !== 'int' || outcomes === null) return false;
  return outcomes.some(({ origins }) =>
    [...origins].some(
      ([atom, steps]) =>
        isErrnoAtom(atom) && steps.some((step) => step.kind === 'result' && isInsertion(step.callee)),
    ),
  );
}

/** Locks of the caller's that another outcome with such a result gives back: which one it was is unknown. */
function releasedBeside(outcome: SummaryOutcome, all: readonly SummaryOutcome[]): LockEntry[] {
  const found: LockEntry[] = [];
  for (const other of all) {
    if (other === outcome || !areAlike(other.domain, outcome.domain)) continue;
    for (const [id, lock] of other.state.locks)
      if (lock.depth < 0 && !outcome.state.locks.has(id)) found.push(lock);
  }
  return found;
}

const areAlike = (a: Domain, b: Domain) => a.length === 0 || intersect(a, b).length > 0;

/** It lets single values through, by which its caller goes on: `switch (offset)`. */
function tellsCasesApart(summaries: Summary[], { context }: Frame): boolean {
  const comparisons = comparisonsOf(context.symbols);
  return summaries.some(({ outcomes }) =>
    outcomes?.some(({ state: { bounds } }) =>
      [...bounds.held, ...bounds.doubted].some((number) => comparisons.get(number).op === '=='),
    ),
  );
}

/** Names of functions that are there to refuse what they are handed. */
const CHECKS = /valid|check|verify/;

const withVague = (vague: ReadonlySet<Sym>, more: readonly Sym[]) =>
  more.length === 0 ? vague : new Set([...vague, ...more]);

/** What a summary tells of all its outcomes: `takesUnseen` an opaque callee in it may have taken a reference. */
interface Told {
  givesFault: boolean;
  takesUnseen: boolean;
}

/** One outcome brought into the caller's terms. */
class Application {
  private readonly x: Frame;
  private readonly i: CallInstruction;
  private readonly outcome: SummaryOutcome;
  private readonly next: State;
  private readonly translation: Translation;
  private readonly of: Pick<Return, 'mayUnlock' | 'isOnly'> & Told;
  /** Whether the outcome may be open to none of the paths that met before the call. */
  rests = false;

  constructor(
    x: Frame,
    i: CallInstruction,
    args: readonly Sym[],
    base: State,
    outcome: SummaryOutcome,
    n: number,
    of: Pick<Return, 'mayUnlock' | 'isOnly'> & Told,
  ) {
    this.x = x;
    this.i = i;
    this.outcome = outcome;
    this.of = of;
    this.next = base.copy();
    this.translation = new Translation(x, i, args, { base, next: this.next }, outcome, n);
  }

  apply(name: string): State | null {
    const { x, next, outcome } = this;
    const { symbols } = x.context;
    const callee = outcome.state;
    const aliased = this.aliased(callee);
    for (const [sym, domain] of outcome.conditions)
      if (!aliased?.(sym) && !(this.allow(this.translation.sym(sym), domain) && this.tell(sym, domain)))
        return null;
    for (const pointer of callee.epochs.keys())
      if (symbols.isCallerVisible(pointer)) next.forget(this.translation.sym(pointer));
    callee.env.forEach((sym, loc) => {
      const owner = symbols.ownerOf(loc);
      const shape = symbols.shape(sym);
      if (shape.kind === 'initial' && shape.loc === loc && shape.epoch === 0) return;
      if (owner !== null && symbols.isCallerVisible(owner))
        this.store(this.translation.loc(loc), this.translation.sym(sym));
    });
    // What another function left in a variable of the caller's, and the callee has tested since. (Fields of objects that
    // go around are tested everywhere, and each would keep states apart.)
    for (const [sym] of outcome.conditions) {
      const shape = symbols.shape(sym);
      if (shape.kind !== 'initial' || shape.epoch === 0 || callee.load(shape.loc) !== sym) continue;
      const loc = this.translation.loc(shape.loc);
      if (symbols.ownerOf(loc) === null) this.store(loc, this.translation.sym(sym));
    }
    const place = x.place(this.i);
    const { translation } = this;
    const returns = {
      x,
      next,
      callee,
      value: outcome.value,
      name,
      place,
      ...this.of,
      sym: (sym: Sym) => translation.sym(sym),
      loc: (loc: Loc) => translation.loc(loc),
      known: (sym: Sym) => translation.known(sym),
    };
    if (!giveBack(returns)) return null;
    if (callee.doubt?.length === 0) next.doubt = DOUBTED;
    else if (callee.assumed) this.rests = true;
    this.result(name);
    carry(x, outcome, translation, next);
    return next;
  }

  /**
   * Which of the callee's symbols it has written itself by another name: `*count`, where its caller has handed it
   * `&obj->count` with `obj`. Null when there are none.
   */
  private aliased(callee: State): ((sym: Sym) => boolean) | null {
    const { symbols } = this.x.context;
    let written: Set<Loc> | null = null;
    for (const loc of callee.env.keys) {
      const shape = symbols.locShape(loc);
      if (shape.kind !== 'target' || symbols.shape(shape.of).kind !== 'parameter') continue;
      written ??= new Set();
      written.add(this.translation.loc(loc));
    }
    const own = written;
    if (own === null) return null;
    return (sym) => {
      const shape = symbols.shape(sym);
      if (shape.kind !== 'initial') return false;
      return symbols.locShape(shape.loc).kind !== 'target' && own.has(this.translation.loc(shape.loc));
    };
  }

  /** Locks that the callee may have given back. */
  doubt(next: State, locks: readonly LockEntry[]): void {
    const { symbols } = this.x.context;
    for (const lock of locks) {
      if (!symbols.isCallerVisible(lock.sym)) continue;
      const sym = this.translation.sym(lock.sym);
      for (const [id, entry] of next.locks) if (entry.sym === sym && entry.depth > 0) doubtLock(next, id);
    }
  }

  /** What the callee wrote through a pointer; through one to a variable as an array of unknown place, to all of it. */
  private store(loc: Loc, sym: Sym): void {
    const { next } = this;
    const { symbols } = this.x.context;
    const shape = symbols.locShape(loc);
    const array = shape.kind === 'element' ? symbols.shape(shape.of) : null;
    if (array?.kind === 'address') next.forgetVariable(array.loc);
    else next.store(loc, sym);
  }

  /** What an opaque callee left in variables of the caller's: it may be there to tell which outcome this is. */
  left(): Sym[] {
    const { next, outcome } = this;
    const { symbols } = this.x.context;
    const found: Sym[] = [];
    for (const pointer of outcome.state.epochs.keys()) {
      if (symbols.shape(pointer).kind !== 'parameter') continue;
      const shape = symbols.shape(this.translation.sym(pointer));
      const value = shape.kind === 'address' ? next.load(shape.loc) : null;
      if (value !== null && symbols.marks.isOpaqueResult(value)) found.push(value);
    }
    return found;
  }

  private result(name: string): void {
    const { x, next, outcome } = this;
    const loc = x.evaluator.temporary(this.i.result);
    if (!outcome.domain.length) return next.store(loc, next.fresh(`${this.translation.tag}v`, UNKNOWN));
    let value: Sym;
    const only = outcome.domain.length === 1 ? (outcome.domain[0] as string) : '?';
    if (isExact(only)) value = x.context.symbols.constant(only);
    else if (isNamed(only)) value = x.context.symbols.named(only);
    else if (outcome.value !== null && hasParameters(outcome.value, x.context.symbols)) {
      value = this.translation.sym(outcome.value);
      const narrowed = intersect(next.domain(value), outcome.domain);
      if (narrowed.length && x.context.symbols.constantOf(value) === null) next.setDomain(value, narrowed);
    } else {
      value = next.fresh(`${this.translation.tag}v`, outcome.domain);
      if (outcome.value === null || this.isUncertain(outcome.value))
        x.context.symbols.marks.markOpaqueResult(value);
      if (outcome.value === null && !this.of.takesUnseen) x.context.symbols.marks.markUncounted(value);
      if (outcome.value === null) x.context.symbols.marks.markBorrowedPage(value, outcome.lender);
      else x.context.symbols.marks.markFound(value, x.context.symbols.marks.isFound(outcome.value));
      const inner = outcome.value === null ? undefined : this.translation.known(outcome.value);
      if (inner !== undefined) value = inner;
      else if (outcome.value !== null) this.translation.name(outcome.value, value);
    }
    next.store(loc, value);
    if (!this.i.used) return;
    if (x.context.symbols.shape(value).kind === 'opaque') x.context.origins.set(value, outcome.origins);
    if (outcome.domain.includes('?') || !(isFaultCode(only) || isErrnoAtom(only) || only === '0')) return;
    // The callee's own return says more than the call, where it is one that matters, or tells which callee it was.
    const isTold = only !== '0' || isOneOfSeveral(name, x) || this.of.givesFault;
    const origin = isTold ? outcome.origins.get(only)?.at(-1) : undefined;
    if (origin) next.pass(origin);
    else next.pass(resultStep(x.place(this.i), calledAs(x, this.i, name), [only]));
  }

  /** Flags of a VMA that were handed over by their value are as the callee tested them; false when they cannot be. */
  private tell(tested: Sym, domain: Domain): boolean {
    const { x, next, translation } = this;
    const { symbols } = x.context;
    const truth = truthOf(domain);
    if (truth === null || isOfFlags(tested, symbols)) return true;
    return narrowFlags(symbols, translation.sym(tested), truth, next);
  }

  /** False when the caller knows that the condition does not hold. */
  private allow(sym: Sym, domain: Domain): boolean {
    const { next } = this;
    const known = next.domain(sym);
    const rest = intersect(known, domain);
    if (!rest.length) return false;
    if (this.x.context.symbols.constantOf(sym) === null) next.setDomain(sym, rest);
    if (rest === known || !next.isVague(sym)) return true;
    if (!isTold(next, sym)) this.rests = true;
    else if (next.worlds !== null)
      return narrowWorlds(next, (one) => {
        const left = intersect(one.domain(sym), domain);
        if (left.length > 0) one.setDomain(sym, left);
        return left.length > 0;
      });
    return true;
  }

  private isUncertain(value: Sym): boolean {
    return this.x.context.symbols.marks.isOpaqueResult(value) || this.outcome.state.uncertainPages.has(value);
  }
}
