// SPDX-License-Identifier: GPL-2.0-only

import type { Exit, HeldLock } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { hasBit, isKnown } from '../../analysis/reports/values.ts';
import type { Program } from '../../facts/model.ts';
import type { Sequel } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import { releaseBefore } from '../fixes/returns.ts';
import type { Draft, Rule } from '../rule.ts';
import { atHeld, returns, surelyHeld, who } from '../shared/exits.ts';
import { isKeptIn, type KeptLock, keptLocks } from '../shared/pairing.ts';
import { byReturn, type ExitFinding, heldPathTo } from '../shared/path.ts';
import { keptDrafts, oneForEachSlip } from '../shared/slips.ts';

/** Only VM_FAULT_LOCKED hands a page lock over to core. */
export const pageLockLeak: Rule = {
  id: 'page-lock-leak',
  title: 'a handler leaves with the page locked and without VM_FAULT_LOCKED',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Core unlocks the page only after VM_FAULT_LOCKED, from fault and page_mkwrite. After NOPAGE or an error it does not touch the page; after 0 it locks the page itself.',
  source: 'mm/memory.c __do_fault(), do_page_mkwrite(), do_shared_fault(), wp_page_shared(); 2.6.23 to 7.1',
  isOfCallee: true,
  check({ reports, program, callees = [] }, emit) {
    const kept = keptLocks(callees, ['page']);
    for (const draft of [...inHandlers(reports, kept, program), ...keptDrafts(kept, inCallee)]) emit(draft);
  },
};

function inCallee({ report, exit, lock, other }: KeptLock): Draft {
  return {
    place: exit.place,
    function: report.definition.name,
    says: {
      ...ofLock(lock),
      fault: `${report.definition.name}() returns with ${lock.name || 'the page'} still locked${other ? ', which it unlocks on another way out' : ''}`,
      consequences: ['the next task that wants the page hangs'],
      advice: 'unlock it on this path too',
    },
    related: heldPathTo(exit.trace, other ? [{ place: other.place, message: 'here it is unlocked' }] : []),
  };
}

function inHandlers(reports: HandlerReport[], kept: readonly KeptLock[], program: Program): Draft[] {
  return reports.flatMap((report) => {
    const found = byReturn([report], (exit) =>
      lockedPages(exit).every((lock) => isKeptIn(lock, kept, program)) ? [] : leaks(exit),
    );
    const drafts = found.map((f) => {
      const lock = lockedPages(f.exit)[0] as HeldLock;
      return { exit: f.exit, lock, draft: draftOf(f, lock) };
    });
    return oneForEachSlip(drafts, report.exits, (exit) => leaks(exit).length === 0);
  });
}

function draftOf(f: ExitFinding, lock: HeldLock): Draft {
  const ends = f.atoms.includes(VOID) ? 'returns' : returns(f);
  const sequel = f.atoms.includes('0')
    ? { consequences: ['core waits for ever for the lock'], advice: 'unlock it, or return VM_FAULT_LOCKED' }
    : UNLOCK;
  return {
    ...atHeld(f, {
      ...ofLock(lock),
      fault: `${who(f.report)} ${ends} with ${lock.name || 'the page'} still locked`,
      ...sequelFor(f.report, sequel),
    }),
    once: `${f.report.op}:${spot(f.exit.place)}`,
    fix: releaseBefore(f, lock),
  };
}

function ofLock({ name }: HeldLock): Sequel {
  const lock = name || 'the page';
  return { asks: { question: `Is ${lock} still locked when {who} returns {here}?` }, remedy: { lock } };
}

const UNLOCK: Sequel = {
  consequences: ['it is never unlocked, and the next task that wants the page hangs'],
  advice: 'unlock it first',
};

const VOID = 'void';
const HANDS_OVER = new Set(['fault', 'page_mkwrite']);

function sequelFor(report: HandlerReport, sequel: Sequel): Sequel {
  return HANDS_OVER.has(report.op) ? sequel : UNLOCK;
}

/** The values that leave while a page lock is held for sure. */
function leaks(exit: Exit): string[] {
  if (exit.assumed || !lockedPages(exit).length) return [];
  if (!exit.values.length) return [VOID];
  // Where LOCKED is refused, another rule says so.
  return exit.values.filter((atom) => isKnown(atom) && !hasBit(atom, 'LOCKED'));
}

function lockedPages(exit: Exit): HeldLock[] {
  return surelyHeld(exit, ['page']);
}
