// SPDX-License-Identifier: GPL-2.0-only
/** Pages that a function which is no handler inserts into the VMAs of a table: a system call, under mmap_lock for reading. */
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, OpsTable, Program } from '../../facts/model.ts';
import { isNamedIn, namesIn } from '../../facts/names/words.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';
import { isRoot } from '../shared/mappings.ts';

/** A way to map that leaves VM_MIXEDMAP to such a function: the insertion sets it then, which it may do for writing alone. */
export function insertsElsewhere(
  mapping: MappingReport,
  mappings: MappingReport[],
  program: Program,
): Draft[] {
  if (mapping.status !== 'complete' || !isRoot(mapping)) return [];
  return mapping.exits.flatMap(({ table, flags, assumed }) => {
    if (!table?.definition || assumed || !flags.lacks('VM_MIXEDMAP')) return [];
    const by = inserterOf(table.definition, mappings, program);
    if (by === null) return [];
    return [
      {
        once: `${spot(table.place)} ${table.name}`,
        place: table.place,
        ...aboutMapping(mapping.definition),
        table: table.name,
        confidence: 'medium' as const,
        says: {
          fault: `${mapping.definition.name}() leaves the VMA without VM_MIXEDMAP, and ${by.name}() inserts pages into VMAs of ${table.name} later, under a lock for reading`,
          consequences: [`${by.call}() hits a BUG_ON() where the flag is not set before`],
          advice: 'set VM_MIXEDMAP here',
        },
        related: [{ place: nameOf(by.definition), message: `${by.name}() comes to ${by.call}()` }],
      },
    ];
  });
}

/** From here on the insertion sets the flag only where mmap_lock is held for writing. */
export const SETS_FOR_WRITING = '3.7';

const INSERTS = ['vm_insert_pages', 'vm_insert_page'];
const READS = ['mmap_read_lock', 'mmap_read_trylock', 'lock_vma_under_rcu', 'down_read'];
const WRITES = [
  'mmap_write_lock',
  'mmap_write_trylock',
  'mmap_write_lock_killable',
  'down_write',
  'VM_MIXEDMAP',
];

interface Inserter {
  definition: FunctionDefinition;
  name: string;
  call: string;
}

/**
 * A function of the file that asks for the table on a VMA, takes a lock of the address space for reading and inserts
 * pages, itself or by those that it calls there.
 */
function inserterOf(
  { name, place, members }: OpsTable,
  mappings: MappingReport[],
  program: Program,
): Inserter | null {
  const { file } = place;
  if (!INSERTS.some((call) => isNamedIn(call, file))) return null;
  const handlers = new Set(members.flatMap(({ handler }) => handler ?? []));
  const maps = new Set(mappings.map(({ definition }) => definition.name));
  const own = (program.files.get(file.path)?.functions ?? []).filter(
    (one) => !handlers.has(one.name) && !maps.has(one.name),
  );
  const byName = new Map(own.map((one) => [one.name, one]));
  for (const definition of own) {
    const parts = [definition, ...[...namesIn(definition)].flatMap((word) => byName.get(word) ?? [])];
    const says = (word: string) => parts.some((one) => namesIn(one).has(word));
    const call = INSERTS.find(says);
    if (call !== undefined && says(name) && READS.some(says) && !WRITES.some(says))
      return { definition, name: definition.name, call };
  }
  return null;
}
