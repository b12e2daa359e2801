// SPDX-License-Identifier: GPL-2.0-only
/** The ways through a callee that its callers tell apart. */
import type { Place } from '../../text/source.ts';
import type { Graph } from '../cfg/cfg.ts';
import type { AnalysisContext } from '../engine/context.ts';
import type { RawExit } from '../engine/explorer.ts';
import type { Step } from '../reports/model/exits.ts';
import { resultStep } from '../reports/steps.ts';
import { NO_BOUNDS } from '../state/bounds/comparisons.ts';
import { type Atom, type Domain, domainNumber, faultBits, isErrnoAtom, unite } from '../state/domain.ts';
import { DOUBTED, type Doubt, either } from '../state/doubt.ts';
import { joinOutcomes, noticedKey, outcomeKey } from '../state/properties/index.ts';
import { isByAddress, uncountedFrom } from '../state/properties/pageRefs.ts';
import type { State } from '../state/state.ts';
import { commonLender, type Lender } from '../state/symbols/marks.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import { hasParameters, joinStored, ofParameters, storedTruths, storedValues } from './callerVisible.ts';
import { type Carried, joinCarried, knownUnderLock } from './carried.ts';
import { givesPage } from './inliningPolicy.ts';

/** More ways through a callee than this are not told apart by a caller. */
const MAX_OUTCOMES = 6;

/** One way through a callee. */
export interface SummaryOutcome {
  value: Sym | null;
  domain: Domain;
  /** The state at the exit: its effects are what it says about symbols that the caller can name. */
  state: State;
  place: Place;
  /** Where the pages are that it gives, one or another, or NULL, without having taken a reference; else null. */
  lender: Lender | null;
  /** Where each value arises. */
  origins: Map<Atom, Step[]>;
  /** What the path assumed about the arguments. */
  conditions: [Sym, Domain][];
  /** What it knows of what it hands out with a lock. */
  carried: Carried;
}

/**
 * Returns the outcomes of a callee's exits, joined where they differ in nothing that matters or where there are too
 * many; null when they are still too many. In an `unreadable` body any path may have been missed.
 */
export function outcomesOf(
  exits: readonly RawExit[],
  { name, graph }: { name: string; graph: Graph },
  unreadable: boolean,
  context: AnalysisContext,
): SummaryOutcome[] | null {
  const { symbols } = context;
  const isOfPage = givesPage(graph);
  const all = exits.map(({ value, domain, state, place }): SummaryOutcome => {
    const origins = new Map<Atom, Step[]>();
    for (const atom of domain) {
      const inner = value === null ? undefined : context.origins.get(value)?.get(atom);
      origins.set(atom, [...(inner ?? []), resultStep(place, name, [atom])]);
    }
    const conditions: SummaryOutcome['conditions'] = [];
    state.domains.forEach((known, sym) => {
      if (ofParameters(sym, symbols)) conditions.push([sym, known]);
    });
    const isPage = value !== null && (isOfPage || isByAddress(value, symbols));
    const lender = isPage ? uncountedFrom(value, state.pageRefs, symbols) : null;
    const carried = knownUnderLock(value, state, symbols);
    return { value, domain, state, place, lender, origins, conditions, carried };
  });
  if (unreadable) for (const one of all) one.state.doubt = DOUBTED;
  // With one effect whatever the way, a merge cannot have mixed up anything that a caller is told.
  else if (new Set(exits.map((exit) => noticed(exit, symbols))).size === 1)
    for (const one of all) one.state.doubt = null;
  const bare = barest(all, graph, symbols);
  let few: SummaryOutcome[] | null = null;
  for (const level of LEVELS) {
    // Twice as many are better than one that leaves open what a result tells.
    if (!level.keepsLinks && level !== LEVELS[0] && few !== null) return few;
    const { outcomes, losesLink } = group(all, symbols, level, bare);
    if (level.keepsLinks && losesLink) continue;
    if (outcomes.length <= MAX_OUTCOMES) return outcomes;
    if (level !== LEVELS[0] && outcomes.length <= (few?.length ?? MAX_OUTCOMES * 2)) few = outcomes;
  }
  return few;
}

