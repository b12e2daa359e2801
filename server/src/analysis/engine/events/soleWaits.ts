// SPDX-License-Identifier: GPL-2.0-only
/**
 * Locks that a callee waits for on some of its ways alone. Whether its caller holds one of them may be what decides about
 * these ways. Not where one call alone comes to it, and that holds the lock: then such a way is a mistake, or leads nowhere.
 */
import { isCalledOnce } from '../../../facts/names/mentions.ts';
import type { Place } from '../../../text/source.ts';
import { spot } from '../../../text/source.ts';
import type { Summary } from '../../calls/summaries.ts';
import type { HelperLockKind } from '../../models/model.ts';
import { identity, isOfFile, isWaitingForItself, KINDS } from '../../state/locks/lockKinds.ts';
import { throughFile } from '../../state/locks/throughFile.ts';
import type { LockEntry } from '../../state/properties/locks.ts';
import type { State } from '../../state/state.ts';
import type { Sym } from '../../state/symbols.ts';
import type { Substitution } from '../accesses.ts';
import type { Frame } from '../frame.ts';
import { traceOf } from './traces.ts';

/** Notes that a way waits for a lock; not where the function is told by a parameter whether to take it. */
export function noteWait(x: Frame, kind: HelperLockKind, sym: Sym, place: Place, state: State): void {
  const id = identity(kind, sym);
  if (state.assumed || x.events.waits.has(id)) return;
  if (traceOf(state.trace).some((step) => step.kind === 'test' && step.parameter !== undefined)) return;
  x.events.waits.set(id, { kind, sym, place });
}

/** Tells of locks that the callee waits for and the caller holds at its only call. */
export function waitAtOnlyCall(
  x: Frame,
  { definition, events }: Summary,
  seen: Substitution,
  place: Place,
  state: State,
): void {
  if (events.waits.size === 0 || !isCalledOnce(definition)) return;
  const { symbols } = x.context;
  for (const wait of events.waits.values()) {
    if (!symbols.isCallerVisible(wait.sym) && !isOfFile(wait.sym, symbols)) continue;
    const sym = seen.sym(wait.sym);
    const id = identity(wait.kind, sym);
    const held = state.locks.get(id) ?? throughFile(x, state, sym);
    const call = `${spot(place)} ${id}`;
    if (held !== undefined && isWaitingForItself(held, wait.kind)) {
      if (!x.events.unlockedCalls.has(call))
        tell(x, held, definition.name, { call: place, wait: wait.place }, state);
      continue;
    }
    x.events.unlockedCalls.add(call);
    x.events.unlock({ what: 'take-held', place }, state);
    if (held === undefined) noteWait(x, wait.kind, sym, wait.place, state);
  }
}

function tell(
  x: Frame,
  { place: taken, name, kind }: LockEntry,
  by: string,
  at: { call: Place; wait: Place },
  state: State,
) {
  x.events.lock(
    x,
    {
      what: 'take-held',
      taken,
      lock: name,
      kind: KINDS[kind],
      place: at.call,
      trylock: false,
      by,
      again: at.wait,
    },
    state,
  );
}
