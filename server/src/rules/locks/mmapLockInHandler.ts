// SPDX-License-Identifier: GPL-2.0-only

import { isThroughVma } from '../../analysis/reports/conditions.ts';
import type { LockEvent } from '../../analysis/reports/model/events.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import type { OpContract } from '../../contracts/model.ts';
import { spot } from '../../text/source.ts';
import type { Rule } from '../rule.ts';
import { about, who } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** Core calls nearly every member with mmap_lock, or the lock of the one VMA, held. */
export const mmapLockInHandler: Rule = {
  id: 'mmap-lock-in-handler',
  title: 'a handler takes the mmap_lock that core holds already',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Core calls the members of the table with mmap_lock held, or, for faults since 6.4 to 6.7, with the lock of the one VMA. A second read lock waits behind a writer that waits for the first; a write lock waits for itself.',
  source: 'locking document, vm_operations_struct; mm/memory.c, mm/mmap.c, callers of the members',
  check({ kernel, reports }, emit) {
    for (const report of reports) {
      const contract = handlerContract(report.op, kernel);
      if (!contract || contract.entry.mmapLock === 'none') continue;
      for (const event of report.locks) {
        if (!breaks(event, report.op)) continue;
        emit({
          once: `${report.op}:${spot(event.place)}`,
          place: event.place,
          ...about(report),
          confidence: confidenceOf(event),
          says: {
            fault: `${who(report)} takes mmap_lock with ${event.lock}, but core holds ${held(contract)} already`,
            consequences: ['it deadlocks with itself, or with the next writer'],
            advice: 'rely on the lock that is held, or leave the work to another context',
          },
          related: wayTo(event.trace),
        });
      }
    }
  },
};

function breaks(event: LockEvent, op: string): boolean {
  if (event.what !== 'take-mmap-lock' || event.trylock || event.mmapLock !== 'held') return false;
  // access works on another process: the lock of the current one is free.
  return op !== 'access' || isThroughVma(event);
}

function held({ entry }: OpContract): string {
  return entry.mmapLock === 'maybe-read' ? 'it or the lock of the VMA' : 'it';
}
