// SPDX-License-Identifier: GPL-2.0-only
import type { Exit, HandlerReport } from '../analysis/reports/report.ts';
import type { Kernel } from '../contracts/model.ts';
import { atValue, bitsOf, isSaid, who } from './exits.ts';
import { byReturn } from './path.ts';
import type { Rule } from './rule.ts';

/** Since 4.10 NOPAGE from pfn_mkwrite means "I made the entry writable": core does nothing more. */
export const pfnMkwriteLivelock: Rule = {
  id: 'pfn-mkwrite-livelock',
  title: 'pfn_mkwrite returns VM_FAULT_NOPAGE and leaves the entry read-only',
  severity: 'warning',
  basis: 'core',
  since: { major: 4, minor: 10, patch: 0 },
  until: null,
  fact: 'Until 4.9 core made the entry writable after any result without an error. Since 4.10 it returns at once on VM_FAULT_NOPAGE, and finishes the job itself only after 0.',
  source: 'mm/memory.c wp_pfn_shared(); 4.10',
  check({ kernel, reports }) {
    const inPfnMkwrite = reports.filter((r) => r.op === 'pfn_mkwrite' && !removesEntries(r));
    const found = byReturn(inPfnMkwrite, (exit) =>
      leavesEntry(exit) ? exit.values.filter((a) => isNopage(a, kernel) && isSaid('NOPAGE', a, exit)) : [],
    );
    return found.map((f) =>
      atValue(
        f,
        `${who(f.report)} returns VM_FAULT_NOPAGE although nothing on this path made the entry writable: core does nothing more since 4.10, and the write faults again for ever; return 0, or install the entry with vmf_insert_mixed_mkwrite()`,
      ),
    );
  },
};

function leavesEntry(exit: Exit): boolean {
  return exit.installed === 'no' && !lostRace(exit) && !isWithoutDax(exit);
}

/** A mapping without DAX has pages, and core does not call pfn_mkwrite for it. */
function isWithoutDax({ conditions, trace }: Exit): boolean {
  return (
    [...conditions].some(([text, truth]) => !truth && ASKS_FOR_DAX.test(text)) ||
    trace.some((step) => step.kind === 'test' && !step.truth && ASKS_FOR_DAX.test(step.text))
  );
}

const ASKS_FOR_DAX = /^(?:IS_DAX|vma_is_dax)\([^&|]*\)$/;

/** The entry changed meanwhile: running the access again is the answer. */
function lostRace(exit: Exit): boolean {
  const tests = [
    ...exit.conditions.keys(),
    ...exit.trace.map((s) => (s.kind === 'test' ? s.text : s.message)),
  ];
  return tests.some((text) => /pte_same|pmd_same|orig_(pte|pmd)|i_size|mapping/.test(text));
}

/** The handler zaps entries: the access comes back as a fault, not as a write to a read-only entry. */
function removesEntries(report: HandlerReport): boolean {
  return report.calls.some((c) => /^(unmap_mapping_|zap_)|_zap_|invalidate_inode_pages/.test(c.callee));
}

function isNopage(atom: string, kernel: Kernel): boolean {
  const bits = bitsOf(atom) ?? [];
  return bits.includes('NOPAGE') && !bits.some((bit) => kernel.faultErrors.has(bit));
}
