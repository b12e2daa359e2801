// SPDX-License-Identifier: GPL-2.0-only
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { lockFreeWayTo } from '../shared/path.ts';
import { refusesSplit } from '../shared/splits.ts';

/** munmap() of a part leaves a shorter mapping, whatever mmap has compared; only a table that refuses that is safe. */
export function rangesPastEnd(reports: readonly HandlerReport[], reaching: ReadonlySet<string>): Draft[] {
  return reports
    .filter(({ op, tables, isLibrary }) => reaching.has(op) && !isLibrary && !tables.some(refusesSplit))
    .flatMap(({ op, definition, tables, rangesPastEnd: ranges }) =>
      ranges.map(({ place, callee, trace }) => ({
        once: spot(place),
        place,
        function: definition.name,
        table: tables[0]?.name ?? null,
        op,
        confidence: 'medium' as const,
        says: {
          fault: `${callee}() is told a length that is never compared with vma->vm_end`,
          consequences: [
            'where user space maps less, or unmaps the rest, it writes page table entries of another mapping',
          ],
          advice: 'map no more than vma->vm_end less the start',
        },
        fix: null,
        related: lockFreeWayTo(trace, []),
      })),
    );
}
