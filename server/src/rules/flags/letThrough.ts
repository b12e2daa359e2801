// SPDX-License-Identifier: GPL-2.0-only
import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { Program } from '../../facts/model.ts';
import type { Says } from '../../findings/says.ts';
import type { Place } from '../../text/source.ts';

/** A shared mapping that is written as long as it lives, though mprotect() must not make it so. */
const WRITTEN = { set: ['VM_SHARED', 'VM_WRITE'], clear: ['VM_MAYWRITE'] };

/** Where code keeps a mapping from becoming writable, and lets those through that are. */
export function letThrough(
  { definition, exits, refusedWrites }: MappingReport,
  program: Program,
): { place: Place; by: string; exit: MappingExit; says: Says; isSure: boolean }[] {
  // What the protection says the flags do not tell.
  if (refusedWrites.some(({ isOfProtection }) => isOfProtection)) return [];
  for (const exit of exits) {
    const { flags } = exit;
    const place = flags.changed('VM_MAYWRITE', false);
    if (place === null || exit.assumed || flags.may(WRITTEN) !== 'yes') continue;
    const by = (functionAt(place, program) ?? definition).name;
    return [
      {
        place,
        by,
        exit,
        says: {
          fault: 'clears VM_MAYWRITE, but lets a mapping through that has VM_WRITE',
          consequences: ['it is read-only for those alone who did not ask to write'],
          advice: 'refuse VM_WRITE, or clear it too and set vm_page_prot anew',
        },
        isSure: false,
      },
    ];
  }
  return [];
}
