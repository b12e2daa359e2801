/** What user space may make of a mapping later, told from the flags that the mmap function leaves. */
import type { MappingExit } from '../../analysis/reports/report.ts';

export interface Prospect {
  what: string;
  /** `no`: core refuses it. `unknown`: the flag may have been changed out of sight. */
  may: 'yes' | 'no' | 'unknown';
  why: string;
}

/** Returns a line for each later change that core allows or refuses. */
export function prospectsOf(exit: MappingExit): Prospect[] {
  const isOpen = (flag: string) => exit.open.has(flag) || exit.open.has('*');
  const withoutFlag = (what: string, flag: string, yes: string): Prospect => {
    if (exit.cleared.has(flag)) return { what, may: 'no', why: `${flag} is cleared` };
    return isOpen(flag)
      ? { what, may: 'unknown', why: `${flag} may be changed out of sight` }
      : { what, may: 'yes', why: yes };
  };
  const withoutAny = (what: string, flags: string[], yes: string): Prospect => {
    const set = flags.find((flag) => exit.set.has(flag));
    if (set) return { what, may: 'no', why: `${set} is set` };
    const open = flags.find(isOpen);
    return open
      ? { what, may: 'unknown', why: `${open} may be set out of sight` }
      : { what, may: 'yes', why: yes };
  };
  return [
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
