// SPDX-License-Identifier: GPL-2.0-only
/** What tells of a lock that is given back whether a caller holds it for the function. */
import { noteWait } from '../../engine/events/soleWaits.ts';
import type { Frame } from '../../engine/frame.ts';
import type { HelperLockKind } from '../../models/model.ts';
import { identity, isOfFile, isWaitingForItself, KINDS } from '../locks/lockKinds.ts';
import { throughFile } from '../locks/throughFile.ts';
import type { Sym } from '../symbols.ts';
import { property, type Return } from './property.ts';

const NONE: ReadonlySet<string> = new Set();

/** A lock that a path has waited for. */
interface Waited {
  kind: HelperLockKind;
  sym: Sym;
}

/** By the identity of the lock. */
export type Waits = ReadonlyMap<string, Waited>;

const NO_WAITS: Waits = new Map();

/** A callee waits, on every way that comes back so, for what its caller holds: the task waits for itself. */
function giveWaitsBack(waits: Waits, call: Return): void {
  const { x, next, place, name } = call;
  for (const [ownId, { kind, sym: own }] of waits) {
    // What it leaves with is told where the caller gets it.
    if (call.callee.locks.has(ownId)) continue;
    if (!isNamedBy(x, own, call)) continue;
    const sym = call.sym(own);
    const id = identity(kind, sym);
    const held = next.locks.get(id) ?? throughFile(x, next, sym);
    if (held === undefined) {
      next.waited = new Map(next.waited).set(id, { kind, sym });
      noteWait(x, kind, sym, place, next);
    } else if (isWaitingForItself(held, kind))
      x.events.lock(
        x,
        {
          what: 'take-held',
          taken: held.place,
          lock: held.name,
          kind: KINDS[kind],
          place,
          trylock: false,
          by: name,
        },
        next,
      );
  }
}

function isNamedBy({ context: { symbols } }: Frame, sym: Sym, call: Return): boolean {
  return symbols.isCallerVisible(sym) || call.known(sym) !== undefined || isOfFile(sym, symbols);
}

/** Any lock may have been taken. */
export function mayTakeAny(known: { givenUp: ReadonlySet<string>; mayHaveTaken: boolean }): void {
  known.givenUp = NONE;
  known.mayHaveTaken = true;
}

export const unheldLocks = {
  /** Locks that the path took and gave back, by their identity. */
  givenUp: property<ReadonlySet<string>>({
    initial: NONE,
    // Each id stands for a lock that neither path holds; a call that may have taken it since has emptied the list.
    join: (mine, theirs) =>
      [...mine].every((id) => theirs.has(id)) ? mine : new Set([...mine].filter((id) => theirs.has(id))),
  }),
  /** Locks that the path has waited for without having them. */
  waited: property<Waits>({
    initial: NO_WAITS,
    isQuiet: true,
    join: (mine, theirs) => (mine === theirs ? mine : new Map([...mine].filter(([id]) => theirs.has(id)))),
    giveBack(waits, call) {
      if (waits.size > 0) giveWaitsBack(waits, call);
      return true;
    },
  }),
  /** An opaque callee, or one that names the lock differently, may have taken any lock. */
  mayHaveTaken: property<boolean>({
    initial: false,
    key: (may) => (may ? 't' : ''),
    join: (mine, theirs) => mine || theirs,
    giveBack(may, { next }) {
      if (may) mayTakeAny(next);
      return true;
    },
  }),
};
