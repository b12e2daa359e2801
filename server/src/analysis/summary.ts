/** Summaries of callees: what comes back, under which conditions on the arguments, with which effects. Memoised. */
import type { FunctionDefinition } from '../facts/model.ts';
import type { Guard } from '../syntax/ast.ts';
import type { Place } from '../text/source.ts';
import { type Assumptions, assumeAll, assumptionsFor } from './assumptions.ts';
import type { CallInstruction } from './calls.ts';
import type { Graph } from './cfg.ts';
import { type AnalysisContext, graphsOf, idOf } from './context.ts';
import { type Domain, domainNumber, unite } from './domain.ts';
import { enter } from './entry.ts';
import { Events } from './events.ts';
import { Explorer, type RawExit } from './explore.ts';
import { isRelevant } from './relevance.ts';
import type { Atom, Note, Step } from './report.ts';
import { type State, sign } from './state.ts';
import { resultStep } from './steps.ts';
import type { Sym, Symbols } from './symbols.ts';
import { unpairedLocks } from './unpaired.ts';

/** Steps that one callee may take. */
const CALLEE_BUDGET = 400;
/** More ways through a callee than this are not told apart by a caller. */
const MAX_OUTCOMES = 6;

export interface SummaryOutcome {
  value: Sym | null;
  domain: Domain;
  /** The state at the exit: its effects are what it says about symbols rooted in parameters. */
  state: State;
  place: Place;
  /** Where each value arises. */
  origins: Map<Atom, Step[]>;
  /** What the path assumed about the arguments. */
  conditions: [Sym, Domain][];
}

export interface Summary {
  definition: FunctionDefinition;
  graph: Graph;
  /** How many calls below a handler it was made. */
  depth: number;
  /** Names what it was made for: the key of the assumptions. */
  assumed: string;
  /** Null when the callee was too much: nothing is known about it. */
  outcomes: SummaryOutcome[] | null;
  /** It may sleep, with the chain down to what does. */
  sleeps: Note[] | null;
  events: Events;
  /** Something in it may release a lock that it did not take. */
  mayRelease: boolean;
  /** And that may be freeze protection. */
  mayThaw: boolean;
  /** Something in it may unlock a page that it is handed. */
  mayUnlock: boolean;
}

/**
 * Summaries for every definition and configuration that the name may mean at this call, or null when there is
 * none. Constant arguments specialise them.
 */
export function summariesOf(
  caller: Explorer,
  name: string,
  i: CallInstruction,
  args: Sym[],
  state: State,
): Summary[] | null {
  const { context } = caller;
  const callees = caller.callees(i, () => calleesOf(caller, name, i.result));
  if (callees === null) return null;
  const summaries: Summary[] = [];
  for (const { definition, graph, id } of callees) {
    if (context.active.has(definition)) return null;
    const assumptions = assumptionsFor(graph, args, state, caller);
    const exhausted = context.exhausted[caller.root].get(graph);
    if (exhausted) {
      // What happens under other arguments may never happen under these.
      const isSame = exhausted.assumed === assumptions.key;
      summaries.push(isSame ? exhausted : { ...exhausted, sleeps: null, events: NOTHING });
      continue;
    }
    const key = `${caller.root} ${id}${assumptions.key}`;
    let summary = context.summaries.get(key);
    // One made deep down followed fewer callees than one made here can.
    if (!summary || summary.depth > caller.depth + 1) {
      context.active.add(definition);
      summary = summarise(caller, definition, graph, assumptions);
      context.active.delete(definition);
      context.summaries.set(key, summary);
    }
    summaries.push(summary);
  }
  return summaries;
}

const NOTHING = new Events();

/** One configuration of one definition that a call may mean. */
export interface Callee {
  definition: FunctionDefinition;
  graph: Graph;
  /** Names the pair. */
  id: string;
}

