// SPDX-License-Identifier: GPL-2.0-only
import type { BarePut, LockEvent, TestBeforeLock, UnmapEarly } from '../../analysis/reports/model/events.ts';
import type {
  Exit,
  LockKind,
  LockStep,
  ReleasedLock,
  Return,
  ReturnedValue,
  Step,
} from '../../analysis/reports/model/exits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { isErrnoAtom } from '../../analysis/state/domain.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Emit, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about, doneBy, who } from '../shared/exits.ts';
import { confidenceOf, releasePathTo, wayTo } from '../shared/path.ts';

/** A lock that is released without being held is taken away from another holder. */
export const lockNotHeld: Rule = {
  id: 'lock-not-held',
  title: 'a lock is given back that is not held, or in another mode than it was taken',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Core takes no lock for a handler but mmap_lock: what a handler releases it has taken on the same path. A read lock is given back by the read variant, a write lock by the write variant.',
  source: 'kernel/locking/mutex.c, rwsem.c; mm/filemap.c folio_unlock(); no release differs',
  check({ reports, mappings, callees = [] }, emit) {
    const handlers = new Set(reports.map(({ definition }) => definition));
    const own = callees.filter(
      ({ status, definition }) => status === 'complete' && !handlers.has(definition),
    );
    const guilty = new Set(
      own.filter(({ exits }) => exits.some(givesTwice)).map(({ definition }) => `${definition.name}()`),
    );
    for (const report of reports) {
      const subject = who(report);
      for (const exit of report.exits) released(without(guilty, exit), subject, about(report), always, emit);
      for (const event of report.locks) mode(event, subject, about(report), emit);
      for (const put of report.barePuts) emit(bare(put, about(report)));
      for (const test of report.testsBeforeLock) emit(tooEarly(test, about(report)));
      for (const unmap of report.unmapsEarly) emit(unmapped(unmap, who(report)));
    }
    for (const mapping of mappings) {
      const { definition, returns, locks } = mapping;
      const rest = { function: definition.name, op: 'mmap' };
      for (const exit of returns) {
        const isWrong = (lock: ReleasedLock) => isGivenTwice(lock) || isAstray(lock, exit, mapping);
        released(without(guilty, exit), `${definition.name}()`, rest, isWrong, emit);
      }
      for (const event of locks) mode(event, `${definition.name}()`, rest, emit);
    }
    for (const { definition, exits, locks } of own) {
      const { name } = definition;
      const rest = { function: name };
      for (const exit of exits) released(without(guilty, exit), `${name}()`, rest, isGivenTwice, emit);
      for (const event of locks) mode(event, `${name}()`, rest, emit);
    }
  },
};

/** Who walks the list holds the lock, and finds what is just taken out. */
function bare({ by, release, lock, others, place, other }: BarePut, rest: Rest): Draft {
  return {
    ...doneBy(by, rest),
    once: spot(place),
    place,
    severity: 'warning',
    confidence: 'medium',
    says: {
      fault: `${by}() may call ${release}() without ${lock}, which all ${others} other kref_put() of this file hold for it`,
      consequences: ['it takes the object out of a list while another task walks that'],
      advice: `take ${lock} around it`,
      asks: asked(`Should ${lock} be held where ${release}() may be called {here}?`),
    },
    related: [{ place: other, message: `${lock} is held here` }],
  };
}

/** Between the test and the lock another task may change the field. */
function tooEarly({ by, field, lock, place, locked, other, otherBy }: TestBeforeLock, rest: Rest): Draft {
  return {
    ...doneBy(by, rest),
    once: spot(place),
    place,
    severity: 'warning',
    confidence: 'medium',
    says: {
      fault: `${by}() tests ${field} before it takes ${lock}, under which ${otherBy}() reads it`,
      consequences: [
        'another task may change it in between, and what is done under the lock rests on what was',
      ],
      advice: `test it under ${lock}`,
    },
    related: [
      { place: locked, message: `${lock} is taken here` },
      { place: other, message: `${otherBy}() reads ${field} under ${lock}` },
    ],
  };
}

/** Between the two a fault maps again what is to be gone. */
function unmapped({ by, field, lock, place, changed }: UnmapEarly, handler: string): Draft {
  return {
    function: by,
    once: spot(place),
    place,
    severity: 'warning',
    confidence: 'medium',
    says: {
      fault: `${by}() takes the mapping away before it changes ${field} under ${lock}, where ${handler} reads it`,
      consequences: ['a fault in between maps again by what was, and nothing takes that away'],
      advice: `change it first, and unmap under ${lock}`,
    },
    related: [{ place: changed, message: `${field} is changed here` }],
  };
}

type Released = Pick<Exit, 'released' | 'assumed' | 'trace'>;

/** A function that gives a lock back twice is told where it does, and not again where it is called. */
function without(guilty: ReadonlySet<string>, exit: Released): Released {
  const { released, trace } = exit;
  if (released.length === 0 || guilty.size === 0) return exit;
  const byCallee = (lock: ReleasedLock) =>
    trace.some(
      (step) => step.kind === 'releases' && spot(step.place) === spot(lock.place) && guilty.has(step.by),
    );
  return { assumed: exit.assumed, trace, released: released.filter((lock) => !byCallee(lock)) };
}

function givesTwice({ assumed, released }: Released): boolean {
  return !assumed && released.some(isGivenTwice);
}

/** Whoever calls the function, it had the lock no more. */
function isGivenTwice({ certain, unheld, kind }: ReleasedLock): boolean {
  return certain && unheld === 'again' && EXCLUSIVE.has(kind);
}

/**
 * Core or a subsystem calls the function, and none of its ways to succeed gives back what that may hold for it; nor does
 * another one that ends in an error.
 */
