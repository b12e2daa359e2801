// SPDX-License-Identifier: GPL-2.0-only
import type { Exit, HandlerReport, HeldLock, LockKind } from '../../analysis/reports/report.ts';
import { namesAt } from '../../facts/names/words.ts';
import { releaseBefore } from '../fixes/returns.ts';
import type { Draft, Rule } from '../rule.ts';
import { atHeld, surelyHeld, who } from '../shared/exits.ts';
import { isKeptIn, type KeptLock, keptLocks } from '../shared/pairing.ts';
import { byReturn, heldPathTo } from '../shared/path.ts';

/** Core gives a handler no lock to take along, nor does it drop one for it. */
export const lockImbalance: Rule = {
  id: 'lock-imbalance',
  title: 'a lock taken in a handler is still held on one of its returns',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'No member of the table hands a lock other than mmap_lock and the page lock over to core: what a handler takes, it releases on every return.',
  source: 'mm/memory.c and the other callers of the members; no release differs',
  check({ reports, callees = [] }, emit) {
    const handlers = new Set(reports.map(({ definition }) => definition));
    const kept = keptLocks(callees, KINDS).filter(({ report }) => !handlers.has(report.definition));
    for (const draft of [...inHandlers(reports, kept), ...kept.map(inCallee)]) emit(draft);
  },
};

function inCallee({ report, exit, lock, other }: KeptLock): Draft {
  const { name } = report.definition;
  return {
    place: exit.place,
    function: name,
    message: `${name}() returns with ${describe(lock)} still held${other ? ', which it gives back on another way out' : ''}: ${CONSEQUENCE[lock.kind] ?? 'the next task that takes it hangs'}; release it on this path too`,
    related: heldPathTo(exit.trace, other ? [{ place: other.place, message: 'here it is given back' }] : []),
  };
}

function inHandlers(reports: HandlerReport[], kept: readonly KeptLock[]): Draft[] {
  return byReturn(reports, (exit) =>
    heldByMistake(exit)
      .filter((lock) => !isKeptIn(lock, kept))
      .map((lock) => lock.name),
  ).map((f) => {
    const lock = heldByMistake(f.exit)[0] as HeldLock;
    return {
      ...atHeld(
        f,
        `${who(f.report)} returns with ${describe(lock)} still held: ${CONSEQUENCE[lock.kind] ?? 'the next task that takes it hangs'}; release it on this path too`,
        [],
      ),
      fix: releaseBefore(f, lock),
    };
  });
}

const KINDS: readonly LockKind[] = ['mutex', 'spinlock', 'rwsem', 'rcu'];

const CONSEQUENCE: Partial<Record<LockKind, string>> = {
  spinlock: 'the task goes on in atomic context, and the next that takes it spins for ever',
  rcu: 'the task goes on inside the read section, and grace periods never end',
};

function heldByMistake(exit: Exit): HeldLock[] {
  return exit.assumed
    ? []
    : surelyHeld(exit, KINDS).filter((lock) => lock.kind !== 'rcu' || isTakenHere(lock));
}

/** RCU is nobody's in particular: what one callee enters, another that was not looked into may leave. */
function isTakenHere({ place }: HeldLock): boolean {
  return [...namesAt(place)].some((name) => name.startsWith('rcu'));
}

function describe(lock: HeldLock): string {
  if (lock.kind === 'rcu') return 'the RCU read lock';
  return lock.name || `a ${lock.kind}`;
}