/** What a call may mean, or null when nobody knows, or it is not worth a look. */
function calleesOf(caller: Explorer, name: string, result: number): Callee[] | null {
  const { context } = caller;
  const definitions = context.program.lookup(name, caller.file);
  const reachesReturn = caller.facts.returnFlow.has(`%${result}`);
  if (!definitions.every((d) => isRelevant(d, caller, reachesReturn))) return null;
  const around = [...caller.definition.guards, ...caller.graph.configuration];
  const callees: Callee[] = [];
  for (const definition of withoutStubs(definitions, context)) {
    if (contradicts(definition.guards, around)) continue;
    graphsOf(definition, context).forEach((graph, n) => {
      if (contradicts(graph.configuration, caller.graph.configuration)) return;
      callees.push({ definition, graph, id: `${idOf(definition, context)}.${n}` });
    });
  }
  return callees.length ? callees : null;
}

/**
 * A body that only hands back a constant stands in for a feature that is configured out. Beside a real definition,
 * or in a header's arm for such a configuration, it says nothing: callers test for the feature before they come to
 * what the stub would break.
 */
function withoutStubs(definitions: FunctionDefinition[], context: AnalysisContext): FunctionDefinition[] {
  const real = definitions.filter((d) => !graphsOf(d, context).every(isStub));
  if (real.length) return real;
  return definitions.filter((d) => !isArmOfHeader(d));
}

/** Stands in a header under a condition on the configuration, or one whose other arm declares the function. */
function isArmOfHeader({ name, file, guards }: FunctionDefinition): boolean {
  if (!file.path.endsWith('.h') || guards.length === 0) return false;
  if (guards.some((g) => g.condition.includes('CONFIG_'))) return true;
  return (file.text.match(new RegExp(`\\b${name}\\s*\\(`, 'g'))?.length ?? 0) > 1;
}

function isStub(graph: Graph): boolean {
  const [only] = graph.blocks;
  if (graph.blocks.length !== 1 || only === undefined || only.instructions.length > 0) return false;
  if (only.end.t !== 'return') return false;
  const value = only.end.value;
  return value === null || value.k === 'int' || (value.k === 'name' && !graph.types.has(value.name));
}

/** True when the two lists choose different arms of one #if. */
export function contradicts(a: Guard[], b: Guard[]): boolean {
  return a.some((g) => b.some((h) => g.condition === h.condition && g.taken !== h.taken));
}

function summarise(
  caller: Explorer,
  definition: FunctionDefinition,
  graph: Graph,
  assumptions: Assumptions,
): Summary {
  const { context, root } = caller;
  const depth = caller.depth + 1;
  const explorer = new Explorer(context, definition, graph, { budget: CALLEE_BUDGET, depth, root });
  const state = enter(explorer);
  assumeAll(assumptions, explorer, state);
  const { exits, events, status } = explorer.run(state);
  const summary: Summary = {
    definition,
    graph,
    depth,
    assumed: assumptions.key,
    outcomes: null,
    sleeps: sleepsOf(events),
    events,
    mayRelease: explorer.mayRelease,
    mayThaw: explorer.mayThaw,
    mayUnlock: explorer.mayUnlock,
  };
  if (status === 'budget') {
    // What it did not come to may give back as well.
    const { releases, thaws } = unpairedLocks(definition);
    summary.mayRelease ||= releases;
    summary.mayThaw ||= thaws;
    context.exhausted[root].set(graph, summary);
    return summary;
  }
  const outcomes = exits.map((exit): SummaryOutcome => {
    const origins = new Map<Atom, Step[]>();
    for (const atom of exit.domain) {
      const inner = exit.value === null ? undefined : context.origins.get(exit.value)?.get(atom);
      const here = resultStep(exit.place, definition.name, [atom]);
      origins.set(atom, [...(inner ?? []), here]);
    }
    const conditions = [...exit.state.domains].filter(([sym]) => ofParameters(sym, context.symbols));
    return {
      value: exit.value,
      domain: exit.domain,
      state: exit.state,
      place: exit.place,
      origins,
      conditions,
    };
  });
  if (status === 'unreadable') for (const o of outcomes) o.state.assumed = true;
  // With one effect whatever the way, a merge cannot have mixed up anything that a caller is told.
  else if (new Set(exits.map((exit) => noticed(exit, context.symbols))).size === 1)
    for (const o of outcomes) o.state.assumed = false;
  for (const wanted of CONDITION_LEVELS) {
    summary.outcomes = group(outcomes, context.symbols, (sym) => wanted(sym, context.symbols));
    if (summary.outcomes.length <= MAX_OUTCOMES) return summary;
  }
  if ((summary.outcomes?.length ?? 0) > MAX_OUTCOMES * 2) summary.outcomes = null;
  return summary;
}

