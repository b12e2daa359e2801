// SPDX-License-Identifier: GPL-2.0-only
import { COMPARISONS } from '../../text/arithmetic.ts';
import type { Place } from '../../text/source.ts';
import { call } from '../calls/dispatch.ts';
import type { BasicBlock, Instruction, Pure, Terminator } from '../cfg/cfg.ts';
import { hasPart } from '../cfg/walk.ts';
import { affineOf, isChosen } from '../state/affine.ts';
import { meetBounds } from '../state/bounds/comparisons.ts';
import { type Domain, domainNumber, isErrnoAtom, isNamed, UNKNOWN } from '../state/domain.ts';
import { type Choice, crossing, either } from '../state/doubt.ts';
import { holdingsKey } from '../state/properties/holdings.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { concerns, isTold, narrowWorlds } from '../state/worlds.ts';
import { assign, havoc } from '../transfer/assign.ts';
import { assume } from '../transfer/assume.ts';
import { learnFrom, reach } from '../transfer/chosen.ts';
import { mayLeave } from '../transfer/hiddenExits.ts';
import { readsThroughNull } from '../transfer/nullReads.ts';
import { reads, readsOfCall } from '../transfer/reads.ts';
import { recheck, recheckInCall } from '../transfer/recheck.ts';
import { guard } from '../transfer/scopedGuards.ts';
import { tellUnits } from '../transfer/units.ts';
import { Budget } from './budget.ts';
import type { Events } from './events/events.ts';
import type { Frame } from './frame.ts';
import { Merging } from './merging.ts';
import { PathReplay } from './pathReplay.ts';
import { Pruning } from './pruning.ts';
import { beforeEnd } from './searchLoops.ts';
import { Worklist } from './worklist.ts';

export interface RawExit {
  value: Sym | null;
  domain: Domain;
  place: Place;
  state: State;
}

export interface Exploration {
  exits: RawExit[];
  events: Events;
  status: 'complete' | 'budget' | 'unreadable';
  /** How many steps it took. */
  steps: number;
}

/** Explores one function from `entry` on; the state is consumed, and what happens is collected in the frame. */
export function explore(frame: Frame, entry: State): Exploration {
  return new Explorer(frame).run(entry);
}

class Explorer {
  private readonly frame: Frame;
  private readonly replay: PathReplay;
  private readonly pruning: Pruning;
  private readonly merging: Merging;
  private readonly budget: Budget;
  private readonly exits = new Map<string, RawExit>();

  constructor(frame: Frame) {
    this.frame = frame;
    this.budget = new Budget(frame.budget);
    this.replay = new PathReplay(frame);
    this.pruning = new Pruning(frame);
    this.merging = new Merging(frame, this.pruning, this.budget, this.replay.isOne);
  }

  run(entry: State): Exploration {
    for (const sym of entry.domains.keys) this.frame.entryFacts.add(sym);
    const work = new Worklist(this.frame.facts.order);
    work.add(this.frame.graph.entry, entry);
    for (let next = work.next(); next !== null; next = work.next()) {
      const { block } = next;
      const states = this.frame.graph.joins.has(block) ? this.merging.meet(block, next.states) : next.states;
      for (const state of states) {
        for (const s of this.block(this.frame.graph.blocks[block] as BasicBlock, state))
          work.add(s.block, s.state);
        if (this.budget.isSpent) return this.result('budget');
      }
    }
    if (this.frame.graph.isTooLarge) return this.result('budget');
    return this.result(this.frame.graph.havoc ? 'unreadable' : 'complete');
  }

  private result(status: Exploration['status']): Exploration {
    return { exits: [...this.exits.values()], events: this.frame.events, status, steps: this.budget.taken };
  }

  private block(block: BasicBlock, entry: State): { block: number; state: State }[] {
    let states = [entry];
    for (const instruction of block.instructions) {
      const next: State[] = [];
      for (const state of states) {
        this.budget.step(state);
        next.push(...this.instruction(instruction, state));
      }
      if (this.budget.isSpent) return [];
      states = this.merging.thin(next, instruction);
    }
    const result: { block: number; state: State }[] = [];
    for (const state of states) result.push(...this.leave(block, state));
    return result;
  }

