// SPDX-License-Identifier: GPL-2.0-only
/**
 * What the paths that met know each by itself: as long as they are few, a later test of something that they knew
 * differently goes on with those of them that it is open to, and needs no assumption.
 */
import { type Domain, domainNumber, unite } from './domain.ts';
import { type Choice, chosen, type Doubt, either } from './doubt.ts';
import type { State, TraceNode } from './state.ts';
import type { Sym, Symbols } from './symbols.ts';

/** One of the paths: what it knew of each symbol that the others knew differently, and its steps up to there. */
interface World {
  /** In the order of the symbols. */
  domains: readonly Domain[];
  trace: TraceNode | null;
  /** What it rests on. */
  doubt: Doubt;
}

export interface Worlds {
  /** What they know of; all of the same symbols. */
  syms: readonly Sym[];
  /** At least two. */
  list: readonly World[];
  /** The last step of the state's own trace when they met. */
  since: TraceNode | null;
  /** Names them, whatever order they stand in; worked out when asked for. */
  key?: string;
}

/** More are not told apart. */
const MOST = 6;

/** What one symbol was on either side of a join. */
export interface Difference {
  sym: Sym;
  mine: { sym: Sym; domain: Domain };
  theirs: { sym: Sym; domain: Domain };
}

/** Whether the paths tell what the symbol is on each. */
function covers(worlds: Worlds | null, sym: Sym): boolean {
  return worlds?.syms.includes(sym) ?? false;
}

/** Whether what the paths tell may bear on a symbol: they have something in common. */
export function concerns(worlds: Worlds, sym: Sym, symbols: Symbols): boolean {
  const parts = symbols.partsOf(sym);
  for (const key of worlds.syms) {
    if (key === sym || parts.includes(key)) return true;
    for (const part of symbols.partsOf(key)) if (part === sym || parts.includes(part)) return true;
  }
  return false;
}

/** Tells states with other worlds apart. */
export function worldsKey(worlds: Worlds | null): string {
  if (worlds === null) return '';
  worlds.key ??= keyOfAll(worlds);
  return worlds.key;
}

function keyOfAll({ syms, list }: Worlds): string {
  const order = syms.map((_, at) => at).sort((a, b) => (syms[a] as Sym) - (syms[b] as Sym));
  const keys = list.map(({ domains }) => keyOf(order.map((at) => domains[at] as Domain)));
  return `${order.map((at) => syms[at]).join()}=${keys.sort().join('|')}`;
}

/** Names what a path knew, among paths that know of the same symbols. */
function keyOf(domains: readonly Domain[]): string {
  let key = '';
  for (const domain of domains) key += `${domainNumber(domain)},`;
  return key;
}

/** The worlds of two states that meet, before either is changed; null where they are too many, or do not differ. */
export function meetWorlds(mine: State, theirs: State, differences: readonly Difference[]): Worlds | null {
  const met = new Map<Sym, Difference>();
  for (const one of differences) met.set(one.sym, one);
  for (const sym of mine.worlds?.syms ?? []) addKnown(met, sym, mine, theirs);
  for (const sym of theirs.worlds?.syms ?? []) addKnown(met, sym, mine, theirs);
  const told: Difference[] = [];
  for (const one of met.values())
    if (!isLost(mine, one.mine.sym) && !isLost(theirs, one.theirs.sym)) told.push(one);
  if (told.length === 0) return null;
  const found = new Map<string, World>();
  if (!addWorlds(found, mine, told, 'mine') || !addWorlds(found, theirs, told, 'theirs')) return null;
  if (found.size < 2) return null;
  return { syms: told.map(({ sym }) => sym), list: [...found.values()], since: mine.trace };
}

function addKnown(met: Map<Sym, Difference>, sym: Sym, mine: State, theirs: State): void {
  if (met.has(sym)) return;
  const [a, b] = [mine.domain(sym), theirs.domain(sym)];
  met.set(sym, { sym, mine: { sym, domain: a }, theirs: { sym, domain: b } });
}

const isLost = (state: State, sym: Sym) => state.vague.has(sym) && !covers(state.worlds, sym);

