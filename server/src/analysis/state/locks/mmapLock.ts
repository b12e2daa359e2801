// SPDX-License-Identifier: GPL-2.0-only
/** The lock of an address space, as core holds it for a handler. */
import type { Place } from '../../../text/source.ts';
import type { Frame } from '../../engine/frame.ts';
import type { HelperLockKind } from '../../models/model.ts';
import { mmapStep } from '../../reports/steps.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';

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

/** Takes the mmap_lock of the faulting address space at a call. */
export function takeMmapLock(
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

/** Tells that mmap_lock is taken. */
export function tellMmapLock(
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
export function mmOf(x: Frame, kind: HelperLockKind, sym: Sym): Sym | null {
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
