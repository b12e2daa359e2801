// SPDX-License-Identifier: GPL-2.0-only
/** Path-sensitive exploration of one function's graph. */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Place, SourceFile } from '../../text/source.ts';
import type { Callee } from '../calls/callees.ts';
import { rooted } from '../calls/callerVisible.ts';
import { call } from '../calls/dispatch.ts';
import type { Root } from '../calls/inliningPolicy.ts';
import type { BasicBlock, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { factsOf, type GraphFacts } from '../cfg/graphFacts.ts';
import { walk } from '../cfg/walk.ts';
import { expressionText } from '../reports/render.ts';
import { meetBounds } from '../state/bounds.ts';
import { type Domain, domainNumber, UNKNOWN } from '../state/domain.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import { assign, havoc } from '../transfer/assign.ts';
import { assume } from '../transfer/assume.ts';
import { learnFrom, reach } from '../transfer/chosen.ts';
import { Evaluator } from '../transfer/evaluate.ts';
import { reads, readsOfCall } from '../transfer/reads.ts';
import { guard } from '../transfer/scopedGuards.ts';
import { Accesses } from './accesses.ts';
import { Budget } from './budget.ts';
import { type AnalysisContext, idOf } from './context.ts';
import { Events } from './events.ts';
import { Merging } from './merging.ts';
import { PathReplay } from './pathReplay.ts';
import { Pruning } from './pruning.ts';
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
}

/** One function under exploration: what instructions and calls need to know about where they are. */
export class Explorer {
  readonly context: AnalysisContext;
  readonly definition: FunctionDefinition;
  readonly graph: Graph;
  readonly evaluator: Evaluator;
  readonly events = new Events();
  readonly accesses = new Accesses();
  readonly file: SourceFile;
  readonly depth: number;
  readonly root: Root;
  /** Prefix of the names of symbols made here. */
  readonly tag: string;
  /** What is known on entry stays known: trimming keeps it. */
  readonly entryFacts = new Set<Sym>();
  /** Symbols that were passed where a page or folio is meant. */
  readonly pages = new Set<Sym>();
  /** Symbols that denote the VMA the function was handed. */
  readonly vmas = new Set<Sym>();
  /** Names of locks that the function releases after a call that might have released them, but does not say so. */
  readonly keptLocks = new Set<string>();
  /** A call that nobody could look into may have released some lock. */
  mayRelease = false;
  /** One that may have meant freeze protection. */
  mayThaw = false;
  /** A call through a pointer, or one that speaks of it, may have unlocked a page. */
  mayUnlock = false;
  /** Where vmf->page is, in functions that are handed the fault. */
  pageLocation: Loc | null = null;
  readonly facts: GraphFacts;
  /** The variables that are returned somewhere. */
  readonly returned: Set<Loc>;
  readonly replay: PathReplay;
  readonly pruning: Pruning;
  private readonly merging: Merging;
  private readonly meanings = new Map<Instruction, Callee[] | null>();
  private readonly places = new Map<object, Place>();
  private readonly texts = new Map<Pure, string>();
  private readonly exits = new Map<string, RawExit>();
  readonly budget: Budget;

  constructor(
    context: AnalysisContext,
    definition: FunctionDefinition,
    graph: Graph,
    options: { budget: number; depth: number; root: Root },
  ) {
    this.context = context;
    this.definition = definition;
    this.graph = graph;
    this.file = definition.file;
    this.budget = new Budget(options.budget);
    this.depth = options.depth;
    this.root = options.root;
    this.tag = `${idOf(definition, context)}:`;
    this.evaluator = new Evaluator(context.symbols, context.constants, graph);
    this.facts = factsOf(graph);
    this.returned = new Set(this.facts.returned.map((name) => this.evaluator.variable(name)));
    this.replay = new PathReplay(this);
    this.pruning = new Pruning(this);
    this.merging = new Merging(this);
  }

  /** Explores from `entry`; the state is consumed. */
  run(entry: State): Exploration {
    for (const sym of entry.domains.keys) this.entryFacts.add(sym);
    const work = new Worklist(this.facts.order);
    work.add(this.graph.entry, entry);
    for (let next = work.next(); next !== null; next = work.next()) {
      const { block } = next;
      const states = this.graph.joins.has(block) ? this.merging.meet(block, next.states) : next.states;
      for (const state of states) {
        for (const s of this.block(this.graph.blocks[block] as BasicBlock, state)) work.add(s.block, s.state);
        if (this.budget.isSpent) return this.result('budget');
      }
    }
    if (this.graph.isTooLarge) return this.result('budget');
    return this.result(this.graph.havoc ? 'unreadable' : 'complete');
  }

  private result(status: Exploration['status']): Exploration {
    return { exits: [...this.exits.values()], events: this.events, status };
  }

