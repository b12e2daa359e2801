// SPDX-License-Identifier: GPL-2.0-only
/** Tables of operations that their file never mentions again. */
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { OpsTable } from '../../facts/model.ts';
import { mentionsOf } from '../../facts/names/mentions.ts';
import { spot } from '../../text/source.ts';
import { listed } from '../../text/words.ts';
import type { Draft } from '../rule.ts';

/** A table that only its own file could install, which has a function that maps. */
export function neverInstalled(tables: readonly OpsTable[], mappings: readonly MappingReport[]): Draft[] {
  return tables.flatMap((table) => {
    const { name, place, members } = table;
    const ops = members.flatMap(({ op, handler }) => (handler === null ? [] : [op]));
    if (table.form !== 'variable' || !table.isStatic || ops.length === 0) return [];
    if (mentionsOf(name, place.file).some(({ role }) => role !== 'declaration')) return [];
    const mapping = mappings.find(({ definition }) => definition.file === place.file);
    if (mapping === undefined) return [];
    return [
      {
        once: spot(place),
        place,
        table: name,
        op: 'mmap',
        says: {
          fault: `nothing installs ${name}`,
          consequences: [
            `no mapping has it, and ${listed(ops)} ${ops.length === 1 ? 'is' : 'are'} never called`,
          ],
          advice: 'set vma->vm_ops to it in mmap',
        },
      },
    ];
  });
}
