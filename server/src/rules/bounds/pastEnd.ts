// SPDX-License-Identifier: GPL-2.0-only
import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';

const LONGER = asked('Can more be mapped {here} than the VMA is long?');

/** What lies behind the mapping in the address space is another one, and gets entries that are never taken away again. */
export function pastEnd({
  place,
  index,
  has,
  callee,
  isCounter,
}: ChosenAccess): Pick<Draft, 'place' | 'says'> & { isInOwner: true } {
  if (has.offset)
    return {
      place,
      isInOwner: true,
      says: {
        fault: `${callee}() maps from ${index} on, as far behind vm_start as vm_pgoff says, and nothing compares that with the length of the mapping`,
        consequences: ['past vm_end it writes page table entries of another mapping'],
        advice: 'map from vma->vm_start on, for vm_pgoff is a place in the file',
        asks: LONGER,
      },
    };
  const what = isCounter
    ? `the loop around ${callee}() goes on whatever the length of the mapping is`
    : `${callee}() maps ${index} bytes, whatever the length of the mapping is`;
  return {
    place,
    isInOwner: true,
    says: {
      fault: what,
      consequences: ['past vm_end it writes page table entries of another mapping'],
      advice: 'return -EINVAL where the mapping is too short',
      asks: LONGER,
    },
  };
}
