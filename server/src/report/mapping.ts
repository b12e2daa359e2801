// SPDX-License-Identifier: GPL-2.0-only
/** The text view of a function that maps. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import { mappingInWords } from '../analysis/state/mappingWords.ts';
import type { Place } from '../text/source.ts';
import { byPlace } from './exits.ts';

/**
 * A line a successful exit: `line 9: +VM_MIXEDMAP -VM_MAYWRITE · table foo_ops · may be private, cannot grow`. Of a
 * function that others call with the VMA, what it rules out itself.
 */
export function mappingLines({ definition, entries, exits, status }: MappingReport): string[] {
  const lines = [...exits].sort(byPlace).map((exit) => {
    const { flags, table, place } = exit;
    const open = flags.openedBy;
    const changed = [
      ...flags.changedTo(true).map((flag) => `+${flag}`),
      ...flags.changedTo(false).map((flag) => `-${flag}`),
    ];
    const parts = [
      changed.sort().join(' ') || 'no flags',
      ...(table ? [`table ${table.name}`] : []),
      ...wordsOf(exit, entries.length === 0),
      ...(open ? [`${calledAt(open)} may set any flag`] : []),
    ];
    return `line ${definition.file.positionAt(place.start).line}: ${parts.join(' · ')}`;
  });
  if (status !== 'complete') lines.push(`not analysed: ${status}`);
  return [...new Set(lines)];
}

function wordsOf(exit: MappingReport['exits'][number], isPart: boolean): string[] {
  const words = mappingInWords([exit], isPart);
  return words === 'unknown' && (isPart || exit.flags.openedBy !== null) ? [] : [words];
}

/** `foo->ops->map() (line 12)` */
function calledAt({ file, start, end }: Place): string {
  const text = file.text.slice(start, end);
  const [callee = ''] = text.split('(', 1);
  return `${callee.trim()}() (line ${file.positionAt(start).line})`;
}
