// SPDX-License-Identifier: GPL-2.0-only
/**
 * Where paths meet. States with equal knowledge become one; when too many distinct ones reach a join, those with
 * equal properties (locks, flags, …) are merged, as in ESP; when even these are too many, those with equal locks.
 */
import { givesPage } from '../calls/inliningPolicy.ts';
import type { CallInstruction, Instruction } from '../cfg/cfg.ts';
import { domainNumber, truthOf } from '../state/domain.ts';
import { type Doubt, either } from '../state/doubt.ts';
import { joinStates } from '../state/join.ts';
import { propertyKey, stateKey } from '../state/keys.ts';
import { isBorrowed, mayBeCounted } from '../state/properties/pageRefs.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import type { Budget } from './budget.ts';
import type { Frame } from './frame.ts';
import type { Pruning } from './pruning.ts';

/** Distinct states told apart where paths meet, per property and in total; then they merge. */
const STATES_PER_PROPERTY = { handler: 6, callee: 2 };
const STATES_PER_JOIN = 24;
/** Outcomes of calls in a row that are told apart before any path meets another. */
const STATES_PER_BLOCK = 6;
/** Along one path there are few states, and none need merge. */
const MORE_ON_ONE_PATH = 8;
/** More different lock and flag states than this at one place are given up. */
const PROPERTIES_PER_JOIN = 24;

interface Meeting {
  /** Those that went on alone, by their keys. */
  keys: Map<string, { state: State; doubt: Doubt }>;
  perProperty: Map<string, number>;
  merged: Map<string, State>;
}

/** Where the paths of one function merge. */
export class Merging {
  private readonly x: Frame;
  private readonly pruning: Pruning;
  private readonly budget: Budget;
  private readonly more: number;
  private readonly perProperty: number;
  private readonly seen = new Map<number, Meeting>();
  /** Of a function that looks up a page for the handler of a fault the variables that it may return. */
  private readonly pages: readonly Loc[];
  /** Of a callee that gives an object, or none, the variables that it may return: its caller asks which it was. */
  private readonly pointers: readonly Loc[];
  /** The variables in which the flags of the VMA are made up: each way maps with its own. */
  private readonly flags: readonly Loc[];

  /** `isOnePath`: one path is walked alone. */
  constructor(x: Frame, pruning: Pruning, budget: Budget, isOnePath: boolean) {
    this.x = x;
    this.pruning = pruning;
    this.budget = budget;
    this.more = isOnePath ? MORE_ON_ONE_PATH : 1;
    const { returnFlow } = x.facts;
    this.pages =
      x.root === 'fault' && x.depth > 0 && givesPage(x.graph)
        ? [...returnFlow].filter((name) => x.graph.types.has(name)).map((name) => x.evaluator.variable(name))
        : [];
    this.pointers =
      x.depth > 0 && x.graph.returnType.endsWith('*')
        ? [...returnFlow].filter((name) => x.graph.types.has(name)).map((name) => x.evaluator.variable(name))
        : [];
    this.flags = x.facts.flags.map((name) => x.evaluator.variable(name));
    this.perProperty = STATES_PER_PROPERTY[x.depth === 0 ? 'handler' : 'callee'] * this.more;
  }

