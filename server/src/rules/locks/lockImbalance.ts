// SPDX-License-Identifier: GPL-2.0-only
import type { Exit, HeldLock, LockKind, Note } from '../../analysis/reports/model/exits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isErrno } from '../../analysis/reports/values.ts';
import { isFileMmap } from '../../facts/mappings/fileMmaps.ts';
import { namesAt } from '../../facts/names/words.ts';
import type { Says } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import { releaseBefore } from '../fixes/returns.ts';
import type { Draft, Rule } from '../rule.ts';
import { atHeld, surelyHeld, who } from '../shared/exits.ts';
import { handedOnBy, isKeptIn, type KeptLock, keptByCallee, keptLocks } from '../shared/pairing.ts';
import { asksOtherwiseLater, byReturn, type ExitFinding, heldPathTo } from '../shared/path.ts';
import { keptDrafts, oneForEachSlip } from '../shared/slips.ts';

/** Core gives a handler no lock to take along, nor does it drop one for it. */
export const lockImbalance: Rule = {
  id: 'lock-imbalance',
  title: 'a lock taken in a handler is still held on one of its returns',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'No member of the table hands a lock other than mmap_lock and the page lock over to core: what a handler takes, it releases on every return. The same holds for read sections and for references that keep a device awake or an object in place. Nor does core take over a lock from a function that maps.',
  source: 'mm/memory.c and the other callers of the members; no release differs',
  isOfCallee: true,
  check({ reports, mappings, program, callees = [] }, emit) {
    const entered = mappings.filter(
      ({ definition, entries }) => entries.length > 0 || isFileMmap(definition),
    );
    const roots = new Set([...reports, ...entered].map(({ definition }) => definition));
    const kept = keptLocks(callees, KINDS).filter(({ report }) => !roots.has(report.definition));
    const isBlamed = (lock: HeldLock) => isKeptIn(lock, kept, program);
    const blame = (lock: HeldLock) => {
      const callee = keptByCallee(lock, callees);
      return callee && inCallee(callee);
    };
    for (const draft of [
      ...inHandlers(reports, isBlamed, blame),
      ...inMappings(entered, isBlamed, blame),
      ...keptDrafts(kept, (one) => withCallers(inCallee(one), callersOf(one, [...entered, ...reports]))),
    ])
      emit(draft);
  },
};

/** The caller of a function that maps gets 0 or an errno, and knows of no lock of the driver's. */
function inMappings(
  mappings: readonly MappingReport[],
  isBlamed: (lock: HeldLock) => boolean,
  blame: (lock: HeldLock) => Draft | null,
): Draft[] {
  return mappings.flatMap(({ definition: { name }, returns, releases }) => {
    const leaks = returns.flatMap((exit) => {
      const lock = heldByMistake(exit, releases).find((one) => !isBlamed(one) && !isForMapping(one, exit));
      if (!lock) return [];
      const draft: Draft = blame(lock) ?? {
        once: `${spot(exit.place)}:${lock.kind}`,
        place: exit.place,
        function: name,
        op: 'mmap',
        says: returnsWith(`mmap function ${name}()`, lock),
        related: heldPathTo(exit.trace),
      };
      return [{ exit, lock, draft }];
    });
    return oneForEachSlip(leaks, returns);
  });
}

/** `foo() returns with &bar->lock still held: …`. */
function returnsWith(who: string, lock: HeldLock, also = ''): Says {
  if (lock.kind === 'creds')
    return {
      fault: `${who} returns without reverting the credentials of ${nameOfCall(lock)}${also}`,
      consequences: [CONSEQUENCE.creds],
      advice: 'call revert_creds() on this path too',
      asks: { question: 'Are the credentials reverted when {who} returns {here}?' },
    };
  if (lock.kind === 'signals')
    return {
      fault: `${who} returns with signals still blocked by ${nameOfCall(lock)}${also}`,
      consequences: [CONSEQUENCE.signals],
      advice: 'restore the mask on this path too',
      asks: { question: 'Are signals still blocked when {who} returns {here}?' },
    };
  if (lock.kind === 'migration')
    return {
      fault: `${who} returns without migrate_vma_finalize() after ${nameOfCall(lock)} had collected pages${also}`,
      consequences: [CONSEQUENCE.migration],
      advice: 'call it on this path too',
      asks: { question: 'Is migrate_vma_finalize() called when {who} returns {here}?' },
    };
  return {
    fault: `${who} returns with ${describe(lock)} still held${also}`,
    consequences: [CONSEQUENCE[lock.kind] ?? 'the next task that takes it hangs'],
    advice: 'release it on this path too',
    asks: { question: `Is ${describe(lock)} still held when {who} returns {here}?` },
    remedy: { lock: describe(lock) },
  };
}

function inCallee({ report, exit, lock, other }: KeptLock): Draft {
  const { name } = report.definition;
  return {
    once: `${spot(exit.place)}:${lock.kind}`,
    place: exit.place,
    function: name,
    says: returnsWith(`${name}()`, lock, other ? ', which it gives back on another way out' : ''),
    related: heldPathTo(exit.trace, other ? [{ place: other.place, message: 'here it is given back' }] : []),
  };
}

