import type { Rule } from './rule.ts';

/** vm_area_struct.vm_ops points to const since 2.6.32: a table that nothing writes to belongs in read-only memory. */
export const nonConstTable: Rule = {
  id: 'non-const-table',
  title: 'a table that nothing writes to is not const',
  severity: 'warning',
  basis: 'core',
  since: { major: 2, minor: 6, patch: 32 },
  until: null,
  fact: 'Since 2.6.32 vm_area_struct.vm_ops is a pointer to const, so a table need not be writable, and a writable table of function pointers is a target.',
  source: 'include/linux/mm_types.h, struct vm_area_struct, 2.6.32',
  check({ tables }) {
    return tables
      .filter((t) => !t.isConst && !t.writtenAtRunTime && WHOLE.has(t.form))
      .map((table) => ({
        place: table.place,
        table: table.name,
        confidence:
          table.isStatic || table.form === 'function-local' ? ('high' as const) : ('medium' as const),
        message: `${table.name} is never written to and can be const`,
      }));
  },
};

/** Forms that are a table by themselves; an embedded one shares the fate of its object. */
const WHOLE = new Set(['variable', 'array-element', 'function-local']);
