// SPDX-License-Identifier: GPL-2.0-only

import { SLEEPING_LOCKS, TRIED_LOCKS } from '../../analysis/models/sleepingLocks.ts';
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { LockStep, Note, Step } from '../../analysis/reports/model/exits.ts';
import type { HolderReport } from '../../analysis/reports/report.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import { folderOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import type { Place } from '../../text/source.ts';
import type { Draft, Rule, RuleContext } from '../rule.ts';
import { aboutMapping, who } from '../shared/exits.ts';
import { lockIdentity } from '../shared/lockIdentity.ts';

/** Core holds mmap_lock around the ops and mmap, and user memory takes it. */
export const mmapLockOrder: Rule = {
  id: 'mmap-lock-order',
  title: 'a lock is taken under mmap_lock and held over an access to user memory elsewhere',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'mmap and the ops run under mmap_lock. copy_to_user() and its kin, get_user_pages_fast() and mmap_read_lock() take it: a lock that is held over one of these and taken in an op is taken in both orders.',
  source:
    'include/linux/uaccess.h might_fault(); mm/memory.c __might_fault(); mm/mmap.c, callers of the members',
  check(context, emit) {
    const { program, holders = [] } = context;
    const heldOver = new Map<string, HeldOver>();
    const isUnder = underMmapLock(context);
    for (const report of holders) {
      // What one way does needs no other way to be seen.
      if (report.status === 'unreadable' || isUnder(report.definition)) continue;
      for (const held of accessesUnder(report, program))
        if (!heldOver.has(held.lock)) heldOver.set(held.lock, held);
    }
    if (heldOver.size === 0) return;
    for (const taken of takenUnder(context, isUnder)) {
      const held = heldOver.get(taken.lock);
      if (held !== undefined && !(taken.isShared && held.isShared)) emit(draftOf(taken, held));
    }
  },
};

interface HeldOver {
  lock: string;
  isShared: boolean;
  holder: FunctionDefinition;
  access: Note;
  callee: string;
  taken: Note;
}

interface Taken {
  lock: string;
  isShared: boolean;
  step: LockStep;
  subject: string;
  rest: Pick<Draft, 'function' | 'table' | 'op'>;
}

function draftOf({ lock, step, subject, rest }: Taken, { holder, access, callee, taken }: HeldOver): Draft {
  return {
    once: lock,
    place: step.place,
    ...rest,
    confidence: 'medium',
    says: {
      fault: `${subject} takes ${step.object} under mmap_lock, and ${holder.name}() holds it over ${callee}(), which may take mmap_lock`,
      consequences: ['two tasks may wait for each other for ever'],
      advice: 'release the lock before user memory is touched',
    },
    related: [taken, access].map(({ place, message }) => ({ place, message })),
  };
}

const TAKES_MMAP_LOCK = new Set([
  'mmap_read_lock',
  'mmap_read_lock_killable',
  'mmap_write_lock',
  'mmap_write_lock_killable',
]);

const functionOf = ({ by }: LockStep) => by.split('(', 1)[0] as string;
const isTaken = (step: Step): step is LockStep => step.kind === 'takes';
const isLock = (step: LockStep) => !step.ofPage && SLEEPING_LOCKS.has(functionOf(step));
const SHARED_INODE_LOCKS = new Set(['inode_lock_shared', 'inode_trylock_shared']);
/** Who holds it did not have to wait for it. */
const isHeld = (step: LockStep) => isLock(step) || (!step.ofPage && TRIED_LOCKS.has(functionOf(step)));
const isShared = (step: LockStep) =>
  SHARED_INODE_LOCKS.has(functionOf(step)) || functionOf(step).startsWith('down_read');

/** As `lockIdentity`; the inode of one file system is none of another. */
function identityOf(name: string, taken: Place, program: Program): string | null {
  const lock = lockIdentity(name, taken, program);
  return lock?.startsWith('struct inode ') ? `${lock} ${folderOf(taken.file.path)}` : lock;
}