  private instruction(i: Instruction, state: State): State[] {
    if (this.frame.facts.namesChosen) {
      reach(this.frame, i, state);
      tellUnits(this.frame, i, state);
    }
    switch (i.op) {
      case 'assign':
        reads(this.frame, i.value, state);
        assign(this.frame, i, state);
        return [state];
      case 'call':
        readsOfCall(this.frame, i, state);
        recheckInCall(this.frame, i, state);
        return this.replay.outcomes(state.trace, call(this.frame, i, state));
      case 'guard':
        return guard(this.frame, i, state);
      case 'declare':
        state.store(
          this.frame.evaluator.variable(i.name),
          state.fresh(`${this.frame.tag}d${i.start}`, UNKNOWN),
        );
        return [state];
      case 'read':
        reads(this.frame, i.value, state);
        return mayLeave(this.frame, i) ? [] : [state];
      case 'havoc':
        havoc(this.frame, i, state);
        return [state];
    }
  }

  private leave(block: BasicBlock, state: State): { block: number; state: State }[] {
    const end = block.end;
    if (this.frame.facts.namesChosen) {
      reach(this.frame, end, state);
      tellUnits(this.frame, end, state);
    }
    switch (end.t) {
      case 'jump':
        return [{ block: end.to, state }];
      case 'choose':
        return end.to.map((to, n) => ({ block: to, state: n === end.to.length - 1 ? state : state.copy() }));
      case 'branch': {
        reads(this.frame, end.test, state);
        if (readsThroughNull(this.frame, end.test, state)) return [];
        recheck(this.frame, end.test, state);
        const no = state.copy();
        const result: { block: number; state: State }[] = [];
        const equal = this.atEnd(end, state);
        state.test = no.test = end.test.end > end.test.start ? this.frame.place(end.test) : null;
        const byName = this.asksName(end.test, state);
        let canBeTrue = assume(this.frame.evaluator, end.test, true, state);
        let canBeFalse = assume(this.frame.evaluator, end.test, false, no);
        if (equal !== null) [canBeTrue, canBeFalse] = [canBeTrue && equal, canBeFalse && !equal];
        const isTold = this.isTold(end.test, state);
        if (isTold && canBeTrue && canBeFalse && state.worlds !== null && this.isOfWorlds(end.test, state)) {
          canBeTrue = narrowWorlds(state, (one) => assume(this.frame.evaluator, end.test, true, one));
          canBeFalse = narrowWorlds(no, (one) => assume(this.frame.evaluator, end.test, false, one));
        }
        state.test = no.test = null;
        if (canBeTrue && canBeFalse && this.frame.facts.namesChosen) {
          learnFrom(this.frame, end.test, true, state);
          learnFrom(this.frame, end.test, false, no);
        }
        const both = canBeTrue && canBeFalse && end.test.end > end.test.start;
        const only = this.replay.side(end.test, both, state);
        // One of the two ways may be closed to whichever path came here.
        const isVague = both && (byName || (!isTold && this.isVague(end.test, state)));
        const ways = isVague ? crossing(2) : null;
        const ofArguments =
          both && (this.frame.depth > 0 ? this.isOfArguments(end.test, state) : this.asksNumber(end.test));
        if (canBeFalse && only !== true) {
          if (both) no.pass(this.replay.step(end.test, false, ofArguments));
          if (ways) no.choose(ways[0] as Choice);
          result.push({ block: end.no, state: no });
        }
        if (canBeTrue && only !== false) {
          if (both) state.pass(this.replay.step(end.test, true, ofArguments));
          if (ways) state.choose(ways[1] as Choice);
          result.push({ block: end.yes, state });
        }
        return result;
      }
      case 'return': {
        if (end.value) reads(this.frame, end.value, state);
        // What is handed back is tested by the caller.
        if (end.value && this.frame.depth > 0) recheck(this.frame, end.value, state);
        const value = end.value ? this.frame.evaluator.value(end.value, state) : null;
        const domain = value === null ? [] : state.domain(value);
        // What failed is told to the caller.
        if (domain.length > 0 && domain.every(isErrnoAtom)) state.failedInsert = null;
        this.exit({ value, domain, place: this.frame.place(end), state });
        return [];
      }
      case 'stop':
        return [];
    }
  }

  /** Whether the test asks which number the function was handed: `order != 1`, not how far a loop has come. */
  private asksNumber(test: Pure): boolean {
    const { parameters } = this.frame.graph;
    const isNumber = (e: Pure) =>
      e.k === 'name' && parameters.some(({ name, type }) => name === e.name && !type.includes('*'));
    if (test.k === 'unary' && test.op === '!') return this.asksNumber(test.of);
    if (test.k !== 'binary') return isNumber(test);
    return (test.op === '==' || test.op === '!=') && (isNumber(test.left) || isNumber(test.right));
  }

