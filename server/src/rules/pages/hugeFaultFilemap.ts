// SPDX-License-Identifier: GPL-2.0-only

import { isCacheFault } from '../../analysis/models/libraryHandlers.ts';
import { spot } from '../../text/source.ts';
import { returnInsteadOf } from '../fixes/statements.ts';
import type { Rule } from '../rule.ts';
import { about } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';

/** filemap_fault() serves one page, and its results are about single pages. */
export const hugeFaultFilemap: Rule = {
  id: 'huge-fault-filemap',
  title: 'huge_fault ends in filemap_fault()',
  severity: 'warning',
  basis: 'core',
  since: '4.11',
  until: null,
  fact: 'core takes any result of huge_fault without VM_FAULT_FALLBACK as final and never looks at vmf->page. filemap_fault() leaves a locked, referenced page there, which core does not map, unlock or put. Since 6.6 huge_fault also runs under the lock of the VMA alone.',
  source: 'mm/memory.c create_huge_pmd(), wp_huge_pmd(), create_huge_pud(), __handle_mm_fault()',
  check({ reports }, emit) {
    for (const report of reports) {
      if (report.op !== 'huge_fault') continue;
      for (const call of report.calls) {
        // What a callee decides by itself may exclude huge faults.
        if (!isCacheFault(call.callee) || call.assumed) continue;
        emit({
          once: spot(call.place),
          place: call.place,
          ...about(report),
          says: {
            fault: `huge_fault handler ${report.definition.name}() calls ${call.callee}(), which leaves a locked page in vmf->page`,
            consequences: [
              'core never looks at it after huge_fault, so nothing is mapped and the page stays locked',
            ],
            advice: 'return VM_FAULT_FALLBACK and leave it to fault',
          },
          fix: returnInsteadOf(report.definition, call.place, 'VM_FAULT_FALLBACK'),
          related: wayTo(call.trace),
        });
      }
    }
  },
};
