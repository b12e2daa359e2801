// SPDX-License-Identifier: GPL-2.0-only
/**
 * What the paths that met know each by itself: as long as they are few, a later test of something that they knew
 * differently goes on with those of them that it is open to, and needs no assumption.
 */
import { type Domain, domainNumber, unite } from './domain.ts';
import type { State, TraceNode } from './state.ts';
import type { Sym, Symbols } from './symbols.ts';

/** One of the paths: what it knew of each symbol that the others knew differently, and its steps up to there. */
export interface World {
  domains: ReadonlyMap<Sym, Domain>;
  trace: TraceNode | null;
}

export interface Worlds {
  /** At least two; all know of the same symbols. */
  list: readonly World[];
  /** The last step of the state's own trace when they met. */
  since: TraceNode | null;
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
export function covers(worlds: Worlds | null, sym: Sym): boolean {
  return worlds?.list[0]?.domains.has(sym) ?? false;
}

/** Whether what the paths tell may bear on a symbol: they have something in common. */
export function concerns(worlds: Worlds, sym: Sym, symbols: Symbols): boolean {
  const parts = symbols.partsOf(sym);
  for (const key of worlds.list[0]?.domains.keys() ?? []) {
    if (key === sym || parts.includes(key)) return true;
    for (const part of symbols.partsOf(key)) if (part === sym || parts.includes(part)) return true;
  }
  return false;
}

/** Tells states with other worlds apart. */
export function worldsKey(worlds: Worlds | null): string {
  return worlds === null ? '' : worlds.list.map(keyOf).sort().join('|');
}

const keyOf = ({ domains }: World) =>
  [...domains]
    .map(([sym, domain]) => `${sym}:${domainNumber(domain)}`)
    .sort()
    .join();

/** The worlds of two states that meet, before either is changed; null where they are too many, or do not differ. */
export function meetWorlds(mine: State, theirs: State, differences: readonly Difference[]): Worlds | null {
  const keys = new Map<Sym, Difference>();
  for (const one of differences) keys.set(one.sym, one);
  for (const [side, other] of [
    [mine, theirs],
    [theirs, mine],
  ] as const)
    for (const sym of side.worlds?.list[0]?.domains.keys() ?? [])
      if (!keys.has(sym)) {
        const [a, b] = side === mine ? [side, other] : [other, side];
        keys.set(sym, {
          sym,
          mine: { sym, domain: a.domain(sym) },
          theirs: { sym, domain: b.domain(sym) },
        });
      }
  const isLost = (state: State, sym: Sym) => state.vague.has(sym) && !covers(state.worlds, sym);
  for (const one of keys.values())
    if (isLost(mine, one.mine.sym) || isLost(theirs, one.theirs.sym)) keys.delete(one.sym);
  if (keys.size === 0) return null;
  const found = new Map<string, World>();
  for (const [state, side] of [
    [mine, 'mine'],
    [theirs, 'theirs'],
  ] as const)
    for (const world of worldsOf(state)) {
      const domains = new Map<Sym, Domain>();
      for (const one of keys.values())
        domains.set(one.sym, world.domains.get(one[side].sym) ?? one[side].domain);
      const made = { domains, trace: world.trace };
      const key = keyOf(made);
      if (!found.has(key)) found.set(key, made);
      if (found.size > MOST) return null;
    }
  return found.size < 2 ? null : { list: [...found.values()], since: mine.trace };
}

const NOTHING: ReadonlyMap<Sym, Domain> = new Map();

function worldsOf({ worlds, trace }: State): World[] {
  if (worlds === null) return [{ domains: NOTHING, trace }];
  return worlds.list.map(({ domains, trace: before }) => ({
    domains,
    trace: continued(before, trace, worlds.since),
  }));
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

/** Keeps what is still asked for. */
export function pruneWorlds(state: State, isWanted: (sym: Sym) => boolean): void {
  const { worlds } = state;
  if (worlds === null || [...(worlds.list[0] as World).domains.keys()].every(isWanted)) return;
  const found = new Map<string, World>();
  for (const { domains, trace } of worlds.list) {
    const world = { domains: new Map([...domains].filter(([sym]) => isWanted(sym))), trace };
    const key = keyOf(world);
    if (!found.has(key)) found.set(key, world);
  }
  state.worlds = found.size < 2 ? null : { list: [...found.values()], since: worlds.since };
}

/**
 * Goes on with the paths on which the test holds; false when there is none.
 *
 * @param test narrows the state of one path, and says whether that can be
 */
export function narrowWorlds(state: State, test: (inner: State) => boolean): boolean {
  const { worlds } = state;
  if (worlds === null) return true;
  const keys = [...(worlds.list[0] as World).domains.keys()];
  const kept: World[] = [];
  for (const { domains, trace } of worlds.list) {
    const inner = state.inWorld(domains);
    if (!test(inner)) continue;
    kept.push({ trace, domains: new Map(keys.map((sym) => [sym, inner.domain(sym)])) });
  }
  const [first] = kept;
  if (first === undefined) return false;
  for (const sym of keys) {
    let domain = first.domains.get(sym) as Domain;
    for (const world of kept) domain = unite(domain, world.domains.get(sym) as Domain);
    if (state.symbols.constantOf(sym) === null) state.setDomain(sym, domain);
  }
  if (kept.length < worlds.list.length) state.trace = continued(first.trace, state.trace, worlds.since);
  const since = kept.length < worlds.list.length ? first.trace : worlds.since;
  state.worlds = kept.length > 1 ? { list: kept, since } : null;
  if (kept.length === 1) state.vague = new Set([...state.vague].filter((sym) => !keys.includes(sym)));
  return true;
}

/** The symbols that paths knew differently and that the symbol is made of; null where one of them is told by no path. */
export function isTold(state: State, sym: Sym): boolean {
  for (const one of state.vague)
    if (state.symbols.mentions(sym, one) && !covers(state.worlds, one)) return false;
  return true;
}
