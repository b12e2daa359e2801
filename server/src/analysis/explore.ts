/**
 * Path-sensitive exploration of one function's graph. States that meet with equal knowledge become one; when too
 * many distinct ones reach a join, those with equal properties (locks, flags, …) are merged, as in ESP.
 */
import type { FunctionDefinition } from '../facts/model.ts';
import type { Place, SourceFile } from '../text/source.ts';
import { Agenda } from './agenda.ts';
import { type CallInstruction, call } from './calls.ts';
import type { BasicBlock, Graph, Instruction, Pure } from './cfg.ts';
import { type AnalysisContext, idOf } from './context.ts';
import { type Domain, domainNumber, isErrnoAtom, isFaultCode, truthOf, UNKNOWN } from './domain.ts';
import { Evaluator } from './evaluate.ts';
import { Events } from './events.ts';
import { changeFlags, flagChange, heldBy } from './flags.ts';
import { isGetter } from './getters.ts';
import { factsOf, type GraphFacts } from './graphFacts.ts';
import { guard } from './guards.ts';
import { leavesPages, mayRelease, mayUnlockPages } from './hints.ts';
import type { Root } from './relevance.ts';
import { constantText, expressionText } from './render.ts';
import type { Step } from './report.ts';
import { isSmall, retestedNames } from './retested.ts';
import type { LockEntry, State, TraceNode } from './state.ts';
import type { Callee } from './summary.ts';
import type { Loc, Sym } from './symbols.ts';
import { walk } from './walk.ts';

