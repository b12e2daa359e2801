// SPDX-License-Identifier: GPL-2.0-only

import type { Exit } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import type { Kernel } from '../../contracts/model.ts';
import type { Rule } from '../rule.ts';
import { atReturn, returns, who } from '../shared/exits.ts';
import { byReturn } from '../shared/path.ts';

/** VM_FAULT_LOCKED tells core to unlock the page: it must be locked, and by this handler. */
export const lockedNotLocked: Rule = {
  id: 'locked-not-locked',
  title: 'VM_FAULT_LOCKED with a page that is not locked',
  severity: 'error',
  basis: 'core',
  since: '2.6.23',
  until: null,
  fact: 'With LOCKED core takes the page lock as held and drops it later; without it core locks the page itself.',
  source: 'mm/memory.c __do_fault(), do_page_mkwrite(), fault_dirty_shared_page(); 2.6.23 to 7.1',
  isOfCallee: true,
  check({ kernel, reports }, emit) {
    const found = byReturn(
      reports.filter((r) => TAKES_LOCKED_PAGE.has(r.op)),
      (exit, report) =>
        isUnlocked(exit, report) ? exit.values.filter((atom) => isLockedSuccess(atom, kernel)) : [],
    );
    for (const f of found)
      emit(
        atReturn(f, {
          fault: `${who(f.report)} ${returns(f)}, but the page is not locked on this path`,
          consequences: ['core hits VM_BUG_ON and unlocks a page that another task may hold'],
          advice: 'lock the page, or leave VM_FAULT_LOCKED out',
        }),
      );
  },
};

const TAKES_LOCKED_PAGE = new Set(['fault', 'page_mkwrite']);

function isUnlocked(exit: Exit, report: HandlerReport): boolean {
  if (exit.pageLock !== 'unlocked' || exit.page === 'unset' || exit.page === 'null' || exit.page === 'error')
    return false;
  return !exit.assumed || neverLocks(report);
}

/** Whatever path is real, the page is locked at the end of none. */
function neverLocks({ op, status, exits }: HandlerReport): boolean {
  return op === 'page_mkwrite' && status === 'complete' && exits.every((e) => e.pageLock === 'unlocked');
}

/** LOCKED beside NOPAGE or an error is another rule's. */
function isLockedSuccess(atom: string, kernel: Kernel): boolean {
  const bits = bitsOf(atom) ?? [];
  return bits.includes('LOCKED') && !bits.some((bit) => bit === 'NOPAGE' || kernel.faultErrors.has(bit));
}
