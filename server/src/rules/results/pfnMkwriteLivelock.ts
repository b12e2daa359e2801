// SPDX-License-Identifier: GPL-2.0-only
import { testedNames, wasDenied } from '../../analysis/reports/conditions.ts';
import type { Exit } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import type { Kernel } from '../../contracts/model.ts';
import type { Rule } from '../rule.ts';
import { atValue, isSaid, who } from '../shared/exits.ts';
import { byReturn } from '../shared/path.ts';

/** Since 4.10 NOPAGE from pfn_mkwrite means "I made the entry writable": core does nothing more. */
export const pfnMkwriteLivelock: Rule = {
  id: 'pfn-mkwrite-livelock',
  title: 'pfn_mkwrite returns VM_FAULT_NOPAGE and leaves the entry read-only',
  severity: 'warning',
  basis: 'core',
  since: '4.10',
  until: null,
  fact: 'Until 4.9 core made the entry writable after any result without an error. Since 4.10 it returns at once on VM_FAULT_NOPAGE, and finishes the job itself only after 0.',
  source: 'mm/memory.c wp_pfn_shared(); 4.10',
  check({ kernel, reports }, emit) {
    const inPfnMkwrite = reports.filter((r) => r.op === 'pfn_mkwrite' && !removesEntries(r));
    const found = byReturn(inPfnMkwrite, (exit) =>
      leavesEntry(exit) ? exit.values.filter((a) => isNopage(a, kernel) && isSaid('NOPAGE', a, exit)) : [],
    );
    for (const f of found)
      emit(
        atValue(f, {
          fault: `${who(f.report)} returns VM_FAULT_NOPAGE although nothing on this path made the entry writable`,
          consequences: ['core does nothing more since 4.10, and the write faults again for ever'],
          advice: 'return 0, or install the entry with vmf_insert_mixed_mkwrite()',
        }),
      );
  },
};

function leavesEntry(exit: Exit): boolean {
  return exit.installed === 'no' && !lostRace(exit) && !isWithoutDax(exit);
}

/** A mapping without DAX has pages, and core does not call pfn_mkwrite for it. */
function isWithoutDax(exit: Exit): boolean {
  return wasDenied(exit, ASKS_FOR_DAX);
}

const ASKS_FOR_DAX = new Set(['IS_DAX', 'vma_is_dax']);

/** The entry changed meanwhile: running the access again is the answer. */
function lostRace(exit: Exit): boolean {
  return [...testedNames(exit)].some((name) => OF_RACES.some((part) => name.includes(part)));
}

const OF_RACES = ['pte_same', 'pmd_same', 'orig_pte', 'orig_pmd', 'i_size', 'mapping'];

/** The handler zaps entries: the access comes back as a fault, not as a write to a read-only entry. */
function removesEntries(report: HandlerReport): boolean {
  return report.calls.some(({ callee }) => ZAPS.some((part) => `_${callee}`.includes(part)));
}

const ZAPS = ['_unmap_mapping_', '_zap_', 'invalidate_inode_pages', '_pte_clear', '_pmd_clear', '_pud_clear'];

function isNopage(atom: string, kernel: Kernel): boolean {
  const bits = bitsOf(atom) ?? [];
  return bits.includes('NOPAGE') && !bits.some((bit) => kernel.faultErrors.has(bit));
}