function isAstray(
  { kind, name, unheld, byCallee }: ReleasedLock,
  exit: ReturnedValue,
  { entries, returns }: MappingReport,
): boolean {
  if (unheld === 'again' || !EXCLUSIVE.has(kind) || kind === 'page') return false;
  if (
    (unheld === 'nowhere' || (unheld === 'never' && byCallee)) &&
    entries.length > 0 &&
    entries.every(({ struct }) => struct === 'file_operations')
  )
    return true;
  if (!entries.some(({ contract }) => contract !== undefined) || !isFailed(exit)) return false;
  const leaves = ({ released }: Return) => !released.some((lock) => lock.name === name);
  const succeeding = returns.filter((other) => !isFailed(other));
  return (
    succeeding.length > 0 &&
    succeeding.every(leaves) &&
    returns.some((other) => isFailed(other) && !other.assumed && leaves(other))
  );
}

const isFailed = ({ values }: ReturnedValue) => values.length > 0 && values.every(isErrnoAtom);

const always = () => true;

type Rest = Pick<Draft, 'function' | 'table' | 'op'>;

/** @param isWrong of a function other than a handler, for which no caller took anything, which of them are told */
function released(
  exit: Released,
  subject: string,
  rest: Rest,
  isWrong: (lock: ReleasedLock) => boolean,
  emit: Emit,
): void {
  if (exit.assumed) return;
  for (const lock of exit.released) {
    if (!lock.certain || lock.unheld === null || !KINDS.has(lock.kind)) continue;
    if (!isWrong(lock)) continue;
    const name = nameOf(lock);
    const before = lock.unheld === 'again' ? givenBackBy(lock, exit.trace) : null;
    const how =
      lock.unheld === 'again'
        ? before === null
          ? `releases ${name} twice on this path`
          : `releases ${name}, which ${before} has released before on this path`
        : `gives ${name} back, which it has not taken on this path`;
    emit({
      // One that is taken nowhere is one slip, on however many ways out it is given back.
      once: lock.unheld === 'again' ? spot(lock.place) : `${subject}:${lock.name || spot(lock.place)}`,
      place: lock.place,
      ...rest,
      confidence: confidenceOf(exit),
      says: {
        fault: `${subject} ${how}`,
        consequences: [CONSEQUENCE[lock.kind] ?? CONSEQUENCE.mutex],
        advice: lock.unheld === 'again' ? 'release it once' : 'leave past the release, or take it first',
        asks:
          lock.unheld === 'again'
            ? undefined
            : { question: `Does {who} hold ${name} where it gives it back {here}?` },
      },
      related: releasePathTo(exit.trace, lock.place, (step) => isOf(lock, step, exit.trace)),
    });
  }
}

/** By its name there, and that which it has at the release. */
function isOf(lock: ReleasedLock, { object, ofPage }: LockStep, trace: readonly Step[]): boolean {
  if (lock.kind === 'page') return ofPage;
  const last = trace.findLast(
    (step): step is LockStep => step.kind === 'releases' && spot(step.place) === spot(lock.place),
  );
  return object === lock.name || object === last?.object;
}

/** The callee that gave the lock back before, by another call than the one that does it now; null where there is none. */
function givenBackBy({ place, name }: ReleasedLock, trace: readonly Step[]): string | null {
  const releases = trace.filter((step): step is LockStep => step.kind === 'releases');
  const at = releases.findLastIndex((step) => spot(step.place) === spot(place));
  const last = releases[at];
  const before = releases.findLast((step, n) => n < at && step.object === name);
  if (last === undefined || before === undefined || before.by === last.by) return null;
  return before.by;
}

function mode(event: LockEvent, subject: string, rest: Rest, emit: Emit): void {
  if (event.what !== 'wrong-mode' || event.assumed || event.taken === null) return;
  const taken = spot(event.taken);
  const isOnWay = event.trace.some(({ kind, place }) => kind === 'takes' && spot(place) === taken);
  emit({
    once: `mode:${spot(event.place)}`,
    place: event.place,
    ...rest,
    confidence: confidenceOf(event),
    says: {
      fault: `${subject} gives ${event.lock || 'a semaphore'} back in another mode than it took it`,
      consequences: [
        'the count of readers goes wrong, and the next that takes it hangs or runs beside a writer',
      ],
      advice: 'give back a read lock by the read variant and a write lock by the write variant',
      asks: asked(`Does the release of ${event.lock || 'a semaphore'} match the way it was taken {here}?`),
    },
    related: wayTo(event.trace, isOnWay ? [] : [{ place: event.taken, message: 'here it is taken' }]),
  });
}

const KINDS: ReadonlySet<LockKind> = new Set(['page', 'mutex', 'spinlock', 'rwsem', 'srcu', 'rcu']);

/** Of such a lock the function that takes it knows that its caller has it not. */
const EXCLUSIVE: ReadonlySet<LockKind> = new Set(['page', 'mutex', 'spinlock', 'rwsem']);

const CONSEQUENCE: Partial<Record<LockKind, string>> & { mutex: string } = {
  mutex: 'another task that holds it meanwhile loses it, and two run where one should',
  page: 'core hits VM_BUG_ON, or another task loses its lock of the page',
  rcu: 'the count of readers goes wrong, and what they read may be freed under them',
  srcu: 'the count of readers goes wrong, and what they read may be freed under them',
};

function nameOf({ kind, name }: ReleasedLock): string {
  if (kind === 'page') return `the lock of ${name || 'the page'}`;
  if (kind === 'rcu') return 'the RCU read lock';
  return name || `a ${kind}`;
}