/** What tells outcomes apart. */
interface Level {
  /** Which conditions on the arguments. */
  wanted: (sym: Sym, symbols: Symbols) => boolean;
  /** Which value is left in a place of the caller's; else only whether it is 0 or NULL, and what comes back with it. */
  byValue: boolean;
  /** What was forgotten on some way only counts as forgotten on all. */
  forgetsAlike: boolean;
  /** No good where it leaves open what a result tells about a stored value. */
  keepsLinks: boolean;
}

const ofArguments: Level['wanted'] = (sym, symbols) =>
  symbols.shape(sym).kind === 'parameter' || symbols.shape(sym).kind === 'binary';
const isArgument: Level['wanted'] = (sym, symbols) => symbols.shape(sym).kind === 'parameter';

/** From all that is known to little, until there are few enough. */
const LEVELS: readonly Level[] = [
  { wanted: () => true, byValue: true, forgetsAlike: false, keepsLinks: false },
  { wanted: ofArguments, byValue: true, forgetsAlike: false, keepsLinks: true },
  { wanted: isArgument, byValue: true, forgetsAlike: false, keepsLinks: true },
  { wanted: isArgument, byValue: true, forgetsAlike: true, keepsLinks: true },
  { wanted: isArgument, byValue: false, forgetsAlike: true, keepsLinks: true },
  { wanted: () => false, byValue: true, forgetsAlike: true, keepsLinks: true },
  { wanted: () => false, byValue: false, forgetsAlike: true, keepsLinks: true },
  { wanted: isArgument, byValue: true, forgetsAlike: true, keepsLinks: false },
  { wanted: () => false, byValue: true, forgetsAlike: true, keepsLinks: false },
];

/** Joins exits that a caller need not tell apart. */
function group(
  outcomes: SummaryOutcome[],
  symbols: Symbols,
  { wanted, byValue, forgetsAlike }: Level,
  bare: SummaryOutcome | null,
): { outcomes: SummaryOutcome[]; losesLink: boolean } {
  const groups = new Map<string, SummaryOutcome>();
  let losesLink = false;
  for (const o of outcomes) {
    const retries = o.domain.some((atom) => faultBits(atom).includes('RETRY'));
    let key = effectKey(o.state, symbols, byValue, forgetsAlike) + (retries ? '^' : '');
    if (!byValue) key += `>${domainNumber(o.domain)}`;
    else if (o.state.bounds !== NO_BOUNDS && o.domain.every(isErrnoAtom)) key += '!';
    if (o.lender !== null) key += 'b';
    if (o === bare) key += 'w';
    const isWanted = (sym: Sym) => wanted(sym, symbols) || (retries && isOfFlags(sym, symbols));
    const conditions = o.conditions.filter(([sym]) => isWanted(sym));
    const dropped = o.conditions.filter(([sym]) => !isWanted(sym)).map(([sym]) => sym);
    for (const [sym, domain] of conditions) key += `/${sym}:${domainNumber(domain)}`;
    const known = groups.get(key);
    if (!known) {
      groups.set(key, { ...o, state: vagueAbout(o.state, dropped), conditions, origins: new Map(o.origins) });
      continue;
    }
    const sameResult = known.domain === o.domain;
    const isLost = !sameResult && storedTruths(known.state, symbols) !== storedTruths(o.state, symbols);
    losesLink ||= isLost;
    known.state = vagueAbout(known.state, [...dropped, ...o.state.vague]);
    if (!byValue) known.state = joinStored(known.state, o.state, symbols);
    if (forgetsAlike) known.state = forgetting(known.state, o.state.epochs);
    // NULL is no page, and says nothing of the others.
    if (known.value === symbols.zero) known.lender = o.lender;
    else if (o.value !== symbols.zero) known.lender = commonLender(known.lender, o.lender);
    if (known.value !== o.value) known.value = null;
    const doubt = isLost ? DOUBTED : doubtOf(known, o);
    if (doubt !== known.state.doubt) {
      known.state = known.state.copy();
      known.state.doubt = doubt;
    }
    known.domain = unite(known.domain, o.domain);
    known.carried = joinCarried(known.carried, o.carried);
    const together = joinOutcomes(known.state, o.state);
    if (together) {
      known.state = known.state.copy();
      together(known.state);
    }
    for (const [atom, steps] of o.origins) if (!known.origins.has(atom)) known.origins.set(atom, steps);
  }
  return { outcomes: [...groups.values()], losesLink };
}