/** Adds what each path of a state knew; false when they become too many. */
function addWorlds(
  found: Map<string, World>,
  { worlds, trace, doubt }: State,
  told: readonly Difference[],
  side: 'mine' | 'theirs',
): boolean {
  const places = told.map((one) => worlds?.syms.indexOf(one[side].sym) ?? -1);
  for (const world of worlds?.list ?? [null]) {
    const domains = told.map((one, n) => world?.domains[places[n] as number] ?? one[side].domain);
    const key = keyOf(domains);
    const known = found.get(key);
    const own = world === null ? doubt : world.doubt;
    if (known) known.doubt = either(known.doubt, own);
    else {
      const since = worlds?.since ?? null;
      const whole = world === null ? trace : continued(world.trace, trace, since);
      found.set(key, { domains, trace: whole, doubt: own });
    }
    if (found.size > MOST) return false;
  }
  return true;
}

/** The steps of a trace since one of its nodes, behind another one. */
function continued(
  before: TraceNode | null,
  trace: TraceNode | null,
  since: TraceNode | null,
): TraceNode | null {
  const steps: TraceNode[] = [];
  for (let node = trace; node && node !== since; node = node.before) steps.push(node);
  let result = before;
  for (const { step } of steps.reverse()) result = { step, before: result };
  return result;
}

/** Each of the paths goes on by one choice more. */
export function chosenInWorlds(worlds: Worlds | null, choice: Choice): Worlds | null {
  if (worlds === null) return null;
  return { ...worlds, list: worlds.list.map((one) => ({ ...one, doubt: chosen(one.doubt, choice) })) };
}

/** Keeps what is still asked for. */
export function pruneWorlds(state: State, isWanted: (sym: Sym) => boolean): void {
  const { worlds } = state;
  if (worlds === null || worlds.syms.every(isWanted)) return;
  const kept: number[] = [];
  for (const [at, sym] of worlds.syms.entries()) if (isWanted(sym)) kept.push(at);
  const found = new Map<string, World>();
  for (const world of worlds.list) {
    const domains = kept.map((at) => world.domains[at] as Domain);
    const key = keyOf(domains);
    const known = found.get(key);
    if (known) known.doubt = either(known.doubt, world.doubt);
    else found.set(key, { ...world, domains });
  }
  const syms = kept.map((at) => worlds.syms[at] as Sym);
  state.worlds = found.size < 2 ? null : { syms, list: [...found.values()], since: worlds.since };
}

/**
 * Goes on with the paths on which the test holds; false when there is none.
 *
 * @param test narrows the state of one path, and says whether that can be
 */
export function narrowWorlds(state: State, test: (inner: State) => boolean): boolean {
  const { worlds } = state;
  if (worlds === null) return true;
  const { syms } = worlds;
  const kept: World[] = [];
  for (const { domains, trace, doubt } of worlds.list) {
    const inner = state.inWorld(syms, domains);
    if (!test(inner)) continue;
    kept.push({ trace, doubt, domains: syms.map((sym) => inner.domain(sym)) });
  }
  const [first] = kept;
  if (first === undefined) return false;
  for (const [at, sym] of syms.entries()) {
    let domain = first.domains[at] as Domain;
    for (const world of kept) domain = unite(domain, world.domains[at] as Domain);
    if (state.symbols.constantOf(sym) === null) state.setDomain(sym, domain);
  }
  if (kept.length < worlds.list.length) {
    state.trace = continued(first.trace, state.trace, worlds.since);
    state.doubt = kept.map(({ doubt }) => doubt).reduce(either);
  }
  const since = kept.length < worlds.list.length ? first.trace : worlds.since;
  state.worlds = kept.length > 1 ? { syms, list: kept, since } : null;
  if (kept.length === 1) state.vague = new Set([...state.vague].filter((sym) => !syms.includes(sym)));
  return true;
}

/** The symbols that paths knew differently and that the symbol is made of; null where one of them is told by no path. */
export function isTold(state: State, sym: Sym): boolean {
  for (const one of state.vague)
    if (state.symbols.hangsOn(sym, one) && !covers(state.worlds, one)) return false;
  return true;
}
