// SPDX-License-Identifier: GPL-2.0-only
/**
 * Makes one state of two whose paths meet: what both know stays known, and what they know differently is vague from
 * then on. A later test of something vague may go a way that was open to neither.
 */
import { type Domain, unite } from './domain.ts';
import { DOUBTED, either } from './doubt.ts';
import { joinKnown, renameKnown } from './properties/index.ts';
import { uncountedOfBoth } from './properties/pageRefs.ts';
import type { State } from './state.ts';
import type { Loc, Sym } from './symbols.ts';
import { type Difference, meetWorlds, worldsKey } from './worlds.ts';

/**
 * Joins `other` into `state`; returns false when nothing was lost (the other adds nothing).
 *
 * @param alike whether the two agree in what rules look at; else one of them was given up
 */
export function joinStates(state: State, other: State, tag: string, alike: boolean): boolean {
  let changed = false;
  const met = new Set<Sym>();
  const differences: Difference[] = [];
  let vague: Set<Sym> | null = null;
  const doubt = (sym: Sym) => {
    if (vague === null && state.vague.has(sym)) return;
    vague ??= new Set(state.vague);
    vague.add(sym);
  };
  if (state.vague !== other.vague) for (const sym of other.vague) doubt(sym);
  const meet = (loc: Loc, a: Sym, b: Sym) => {
    if (a === b) return;
    const merged = state.symbols.opaque(`${tag}@${loc}`);
    const { symbols } = state;
    symbols.marks.markMerged(merged);
    symbols.marks.markFound(merged, symbols.marks.isFound(a) && symbols.marks.isFound(b));
    symbols.marks.markBorrowedPage(
      merged,
      uncountedOfBoth([a, state.pageRefs], [b, other.pageRefs], symbols),
    );
    const [mine, theirs] = [state.domain(a), other.domain(b)];
    differences.push({ sym: merged, mine: { sym: a, domain: mine }, theirs: { sym: b, domain: theirs } });
    const domain = unite(mine, theirs);
    if (a !== merged || state.domain(a) !== domain) changed = true;
    state.store(loc, merged);
    state.setDomain(merged, domain);
    renameKnown(state, merged);
    met.add(merged);
    doubt(merged);
  };
  if (state.env !== other.env) {
    const theirs = other.env;
    for (let at = 0; at < theirs.size; at++) {
      const loc = theirs.keys[at] as Loc;
      if (!state.env.has(loc)) meet(loc, state.load(loc), theirs.values[at] as Sym);
    }
    const { keys, values } = state.env.copy();
    for (let at = 0; at < keys.length; at++)
      meet(keys[at] as Loc, values[at] as Sym, other.load(keys[at] as Loc));
  }
  if (state.domains !== other.domains) {
    const { keys, values } = state.domains.copy();
    for (let at = 0; at < keys.length; at++) {
      const sym = keys[at] as Sym;
      // The other has it under another name, and its values are in.
      if (met.has(sym)) continue;
      const domain = values[at] as Domain;
      const theirs = other.domain(sym);
      const united = unite(domain, theirs);
      if (united !== theirs || united !== domain) {
        doubt(sym);
        differences.push({ sym, mine: { sym, domain }, theirs: { sym, domain: theirs } });
      }
      if (united === domain) continue;
      changed = true;
      state.setDomain(sym, united);
    }
    for (let at = 0; at < other.domains.size; at++) {
      const sym = other.domains.keys[at] as Sym;
      if (state.domains.has(sym)) continue;
      doubt(sym);
      const theirs = other.domains.values[at] as Domain;
      differences.push({ sym, mine: { sym, domain: state.domain(sym) }, theirs: { sym, domain: theirs } });
    }
  }
  if (state.epochs !== other.epochs && other.epochs.size > 0) {
    const epochs = new Map(state.epochs);
    for (const [pointer, epoch] of other.epochs)
      if (epoch > (epochs.get(pointer) ?? 0)) epochs.set(pointer, epoch);
    state.epochs = epochs;
  }
  if (joinKnown(state, other)) changed = true;
  const worlds = meetWorlds(state, other, differences);
  if (worldsKey(worlds) !== worldsKey(state.worlds)) changed = true;
  state.worlds = worlds;
  if (vague !== null) state.vague = vague;
  const rests = alike ? either(state.doubt, other.doubt) : DOUBTED;
  // What was seen of it before goes on once more, as sure.
  if (rests === null && state.doubt !== null) changed = true;
  state.doubt = rests;
  return changed;
}
