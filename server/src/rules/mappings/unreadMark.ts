// SPDX-License-Identifier: GPL-2.0-only
/** A mapping that is only noted, in a mark that nothing asks. */
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';
import { isRoot } from '../shared/mappings.ts';

export function unreadMarks(mapping: MappingReport): Draft[] {
  const { definition, status, exits, unreadMarks } = mapping;
  if (status !== 'complete' || !isRoot(mapping) || exits.length === 0) return [];
  return unreadMarks.map(({ place, text, field }) => ({
    once: spot(place),
    place,
    ...aboutMapping(definition),
    confidence: 'medium',
    says: {
      fault: `${definition.name}() notes in ${text} that it has mapped, and nothing asks for it`,
      consequences: ['what is mapped may be replaced or freed under the mapping'],
      advice: `test ${field} where that is done`,
    },
    related: [],
  }));
}
