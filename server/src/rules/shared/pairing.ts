// SPDX-License-Identifier: GPL-2.0-only
/** Locks that a function which handlers call gives back on one way out and keeps on another that looks the same. */

import type { HeldLock, LockKind, ReleasedLock } from '../../analysis/reports/model/exits.ts';
import type { CalleeReport } from '../../analysis/reports/report.ts';
import { NOT_ZERO } from '../../analysis/state/domain.ts';
import { isHandedVma } from '../../facts/mappings/fileMmaps.ts';
import type { Program } from '../../facts/model.ts';
import { namesAt, namesIn } from '../../facts/names/words.ts';
import { contains, type Place, spot } from '../../text/source.ts';

export interface KeptLock {
  report: CalleeReport;
  exit: CalleeReport['exits'][number];
  lock: HeldLock;
  /** A way out on which it gives the lock back; null where there is none, and a failure comes back with it. */
  other: CalleeReport['exits'][number] | null;
}

type CalleeExit = CalleeReport['exits'][number];

/**
 * Returns each such exit once. A function that takes a lock for its caller tells by what it returns whether it holds
 * it; where a failure, or the very value of an exit without the lock, comes back with it, no caller can know.
 *
 * @param kinds the locks that are looked at
 */
export function keptLocks(reports: readonly CalleeReport[], kinds: readonly LockKind[]): KeptLock[] {
  const found = new Map<string, KeptLock>();
  for (const report of reports) {
    if (report.status !== 'complete') continue;
    for (const exit of report.exits) {
      const key = spot(exit.place);
      if (exit.assumed || found.has(key)) continue;
      for (const lock of exit.held) {
        if (!kinds.includes(lock.kind) || !lock.certain || !isOwn(lock, report)) continue;
        const without = report.exits.filter((one) => !one.assumed && givesBack(one, lock, report));
        const other =
          without.find((one) => looksAlike(exit, one, report)) ??
          (handsOn(exit, report) ? without[0] : undefined) ??
          null;
        const isLost =
          other !== null ||
          (exit.values.length > 0 &&
            exit.values.every((atom) => isFailure(atom) || (atom === NOT_ZERO && mapsFor(report))));
        if (isLost) found.set(key, { report, exit, lock, other });
      }
    }
  }
  return [...found.values()];
}

/**
 * The function itself takes it, in its own text, by a call that says so: what a trylock inside of a callee with another
 * purpose left is not looked for on every path.
 */
function isOwn({ place }: HeldLock, { definition: { file, item } }: CalleeReport): boolean {
  if (place.file !== file || place.start < item.start || place.end > item.end) return false;
  return SAYS_LOCK.test(firstName(place));
}

/**
 * The exit took the lock at the same place and released it; or it has met only the second half of two helpers that lock
 * and unlock under one condition.
 */
function givesBack({ held, trace, released }: CalleeExit, lock: HeldLock, report: CalleeReport): boolean {
  if (held.some(({ kind, name }) => kind === lock.kind && name === lock.name)) return false;
  const isHalf = (one: ReleasedLock) => one.byCallee && one.kind === lock.kind && one.name === lock.name;
  if (lock.byCallee && mapsFor(report) && released.some(isHalf)) return true;
  const at = trace.findIndex((step) => step.kind === 'takes' && step.place.start === lock.place.start);
  const taken = trace[at];
  if (taken?.kind !== 'takes') return false;
  return trace.some((step, n) => n > at && step.kind === 'releases' && step.object === taken.object);
}

function looksAlike(held: CalleeExit, free: CalleeExit, report: CalleeReport): boolean {
  if (held.values.length === 0) return free.values.length === 0;
  if (held.values.every(isFailure)) return true;
  if (held.values.some((atom) => isKnown(atom) && free.values.includes(atom))) return true;
  // What a callee gave is handed on: the same variable on both.
  return (
    held.values.some((atom) => !isKnown(atom)) &&
    free.values.some((atom) => !isKnown(atom)) &&
    held.place.start === free.place.start &&
    NUMBERS.has(report.returnType)
  );
}

/** What a callee gave, which is 0 or an errno like that of the other ways out: it tells the caller of no lock. */
function handsOn({ values }: CalleeExit, report: CalleeReport): boolean {
  return mapsFor(report) && values.includes('?');
}

/**
 * The callee that kept a lock which a root still holds: where it hands its caller NULL with the lock, and no lock with
 * anything else. Null where the caller could know of the lock and forgot it itself.
 *
 * @param lock as the root has it: the place is the call
 */
export function keptByCallee(lock: HeldLock, reports: readonly CalleeReport[]): KeptLock | null {
  if (!lock.byCallee) return null;
  const call = firstName(lock.place);
  for (const report of reports) {
    if (report.definition.name !== call || report.status !== 'complete' || !report.returnType.endsWith('*'))
      continue;
    for (const exit of report.exits) {
      if (exit.assumed || exit.values.length === 0 || !exit.values.every((atom) => atom === '0')) continue;
      const own = exit.held.find(({ kind, certain }) => kind === lock.kind && certain);
      if (own === undefined || !isOwn(own, report)) continue;
      const other = report.exits.find((one) => !one.assumed && givesBack(one, own, report));
      if (other !== undefined) return { report, exit, lock: own, other };
    }
  }
  return null;
}

/** The function of a call that a root returns as it is, and that took the lock; null where the root does more. */
export function handedOnBy(lock: HeldLock, exit: Place): string | null {
  const { place } = lock;
  return lock.byCallee && contains(exit, place) ? firstName(place) : null;
}

const NUMBERS = new Set(['int', 'long', 'ssize_t', 'vm_fault_t']);

const SAYS_LOCK = /lock|^down_|guard$|_enter$|^pm_runtime_|_get_active|_creds$|^sigprocmask$|_block_sig/;

/** Of a call the function. */
const firstName = (place: Place) => [...namesAt(place)][0] ?? '';

/** A function that is handed a VMA to map says by what is not zero that it did not. */
function mapsFor({ returnType, definition }: CalleeReport): boolean {
  return returnType === 'int' && isHandedVma(definition);
}

const isKnown = (atom: string) => !/^[?+]/.test(atom);

const isFailure = (atom: string) => /^-E/.test(atom) || /\b(?:OOM|SIGBUS|SIGSEGV|HWPOISON)\b/.test(atom);

/**
 * Whether a root got the lock from one of the functions that are to blame for it, directly or by way of another: one
 * slip is one finding.
 */
export function isKeptIn({ place }: HeldLock, kept: readonly KeptLock[], program: Program): boolean {
  const blamed = new Set(kept.map(({ report }) => report.definition.name));
  if (blamed.size === 0) return false;
  const seen = new Set<string>();
  let level = [{ name: firstName(place), file: place.file }];
  for (let depth = 0; depth <= DEEPEST; depth++) {
    const next: typeof level = [];
    for (const { name, file } of level) {
      if (blamed.has(name)) return true;
      if (seen.has(name) || depth === DEEPEST) continue;
      seen.add(name);
      for (const callee of program.peek(name, file))
        for (const inner of namesIn(callee)) next.push({ name: inner, file: callee.file });
    }
    level = next;
  }
  return false;
}

/** How many calls a lock is handed up. */
const DEEPEST = 3;
