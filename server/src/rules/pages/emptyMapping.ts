// SPDX-License-Identifier: GPL-2.0-only
import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { pathTo } from '../shared/path.ts';

/** Where a function that maps refuses with 0: user space takes it for a mapping. */
export function emptyMappings(mappings: readonly MappingReport[]): Draft[] {
  return mappings.filter(mapsElsewhere).flatMap(({ definition, exits }) =>
    exits.filter(isEmpty).map(
      (exit): Draft => ({
        once: spot(exit.place),
        place: exit.place,
        function: definition.name,
        op: 'mmap',
        severity: 'warning',
        says: {
          fault: `${definition.name}() returns 0 here and maps nothing`,
          consequences: ['mmap() succeeds, and the first access ends in SIGBUS'],
          advice: 'return an errno',
        },
        related: pathTo(exit.trace),
      }),
    ),
  );
}

/** A stub that maps nothing at all means it. */
function mapsElsewhere({ status, entries, exits }: MappingReport): boolean {
  return (
    status === 'complete' &&
    entries.some(({ contract }) => contract !== undefined) &&
    exits.some((exit) => exit.table !== null || exit.inserted !== 'no')
  );
}

const isEmpty = ({ table, inserted, isBare, assumed }: MappingExit) =>
  isBare && table === null && inserted === 'no' && !assumed;
