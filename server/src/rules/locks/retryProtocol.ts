// SPDX-License-Identifier: GPL-2.0-only

import { faultFlag } from '../../analysis/reports/conditions.ts';
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { Exit } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { hasBit, isKnown } from '../../analysis/reports/values.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import { goesBack } from '../../facts/functions/flow.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { namesAt, namesIn } from '../../facts/names/words.ts';
import { type Ask, type Says, withSubject } from '../../findings/says.ts';
import type { Place } from '../../text/source.ts';
import type { Rule } from '../rule.ts';
import { atReturn, atValue, returns, who } from '../shared/exits.ts';
import { byReturn } from '../shared/path.ts';

/** VM_FAULT_RETRY tells core that its lock is gone; core believes it. */
export const retryProtocol: Rule = {
  id: 'retry-protocol',
  title: 'VM_FAULT_RETRY without its protocol',
  severity: 'error',
  basis: 'core',
  since: '2.6.37',
  until: null,
  fact: 'A fault may be answered with VM_FAULT_RETRY only under FAULT_FLAG_ALLOW_RETRY. Core then takes its lock to be released, except under FAULT_FLAG_RETRY_NOWAIT (since 2.6.39), where it takes it to be held.',
  source:
    'mm/filemap.c __folio_lock_or_retry(), lock_folio_maybe_drop_mmap(); mm/gup.c faultin_page(); fault handlers of the architectures',
  needsWholeTree: true,
  isOfCallee: true,
  check({ kernel, reports, program }, emit) {
    const knowsNowait = isSince(kernel.release, '2.6.39');
    const faults = reports.filter((r) => ANSWERS_RETRY.has(r.op));
    const found = byReturn(faults, (exit, report) =>
      breach(exit, report, knowsNowait, program) === null ? [] : ownRetries(exit),
    );
    for (const f of found) {
      const how = breach(f.exit, f.report, knowsNowait, program) as Breach;
      emit(
        atValue(
          f,
          withSubject(`${who(f.report)} returns VM_FAULT_RETRY`, words(how, f.exit, kernel.release)),
        ),
      );
    }
    const faulting = reports.filter((r) => FAULTING.has(r.op));
    for (const f of byReturn(faulting, (exit) => (exit.assumed ? [] : withoutLock(exit))))
      emit(
        atReturn(f, {
          fault: `${who(f.report)} ${returns(f)} with ${lockOf(kernel.release)} released`,
          consequences: [
            'core takes it to be held after anything but VM_FAULT_RETRY, goes on with the VMA, and releases the lock again',
          ],
          advice: 'take it again before this return',
        }),
      );
  },
};

/** Ops whose VM_FAULT_RETRY core hands on to who called it for the fault. */
const ANSWERS_RETRY = new Set(['fault', 'huge_fault', 'migrate_to_ram']);
const FAULTING = new Set([...ANSWERS_RETRY, 'page_mkwrite', 'pfn_mkwrite']);

/** Known values that do not tell core that its lock is gone, where it surely is. */
function withoutLock({ mmapLock, values }: Exit): string[] {
  if (mmapLock !== 'released') return [];
  return values.filter((atom) => isKnown(atom) && !hasBit(atom, 'RETRY') && !hasBit(atom, 'COMPLETED'));
}

type Breach = 'not-allowed' | 'held' | 'released-nowait';

/** Joined paths tell nothing about flags, so after one only a function that never asks is told. */
function breach(exit: Exit, report: HandlerReport, knowsNowait: boolean, program: Program): Breach | null {
  if (ownRetries(exit).length === 0) return null;
  if (exit.assumed)
    return asks(report.definition) || calleeAsks(exit, report, program) ? null : 'not-allowed';
  const allowed = faultFlag(exit, 'FAULT_FLAG_ALLOW_RETRY');
  const nowait = knowsNowait ? faultFlag(exit, 'FAULT_FLAG_RETRY_NOWAIT') : false;
  // Callers set it beside FAULT_FLAG_ALLOW_RETRY alone.
  if (nowait === true && exit.mmapLock === 'held') return null;
  // An opaque callee given vmf may have checked the flag and dropped the lock.
  if (allowed !== true)
    return exit.mmapLock === 'unknown' || calleeAsks(exit, report, program) ? null : 'not-allowed';
  if (exit.mmapLock === 'held' && nowait !== true) return 'held';
  if (exit.mmapLock === 'released' && nowait !== false && !insertsPfns(report)) return 'released-nowait';
  return null;
}

function asks(definition: FunctionDefinition): boolean {
  return [...namesIn(definition)].some((name) => {
    const lower = name.toLowerCase();
    return ASKING.some((part) => lower.includes(part));
  });
}

