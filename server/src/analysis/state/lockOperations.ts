// SPDX-License-Identifier: GPL-2.0-only
/** Taking and releasing locks in a state. */

import type { Place } from '../../text/source.ts';
import { takenLocks } from '../calls/lockFlow.ts';
import type { Frame } from '../engine/frame.ts';
import type { HelperLockKind } from '../models/model.ts';
import type { HeldLock, LockKind, ReleasedLock, Unheld } from '../reports/model/exits.ts';
import { symbolText } from '../reports/render.ts';
import { lockStep, mmapStep } from '../reports/steps.ts';
import { domainOf, intersect } from './domain.ts';
import { isOfTask, setLock } from './lockEntries.ts';
import type { LockEntry } from './properties/locks.ts';
import { setUncertain } from './properties/pageDoubts.ts';
import { isLeftInVariable } from './properties/pageRefs.ts';
import type { State } from './state.ts';
import type { Sym } from './symbols.ts';

const KINDS: Record<HelperLockKind, LockKind> = {
  page: 'page',
  mutex: 'mutex',
  spinlock: 'spinlock',
  'rwsem-read': 'rwsem',
  'rwsem-write': 'rwsem',
  rcu: 'rcu',
  preempt: 'other',
  freeze: 'freeze',
  srcu: 'srcu',
  power: 'power',
  active: 'active',
  creds: 'creds',
  'mmap-read': 'rwsem',
  'mmap-write': 'rwsem',
  other: 'other',
};

const POINTER = domainOf(['+']);

/** A loop that forgets one half of a pair does not count on for ever. */
const DEEPEST = 3;

/** One lock has one entry whatever way it is taken. */
export function identity(kind: HelperLockKind, sym: Sym): string {
  if (isOfTask(kind)) return kind;
  return `${KINDS[kind]}:${sym}`;
}

/** Who holds a lock that only one can hold, or that one waits for alone, and waits for it, waits for ever. */
export function isWaitingForItself({ depth, certain, kind }: LockEntry, waits: HelperLockKind): boolean {
  return depth > 0 && certain && (exclusive(kind) || exclusive(waits));
}

/** A lock that a call takes or releases. */
interface LockCall {
  kind: HelperLockKind;
  sym: Sym;
  /** The argument as the source has it. */
  written: string;
  place: Place;
  /** The call or guard, for messages. */
  by: string;
  /** It happens inside a callee, which has told its events already, maybe under a condition of its own. */
  inside?: boolean;
  /** That callee comes back in no other way. */
  isOnly?: boolean;
  /** The name that it has in the callee. */
  inCallee?: string;
  /** What the callee knows of a lock that it gave back without having it. */
  unheld?: Unheld | null;
}

/** Takes a lock at a call. */
export function takeLock(x: Frame, state: State, lock: LockCall & { trylock: boolean }): void {
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
    isWaited && before !== undefined && before.depth > 0 && before.certain && exclusive(lock.kind);
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
      },
      state,
    );
  if (!before && !lock.trylock && !lock.inside && WAITED_FOR.has(lock.kind))
    state.waited = new Map(state.waited).set(id, { kind: lock.kind, sym: lock.sym });
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
  if (before?.reached && !lock.inside) x.keptLocks.add(before.name);
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

/** Why no caller holds for the function what it gives back here; null where one may. */
function whyUnheld(x: Frame, state: State, lock: LockCall, id: string): Unheld | null {
  if (state.givenUp.has(id)) return 'again';
  if (state.mayHaveTaken) return null;
  if (lock.inside) return lock.unheld ?? null;
  for (const other of state.locks.values())
    if (other.depth > 0 && KINDS[other.kind] === KINDS[lock.kind]) return null;
  // Core calls without locks, and all that was called before is known.
  if (x.depth === 0) return 'never';
  return lock.written !== '' && takenLocks(x.graph, x.context.helpers, x.file.text).has(lock.written)
    ? 'never'
    : null;
}

/** mmap_lock (or the per-VMA lock) that core held on entry is dropped. */
export function releaseMmapLock(
  x: Frame,
  state: State,
  at: { place: Place; by: string; written: string; retries?: boolean },
): void {
  if (state.mmapAgain > 0) {
    state.mmapAgain--;
    return state.pass(mmapStep(at.place, at.by, 'releases', true));
  }
  x.events.lock(
    x,
    {
      what: 'release-mmap-lock',
      taken: null,
      lock: at.written,
      kind: 'mmap',
      place: at.place,
      trylock: false,
    },
    state,
  );
  state.mmap = 'released';
  state.releasedBy = mmapStep(at.place, at.by, 'releases');
  state.pass(state.releasedBy);
  state.releasedByHelper = at.retries ?? false;
}

/** A callee takes mmap_lock and drops it again before it returns. */
export function takeMmapLockInside(x: Frame, by: string, place: Place, state: State): void {
  x.events.lock(
    x,
    { what: 'take-mmap-lock', taken: null, lock: by, kind: 'mmap', place, trylock: false },
    state,
  );
}

function takeMmapLock(
  x: Frame,
  state: State,
  at: { place: Place; by: string; written: string; trylock: boolean; inside?: boolean },
  mm: Sym,
): void {
  if (!at.inside) tellMmapLock(x, state, at, mm);
  state.pass(mmapStep(at.place, at.by, 'takes'));
  if (state.mmap === 'held') state.mmapAgain++;
  state.mmap = 'held';
}

