// SPDX-License-Identifier: GPL-2.0-only
import type { MappingReport } from '../../analysis/reports/report.ts';
import type { OpsTable } from '../../facts/model.ts';
import { type Place, spot } from '../../text/source.ts';
import { clearMayWrite } from '../fixes/statements.ts';
import type { Rule } from '../rule.ts';
import { decidesAlone } from '../shared/mappings.ts';
import { wayTo } from '../shared/path.ts';

/** mprotect() asks the VM_MAY bits, not the driver. */
export const maywriteKept: Rule = {
  id: 'maywrite-kept',
  title: 'a mapping that may not be written keeps VM_MAYWRITE',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'mmap refuses VM_WRITE, and what it lets through keeps VM_MAYWRITE: mprotect() looks at that bit alone and makes the mapping writable.',
  source: 'mm/mmap.c do_mmap(), mm/mprotect.c do_mprotect_pkey()',
  check({ kernel, mappings }, emit) {
    for (const mapping of mappings) {
      const always = writeRefused(mapping);
      const refusal = always ?? writeRefusedSometimes(mapping);
      if (!refusal) continue;
      const { name } = mapping.definition;
      const exit = mapping.exits.find(({ flags }) => flags.may(WRITABLE_LATER) === 'yes');
      const taken = exit?.flags.changed('VM_MAYSHARE', false);
      emit({
        once: spot(refusal),
        place: refusal,
        function: name,
        table: exit?.table?.name ?? null,
        op: 'mmap',
        confidence: exit?.assumed ? 'medium' : 'high',
        message: `${name}() refuses VM_WRITE${always ? '' : ' under a condition'}, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards and asks nobody; clear VM_MAYWRITE${always ? '' : ' under the same condition'}${taken ? ' (VM_MAYSHARE, which is cleared, decides on something else)' : ''}`,
        fix: clearMayWrite(mapping.definition, refusal, {
          always: always !== null,
          release: kernel.release,
        }),
        related: exit ? wayTo(exit.trace, [{ place: exit.place, message: 'it maps and returns here' }]) : [],
      });
    }
  },
};

const WRITABLE_NOW = { set: ['VM_SHARED', 'VM_WRITE'] };

/** A shared mapping that mprotect() may make writable. */
const WRITABLE_LATER = { set: ['VM_SHARED', 'VM_MAYWRITE'], clear: ['VM_WRITE'] };

/** Where a function refuses every shared mapping that can be written, and keeps none from becoming so. */
function writeRefused(mapping: MappingReport): Place | null {
  const { exits, status } = mapping;
  if (status !== 'complete' || exits.length === 0 || !decidesAlone(mapping)) return null;
  if (!exits.every(({ flags }) => flags.may(WRITABLE_NOW) === 'no')) return null;
  const kept = exits.find(
    ({ flags, table }) => flags.may(WRITABLE_LATER) === 'yes' && !refusesLater(table?.definition),
  );
  return kept ? kept.flags.refusal(WRITABLE_NOW) : null;
}

/**
 * Where a function refuses VM_WRITE for some objects, and takes VM_MAYWRITE from none: of one that does somewhere it is
 * not known for which.
 */
function writeRefusedSometimes(mapping: MappingReport): Place | null {
  const { exits, status, refusedWrites } = mapping;
  if (status !== 'complete' || exits.length === 0 || !decidesAlone(mapping)) return null;
  // The flag is nowhere taken, and nothing out of sight may take it.
  const isKept = exits.every(
    ({ flags, table }) =>
      !flags.changes.has('VM_MAYWRITE') && !flags.isWhollyOpen && !refusesLater(table?.definition),
  );
  if (!exits.some(({ flags }) => flags.may(WRITABLE_LATER) === 'yes')) return null;
  return isKept ? (refusedWrites[0] ?? null) : null;
}

/** The op mprotect is asked, and may refuse. */
function refusesLater(table: OpsTable | null | undefined): boolean {
  return table?.members.some(({ op, handler }) => op === 'mprotect' && handler !== null) === true;
}
