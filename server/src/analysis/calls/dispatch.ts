// SPDX-License-Identifier: GPL-2.0-only
/** What a call does to a state: by the helper table, by the callee's summary, or, where it is opaque, by forgetting. */

import { FRONTS } from '../../contracts/mappingEntries.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import { claimBehind, claimCall, claimHelper } from '../claims/calls.ts';
import { giveToClose } from '../claims/closing.ts';
import { eraseCall, storeCall, tellFreedByCallee } from '../claims/containers.ts';
import { spend, take } from '../claims/holdings.ts';
import { fileOfLent, lendVma } from '../claims/lentVmas.ts';
import { linkCall, linkFound, linkOpaque } from '../claims/lists.ts';
import { allocate, handMemory } from '../claims/memory/memory.ts';
import { tellCopyPastPage } from '../claims/memory/pageCopies.ts';
import { libraryPair } from '../claims/pairs.ts';
import { claimRelied } from '../claims/relied.ts';
import { takingsOf } from '../claims/takings.ts';
import { helperFor } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import { applyHelper } from '../models/apply.ts';
import { applyFront } from '../models/fronts.ts';
import type { HelperSummary } from '../models/model.ts';
import { asPageLock, lockByBit } from '../models/pageLockBit.ts';
import { type Domain, isErrnoAtom, NON_NULL } from '../state/domain.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { doubtLocks } from '../transfer/assign.ts';
import { tellSized } from '../transfer/chosen.ts';
import { keepWon, wonObjects } from '../transfer/wonPuts.ts';
import { applySummaries } from './applySummary.ts';
import { summariesBehind } from './behindPointers.ts';
import { isGetter } from './getters.ts';
import { defers } from './nameHints.ts';
import { callOpaque } from './opaqueCalls.ts';
import { summariesOf } from './summaries.ts';

/** Runs a call instruction; returns the states after it, none when it does not come back. */
export function call(x: Frame, i: CallInstruction, state: State): State[] {
  const args = i.args.map((a) => x.evaluator.value(a, state));
  if (i.isCleanup && args.every((arg) => isNothing(state.domain(arg)))) return [state];
  const name = i.callee.k === 'name' && !x.graph.types.has(i.callee.name) ? i.callee.name : null;
  handMemory(x, i, name, args, state);
  tellCopyPastPage(x, i, args, state);
  const file = fileOfLent(x, i, name, args, state);
  giveToClose(x, i, name, args, state);
  const takings = takingsOf(x);
  if (takings.size === 0) {
    const after = performed(x, i, name, args, state);
    lendVma(x, i, name, args, file, after);
    return allocating(x, i, name, args, after);
  }
  spend(x, i, name, args, state);
  const taking = takings.get(i);
  const { size } = state.locks;
  const states = performed(x, i, name, args, state);
  lendVma(x, i, name, args, file, states);
  // A lock that it took is followed as one; a page may come locked.
  if (taking !== undefined)
    for (const next of states)
      if (next.locks.size === size || libraryPair(taking.name)?.isPage) take(x, i, taking, args, next);
  return allocating(x, i, name, args, states);
}

/** The states after a call, with the memory that it gave. */
function allocating(
  x: Frame,
  i: CallInstruction,
  name: string | null,
  args: Sym[],
  states: State[],
): State[] {
  if (name !== null) {
    allocate(x, i, name, args, states);
    tellSized(x, i, name, args, states);
  }
  return states;
}

function performed(x: Frame, i: CallInstruction, name: string | null, args: Sym[], state: State): State[] {
  const won = wonObjects(x, i, args, state);
  if (won.length === 0) return perform(x, i, name, args, state);
  const { references, claims } = state;
  const states = perform(x, i, name, args, state);
  keepWon(won, { references, claims }, states);
  return states;
}

function perform(x: Frame, i: CallInstruction, name: string | null, args: Sym[], state: State): State[] {
  const { context } = x;
  if (name) {
    const bit = asPageLock(x, i, name, state);
    if (bit) return lockByBit(x, bit, state);
    claimBehind(x, name, args, state);
    const known = helperFor(name, x.file, context);
    if (known && !known.ownFirst) {
      claimHelper(x, known.helper, i, args, state);
      if (defers(name) && args.some((arg) => context.symbols.isCallerVisible(arg))) x.events.defers = true;
      linkCall(x, i, name, args, state);
      eraseCall(x, name, args, state);
      const states = storeCall(x, i, name, args, applyHelper(x, i, known.helper, args, state));
      if (FRONTS.has(name)) applyFront(x, i, name, args, states);
      return mayKeep(known.helper) ? states : claimCall(x, i, name, 'helper', args, states);
    }
    const summaries = summariesOf(x, name, i, args, state);
    const understood = summaries?.every((s) => s.outcomes !== null);
    if (summaries && (understood || !known)) {
      const { linked, references } = state;
      const states = applySummaries(x, i, name, summaries, args, state);
      if (summaries.some(({ definition }) => definition.item.isTorn)) states.forEach(doubtLocks);
      linkFound(
        x,
        i,
        name,
        summaries.map(({ graph }) => graph),
        states,
      );
      // What it hands on to a function out of sight may be taken out there.
      if (linked.size > 0 && summaries.some(({ events }) => events.handedTo.size > 0))
        for (const one of states) linkOpaque(x, name, args, one);
      tellFreedByCallee(x, i, name, args, { linked, references }, states);
      return claimCall(x, i, name, 'explored', args, states);
    }
    if (known) return claimCall(x, i, name, 'helper', args, applyHelper(x, i, known.helper, args, state));
    if (i.args.length === 1 && isGetter(name, i, x)) {
      const object = context.symbols.pure(name, args);
      if (!state.domains.has(object)) state.setDomain(object, NON_NULL);
      state.store(x.evaluator.temporary(i.result), object);
      return [state];
    }
  }
  const behind = name === null ? summariesBehind(x, i, args, state) : null;
  if (behind) claimRelied(x, i, args, state);
  if (behind) return applySummaries(x, i, (i.callee as { field: string }).field, behind, args, state);
  const { linked, references } = state;
  const states = callOpaque(x, i, name, args, state);
  if (name !== null) tellFreedByCallee(x, i, name, args, { linked, references }, states);
  return name === null ? states : claimCall(x, i, name, 'opaque', args, states);
}

/** What DEFINE_FREE() asks before it frees: neither NULL nor an error pointer. */
const isNothing = (domain: Domain) => domain.every((atom) => atom === '0' || isErrnoAtom(atom));

/** It takes a reference in one of its outcomes alone, and the locks of a state say in which. */
function mayKeep({ outcomes }: HelperSummary): boolean {
  const takes = outcomes.filter(({ effects }) =>
    effects.some((effect) => effect.verb === 'lock' && (effect.kind === 'active' || effect.kind === 'power')),
  );
  return takes.length > 0 && takes.length < outcomes.length;
}
