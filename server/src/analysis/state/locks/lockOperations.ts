// SPDX-License-Identifier: GPL-2.0-only
/** Taking and releasing locks in a state. */

import { spot } from '../../../text/source.ts';
import { takenLocks } from '../../calls/lockFlow.ts';
import { noteWait } from '../../engine/events/soleWaits.ts';
import type { Frame } from '../../engine/frame.ts';
import type { HelperLockKind } from '../../models/model.ts';
import { lockStep } from '../../reports/steps.ts';
import { domainOf, intersect } from '../domain.ts';
import type { LockEntry } from '../properties/locks.ts';
import { setUncertain } from '../properties/pageDoubts.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';
import { mayBeLocked } from './heldLocks.ts';
import type { LockCall } from './lockCall.ts';
import { setLock } from './lockEntries.ts';
import { exclusive, identity, isOfFile, KINDS, memberOf } from './lockKinds.ts';
import { nameOf } from './lockNames.ts';
import { mmOf, ownerOf, releaseMmapLock, takeMmapLock, tellMmapLock } from './mmapLock.ts';

const POINTER = domainOf(['+']);

/** A loop that forgets one half of a pair does not count on for ever. */
const DEEPEST = 3;

const WAITED_FOR: ReadonlySet<HelperLockKind> = new Set([
  'page',
  'mutex',
  'spinlock',
  'rwsem-read',
  'rwsem-write',
]);

/** Takes a lock at a call. */
export function takeLock(x: Frame, state: State, lock: LockCall & { trylock: boolean }): void {
  const member = memberOf(lock.sym, x.context.symbols);
  if (member !== null) x.events.takes.add(member);
  const mm = mmOf(x, lock.kind, lock.sym);
  if (mm !== null) {
    const owner = ownerOf(x, mm);
    if (owner === 'faulting') return takeMmapLock(x, state, lock, mm);
    if (owner === 'parameter' && !lock.inside) tellMmapLock(x, state, lock, mm);
  }
  const id = identity(lock.kind, lock.sym);
  const before = state.locks.get(id);
  const name = lock.kind === 'preempt' ? lock.by : nameOf(x, lock, state);
  const isWaited = !lock.trylock && (!lock.inside || lock.isOnly === true);
  const isTwice =
    isWaited &&
    before !== undefined &&
    before.depth > 0 &&
    before.certain &&
    exclusive(lock.kind) &&
    !isFoundAnew(x, lock, before);
  if (isTwice)
    x.events.lock(
      x,
      {
        what: 'take-held',
        taken: before.place,
        lock: name,
        kind: KINDS[lock.kind],
        place: lock.place,
        trylock: false,
        ...(lock.through === undefined ? {} : { by: lock.through }),
      },
      state,
    );
  if (!before && !lock.trylock && !lock.inside && WAITED_FOR.has(lock.kind)) {
    state.waited = new Map(state.waited).set(id, { kind: lock.kind, sym: lock.sym });
    noteWait(x, lock.kind, lock.sym, lock.place, state);
  }
  // A lock that only one can hold was free when it was got.
  const isFree = before && !before.certain && before.depth > 0 && exclusive(lock.kind);
  const depth = isFree ? 1 : Math.min((before?.depth ?? 0) + 1, DEEPEST);
  if (depth === 0) setLock(state, id, null);
  // A path on which the task waits for itself comes to no return: what would follow is not told as well.
  else setLock(state, id, { ...entryOf(lock, name), depth, ...(isTwice ? { certain: false } : {}) });
  if (lock.kind === 'page') {
    // A handler that gave up what it did not hold may have met another page under the name: that is unknown.
    setUncertain(state, lock.sym, x.depth === 0 && (before?.depth ?? 0) < 0);
    state.truncation = 'no';
    isThere(x, lock.sym, state);
  } else {
    const { symbols } = x.context;
    const shape = symbols.shape(lock.sym);
    const owner = shape.kind === 'address' ? symbols.ownerOf(shape.loc) : null;
    if (owner !== null) isThere(x, owner, state);
  }
  state.pass(lockStep(lock.place, lock.by, 'takes', { kind: lock.kind, name }));
}

/** The same call in a loop: what the loop looks up each time may be another object each time. */
function isFoundAnew({ context: { symbols } }: Frame, { sym, place }: LockCall, before: LockEntry): boolean {
  return spot(place) === spot(before.place) && !symbols.isCallerVisible(sym) && !isOfFile(sym, symbols);
}

/** A holder of a page lock has a page, and a holder of a lock in an object has the object. */
function isThere(x: Frame, object: Sym, state: State): void {
  const pointers = intersect(state.domain(object), POINTER);
  if (pointers.length > 0 && x.context.symbols.constantOf(object) === null) state.setDomain(object, pointers);
}