/** Distinct states told apart where paths meet, per property and in total; then they merge. */
const STATES_PER_PROPERTY = { handler: 6, callee: 2 };
const STATES_PER_JOIN = 24;
/** Outcomes of calls in a row that are told apart before any path meets another. */
const STATES_PER_BLOCK = 6;
/** Along one path there are few states, and none need merge. */
const MORE_ON_ONE_PATH = 8;
/** More different lock and flag states than this at one place are given up. */
const PROPERTIES_PER_JOIN = 24;

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
  /** Of a handler that is walked along one path. */
  private readonly path: ReadonlySet<string> | null;
  private readonly more: number;
  private readonly perProperty: number;
  private readonly meanings = new Map<Instruction, Callee[] | null>();
  private readonly tests = new Map<Pure, [Step, Step]>();
  private readonly places = new Map<object, Place>();
  private readonly texts = new Map<Pure, string>();
  readonly facts: GraphFacts;
  /** Names whose tests are worth remembering: of a small callee all, for they tell its outcomes apart. */
  private readonly retested: ReadonlySet<string>;
  private readonly exits = new Map<string, RawExit>();
  private readonly seen = new Map<number, Meeting>();
  private readonly returned: Set<Loc>;
  private steps: number;

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
    this.steps = options.budget;
    this.depth = options.depth;
    this.root = options.root;
    this.path = options.depth === 0 ? context.path : null;
    this.more = this.path === null ? 1 : MORE_ON_ONE_PATH;
    this.perProperty =
      (options.depth === 0 ? STATES_PER_PROPERTY.handler : STATES_PER_PROPERTY.callee) * this.more;
    this.tag = `${idOf(definition, context)}:`;
    this.evaluator = new Evaluator(context.symbols, context.constants, graph);
    this.facts = factsOf(graph);
    this.retested =
      options.depth > 0 && isSmall(graph)
        ? new Set(this.facts.tests.keys())
        : retestedNames(definition, graph, context);
    this.returned = new Set(this.facts.returned.map((name) => this.evaluator.variable(name)));
  }

  /** Explores from `entry`; the state is consumed. */
  run(entry: State): Exploration {
    for (const sym of entry.domains.keys) this.entryFacts.add(sym);
    const work = new Agenda(this.facts.order);
    work.add(this.graph.entry, entry);
    for (let next = work.next(); next !== null; next = work.next()) {
      const { block } = next;
      const states = this.graph.joins.has(block) ? this.meet(block, next.states) : next.states;
      for (const state of states) {
        for (const s of this.block(this.graph.blocks[block] as BasicBlock, state)) work.add(s.block, s.state);
        if (this.steps <= 0) return this.result('budget');
      }
    }
    return this.result(this.graph.havoc ? 'unreadable' : 'complete');
  }

  private result(status: Exploration['status']): Exploration {
    return { exits: [...this.exits.values()], events: this.events, status };
  }

  place(at: { start: number; end: number }): Place {
    let place = this.places.get(at);
    if (!place) {
      place = { file: this.file, start: at.start, end: at.end };
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

  /** The step of a path that takes one side of a test. */
  private step(test: Pure, truth: boolean): Step {
    let steps = this.tests.get(test);
    if (!steps) {
      const text = quote(this.text(test));
      const place = this.place(test);
      steps = [
        { place, message: `${text} is false` },
        { place, message: `${text} is true` },
      ];
      this.tests.set(test, steps);
    }
    return steps[truth ? 1 : 0];
  }

  /** How the test goes on the path that is walked; null when it does not say, or goes both ways. */
  private way(test: Pure): boolean | null {
    const yes = this.path?.has(stepKey(this.step(test, true)));
    return yes === this.path?.has(stepKey(this.step(test, false))) ? null : yes === true;
  }

  /** In a loop the way may be another the next time. */
  private hasMet(test: Pure, state: State): boolean {
    for (let node = state.trace; node; node = node.before) {
      if (node.step === this.step(test, true) || node.step === this.step(test, false)) return true;
    }
    return false;
  }

  /** Of the outcomes of a call those that the path that is walked had; all when it does not say. */
  private onPath(before: TraceNode | null, outcomes: State[]): State[] {
    if (this.path === null || outcomes.length < 2) return outcomes;
    const same = outcomes.filter(
      ({ trace }) => trace !== before && this.path?.has(stepKey((trace as TraceNode).step)),
    );
    return same.length > 0 ? same : outcomes;
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
        this.steps--;
        next.push(...this.instruction(instruction, state));
      }
      if (this.steps <= 0) return [];
      states =
        next.length > STATES_PER_BLOCK * this.more
          ? this.thin(next, `${this.tag}t${instruction.start}`)
          : next;
    }
    const result: { block: number; state: State }[] = [];
    for (const state of states) result.push(...this.leave(block, state));
    return result;
  }

  private instruction(i: Instruction, state: State): State[] {
    switch (i.op) {
      case 'assign':
        this.reads(i.value, state);
        this.assign(i, state);
        return [state];
      case 'call':
        for (const a of i.args) {
          // What a callee only hands on it has not looked at.
          this.reads(a, state, this.depth > 0);
          if (state.mmap === 'released' && this.isPointer(a)) this.lateUse(a, a, state, this.givesBack(i));
        }
        return this.onPath(state.trace, call(this, i, state));
      case 'guard':
        return guard(this, i, state);
      case 'declare':
        state.store(this.evaluator.variable(i.name), state.fresh(`${this.tag}d${i.start}`, UNKNOWN));
        return [state];
      case 'read':
        this.reads(i.value, state);
        return [state];
      case 'havoc':
        for (const name of i.names) {
          if (!this.graph.types.has(name)) continue;
          const loc = this.evaluator.variable(name);
          const pointer = state.load(loc);
          if ((this.graph.types.get(name) ?? '').includes('*')) this.lose(pointer, state);
          else state.store(loc, state.fresh(`${this.tag}h${i.start}${name}`, UNKNOWN));
        }
        for (const lock of state.locks.values()) lock.certain = lock.reached = false;
        state.assumed = true;
        return [state];
    }
  }

  private assign(i: Instruction & { op: 'assign' }, state: State): void {
    const value = this.evaluator.value(i.value, state);
    const loc = this.evaluator.location(i.target, state);
    const owner = this.context.symbols.ownerOf(loc);
    if (i.target.k === 'member') {
      const onVma = owner !== null && this.vmas.has(owner);
      if (onVma || this.isVmaField(i.target)) {
        if (i.target.field.endsWith('vm_flags') && owner !== null) {
          const { symbols } = this.context;
          changeFlags(state, owner, flagChange(value, symbols, heldBy(loc, state, symbols)), this.place(i));
        }
        this.events.store(this, i.target, onVma ? 'vma' : 'other', this.place(i), state);
      }
    }
    state.store(loc, value);
    if (this.returned.has(loc)) {
      const atoms = state.domain(value);
      const atom = atoms[0] as string;
      if (atoms.length === 1 && (isFaultCode(atom) || isErrnoAtom(atom)))
        state.note(this.place(i), `${this.text(i.target)} becomes ${constantText(atom)}`);
    }
  }

  private isVmaField(target: Pure & { k: 'member' }): boolean {
    return target.field === 'vm_flags' || target.field === '__vm_flags' || target.field === 'vm_ops';
  }

  private leave(block: BasicBlock, state: State): { block: number; state: State }[] {
    const end = block.end;
    switch (end.t) {
      case 'jump':
        return [{ block: end.to, state }];
      case 'choose':
        return end.to.map((to, n) => ({ block: to, state: n === end.to.length - 1 ? state : state.copy() }));
      case 'branch': {
        this.reads(end.test, state);
        const no = state.copy();
        const result: { block: number; state: State }[] = [];
        const canBeTrue = this.evaluator.assume(end.test, true, state);
        const canBeFalse = this.evaluator.assume(end.test, false, no);
        const both = canBeTrue && canBeFalse && end.test.end > end.test.start;
        const only =
          this.path === null || (!both && this.hasMet(end.test, state)) ? null : this.way(end.test);
        if (canBeFalse && only !== true) {
          if (both) no.pass(this.step(end.test, false));
          result.push({ block: end.no, state: no });
        }
        if (canBeTrue && only !== false) {
          if (both) state.pass(this.step(end.test, true));
          result.push({ block: end.yes, state });
        }
        return result;
      }
      case 'return': {
        if (end.value) this.reads(end.value, state);
        const value = end.value ? this.evaluator.value(end.value, state) : null;
        const domain = value === null ? [] : state.domain(value);
        this.exit({ value, domain, place: this.place(end), state });
        return [];
      }
      case 'stop':
        return [];
    }
  }

  /** Keeps one exit for each value and property at a return, with the path that needed no assumption if there is one. */
  private exit(exit: RawExit): void {
    const conditions = conditionKey(exit.state, this.entryFacts, (sym) => this.askedAgain(sym, exit.state));
    const key = `${exit.place.start}:${domainNumber(exit.domain)}:${this.property(exit.state)}:${conditions}`;
    const known = this.exits.get(key);
    if (!known || (known.state.assumed && !exit.state.assumed)) this.exits.set(key, exit);
  }

  /** Reads that tell something: the VMA after its lock was dropped, page->mapping under the page lock. */
  private reads(e: Pure, state: State, handsOn = false): void {
    const watchVma = state.mmap === 'released';
    // A callee does not see the lock that its caller holds.
    const watchMapping =
      !handsOn && state.truncation === 'no' && (this.depth > 0 || (state.locks.size > 0 && holdsPage(state)));
    if (!watchVma && !watchMapping) return;
    walk(e, (part) => {
      if (part.k !== 'member') return;
      if (watchMapping && part.field === 'mapping') state.truncation = 'yes';
      if (watchVma && part.arrow) this.lateUse(part.object, part, state);
    });
  }

  private locksInside(object: Sym, state: State): boolean {
    for (const lock of state.locks.values())
      if (lock.depth > 0 && this.context.symbols.reaches(object, lock.sym)) return true;
    return false;
  }

  /** As far as its declaration says. */
  private isPointer(e: Pure): boolean {
    if (e.k === 'name') return (this.graph.types.get(e.name) ?? '').endsWith('*');
    return e.k === 'member' && e.field === 'vma';
  }

  /** The call only names an object around its argument, or gives something back: a lock that was taken in time. */
  private givesBack(i: CallInstruction): boolean {
    const name = i.callee.k === 'name' ? i.callee.name : null;
    return name !== null && (mayRelease(name) || isGetter(name, i, this));
  }

  /** `e` looks into `pointer`, or hands it on, after the lock that kept the VMA was dropped. */
  private lateUse(pointer: Pure, e: Pure, state: State, vmaAlone = false): void {
    const object = this.evaluator.value(pointer, state);
    if (this.vmas.has(object)) return this.events.use('vma', this.text(e), this.place(e), state);
    if (vmaAlone) return;
    const { symbols } = this.context;
    for (const vma of this.vmas) {
      const file = state.load(symbols.field(vma, 'vm_file'));
      // Whoever holds a lock inside the object across the call keeps it alive, or has no other way.
      if (this.locksInside(file, state)) continue;
      if (symbols.reaches(file, object)) return this.events.use('file', this.text(e), this.place(e), state);
    }
  }

  /** Everything behind the pointer may have changed, and so may locks inside it; `name` is that of who was handed it. */
  lose(pointer: Sym, state: State, name: string | null = null): void {
    const { symbols } = this.context;
    if (truthOf(state.domain(pointer)) === false) return;
    const shape = symbols.shape(pointer);
    if (shape.kind === 'constant') return;
    const leavesPage = name !== null && leavesPages(name);
    if (!leavesPage && (this.pages.has(pointer) || state.locks.has(`page:${pointer}`)))
      state.setUncertain(pointer, true);
    const isFault = this.pageLocation !== null && symbols.ownerOf(this.pageLocation) === pointer;
    if (isFault) {
      state.mmap = 'unknown';
      state.installed = state.installed === 'yes' ? 'yes' : 'unknown';
      state.truncation = state.truncation === 'yes' ? 'yes' : 'unknown';
    }
    if (this.vmas.has(pointer)) {
      state.installed = state.installed === 'yes' ? 'yes' : 'unknown';
      state.setFlag(pointer, '*', null, this.place({ start: 0, end: 0 }));
    }
    for (const [id, lock] of state.locks) {
      if (lock.kind === 'freeze' || !symbols.reaches(pointer, lock.sym)) continue;
      if (lock.kind === 'page' && leavesPage && lock.sym === pointer) continue;
      const reached = (lock.certain || lock.reached) && saysNothing(lock, pointer, name);
      state.setLock(id, { ...lock, certain: false, reached });
      if (lock.kind === 'page' && state.truncation === 'no') state.truncation = 'unknown';
    }
    state.forget(pointer);
    // Whatever page the fault has now, nobody knows whether it is locked.
    if (isFault) state.setUncertain(state.load(this.pageLocation as Loc), true);
  }

  /** Where paths meet: the states that go on, each new one alone while there are few, then merged ones. */
  private meet(block: number, states: readonly State[]): State[] {
    let meeting = this.seen.get(block);
    if (!meeting) {
      meeting = { keys: new Set(), perProperty: new Map(), merged: new Map() };
      this.seen.set(block, meeting);
    }
    const alone: State[] = [];
    const changed = new Set<State>();
    for (const state of states) {
      this.trim(block, state);
      const key = state.key();
      if (meeting.keys.has(key)) continue;
      const property = this.property(state);
      const count = meeting.perProperty.get(property) ?? 0;
      if (count < this.perProperty && meeting.keys.size < STATES_PER_JOIN * this.more) {
        meeting.keys.add(key);
        meeting.perProperty.set(property, count + 1);
        alone.push(state);
        continue;
      }
      const most = PROPERTIES_PER_JOIN * this.more;
      const isFull = meeting.merged.size >= most && !meeting.merged.has(property);
      const group = isFull ? this.leastOf(state) : property;
      const merged = meeting.merged.get(group);
      if (merged) {
        if (!merged.join(state, `${this.tag}j${block}`)) continue;
        merged.trace = state.trace;
        changed.add(merged);
      } else if (meeting.merged.size < 2 * most) {
        meeting.merged.set(group, state);
        changed.add(state);
      } else this.steps = 0;
    }
    return [...alone, ...[...changed].map((state) => state.copy())];
  }

  /**
   * What keeps states apart when they must merge: locks and flags, whether vmf->page was set, and the values of
   * the variables that the function returns.
   */
  private property(state: State): string {
    let key = `${state.propertyKey()}${this.pageSign(state)}`;
    for (const loc of this.returned) key += `r${domainNumber(state.domain(state.load(loc)))}`;
    return key;
  }

  /** The part of the properties that is kept to the last: what is sure of locks and flags. */
  private leastOf(state: State): string {
    return `${state.propertyKey(false)}${this.pageSign(state)}`;
  }

  private pageSign(state: State): string {
    if (this.pageLocation === null) return '';
    return state.load(this.pageLocation) === this.context.symbols.zero ? 'p' : 'P';
  }

  /** Merges states with equal properties: calls with several outcomes must not multiply without end. */
  private thin(states: State[], tag: string): State[] {
    const most = PROPERTIES_PER_JOIN * this.more;
    const kept = joined(states, (state) => this.property(state), tag);
    if (kept.length <= most) return kept;
    const few = joined(kept, (state) => this.leastOf(state), tag);
    if (few.length > most) this.steps = 0;
    return few;
  }

  /** Drops what nothing asks for again, so that states which differ in it alone become one. */
  private trim(block: number, state: State): void {
    const live = this.facts.liveness.live[block] as ReadonlySet<string>;
    const { symbols } = this.context;
    const used = new Set<Sym>();
    state.keep(
      (loc, sym) => {
        const shape = symbols.locShape(loc);
        if (
          shape.kind === 'variable' &&
          shape.local &&
          !live.has(shape.name) &&
          !this.facts.liveness.addressTaken.has(shape.name)
        )
          return false;
        used.add(sym);
        return true;
      },
      (sym) => used.has(sym) || this.askedAgain(sym, state),
    );
    state.forgetLostPages(used);
  }

  private askedAgain(sym: Sym, state: State): boolean {
    let asked = this.asked.get(sym);
    if (asked === undefined) {
      asked = this.entryFacts.has(sym) || this.mayBeAsked(sym, state);
      this.asked.set(sym, asked);
    }
    return asked || state.hasLockOn(sym);
  }

  private mayBeAsked(sym: Sym, state: State): boolean {
    const { symbols } = this.context;
    const shape = symbols.shape(sym);
    switch (shape.kind) {
      case 'constant':
        return false;
      case 'parameter':
      case 'address':
        return true;
      case 'initial': {
        const loc = symbols.locShape(shape.loc);
        return 'name' in loc && (this.retested.has(loc.name) || ASKED_BY_RULES.test(loc.name));
      }
      case 'binary':
        return this.askedAgain(shape.left, state) || this.askedAgain(shape.right, state);
      case 'pure':
        return this.retested.has(shape.name) || shape.operands.some((o) => this.askedAgain(o, state));
      case 'opaque':
        return false;
    }
  }

  private readonly asked = new Map<Sym, boolean>();
}

