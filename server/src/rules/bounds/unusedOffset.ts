// SPDX-License-Identifier: GPL-2.0-only
/** Said by mmap-bound: an offset that is bounded, and then not used. */
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';

export function offsetsUnused({ definition, unusedOffsets }: MappingReport): Draft[] {
  return unusedOffsets.map(({ place, tested, text }) => ({
    once: `unused:${spot(place)}`,
    place,
    ...aboutMapping(definition),
    confidence: 'medium' as const,
    says: {
      fault: `vm_map_pages_zero() maps from the first page on, whatever vm_pgoff says, and ${definition.name}() lets user space ask for a later one (${text})`,
      consequences: ['it is given other pages than it asked for'],
      advice: 'call vm_map_pages()',
    },
    related: [{ place: tested, message: 'the offset is bounded, so not only 0 is let through' }],
  }));
}