function entryOf({ kind, sym, place, inside }: LockCall, name: string): Omit<LockEntry, 'depth'> {
  return { kind, sym, name, place, certain: true, byCallee: inside ?? false, reached: false, unheld: null };
}

/** Releases a lock at a call. */
export function releaseLock(x: Frame, state: State, lock: LockCall): void {
  const mm = mmOf(x, lock.kind, lock.sym);
  if (mm !== null && ownerOf(x, mm) === 'faulting') return releaseMmapLock(x, state, lock);
  const id = heldAs(x, state, lock);
  const before = state.locks.get(id);
  // An address space from elsewhere may be that of the VMA: whether its lock is still held is then unknown.
  if (mm !== null && ownerOf(x, mm) === 'unknown' && !(before && before.depth > 0) && state.mmap === 'held')
    state.mmap = 'unknown';
  const name = nameOf(x, lock, state);
  const isUnsure = lock.kind === 'page' && mayBeLocked(state, lock.sym);
  if (lock.kind === 'page') setUncertain(state, lock.sym, false);
  if (before?.reached) x.keptLocks.add(before.name);
  const depth = Math.max((before?.depth ?? 0) - 1, -DEEPEST);
  if (before && depth >= 0 && before.certain && isOtherMode(before.kind, lock.kind))
    x.events.lock(
      x,
      {
        what: 'wrong-mode',
        taken: before.place,
        lock: name,
        kind: 'rwsem',
        place: lock.place,
        trylock: false,
      },
      state,
    );
  x.events.releases.add(KINDS[lock.kind]);
  const unheld = depth < 0 && !isUnsure ? whyUnheld(x, state, lock, id) : null;
  if (depth < 0)
    x.events.lock(
      x,
      {
        what: 'release-unheld',
        taken: null,
        lock: name,
        kind: KINDS[lock.kind],
        place: lock.place,
        trylock: false,
      },
      state,
    );
  if (depth === 0) setLock(state, id, null);
  else {
    // What may be held once less than it looks still may.
    const certain = depth < 0 || before?.certain !== false;
    setLock(state, id, { ...entryOf(lock, name), depth, unheld, certain });
  }
  if (depth === 0 && !state.givenUp.has(id)) state.givenUp = new Set([...state.givenUp, id]);
  state.pass(lockStep(lock.place, lock.by, 'releases', { kind: lock.kind, name }));
}

/**
 * Under which name the lock is held. A pointer to it that was read anew, behind a call that may have written to the object
 * that has it, leads to the same lock.
 */
function heldAs(x: Frame, state: State, lock: LockCall): string {
  const { kind, sym } = lock;
  const id = identity(kind, sym);
  if ((state.locks.get(id)?.depth ?? 0) > 0) return id;
  for (const [other, entry] of state.locks)
    if (
      entry.depth > 0 &&
      KINDS[entry.kind] === KINDS[kind] &&
      x.context.symbols.areReadAlike(entry.sym, sym)
    )
      return other;
  return askedForAnew(state, lock) ?? id;
}

/** `up_read(&foo_of(dev)->sem)` after `down_read(&foo_of(dev)->sem)`: what the call gave was not looked into, and is the same. */
function askedForAnew(state: State, { kind, sym, written }: LockCall): string | null {
  if (!written.includes('(')) return null;
  for (const [id, entry] of state.locks)
    if (entry.depth > 0 && KINDS[entry.kind] === KINDS[kind] && entry.sym !== sym && entry.name === written)
      return id;
  return null;
}

/** A read lock given back as a write lock, or the reverse. */
function isOtherMode(taken: HelperLockKind, released: HelperLockKind): boolean {
  return taken !== released && taken.startsWith('rwsem-') && released.startsWith('rwsem-');
}

/** Why nobody holds for the function what it gives back here; null where a callee or another name may. */
function whyUnheld(x: Frame, state: State, lock: LockCall, id: string): LockEntry['unheld'] {
  if (state.givenUp.has(id)) return 'again';
  if (state.mayHaveTaken) return null;
  if (lock.inside && lock.unheld !== 'perhaps') return lock.unheld ?? null;
  for (const other of state.locks.values())
    if (other.depth > 0 && KINDS[other.kind] === KINDS[lock.kind]) return null;
  // Core calls without locks, and all that was called before is known.
  if (x.depth === 0 && !lock.inside) return 'never';
  return lock.written !== '' && takenLocks(x.graph, x.context.helpers, x.file.text).has(lock.written)
    ? 'never'
    : 'perhaps';
}