/** Which conditions on the arguments tell outcomes apart, from all of them to none, until there are few enough. */
const CONDITION_LEVELS: ((sym: Sym, symbols: Symbols) => boolean)[] = [
  () => true,
  (sym, symbols) => symbols.shape(sym).kind === 'parameter' || symbols.shape(sym).kind === 'binary',
  (sym, symbols) => symbols.shape(sym).kind === 'parameter',
  () => false,
];

/** Joins exits that a caller need not tell apart. */
function group(
  outcomes: SummaryOutcome[],
  symbols: Symbols,
  wanted: (sym: Sym) => boolean,
): SummaryOutcome[] {
  const groups = new Map<string, SummaryOutcome>();
  for (const o of outcomes) {
    let key = effectKey(o.state, symbols);
    const conditions = o.conditions.filter(([sym]) => wanted(sym));
    for (const [sym, domain] of conditions) key += `/${sym}:${domainNumber(domain)}`;
    const known = groups.get(key);
    if (!known) {
      groups.set(key, { ...o, conditions, origins: new Map(o.origins) });
      continue;
    }
    if (known.value !== o.value) known.value = null;
    known.domain = unite(known.domain, o.domain);
    if (o.state.assumed && !known.state.assumed) {
      known.state = known.state.copy();
      known.state.assumed = true;
    }
    for (const [atom, steps] of o.origins) if (!known.origins.has(atom)) known.origins.set(atom, steps);
  }
  return [...groups.values()];
}

/** The locks and flags of an exit that a caller knows too: not those of an object that it never sees. */
function noticed({ state, value }: RawExit, symbols: Symbols): string {
  let key = `${state.mmap}${state.mmapAgain},${state.installed},${state.truncation},${state.vmFlags.size}`;
  for (const [id, lock] of state.locks) {
    const isOwn = symbols.shape(lock.sym).kind !== 'address' && !rooted(lock.sym, symbols);
    if (!isOwn || lock.sym === value || lock.kind === 'rcu' || lock.kind === 'preempt')
      key += `;${id}:${lock.depth}${lock.certain ? '' : '?'}`;
  }
  return key;
}

/** Everything in a final state that a caller can notice. */
function effectKey(state: State, symbols: Symbols): string {
  let key = `${state.mmap}${state.mmapAgain || ''},${state.installed},${state.truncation}`;
  for (const [id, lock] of state.locks) key += `;${id}:${lock.depth}${lock.certain ? '' : '?'}`;
  for (const [id, flag] of state.vmFlags) key += `;${id}${sign(flag)}`;
  for (const [loc, sym] of state.env) {
    const owner = symbols.ownerOf(loc);
    if (owner === null || !rooted(owner, symbols)) continue;
    const shape = symbols.shape(sym);
    key += `|${loc}=${shape.kind === 'opaque' ? state.domain(sym).join() : sym}`;
  }
  for (const [pointer, epoch] of state.epochs) if (rooted(pointer, symbols)) key += `#${pointer}:${epoch}`;
  return key;
}

/** True for a symbol that the caller can name: a parameter or something reached through one. */
export function rooted(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'parameter':
      return true;
    case 'initial':
    case 'address': {
      const owner = symbols.ownerOf(shape.loc);
      return owner !== null && rooted(owner, symbols);
    }
    case 'pure':
      return shape.operands.some((o) => rooted(o, symbols));
    default:
      return false;
  }
}

/** Made of parameters, what is reached through them, constants and global names alone. */
function ofParameters(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary') {
    const left = ofParameters(shape.left, symbols) || isPlain(shape.left, symbols);
    const right = ofParameters(shape.right, symbols) || isPlain(shape.right, symbols);
    return left && right;
  }
  return rooted(sym, symbols);
}

function isPlain(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'constant') return true;
  return shape.kind === 'initial' && symbols.locShape(shape.loc).kind === 'variable';
}

function sleepsOf(events: Events): Note[] | null {
  for (const e of events.calls.values()) if (e.sleeps) return e.sleeps;
  return null;
}
