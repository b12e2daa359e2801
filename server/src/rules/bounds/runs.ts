// SPDX-License-Identifier: GPL-2.0-only
/** Said of an element picked by the offset, from which on as much is mapped as the mapping is long. */
import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { Limited } from '../../analysis/reports/chosen/limits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { Draft } from '../rule.ts';

type Said = Pick<Draft, 'place' | 'says' | 'degree'>;

const isCompared = ({ how }: Limited) => how === 'held' || how === 'beyond';

/** Offset and length are held against one size: so they are of one object, and their sum is its end. */
export function runPastEnd({ atRun, array }: ChosenAccess, { calls }: MappingReport): Said | null {
  if (atRun === null || !calls.some(({ helper }) => helper?.insert != null)) return null;
  const { offset, length, sum } = atRun;
  const past = `user space maps what lies past ${array ?? 'the object'}`;
  if (isCompared(sum) && sum.mayUnderflow === 'length' && sum.place)
    return {
      place: sum.place,
      says: {
        fault: 'the size less the length wraps where the length is larger',
        consequences: [`a long mapping passes, and ${past}`],
        advice: 'compare the length with the size first',
      },
    };
  if (isCompared(sum) && sum.mayUnderflow === 'offset' && sum.place)
    return {
      place: sum.place,
      says: {
        fault: 'the size less the offset wraps where the offset is larger',
        consequences: [`a large vm_pgoff passes, and ${past}`],
        advice: 'compare the offset with the size first',
      },
    };
  const isOne = isCompared(offset) && isCompared(length) && offset.limit === length.limit;
  if (!isOne || offset.limit === null || offset.place === null || sum.how !== 'part') return null;
  return {
    place: offset.place,
    says: {
      fault: `offset and length are each compared with ${offset.limit}, but not their sum`,
      consequences: [`a mapping that begins near the end goes on past it, and ${past}`],
      advice: 'compare the length with what is left behind the offset',
    },
  };
}