const ASKING = ['allow_retry', 'allowretry', 'lock_page_or_retry', 'lock_folio_or_retry'];

/** A handler that tells RETRY_NOWAIT apart knows the protocol, and its callees may check the rest. */
function knowsProtocol(definition: FunctionDefinition): boolean {
  return asks(definition) || namesIn(definition).has('FAULT_FLAG_RETRY_NOWAIT');
}

/** A callee asks, or the value comes from one that does: what it knows of the flags may be lost on the way back. */
function calleeAsks(exit: Exit, { definition, calls }: HandlerReport, program: Program): boolean {
  // One that stands below every return that says RETRY has not run yet, unless the way went back.
  const { file, item } = definition;
  const said = goesBack(definition) ? [] : sayings(exit);
  const hasRun = ({ place }: CallEvent) =>
    said.length === 0 ||
    place.file !== file ||
    place.start > item.end ||
    said.some((one) => one.file !== file || place.start < one.start);
  if (calls.some((call) => hasRun(call) && program.lookup(call.callee, file).some(knowsProtocol)))
    return true;
  return exit.origins.some((origin) => {
    const functions = origin ? (program.files.get(origin.file.path)?.functions ?? []) : [];
    const inside = functions.find(
      ({ item }) => item.start <= (origin as Place).start && (origin as Place).start < item.end,
    );
    return inside !== undefined && inside !== definition && knowsProtocol(inside);
  });
}

/** Where the values with RETRY of an exit are spelled out. */
function sayings(exit: Exit): Place[] {
  return ownRetries(exit).map((atom) => exit.origins[exit.values.indexOf(atom)] ?? exit.place);
}

/** Values with RETRY that the source spells out: a helper that hands RETRY back keeps the protocol itself. */
function ownRetries(exit: Exit): string[] {
  const says = (place: Place) => namesAt(place).has('VM_FAULT_RETRY');
  return exit.values.filter(
    (atom, index) =>
      hasBit(atom, 'RETRY') &&
      (says(exit.origins[index] ?? exit.place) ||
        exit.trace.some((step) => step.kind === 'result' && step.atoms.includes(atom) && says(step.place))),
  );
}

/** Only get_user_pages() asks not to wait, and it never enters a mapping of bare page frames. */
function insertsPfns(report: HandlerReport): boolean {
  return report.calls.some((call) => call.helper?.insert?.family === 'pfn');
}

/** What core holds over a fault, by its name. */
function lockOf(release: Release): string {
  if (isSince(release, '6.6')) return 'mmap_lock or the VMA lock';
  return isSince(release, '5.8') ? 'mmap_lock' : 'mmap_sem';
}

const NOT_ALLOWED: Ask = {
  question: 'Does {who} return VM_FAULT_RETRY {here} where the caller does not allow it?',
};

function words(breach: Breach, { mmapLock }: Exit, release: Release): Says {
  const lock = lockOf(release);
  const unlock = isSince(release, '6.6')
    ? 'release_fault_lock(vmf)'
    : isSince(release, '5.8')
      ? 'mmap_read_unlock(vma->vm_mm)'
      : 'up_read(&vma->vm_mm->mmap_sem)';
  switch (breach) {
    case 'not-allowed':
      if (mmapLock === 'released')
        return {
          fault: `with ${lock} released without checking FAULT_FLAG_ALLOW_RETRY`,
          consequences: ['callers that did not set it take the lock to be held, and release it again'],
          advice: 'release it and return VM_FAULT_RETRY only under that flag',
          asks: NOT_ALLOWED,
        };
      return {
        fault: 'without checking FAULT_FLAG_ALLOW_RETRY',
        consequences: ['callers that did not set it assume that the lock was dropped, or loop'],
        advice: 'return VM_FAULT_NOPAGE to have the access run again',
        asks: NOT_ALLOWED,
        remedy: { code: ['if (!(vmf->flags & FAULT_FLAG_ALLOW_RETRY))', '\treturn VM_FAULT_NOPAGE;'] },
      };
    case 'held':
      return {
        fault: `with ${lock} still held, but core takes it to be released unless FAULT_FLAG_RETRY_NOWAIT is set`,
        consequences: ['the lock is never released'],
        advice: `call ${unlock} first, or return VM_FAULT_NOPAGE`,
      };
    case 'released-nowait':
      return {
        fault: `with ${lock} released on a path where FAULT_FLAG_RETRY_NOWAIT may be set`,
        consequences: ['core then takes it to be still held and releases it again'],
        advice: 'keep it under that flag',
      };
  }
}
