// SPDX-License-Identifier: GPL-2.0-only

import type { Exit, Step } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { Rule } from '../rule.ts';
import { atReturn, who } from '../shared/exits.ts';
import { byReturn } from '../shared/path.ts';

/** Two threads may fault on one page: the second finds the entry of the first. */
export const insertEbusy: Rule = {
  id: 'insert-ebusy',
  title: '-EBUSY of an insertion leaves a fault handler as an error',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'vm_insert_page(), and before 4.20 vm_insert_pfn() and vm_insert_mixed(), return -EBUSY when the page table has an entry there already, because another thread faulted on the same page and was faster. The access can go on.',
  source: 'mm/memory.c insert_page(), insert_pfn(); vmf_insert_page() in include/linux/mm.h',
  isOfCallee: true,
  check({ reports, program }, emit) {
    for (const found of byReturn(reports, offends)) {
      const { callee, place } = found.exit.foundEntry as NonNullable<Exit['foundEntry']>;
      const own = functionAt(place, program)?.name;
      const isOfCallee = own !== found.report.definition.name && found.exit.trace.some(isErrorOfCallee);
      const where = isOfCallee && own !== undefined ? ` in ${own}()` : '';
      emit(
        atReturn(
          found,
          {
            fault: `${who(found.report)} returns an error when ${callee}() gives -EBUSY`,
            consequences: [
              'another thread was faster and its entry is good, so the task gets SIGBUS for nothing',
            ],
            advice: `return VM_FAULT_NOPAGE for -EBUSY${where}`,
          },
          [{ place, message: `${callee}() finds an entry that is there already` }],
        ),
      );
    }
  },
};

const FAULTS = new Set(['fault', 'huge_fault', 'pmd_fault', 'nopfn', 'pfn_mkwrite']);

function offends(exit: Exit, { op }: HandlerReport): string[] {
  if (exit.foundEntry === null || exit.assumed || !FAULTS.has(op)) return [];
  return exit.values.length > 0 && exit.values.every(isError) ? [...exit.values] : [];
}

/** A callee has made an error of it. */
const isErrorOfCallee = (step: Step) => step.kind === 'result' && step.atoms.some(isError);

function isError(atom: string): boolean {
  const bits = bitsOf(atom);
  return bits !== null && (bits.includes('SIGBUS') || bits.includes('SIGSEGV'));
}
