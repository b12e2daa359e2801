// SPDX-License-Identifier: GPL-2.0-only
/** Kinds of locks, and what they have in common. */
import type { HelperLockKind } from '../../models/model.ts';
import type { LockKind } from '../../reports/model/exits.ts';
import type { LockEntry } from '../properties/locks.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { isOfTask } from './lockEntries.ts';

/** As reports have them. */
export const KINDS: Record<HelperLockKind, LockKind> = {
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
  signals: 'signals',
  migration: 'migration',
  'mmap-read': 'rwsem',
  'mmap-write': 'rwsem',
  other: 'other',
};

/** One lock has one entry whatever way it is taken. */
export function identity(kind: HelperLockKind, sym: Sym): string {
  if (isOfTask(kind)) return kind;
  return `${KINDS[kind]}:${sym}`;
}

/** The member or variable that is the lock; null where it has no such name. */
export function memberOf(lock: Sym, symbols: Symbols): string | null {
  const shape = symbols.shape(lock);
  if (shape.kind !== 'address') return null;
  const loc = symbols.locShape(shape.loc);
  return loc.kind === 'field' || loc.kind === 'variable' ? loc.name : null;
}

/** A lock at file scope, not in an array. */
export function isOfFile(lock: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(lock);
  if (shape.kind !== 'address') return false;
  const loc = symbols.locShape(shape.loc);
  return loc.kind === 'variable' && !loc.local;
}

/** Who holds a lock that only one can hold, or that one waits for alone, and waits for it, waits for ever. */
export function isWaitingForItself({ depth, certain, kind }: LockEntry, waits: HelperLockKind): boolean {
  return depth > 0 && certain && (exclusive(kind) || exclusive(waits));
}

/** Only one can hold it. */
export function exclusive(kind: HelperLockKind): boolean {
  return kind === 'page' || kind === 'mutex' || kind === 'spinlock' || kind === 'rwsem-write';
}