/** What a function does under its locks that takes mmap_lock. */
function accessesUnder(report: HolderReport, program: Program): HeldOver[] {
  const found: HeldOver[] = [];
  const { definition: holder } = report;
  const takenAt = new Map<number, LockStep>();
  for (const { trace } of [...report.calls, ...report.exits])
    for (const step of trace) if (isTaken(step) && isHeld(step)) takenAt.set(step.place.start, step);
  for (const call of report.calls) {
    const { callee, held, place, assumed } = call;
    if (
      assumed ||
      !(call.helper?.userAccess || report.touching.has(callee)) ||
      held.some(({ name }) => name === 'pagefault_disable()')
    )
      continue;
    for (const { name, place: at, certain } of held) {
      const step = takenAt.get(at.start);
      const lock = certain && step ? identityOf(name, at, program) : null;
      if (lock === null || step === undefined) continue;
      found.push({
        lock,
        isShared: isShared(step),
        holder,
        callee,
        access: { place, message: `${callee}() is called with ${name} held` },
        taken: { place: at, message: `${holder.name}() takes it here` },
      });
    }
  }
  for (const { trace, assumed } of report.exits)
    if (!assumed) found.push(...mmapLockUnder(trace, holder, program));
  return found;
}

/** mmap_lock itself, taken under another lock. */
function mmapLockUnder(trace: Step[], holder: FunctionDefinition, program: Program): HeldOver[] {
  const found: HeldOver[] = [];
  const open = new Map<string, LockStep>();
  for (const step of trace) {
    if (step.kind === 'releases') open.delete(step.object);
    if (!isTaken(step)) continue;
    if (isHeld(step)) open.set(step.object, step);
    else if (TAKES_MMAP_LOCK.has(functionOf(step)))
      for (const before of open.values()) {
        const lock = identityOf(before.object, before.place, program);
        if (lock === null) continue;
        found.push({
          lock,
          isShared: isShared(before),
          holder,
          callee: functionOf(step),
          access: { place: step.place, message: `mmap_lock is taken with ${before.object} held` },
          taken: { place: before.place, message: `${holder.name}() takes it here` },
        });
      }
  }
  return found;
}

/** Handlers, functions that map, and what these call in their file. */
function underMmapLock({ reports, mappings, program }: RuleContext): (one: FunctionDefinition) => boolean {
  const under = new Set([...reports, ...mappings].map(({ definition }) => definition));
  for (const definition of [...under])
    for (const name of calledNames(definition))
      for (const callee of program.files.get(definition.file.path)?.functions ?? [])
        if (callee.name === name) under.add(callee);
  return (one) => under.has(one);
}

/** Every lock that an op or mmap takes, itself or in what it calls. */
function takenUnder(
  { kernel, program, reports, mappings, holders = [] }: RuleContext,
  isUnder: (one: FunctionDefinition) => boolean,
): Taken[] {
  const found: Taken[] = [];
  const add = (
    traces: { trace: Step[] }[],
    subject: string,
    rest: Taken['rest'],
    calls: readonly CallEvent[] | null = null,
  ) => {
    for (const { trace } of traces) {
      let callers = calls;
      for (const step of trace) {
        // What a callee makes hang on its arguments it may never do for this caller, unless that says so.
        if (callers !== null && step.kind === 'test' && step.ofArguments) {
          const { parameter } = step;
          callers = callers.filter(
            ({ args }) => parameter && truthOf(args[parameter.index]) === parameter.truth,
          );
          if (callers.length === 0) break;
        }
        if (!isTaken(step) || !isLock(step)) continue;
        const lock = identityOf(step.object, step.place, program);
        if (lock !== null) found.push({ lock, isShared: isShared(step), step, subject, rest });
      }
    }
  };
  const atCore = [...reports, ...mappings].flatMap(({ definition, calls }) =>
    calls.filter(({ conditional, place }) => !conditional && place.file === definition.file),
  );
  for (const report of reports) {
    if (handlerContract(report.op, kernel)?.entry.mmapLock === 'none') continue;
    const table = report.tables[0]?.name ?? null;
    const rest = { function: report.definition.name, table, op: report.op };
    add([...report.exits, ...report.calls], who(report), rest);
  }
  for (const { definition, entries, exits, calls } of mappings) {
    if (entries.length === 0) continue;
    add([...exits, ...calls], `${definition.name}()`, aboutMapping(definition));
  }
  for (const { definition, exits, calls } of holders)
    if (isUnder(definition))
      add(
        [...exits, ...calls],
        `${definition.name}()`,
        { function: definition.name, table: null, op: null },
        atCore.filter(({ callee, place }) => callee === definition.name && place.file === definition.file),
      );
  return found;
}

/** Of an argument that the caller writes out. */
function truthOf(argument: string | undefined): boolean | null {
  if (argument === 'true' || argument === '1') return true;
  return argument === 'false' || argument === '0' || argument === 'NULL' ? false : null;
}