  /** Whether the test is of something that the function was handed, or that is behind it. */
  private isOfArguments(test: Pure, state: State): boolean {
    const { symbols } = this.frame.context;
    if (this.holdsMapping(test, state)) return false;
    return hasPart(
      test,
      (part) =>
        (part.k === 'name' || part.k === 'temp' || part.k === 'member') &&
        symbols.isCallerVisible(this.frame.evaluator.value(part, state)),
    );
  }

  /** Whether the test holds the mapping against something: how it ends user space decides, whoever calls. */
  private holdsMapping(test: Pure, state: State): boolean {
    if (test.k !== 'binary' || !COMPARISONS.has(test.op) || test.op === '==' || test.op === '!=')
      return false;
    const { evaluator, context } = this.frame;
    return [test.left, test.right].some((side) =>
      isChosen(affineOf(evaluator.value(side, state), context.symbols)),
    );
  }

  /** What a test says where the loop before it has counted up to the end; null where it may not have. */
  private atEnd(end: Terminator & { t: 'branch' }, state: State): boolean | null {
    const before = beforeEnd(this.frame.graph, end);
    const { evaluator, context } = this.frame;
    if (before === null || context.symbols.constantOf(evaluator.value(before, state)) !== '0') return null;
    return end.test.k === 'binary' && end.test.op === '==';
  }

  /** Whether what paths that met knew of it differently is known for each of them. */
  private isTold(test: Pure, state: State): boolean {
    return state.vague.size > 0 && isTold(state, this.frame.evaluator.value(test, state));
  }

  /** Whether what the paths that met know may decide a test. */
  private isOfWorlds(test: Pure, state: State): boolean {
    const { evaluator, context } = this.frame;
    return state.worlds !== null && concerns(state.worlds, evaluator.value(test, state), context.symbols);
  }

  /** Whether a test asks a variable that holds constants by name alone whether it is 0, or some other number. */
  private asksName(test: Pure, state: State): boolean {
    if (test.k === 'unary' && test.op === '!') return this.asksName(test.of, state);
    const isComparison = test.k === 'binary' && COMPARISONS.has(test.op);
    const subject = isComparison ? test.left : test;
    if (subject.k !== 'name' && subject.k !== 'temp' && subject.k !== 'member') return false;
    const { evaluator, context, graph } = this.frame;
    if (!state.domain(evaluator.value(subject, state)).every(isNamed)) return false;
    // What is written as a constant is one switch, and both ways are meant.
    if (subject.k === 'name' && !graph.types.has(subject.name)) return false;
    if (!isComparison) return true;
    const constant = context.symbols.constantOf(evaluator.value(test.right, state));
    return constant === '0' || (constant !== null && (test.op === '==' || test.op === '!='));
  }

  /** Whether paths that met knew something different about what a test is made of. */
  private isVague(test: Pure, state: State): boolean {
    return state.vague.size > 0 && state.isVague(this.frame.evaluator.value(test, state));
  }

  /** A handler that leaves an ERR_PTR() in vmf->page is told apart from one that leaves a page there. */
  private pageKey(state: State): string {
    const { root, depth, pageLocation } = this.frame;
    if (root !== 'fault' || depth > 0 || pageLocation === null) return '';
    const domain = state.domain(state.load(pageLocation));
    return domain.length > 0 && domain.every(isErrnoAtom) ? 'E' : '';
  }

  /** Keeps one exit for each value and property at a return, with the path that needed no assumption if there is one. */
  private exit(exit: RawExit): void {
    const conditions = conditionKey(exit.state, this.frame.entryFacts, (sym) =>
      this.pruning.askedAgain(sym, exit.state),
    );
    const held = holdingsKey(exit.state.holdings);
    const key = `${exit.place.start}:${domainNumber(exit.domain)}:${this.merging.property(exit.state)}:${conditions}${held}${this.pageKey(exit.state)}`;
    const known = this.exits.get(key);
    if (known) exit.state.bounds = known.state.bounds = meetBounds(known.state.bounds, exit.state.bounds);
    if (!known || (known.state.assumed && !exit.state.assumed)) this.exits.set(key, exit);
    else known.state.doubt = either(known.state.doubt, exit.state.doubt);
  }
}

/** Knowledge about arguments and fields that a caller, or a rule, may tell exits apart by. */
function conditionKey(state: State, known: ReadonlySet<Sym>, wanted: (sym: Sym) => boolean): string {
  let key = '';
  const { keys, values } = state.domains;
  for (let at = 0; at < keys.length; at++) {
    const sym = keys[at] as Sym;
    if (!known.has(sym) && wanted(sym)) key += `,${sym}=${domainNumber(values[at] as Domain)}`;
  }
  return key;
}