/** Where handlers and functions that map call what keeps a lock. */
function callersOf({ report }: KeptLock, roots: readonly (MappingReport | HandlerReport)[]): Note[] {
  const notes = new Map<string, Note>();
  for (const { definition, calls } of roots) {
    const call = calls.find(({ callee }) => callee === report.definition.name);
    if (call) notes.set(definition.name, { place: call.place, message: `${definition.name}() calls it` });
  }
  return [...notes.values()];
}

/** Callers that are named. */
const MOST_CALLERS = 2;

function withCallers(draft: Draft, callers: readonly Note[]): Draft {
  const rest = callers.length - MOST_CALLERS;
  const notes = callers.slice(0, MOST_CALLERS).map(({ place, message }, n) => ({
    place,
    message: rest > 0 && n === MOST_CALLERS - 1 ? `${message}, and ${rest} more do` : message,
  }));
  return { ...draft, related: [...(draft.related ?? []), ...notes] };
}

function inHandlers(
  reports: HandlerReport[],
  isBlamed: (lock: HeldLock) => boolean,
  blame: (lock: HeldLock) => Draft | null,
): Draft[] {
  return reports.flatMap((report) => {
    const found = byReturn([report], (exit) =>
      heldByMistake(exit, report.releases)
        .filter((lock) => !isBlamed(lock))
        .map((lock) => lock.name),
    );
    const leaks = found.map((f) => {
      const lock = heldByMistake(f.exit, report.releases).find((one) => !isBlamed(one)) as HeldLock;
      return { exit: f.exit, lock, draft: blame(lock) ?? draftOf(f, lock) };
    });
    return oneForEachSlip(leaks, report.exits);
  });
}

function draftOf(f: ExitFinding, lock: HeldLock): Draft {
  const by = handedOnBy(lock, f.exit.place);
  return {
    ...atHeld(f, returnsWith(who(f.report), lock, by === null ? '' : `, which ${by}() took`), []),
    ...(by === null ? {} : { once: `${by}:${lock.kind}` }),
    fix: releaseBefore(f, lock),
  };
}

const KINDS: readonly LockKind[] = [
  'mutex',
  'spinlock',
  'rwsem',
  'rcu',
  'srcu',
  'power',
  'active',
  'creds',
  'signals',
  'migration',
];

/** What has no name that a reader would know but that of the call. */
const SECTIONS: Partial<Record<LockKind, string>> = {
  srcu: 'read section',
  power: 'power reference',
  active: 'active reference',
};

const CONSEQUENCE: Partial<Record<LockKind, string>> & Record<'creds' | 'signals' | 'migration', string> = {
  spinlock: 'the task goes on in atomic context, and the next that takes it spins for ever',
  rcu: 'the task goes on inside the read section, and grace periods never end',
  srcu: 'the task that waits for the readers, to remove the device, waits for ever',
  power: 'the device is never suspended again',
  creds: 'the task goes on with the rights of another user',
  migration:
    'the migration entries and the locks of the isolated pages stay, and the next task that touches them hangs',
  signals: 'from then on they do not reach the task, which may not even be killed',
  active: 'the task that removes the object waits for ever',
};

/** `releases`: kinds of locks that the handler gives back somewhere. */
function heldByMistake(
  exit: Pick<Exit, 'held' | 'released' | 'assumed' | 'trace'>,
  releases: ReadonlySet<LockKind> = NOTHING,
): HeldLock[] {
  return exit.assumed
    ? []
    : surelyHeld(exit, KINDS).filter((lock) => {
        if (asksOtherwiseLater(exit.trace, lock.place)) return false;
        if (lock.kind === 'rcu') return isTakenHere(lock) || releases.has('rcu');
        return !REFERENCES.has(lock.kind) || releases.has(lock.kind);
      });
}

const NOTHING: ReadonlySet<LockKind> = new Set();

/** What some member may take for another one to give back, as open does for close. */
const REFERENCES: ReadonlySet<LockKind> = new Set(['power', 'active']);

/** What keeps a device awake may be meant for as long as the mapping is there; nothing maps where it fails. */
function isForMapping({ kind }: HeldLock, { values }: MappingReport['returns'][number]): boolean {
  return kind === 'power' && !(values.length > 0 && values.every(isErrno));
}

/** RCU has no owner: what one callee enters, an opaque one may leave, where none leaves it that is seen. */
function isTakenHere({ place }: HeldLock): boolean {
  return [...namesAt(place)].some((name) => name.startsWith('rcu'));
}

function describe(lock: HeldLock): string {
  if (lock.kind === 'rcu') return 'the RCU read lock';
  const what = SECTIONS[lock.kind];
  if (what !== undefined) return `the ${what} of ${nameOfCall(lock)}`;
  return lock.name || `a ${lock.kind}`;
}

const nameOfCall = (lock: HeldLock) => `${[...namesAt(lock.place)][0] ?? lock.name}()`;
