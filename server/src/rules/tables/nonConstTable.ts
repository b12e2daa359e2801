// SPDX-License-Identifier: GPL-2.0-only
import { isSince } from '../../contracts/release.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { isHandedToWriter } from '../../facts/tables/handedTables.ts';
import { isInWritableField } from '../../facts/tables/pointerFields.ts';
import type { Fix } from '../../findings/finding.ts';
import { wordsBefore } from '../../text/layout.ts';
import type { Rule } from '../rule.ts';

/** vm_area_struct.vm_ops points to const since 2.6.32: a table that nothing writes to belongs in read-only memory. */
export const nonConstTable: Rule = {
  id: 'non-const-table',
  title: 'a table that nothing writes to is not const',
  severity: 'warning',
  basis: 'core',
  since: '2.6.32',
  until: null,
  fact: 'Since 2.6.32 vm_area_struct.vm_ops is a pointer to const, so a table need not be writable, and a writable table of function pointers is a target.',
  source: 'include/linux/mm_types.h, struct vm_area_struct, 2.6.32',
  needsWholeTree: true,
  check({ kernel, tables, program }, emit) {
    for (const table of tables) {
      if (table.isConst || table.writtenAtRunTime || !WHOLE.has(table.form)) continue;
      // The elements of an array are one object.
      const name = arrayOf(table);
      if (tables.some((one) => one.writtenAtRunTime && isSameObject(one, table))) continue;
      if (isHandedToWriter(name, table, program) || isInWritableField(table, program)) continue;
      if (!isSince(kernel.release, '3.5') && isGemTable(name, table, program)) continue;
      emit({
        once: `${table.place.file.path}:${table.owner ?? ''}:${name}`,
        place: table.place,
        table: name,
        confidence: table.isStatic || table.form === 'function-local' ? 'high' : 'medium',
        says: { fault: `${name} is never written to and can be const` },
        fix: makeConst(name, table, program),
      });
    }
  },
};

/** The gem_vm_ops of a drm_driver pointed to tables that may be written before 3.5 (include/drm/drmP.h). */
function isGemTable(name: string, { place }: OpsTable, program: Program): boolean {
  const installations = program.files.get(place.file.path)?.installations ?? [];
  return installations.some(({ table, field }) => table === name && field === 'gem_vm_ops');
}

/** Forms that are a table by themselves; an embedded one shares the fate of its object. */
const WHOLE = new Set(['variable', 'array-element', 'function-local']);

function isSameObject(a: OpsTable, b: OpsTable): boolean {
  return a.place.file === b.place.file && a.owner === b.owner && arrayOf(a) === arrayOf(b);
}

/** The name of the variable: `ops` for its element `ops[1]`. */
function arrayOf({ name }: OpsTable): string {
  return name.split('[', 1)[0] as string;
}

/** Safe where no other declaration of the table has to change with it. */
function makeConst(name: string, { place, isStatic, form, owner }: OpsTable, program: Program): Fix | null {
  const type = wordsBefore(place.file, place.start, 'struct vm_operations_struct');
  if (!type) return null;
  const items = program.files.get(place.file.path)?.items ?? [];
  const isDeclaredOnce = items.filter((item) => item.kind === 'variable' && item.name === name).length === 1;
  const isLocal = form === 'function-local' && owner !== null;
  return {
    title: `Make ${name} const`,
    safe: isLocal || (isStatic && isDeclaredOnce),
    edits: [{ place: { ...type, end: type.start }, text: 'const ' }],
  };
}
