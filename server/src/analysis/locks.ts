/** Taking and releasing locks in a state. */
import type { Place } from '../text/source.ts';
import type { Explorer } from './explore.ts';
import type { HelperLockKind } from './helpers/model.ts';
import { symbolText } from './render.ts';
import type { HeldLock, LockKind } from './report.ts';
import type { LockEntry, State } from './state.ts';
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
  'mmap-read': 'rwsem',
  'mmap-write': 'rwsem',
  other: 'other',
};

/** One lock has one entry whatever way it is taken; RCU and preemption are global. */
function identity(kind: HelperLockKind, sym: Sym): string {
  if (kind === 'rcu' || kind === 'preempt') return kind;
  return `${KINDS[kind]}:${sym}`;
}

/** Takes a lock at a call. `written` is the argument as the source has it. */
export function takeLock(
  x: Explorer,
  state: State,
  lock: { kind: HelperLockKind; sym: Sym; written: string; place: Place; trylock: boolean; by: string },
): void {
  if (isMmapLock(x, lock.kind, lock.sym)) return takeMmapLock(x, state, lock);
  const id = identity(lock.kind, lock.sym);
  const before = state.locks.get(id);
  const name = lockName(x, lock.sym, lock.written);
  if (before && before.depth > 0 && before.certain && exclusive(lock.kind) && !lock.trylock)
    x.events.lock(
      x,
      { what: 'take-held', lock: name, kind: KINDS[lock.kind], place: lock.place, trylock: false },
      state,
    );
  const depth = (before?.depth ?? 0) + 1;
  if (depth === 0) state.setLock(id, null);
  else state.setLock(id, { kind: lock.kind, sym: lock.sym, depth, name, place: lock.place, certain: true });
  if (lock.kind === 'page') {
    state.setUncertain(lock.sym, false);
    state.truncation = 'no';
  }
  state.note(lock.place, `${lock.by} takes ${noun(lock.kind)} ${name}`.trimEnd());
}

/** Releases a lock at a call. */
export function releaseLock(
  x: Explorer,
  state: State,
  lock: { kind: HelperLockKind; sym: Sym; written: string; place: Place; by: string },
): void {
  if (isMmapLock(x, lock.kind, lock.sym)) return releaseMmapLock(x, state, lock);
  const id = identity(lock.kind, lock.sym);
  const before = state.locks.get(id);
  const name = lockName(x, lock.sym, lock.written);
  if (lock.kind === 'page') state.setUncertain(lock.sym, false);
  const depth = (before?.depth ?? 0) - 1;
  if (depth < 0)
    x.events.lock(
      x,
      { what: 'release-unheld', lock: name, kind: KINDS[lock.kind], place: lock.place, trylock: false },
      state,
    );
  if (depth === 0) state.setLock(id, null);
  else state.setLock(id, { kind: lock.kind, sym: lock.sym, depth, name, place: lock.place, certain: true });
  state.note(lock.place, `${lock.by} releases ${noun(lock.kind)} ${name}`.trimEnd());
}

/** mmap_lock (or the per-VMA lock) that core held on entry is dropped. */
export function releaseMmapLock(
  x: Explorer,
  state: State,
  at: { place: Place; by: string; written: string },
): void {
  x.events.lock(
    x,
    { what: 'release-mmap-lock', lock: at.written, kind: 'mmap', place: at.place, trylock: false },
    state,
  );
  state.mmap = 'released';
  state.note(at.place, `${at.by} releases mmap_lock`);
  state.releasedBy = state.trace?.step ?? null;
}

/** A callee takes mmap_lock and drops it again before it returns. */
export function takeMmapLockInside(x: Explorer, by: string, place: Place, state: State): void {
  x.events.lock(x, { what: 'take-mmap-lock', lock: by, kind: 'mmap', place, trylock: false }, state);
}

function takeMmapLock(
  x: Explorer,
  state: State,
  at: { place: Place; by: string; written: string; trylock: boolean },
): void {
  x.events.lock(
    x,
    { what: 'take-mmap-lock', lock: at.written, kind: 'mmap', place: at.place, trylock: at.trylock },
    state,
  );
  state.note(at.place, `${at.by} takes mmap_lock`);
  state.mmap = 'held';
}

/** mmap_lock of the faulting process: reached through the VMA or `current`. */
function isMmapLock(x: Explorer, kind: HelperLockKind, sym: Sym): boolean {
  if (kind === 'mmap-read' || kind === 'mmap-write') return true;
  if (kind !== 'rwsem-read' && kind !== 'rwsem-write') return false;
  const shape = x.context.symbols.shape(sym);
  if (shape.kind !== 'address') return false;
  const loc = x.context.symbols.locShape(shape.loc);
  return loc.kind === 'field' && (loc.name === 'mmap_sem' || loc.name === 'mmap_lock');
}

/** Locks that the function holds for sure or may hold. */
export function heldLocks(state: State): HeldLock[] {
  const result: HeldLock[] = [];
  for (const lock of state.locks.values())
    if (lock.depth > 0)
      result.push({ kind: KINDS[lock.kind], name: lock.name, place: lock.place, certain: lock.certain });
  return result;
}

export function pageLock(state: State, page: Sym): 'locked' | 'unlocked' | 'unknown' {
  const entry: LockEntry | undefined = state.locks.get(`page:${page}`);
  if (entry && !entry.certain) return 'unknown';
  if (entry && entry.depth > 0) return 'locked';
  if (!entry && state.symbols.isUnseen(page)) return 'unknown';
  return state.uncertainPages.has(page) ? 'unknown' : 'unlocked';
}

function exclusive(kind: HelperLockKind): boolean {
  return kind === 'page' || kind === 'mutex' || kind === 'spinlock' || kind === 'rwsem-write';
}

function noun(kind: HelperLockKind): string {
  switch (kind) {
    case 'page':
      return 'the lock of';
    case 'rcu':
      return 'the RCU read lock';
    case 'freeze':
      return 'freeze protection of';
    case 'preempt':
      return 'the atomic section';
    default:
      return '';
  }
}

function lockName(x: Explorer, sym: Sym, written: string): string {
  if (written) return written;
  return symbolText(sym, x.context.symbols, x.graph) ?? '';
}