  place(at: { start: number; end: number }): Place {
    let place = this.places.get(at);
    if (!place) {
      // A part of an expanded macro stands where the call stands.
      place = { file: this.file, start: Math.floor(at.start), end: at.end };
      this.places.set(at, place);
    }
    return place;
  }

  /** What a call may mean: found once, whatever number of states pass it. */
  callees(i: Instruction, find: () => Callee[] | null): Callee[] | null {
    let callees = this.meanings.get(i);
    if (callees === undefined) {
      callees = find();
      this.meanings.set(i, callees);
    }
    return callees;
  }

  text(e: Pure): string {
    let text = this.texts.get(e);
    if (text === undefined) {
      text = expressionText(e, this.file.text);
      this.texts.set(e, text);
    }
    return text;
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
      states = this.merging.thin(next, instruction.start);
    }
    const result: { block: number; state: State }[] = [];
    for (const state of states) result.push(...this.leave(block, state));
    return result;
  }

  private instruction(i: Instruction, state: State): State[] {
    if (this.facts.namesChosen) reach(this, i, state);
    switch (i.op) {
      case 'assign':
        reads(this, i.value, state);
        assign(this, i, state);
        return [state];
      case 'call':
        readsOfCall(this, i, state);
        return this.replay.outcomes(state.trace, call(this, i, state));
      case 'guard':
        return guard(this, i, state);
      case 'declare':
        state.store(this.evaluator.variable(i.name), state.fresh(`${this.tag}d${i.start}`, UNKNOWN));
        return [state];
      case 'read':
        reads(this, i.value, state);
        return [state];
      case 'havoc':
        havoc(this, i, state);
        return [state];
    }
  }

  private leave(block: BasicBlock, state: State): { block: number; state: State }[] {
    const end = block.end;
    if (this.facts.namesChosen) reach(this, end, state);
    switch (end.t) {
      case 'jump':
        return [{ block: end.to, state }];
      case 'choose':
        return end.to.map((to, n) => ({ block: to, state: n === end.to.length - 1 ? state : state.copy() }));
      case 'branch': {
        reads(this, end.test, state);
        const no = state.copy();
        const result: { block: number; state: State }[] = [];
        state.test = no.test = end.test.end > end.test.start ? this.place(end.test) : null;
        const canBeTrue = assume(this.evaluator, end.test, true, state);
        const canBeFalse = assume(this.evaluator, end.test, false, no);
        state.test = no.test = null;
        if (canBeTrue && canBeFalse && this.facts.namesChosen) {
          learnFrom(this, end.test, true, state);
          learnFrom(this, end.test, false, no);
        }
        const both = canBeTrue && canBeFalse && end.test.end > end.test.start;
        const only = this.replay.side(end.test, both, state);
        // One of the two ways may be closed to whichever path came here.
        const isVague = both && this.isVague(end.test, state);
        const ofArguments = both && this.depth > 0 && this.isOfArguments(end.test, state);
        if (canBeFalse && only !== true) {
          if (both) no.pass(this.replay.step(end.test, false, ofArguments));
          no.assumed ||= isVague;
          result.push({ block: end.no, state: no });
        }
        if (canBeTrue && only !== false) {
          if (both) state.pass(this.replay.step(end.test, true, ofArguments));
          state.assumed ||= isVague;
          result.push({ block: end.yes, state });
        }
        return result;
      }
      case 'return': {
        if (end.value) reads(this, end.value, state);
        const value = end.value ? this.evaluator.value(end.value, state) : null;
        const domain = value === null ? [] : state.domain(value);
        this.exit({ value, domain, place: this.place(end), state });
        return [];
      }
      case 'stop':
        return [];
    }
  }

  /** Whether the test is of something that the function was handed, or that is behind it. */
  private isOfArguments(test: Pure, state: State): boolean {
    const { symbols } = this.context;
    let found = false;
    walk(test, (part) => {
      if (part.k === 'name' || part.k === 'temp' || part.k === 'member')
        found ||= rooted(this.evaluator.value(part, state), symbols);
    });
    return found;
  }

  /** Whether paths that met knew something different about what a test is made of. */
  private isVague(test: Pure, state: State): boolean {
    return state.vague.size > 0 && state.isVague(this.evaluator.value(test, state));
  }

  /** Keeps one exit for each value and property at a return, with the path that needed no assumption if there is one. */
  private exit(exit: RawExit): void {
    const conditions = conditionKey(exit.state, this.entryFacts, (sym) =>
      this.pruning.askedAgain(sym, exit.state),
    );
    const key = `${exit.place.start}:${domainNumber(exit.domain)}:${this.merging.property(exit.state)}:${conditions}`;
    const known = this.exits.get(key);
    if (known) exit.state.bounds = known.state.bounds = meetBounds(known.state.bounds, exit.state.bounds);
    if (!known || (known.state.assumed && !exit.state.assumed)) this.exits.set(key, exit);
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
