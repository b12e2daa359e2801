// SPDX-License-Identifier: GPL-2.0-only
import type { UnclearedMemory } from '../../analysis/reports/model/events.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping } from '../shared/exits.ts';
import { contradictsItself, wayTo } from '../shared/path.ts';

/** What an allocator gives holds what its last user left there. */
export const unclearedMemory: Rule = {
  id: 'uncleared-memory',
  title: 'memory is mapped to user space as the allocator left it',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'alloc_page(), __get_free_pages(), kmalloc() and vmalloc() give memory with what its last user left there, unless __GFP_ZERO or a name with z says otherwise. Who maps it shows that to user space.',
  source: 'mm/page_alloc.c post_alloc_hook(); include/linux/gfp_types.h __GFP_ZERO',
  check({ reports, mappings }, emit) {
    const add = (one: UnclearedMemory, of: Pick<Draft, 'function' | 'table' | 'op'>) => {
      const { place, by, given, trace, assumed } = one;
      if (assumed || contradictsItself(trace)) return;
      const maps = by === null ? 'hands core a page' : `maps memory (${by})`;
      emit({
        once: spot(given.place),
        place,
        ...of,
        says: {
          fault: `${of.function}() ${maps} that ${given.by} gave uncleared, and nobody has written to it`,
          consequences: ['user space reads what its last user in the kernel left there'],
          advice: 'allocate it with __GFP_ZERO, or clear it first',
        },
        related: wayTo(trace, [{ place: given.place, message: `${given.by} gives it` }]),
      });
    };
    for (const report of reports) for (const one of report.uncleared) add(one, about(report));
    for (const { definition, uncleared } of mappings)
      for (const one of uncleared) add(one, aboutMapping(definition));
  },
};
