// SPDX-License-Identifier: GPL-2.0-only
/** Functions that map and leave another offset than the one by which a handler of the VMA finds what belongs to it. */

import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { tablesOf } from '../shared/mappings.ts';
import { wayTo } from '../shared/path.ts';

/** Returns a draft for each place where the offset is lost. */
export function lostOffsets(
  mappings: readonly MappingReport[],
  reports: readonly HandlerReport[],
  program: Program,
): Draft[] {
  const found = new Map<string, Draft>();
  for (const mapping of mappings)
    for (const exit of mapping.exits) {
      const { offsetLost, keepsOffset, trace } = exit;
      if (offsetLost === null || keepsOffset || exit.assumed || found.has(spot(offsetLost))) continue;
      const reader = readerOf(mapping, exit, reports, program);
      if (reader === null) continue;
      const by = functionAt(offsetLost, program) ?? mapping.definition;
      found.set(spot(offsetLost), {
        once: spot(offsetLost),
        place: offsetLost,
        function: by.name,
        table: exit.table?.name ?? null,
        op: 'mmap',
        confidence: 'medium',
        says: {
          fault: `${by.name}() leaves another vm_pgoff than it was handed, and ${reader.does}`,
          consequences: [reader.harm],
          advice: 'restore vm_pgoff before the return',
          asks: asked('Should {who} restore vm_pgoff {here}?'),
        },
        related: wayTo(trace, [
          ...reader.notes,
          { place: exit.place, message: 'returns here with vm_pgoff changed' },
        ]),
      });
    }
  return [...found.values()];
}

interface Reader {
  /** What it does by the offset, and what comes of that. */
  does: string;
  harm: string;
  notes: NonNullable<Draft['related']>;
}

function readerOf(
  mapping: MappingReport,
  exit: MappingExit,
  reports: readonly HandlerReport[],
  program: Program,
): Reader | null {
  const named = mapping.entries.find(({ contract }) => contract?.offsetReadBy !== undefined);
  if (named)
    return {
      does: `${named.contract?.offsetReadBy}() picks by it what it gives back`,
      harm: 'it takes what belongs to another mapping',
      notes: [],
    };
  const own = mapping.accesses.flatMap((access) => elementOf(access) ?? []);
  if (own.length === 0) return null;
  const tables = tablesOf(mapping, exit, program);
  for (const report of reports) {
    if (!report.tables.some((table) => tables.includes(table))) continue;
    const { name } = report.definition;
    for (const access of report.accesses) {
      const field = elementOf(access);
      if (field === null || !own.includes(field)) continue;
      return {
        does: `${name}() indexes ${access.array} by it as was done before`,
        harm: 'it reaches another element',
        notes: [{ place: access.place, message: `${access.array} is indexed by ${access.index} here` }],
      };
    }
  }
  return null;
}

/** The field of the array whose element the offset picks. */
function elementOf({ kind, array, has }: MappingReport['accesses'][number]): string | null {
  if (kind !== 'element' || array === null || !has.offset) return null;
  return array.slice(Math.max(array.lastIndexOf('>'), array.lastIndexOf('.')) + 1);
}
