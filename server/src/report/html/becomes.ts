// SPDX-License-Identifier: GPL-2.0-only
/** What user space may make of a mapping later, told from the flags that the mmap function leaves. */
import type { MappingExit } from '../../analysis/reports/model/mappings.ts';
import type { VmaFlags } from '../../analysis/state/knownFlags.ts';

export interface Prospect {
  what: string;
  /** `no`: core refuses it. `unknown`: an opaque callee may have changed the flag. */
  may: 'yes' | 'no' | 'unknown';
  why: string;
}

/** Returns a line for each later change that core allows or refuses. */
export function prospectsOf({ flags }: MappingExit): Prospect[] {
  const withoutFlag = (what: string, flag: string, yes: string): Prospect => {
    const may = flags.may({ set: [flag] });
    if (may === 'no')
      return { what, may, why: `${flag} is ${flags.changed(flag, false) ? 'cleared' : 'clear'}` };
    return { what, may, why: may === 'yes' ? yes : `${flag} may be changed by an opaque callee` };
  };
  const withoutAny = (what: string, names: string[], yes: string): Prospect => {
    const set = names.find((flag) => flags.is(flag) === true);
    if (set) return { what, may: 'no', why: `${set} is set` };
    const open = names.find((flag) => flags.isOpen(flag));
    return open
      ? { what, may: 'unknown', why: `${open} may be set by an opaque callee` }
      : { what, may: 'yes', why: yes };
  };
  return [
    privacyOf(flags),
    withoutFlag('become writable by mprotect()', 'VM_MAYWRITE', 'VM_MAYWRITE is left as core set it'),
    withoutFlag('become executable by mprotect()', 'VM_MAYEXEC', 'VM_MAYEXEC is left as core set it'),
    withoutAny(
      'grow by mremap()',
      ['VM_DONTEXPAND', 'VM_PFNMAP'],
      'neither VM_DONTEXPAND nor VM_PFNMAP is set',
    ),
    withoutAny('be copied by fork()', ['VM_DONTCOPY'], 'VM_DONTCOPY is not set'),
    withoutAny('be written to a core dump', ['VM_DONTDUMP', 'VM_IO'], 'neither VM_DONTDUMP nor VM_IO is set'),
    withoutAny(
      'merge with a neighbour',
      ['VM_IO', 'VM_DONTEXPAND', 'VM_PFNMAP', 'VM_MIXEDMAP'],
      'no flag keeps neighbours apart (a close op does)',
    ),
  ];
}

/** Whether MAP_PRIVATE is let through: then who writes gets a copy. */
function privacyOf(flags: VmaFlags): Prospect {
  const may = flags.may({ clear: ['VM_SHARED'] });
  const why = {
    yes: 'nothing refuses MAP_PRIVATE',
    no: 'VM_SHARED is asked for',
    unknown: 'an opaque callee may refuse MAP_PRIVATE',
  };
  return { what: 'be private', may, why: why[may] };
}
