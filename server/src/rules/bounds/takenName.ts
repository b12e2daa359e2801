// SPDX-License-Identifier: GPL-2.0-only
/** Said of a helper that counts from an offset which still names the object. */
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';

/** The subsystem has found the object by vm_pgoff, and leaves it as it is to the member that maps. */
export function namesTaken({ calls, entries, definition }: MappingReport): Draft[] {
  const contract = entries[0]?.contract;
  if (contract === undefined || !entries.every((entry) => entry.contract?.offsetIsName === true)) return [];
  return calls
    .filter(({ takesOffset, onVma, conditional }) => takesOffset && onVma && !conditional)
    .map(({ callee, place, trace }) => ({
      once: spot(place),
      place,
      ...aboutMapping(definition),
      confidence: 'medium' as const,
      says: {
        fault: `${callee}() takes vm_pgoff for an offset in the buffer, but in ${contract.struct}.${contract.member} it still names the object`,
        consequences: ['mmap() fails'],
        advice: 'set vm_pgoff to 0 first',
      },
      related: wayTo(trace, []),
    }));
}
