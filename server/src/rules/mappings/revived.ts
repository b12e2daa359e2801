// SPDX-License-Identifier: GPL-2.0-only
/** A count that a mapping raises though it may have reached 0. */
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';
import { isRoot } from '../shared/mappings.ts';

export function revived(mapping: MappingReport): Draft[] {
  const { definition, status } = mapping;
  if (status !== 'complete' || !isRoot(mapping)) return [];
  return mapping.revived.map(({ place, text, by, asked, last }) => ({
    once: spot(place),
    place,
    ...aboutMapping(definition),
    confidence: 'medium',
    says: {
      fault: `${definition.name}() counts ${text} up by ${by}(), also where it is 0 already`,
      consequences: [`what ${last.in}() takes down at 0 is used by the mapping, and taken down again`],
      advice: `take it by ${asked.by}(), and fail where that says no`,
    },
    related: [
      { place: asked.place, message: `${asked.in}() asks whether it is 0: ${asked.by}()` },
      { place: last.place, message: `${last.in}() takes the last one: ${last.by}()` },
    ],
  }));
}
