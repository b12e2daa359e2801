// SPDX-License-Identifier: GPL-2.0-only
import type { UseAfterPut } from '../../analysis/reports/report.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, who } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** After the put that may have been the last one the object belongs to nobody. */
export const useAfterPut: Rule = {
  id: 'use-after-put',
  title: 'an object is used after the put or free that may have been its last',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'A put gives back a reference, and the object with it when it was the last. close gives back what the VMA holds; a handler or mmap gives back what it looked up or allocated itself. What the caller or the file holds stays.',
  source: 'include/linux/kref.h, Documentation/core-api/kref.rst; mm/vma.c remove_vma()',
  check({ reports, mappings }, emit) {
    const add = (use: UseAfterPut, subject: string, rest: Pick<Draft, 'function' | 'table' | 'op'>) => {
      const { place, dropped } = use;
      if (use.assumed) return;
      const how = dropped.certain ? 'freed it' : 'may have dropped its last reference';
      emit({
        once: spot(dropped.place),
        place,
        ...rest,
        confidence: confidenceOf(use),
        message: `${subject} uses ${use.text} after ${dropped.by} ${how}: the memory may belong to another user; read what is needed first, and make the put the last step`,
        related: wayTo(use.trace, [{ place: dropped.place, message: `${dropped.by} ${how}` }]),
      });
    };
    for (const report of reports) for (const use of report.usesAfterPut) add(use, who(report), about(report));
    for (const { definition, usesAfterPut } of mappings)
      for (const use of usesAfterPut)
        add(use, `${definition.name}()`, { function: definition.name, table: null, op: 'mmap' });
  },
};
