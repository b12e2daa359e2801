// SPDX-License-Identifier: GPL-2.0-only

import type { StructMember } from '../../analysis/reports/report.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import type { Kernel, OpContract } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import { spot } from '../../text/source.ts';
import type { Emit, Rule } from '../rule.ts';
import { about, who } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** map_pages and kin run where the task may not be scheduled away. */
export const sleepInAtomicOp: Rule = {
  id: 'sleep-in-atomic-op',
  title: 'a handler that must not sleep calls something that may',
  severity: 'error',
  basis: 'core',
  since: '3.15',
  until: null,
  fact: 'map_pages is called with the page table lock held (3.15 to 4.7) or inside rcu_read_lock() (since 6.4), find_special_page and find_normal_page with the page table lock. Between 4.8 and 6.3 only the locking document says that map_pages must not block.',
  source:
    'mm/memory.c do_fault_around(), vm_normal_page(); locking document, vm_operations_struct, map_pages',
  check({ kernel, reports, structMembers = [] }, emit) {
    for (const report of reports) {
      const contract = handlerContract(report.op, kernel);
      if (!contract || contract.maySleep) continue;
      for (const call of report.calls) {
        if (!call.sleeps) continue;
        const culprit = call.sleeps.at(-1)?.message ?? `${call.callee}() may sleep`;
        const chain = call.sleeps.filter(
          (step) => step.place.start !== call.place.start || step.place.file !== call.place.file,
        );
        emit({
          once: `${report.op}:${spot(call.place)}`,
          place: call.place,
          ...about(report),
          confidence: confidenceOf(call),
          basis: contract.entry.atomic === 'no' ? 'documentation' : 'core',
          // Core itself would let it sleep.
          ...(contract.entry.atomic === 'no' ? { severity: 'warning' as const } : {}),
          says: {
            fault: `${who(report)} calls ${call.callee}(), and ${culprit}`,
            consequences: [reason(contract, kernel)],
            advice: instead(report.op),
          },
          related: wayTo(call.trace, chain),
        });
      }
    }
    inOtherStructs(structMembers, emit);
  },
};

/** Ops of other structs of which the tree's own locking document says that they may not block. */
function inOtherStructs(members: readonly StructMember[], emit: Emit): void {
  for (const { struct, table, member, contract, reports } of members) {
    const { op } = member;
    const row = contract?.documented;
    const said = row ? [{ place: row, message: `the document says of ${op} that it may not block` }] : [];
    for (const { definition, calls } of reports)
      for (const call of calls) {
        if (!call.sleeps) continue;
        const culprit = call.sleeps.at(-1)?.message ?? `${call.callee}() may sleep`;
        const chain = call.sleeps.filter((step) => spot(step.place) !== spot(call.place));
        emit({
          once: `${op}:${spot(call.place)}`,
          place: call.place,
          function: definition.name,
          table: table.name,
          op,
          confidence: confidenceOf(call),
          basis: 'documentation',
          severity: 'warning',
          says: {
            fault: `${op} function ${definition.name}() calls ${call.callee}(), and ${culprit}`,
            consequences: [`the locking document says that ${op} of struct ${struct} may not block`],
            advice: 'do it without waiting',
          },
          related: [...wayTo(call.trace, chain), ...said],
        });
      }
  }
}

function instead(op: string): string {
  return op === 'map_pages'
    ? 'try without waiting, and leave the rest to fault by returning 0'
    : 'look up what is there without waiting';
}

function reason({ op, entry }: OpContract, kernel: Kernel): string {
  switch (entry.atomic) {
    case 'rcu':
      return `core calls ${op} inside rcu_read_lock()`;
    case 'page-table-lock':
      return `core calls ${op} with the page table lock held`;
    default:
      return `the locking document says that ${op} must not block${isSince(kernel.release, '6.4') ? '' : ', and core calls it inside rcu_read_lock() since 6.4'}`;
  }
}