function tellMmapLock(
  x: Frame,
  state: State,
  at: { place: Place; by: string; written: string; trylock: boolean },
  mm: Sym,
): void {
  const { place, trylock } = at;
  x.events.mmapLock(
    x,
    { what: 'take-mmap-lock', taken: null, lock: `${at.by} of ${at.written}`, kind: 'mmap', place, trylock },
    mm,
    state,
  );
}

/** The address space whose mmap_lock is meant, or null for any other lock. */
function mmOf(x: Frame, kind: HelperLockKind, sym: Sym): Sym | null {
  if (kind === 'mmap-read' || kind === 'mmap-write') return sym;
  if (kind !== 'rwsem-read' && kind !== 'rwsem-write') return null;
  const shape = x.context.symbols.shape(sym);
  if (shape.kind !== 'address') return null;
  const loc = x.context.symbols.locShape(shape.loc);
  return loc.kind === 'field' && (loc.name === 'mmap_sem' || loc.name === 'mmap_lock') ? loc.of : null;
}

/**
 * Whose address space it is: `faulting` when it is reached through the VMA or `current`, `parameter` when a
 * caller knows.
 */
export function ownerOf(x: Frame, mm: Sym): 'faulting' | 'parameter' | 'unknown' {
  const shape = x.context.symbols.shape(mm);
  if (shape.kind === 'parameter') return 'parameter';
  if (shape.kind !== 'initial') return 'unknown';
  const loc = x.context.symbols.locShape(shape.loc);
  if (loc.kind !== 'field') return 'unknown';
  if (loc.name === 'vm_mm') return x.vmas.has(loc.of) ? 'faulting' : 'unknown';
  if (loc.name !== 'mm' && loc.name !== 'active_mm') return 'unknown';
  return x.context.symbols.globalName(loc.of) === 'current' ? 'faulting' : 'unknown';
}

/** Locks that the function holds for sure or may hold. */
export function heldLocks(x: Frame, state: State): HeldLock[] {
  const result: HeldLock[] = [];
  for (const lock of state.locks.values()) {
    if (lock.depth <= 0) continue;
    const { name, place, byCallee } = lock;
    const isShared = lock.kind === 'rwsem-read';
    result.push({ kind: KINDS[lock.kind], isShared, name, place, certain: isCertain(x, lock), byCallee });
  }
  return result;
}

/** The function itself releases it elsewhere after such a call, so it does not take the call to have done so. */
function isCertain(x: Frame, { certain, reached, name }: LockEntry): boolean {
  return certain || (reached && x.keptLocks.has(name));
}

/** Locks that the function releases without having taken them, or more often. */
export function releasedLocks(state: State): ReleasedLock[] {
  const result: ReleasedLock[] = [];
  for (const { kind, name, place, certain, depth, byCallee, unheld } of state.locks.values())
    if (depth < 0)
      result.push({
        kind: KINDS[kind],
        isShared: kind === 'rwsem-read',
        name,
        place,
        certain,
        byCallee,
        unheld,
      });
  return result;
}

export function pageLock(x: Frame, state: State, page: Sym): 'locked' | 'unlocked' | 'unknown' {
  const entry: LockEntry | undefined = state.locks.get(`page:${page}`);
  if (entry && !isCertain(x, entry)) return 'unknown';
  if (entry && entry.depth > 0) return 'locked';
  return (!entry && holdsAnotherPage(state, page)) || mayBeLocked(state, page) ? 'unknown' : 'unlocked';
}

/** Without having locked the page: an opaque callee gave it, or had it in hand. */
function mayBeLocked(state: State, page: Sym): boolean {
  if (state.uncertainPages.has(page)) return true;
  const id = `page:${page}`;
  if (state.locks.has(id) || state.givenUp.has(id)) return false;
  return state.symbols.marks.isOpaqueResult(page) || isLeftInVariable(page, state.symbols);
}

/** A page that is locked under another name may be the same. */
function holdsAnotherPage(state: State, page: Sym): boolean {
  for (const lock of state.locks.values())
    if (lock.kind === 'page' && lock.depth > 0 && lock.sym !== page) return true;
  return false;
}

const WAITED_FOR: ReadonlySet<HelperLockKind> = new Set(['mutex', 'spinlock', 'rwsem-read', 'rwsem-write']);

function exclusive(kind: HelperLockKind): boolean {
  return kind === 'page' || kind === 'mutex' || kind === 'spinlock' || kind === 'rwsem-write';
}

/** By the name of the callee where the caller's has what no code says: which element it is, or the type of a container. */
function nameOf(x: Frame, { kind, sym, written, inCallee = '' }: LockCall, state: State): string {
  const name = lockName(x, sym, written, state);
  // A page is told by the way to it.
  const isSaid = kind === 'page' || !(name.includes('container_of(') || name.includes('[…]'));
  return written || isSaid || inCallee === '' ? name : inCallee;
}

/** A lock as the code writes it there; else by the variable that holds its object, or the way to that. */
export function lockName(x: Frame, sym: Sym, written: string, state: State): string {
  if (written) return written;
  const { symbols } = x.context;
  return symbolText(sym, symbols, x.graph, (object) => variableWith(x, object, state)) ?? '';
}

/** The local variable that holds an object at this place. */
function variableWith(x: Frame, object: Sym, { env }: State): string | null {
  const { symbols } = x.context;
  for (const [loc, sym] of env) {
    if (sym !== object) continue;
    const shape = symbols.locShape(loc);
    if (
      shape.kind === 'variable' &&
      shape.local &&
      !shape.name.startsWith('%') &&
      x.graph.types.has(shape.name)
    )
      return shape.name;
  }
  return null;
}
