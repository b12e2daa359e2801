// SPDX-License-Identifier: GPL-2.0-only
/** What a function does for mappings that may be read alone, and that user space gets around. */
import type { MappingExit, MappingReport, ReadOnlyMapping } from '../../analysis/reports/model/mappings.ts';
import { isInsertion } from '../../contracts/insertions.ts';
import { type Says, withSubject } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';

/**
 * Returns one draft for each.
 *
 * @param staysWritable whether mprotect() may make writable what a way out leaves
 */
export function readOnlyDrafts(
  { definition, exits, calls, readOnly, refusedWrites }: MappingReport,
  staysWritable: (exit: MappingExit) => boolean,
): Draft[] {
  const draftOf = (one: ReadOnlyMapping): Draft | null => {
    const open = exits.filter(one.kind === 'entries' ? isCleared : staysWritable);
    const asks = ({ trace }: MappingExit) => trace.some(({ place }) => spot(place) === spot(one.because));
    const exit = open.find(asks) ?? open[0];
    if (exit === undefined) return null;
    // Of a mapping that was refused nothing is left to be cleared.
    if (one.kind === 'entries' && refusedWrites.length > 0) return null;
    if (one.kind === 'pinned' && !calls.some(({ callee }) => isInsertion(callee))) return null;
    return {
      once: spot(one.place),
      place: one.place,
      ...aboutMapping(definition),
      confidence: exit.assumed ? 'medium' : 'high',
      says: withSubject(`${definition.name}()`, said(one)),
      related: wayTo(exit.trace, [{ place: one.because, message: BECAUSE[one.kind] }]),
    };
  };
  return readOnly.flatMap((one) => draftOf(one) ?? []);
}

const isCleared = ({ flags }: MappingExit) =>
  flags.changed('VM_WRITE', false) !== null && flags.may({ set: ['VM_SHARED'] }) === 'yes';

function said({ kind, callee }: ReadOnlyMapping): Says {
  switch (kind) {
    case 'asked':
      return {
        fault: 'clears VM_MAYWRITE only where VM_WRITE is set',
        consequences: [
          'a mapping that was made to be read keeps it, and mprotect() makes it writable afterwards without asking the driver',
        ],
        advice: 'clear VM_MAYWRITE in either case',
      };
    case 'entries':
      return {
        fault: 'clears VM_WRITE, but not what core has made of it',
        consequences: [
          `${callee}() takes vm_page_prot as it was, its entries let write, and user space writes to what it may only read`,
        ],
        advice: 'set vma->vm_page_prot = vm_get_page_prot(vma->vm_flags) before',
      };
    case 'pinned':
      return {
        fault: `pins pages with ${callee}() to be written only where VM_WRITE is set, and the mapping keeps VM_MAYWRITE`,
        consequences: [
          'mprotect() makes it writable afterwards, and it writes to pages that were pinned to be read',
        ],
        advice: 'clear VM_MAYWRITE then',
      };
  }
}

const BECAUSE = {
  asked: 'VM_WRITE is asked for here',
  entries: 'VM_WRITE is cleared here',
  pinned: 'VM_WRITE is asked for here',
} as const;