  /** Where paths meet: the states that go on, each new one alone while there are few, then merged ones. */
  meet(block: number, states: readonly State[]): State[] {
    let point = this.seen.get(block);
    if (!point) {
      point = { keys: new Map(), perProperty: new Map(), merged: new Map() };
      this.seen.set(block, point);
    }
    const alone: State[] = [];
    const changed = new Set<State>();
    for (const state of states) {
      this.budget.pass(state);
      this.pruning.trim(block, state);
      const apart = propertyKey(state);
      const key = stateKey(state, apart);
      const same = point.keys.get(key);
      if (same) {
        if (same.doubt === null) continue;
        same.doubt = either(same.doubt, state.doubt);
        if (alone.includes(same.state)) same.state.doubt = same.doubt;
        else if (same.doubt === null) {
          // What went on in doubt goes on once more.
          state.doubt = null;
          alone.push(state);
        }
        continue;
      }
      const property = this.property(state, apart);
      const count = point.perProperty.get(property) ?? 0;
      if (count < this.perProperty && point.keys.size < STATES_PER_JOIN * this.more) {
        point.keys.set(key, { state, doubt: state.doubt });
        point.perProperty.set(property, count + 1);
        alone.push(state);
        continue;
      }
      const most = PROPERTIES_PER_JOIN * this.more;
      const isFull = point.merged.size >= most && !point.merged.has(property);
      const group = isFull ? this.leastOf(state) : property;
      const merged = point.merged.get(group);
      if (merged) {
        if (!joinStates(merged, state, `${this.x.tag}j${block}`, group === property)) continue;
        merged.trace = state.trace;
        if (merged.worlds) merged.worlds = { ...merged.worlds, since: merged.trace };
        changed.add(merged);
      } else if (point.merged.size < 2 * most) {
        point.merged.set(group, state);
        changed.add(state);
      } else this.budget.giveUp();
    }
    return [...alone, ...[...changed].map((state) => state.copy())];
  }

  /** Merges states with equal properties after a call when there are many: calls with several outcomes must not multiply without end. */
  thin(states: State[], at: Instruction): State[] {
    if (states.length <= STATES_PER_BLOCK * this.more) return states;
    const tag = `${this.x.tag}t${at.start}`;
    const most = PROPERTIES_PER_JOIN * this.more;
    const result = at.op === 'call' ? this.resultOf(at) : null;
    const key = (state: State) =>
      this.property(state) + (result === null ? '' : domainNumber(state.domain(state.load(result))));
    const kept = joined(states, key, tag, true);
    if (kept.length <= most) return kept;
    const few = joined(kept, (state) => this.leastOf(state), tag, false);
    if (few.length > most) this.budget.giveUp();
    return few;
  }

  /** Where the result of a call lies that the function may return: it tells the ways through the callee apart. */
  private resultOf({ result, used }: CallInstruction): Loc | null {
    const { facts, evaluator } = this.x;
    return used && facts.returnFlow.has(`%${result}`) ? evaluator.temporary(result) : null;
  }

  /**
   * What keeps states apart when they must merge: locks and flags, whether vmf->page was set, the flags that are to be
   * set, and the values of the variables that the function returns.
   */
  property(state: State, apart = propertyKey(state)): string {
    let key = `${apart}${this.pageSign(state)}`;
    for (const loc of this.x.returned) key += `r${domainNumber(state.domain(state.load(loc)))}`;
    for (const loc of this.flags) key += `f${state.load(loc)}`;
    for (const loc of this.pointers) key += `t${truthOf(state.domain(state.load(loc)))}`;
    for (const loc of this.pages) key += this.signOf(state.load(loc), state);
    return key;
  }

  /** The part of the properties that is kept to the last: what is sure of locks and flags. */
  private leastOf(state: State): string {
    return `${propertyKey(state, false)}${this.pageSign(state)}`;
  }

  private pageSign(state: State): string {
    return this.x.pageLocation === null ? '' : this.signOf(state.load(this.x.pageLocation), state);
  }

  /** What is known of the references to a page. */
  private signOf(page: Sym, state: State): string {
    const { symbols } = this.x.context;
    if (page === symbols.zero) return 'p';
    const any = mayBeCounted(page, state.pageRefs, symbols) ? 'A' : '';
    const count = state.pageRefs.get(page) ?? (state.pageRefs.has(page) ? null : 0);
    if (count !== null && count > 1) return `M${any}`;
    if (!isBorrowed(page, symbols)) return `P${any}`;
    // A page that one way has counted must not hide one that another has not.
    return `${count === null ? 'U' : count > 0 ? 'C' : 'B'}${any}`;
  }
}

/** One state for each key; the first of those that have it takes the others in. */
function joined(
  states: readonly State[],
  keyOf: (state: State) => string,
  tag: string,
  alike: boolean,
): State[] {
  const kept = new Map<string, State>();
  for (const state of states) {
    const key = keyOf(state);
    const known = kept.get(key);
    if (known) joinStates(known, state, tag, alike);
    else kept.set(key, state);
  }
  return [...kept.values()];
}
