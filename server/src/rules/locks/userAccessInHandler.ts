// SPDX-License-Identifier: GPL-2.0-only

import type { CallEvent } from '../../analysis/reports/model/events.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import { spot } from '../../text/source.ts';
import type { Rule } from '../rule.ts';
import { about, saidAt, who } from '../shared/exits.ts';
import { FAULT_OPS } from '../shared/faultOps.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** Touching user memory may fault, and a fault takes the mmap_lock that core holds. */
export const userAccessInHandler: Rule = {
  id: 'user-access-in-handler',
  title: 'a handler touches user memory',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'copy_from_user() and its kin may fault. The fault takes mmap_lock, which core holds already around the members of the table, and the locks of the file system, which the handler may hold.',
  source: 'locking document, vm_operations_struct; mm/memory.c might_fault()',
  check({ kernel, reports, program }, emit) {
    for (const report of reports) {
      const entry = handlerContract(report.op, kernel)?.entry;
      if (!entry || entry.mmapLock === 'none') continue;
      for (const call of report.calls) {
        if (!mayFault(call)) continue;
        const said = saidAt(call.place, program, who(report), about(report));
        emit({
          once: `${report.op}:${spot(call.place)}`,
          place: call.place,
          ...said.of,
          confidence: confidenceOf(call),
          ...(FAULT_OPS.has(report.op) ? { severity: 'error' as const } : {}),
          says: {
            fault: `${said.subject} calls ${call.callee}()`,
            consequences: [
              'the fault that it may cause takes mmap_lock again and deadlocks behind a waiting writer',
            ],
            advice: 'copy outside the handler, or under pagefault_disable() with the _inatomic form',
          },
          related: wayTo(call.trace),
        });
      }
    }
  },
};

/** get_user_pages() and kin take mmap_lock by themselves: mmap-lock-in-handler tells. */
function mayFault({ helper, mmapLock, held }: CallEvent): boolean {
  if (!helper?.userAccess || helper.takesMmapLock || mmapLock !== 'held') return false;
  return !held.some((lock) => lock.name === 'pagefault_disable()');
}