/**
 * Of the ways that give a number made of one that the function was handed, as a frame, that with the fewest comparisons:
 * the others, as later turns of a loop, must not hide what it gives.
 */
function barest(outcomes: SummaryOutcome[], { returnType }: Graph, symbols: Symbols): SummaryOutcome | null {
  if (!FRAMES.has(returnType)) return null;
  let bare: SummaryOutcome | null = null;
  for (const one of outcomes) {
    const shape = one.value === null ? null : symbols.shape(one.value);
    if (shape?.kind !== 'binary' && shape?.kind !== 'pure') continue;
    if (!hasParameters(one.value as Sym, symbols)) continue;
    if (bare === null || numberOf(one) < numberOf(bare)) bare = one;
  }
  return bare;
}

const numberOf = ({ state: { bounds } }: SummaryOutcome) => bounds.held.length + bounds.doubted.length;

/** Types of addresses, frames and numbers that hold one. */
const FRAMES: ReadonlySet<string> = new Set([
  ...['phys_addr_t', 'resource_size_t', 'dma_addr_t', 'pgoff_t', 'pfn_t', 'size_t'],
  ...['unsigned long', 'unsigned long long', 'u64', 'uint64_t', '__u64', 'loff_t'],
]);

/** What both rest on: where one gives a value more than the other, each has to be sure for itself. */
function doubtOf(one: SummaryOutcome, other: SummaryOutcome): Doubt {
  const [mine, theirs] = [one.state.doubt, other.state.doubt];
  if (mine === null && theirs === null) return null;
  const both = unite(one.domain, other.domain);
  if (one.domain === other.domain) return either(mine, theirs);
  if (mine === null && both === one.domain) return null;
  return theirs === null && both === other.domain ? null : DOUBTED;
}

/** The state that has forgotten what another has, too. */
function forgetting(state: State, others: State['epochs']): State {
  let epochs: Map<Sym, number> | null = null;
  for (const [pointer, epoch] of others) {
    if ((state.epochs.get(pointer) ?? 0) >= epoch) continue;
    epochs ??= new Map(state.epochs);
    epochs.set(pointer, epoch);
  }
  if (epochs === null) return state;
  const result = state.copy();
  result.epochs = epochs;
  return result;
}

/** `vmf->flags & FLAG`: whether VM_FAULT_RETRY may be returned hangs on it. */
function isOfFlags(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'binary' || shape.op !== '&') return false;
  const left = symbols.shape(shape.left);
  const loc = left.kind === 'initial' ? symbols.locShape(left.loc) : null;
  return loc?.kind === 'field' && loc.name === 'flags';
}

/** The state, of which it is no longer known which of these it depends on. */
function vagueAbout(state: State, more: readonly Sym[]): State {
  if (more.every((sym) => state.vague.has(sym))) return state;
  const result = state.copy();
  result.vague = new Set([...state.vague, ...more]);
  return result;
}

/** The locks and flags of an exit that a caller knows too: not those of an object that it never sees. */
function noticed({ state, value }: RawExit, symbols: Symbols): string {
  const isHidden = (sym: Sym) =>
    sym !== value && symbols.shape(sym).kind !== 'address' && !symbols.isCallerVisible(sym);
  return noticedKey(state, isHidden);
}

/** Everything in a final state that a caller can notice. */
function effectKey(state: State, symbols: Symbols, byValue: boolean, forgetsAlike: boolean): string {
  let key = outcomeKey(state);
  if (!byValue) key += storedTruths(state, symbols);
  else
    for (const [loc, sym] of storedValues(state, symbols)) {
      const shape = symbols.shape(sym);
      key += `|${loc}=${shape.kind === 'opaque' ? state.domain(sym).join() : sym}`;
    }
  if (forgetsAlike) return key;
  for (const [pointer, epoch] of state.epochs)
    if (symbols.isCallerVisible(pointer)) key += `#${pointer}:${epoch}`;
  return key;
}