/** A callee by that name is handed more than the lock alone, and does not speak of giving it back. */
function saysNothing(lock: LockEntry, pointer: Sym, name: string | null): boolean {
  if (name === null || mayRelease(name)) return false;
  return lock.kind === 'page' ? !mayUnlockPages(name) : lock.sym !== pointer;
}

/** One state for each key; the first of those that have it takes the others in. */
function joined(states: readonly State[], keyOf: (state: State) => string, tag: string): State[] {
  const kept = new Map<string, State>();
  for (const state of states) {
    const key = keyOf(state);
    const known = kept.get(key);
    if (known) known.join(state, tag);
    else kept.set(key, state);
  }
  return [...kept.values()];
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

function holdsPage(state: State): boolean {
  for (const lock of state.locks.values()) if (lock.kind === 'page') return true;
  return false;
}

/** Fields whose tests tell exits apart for rules. */
const ASKED_BY_RULES = /flags$|^cow_page$/;

interface Meeting {
  keys: Set<string>;
  perProperty: Map<string, number>;
  merged: Map<string, State>;
}

const quote = (text: string) => `\`${text.length > 60 ? `${text.slice(0, 57)}...` : text}\``;

/** Names one side of a test within a function. */
export const stepKey = ({ place, message }: Step): string => `${place.start}:${message}`;
