// SPDX-License-Identifier: GPL-2.0-only
/** The text view of a function that maps. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import { mappingInWords } from '../analysis/state/mappingWords.ts';

/** A line a successful exit: `line 9: +VM_MIXEDMAP -VM_MAYWRITE · table foo_ops · may be private, cannot grow`. */
export function mappingLines({ definition, exits, status }: MappingReport): string[] {
  const lines = exits.map((exit) => {
    const { flags, table, place } = exit;
    const changed = [
      ...flags.changedTo(true).map((flag) => `+${flag}`),
      ...flags.changedTo(false).map((flag) => `-${flag}`),
    ];
    const parts = [
      changed.sort().join(' ') || 'no flags',
      ...(table ? [`table ${table.name}`] : []),
      mappingInWords([exit]),
    ];
    return `line ${definition.file.positionAt(place.start).line}: ${parts.join(' · ')}`;
  });
  if (status !== 'complete') lines.push(`not analysed: ${status}`);
  return [...new Set(lines)];
}
