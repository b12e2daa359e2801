// SPDX-License-Identifier: GPL-2.0-only
/** What a mapping may be and become, in words. */
import type { Flags, VmaFlags } from './knownFlags.ts';

/** A way out of a function that maps. */
interface Exit {
  flags: VmaFlags;
}

type Answer = ReturnType<VmaFlags['may']>;

/** A question about a mapping, and how its answers read; null where nobody needs to be told. */
interface Quality {
  may: Flags;
  yes: string | null;
  no: string;
}

/**
 * By mmap(2), mprotect() (VM_MAYWRITE lets it add VM_WRITE), mremap() (which lets no mapping with VM_DONTEXPAND or
 * VM_PFNMAP grow) and fork() (which leaves VM_DONTCOPY out). A shared mapping of a file that is open for reading alone
 * has VM_MAYSHARE without VM_SHARED.
 */
const PRIVATE: Quality = {
  may: { clear: ['VM_SHARED', 'VM_MAYSHARE'] },
  yes: 'may be private',
  no: 'never private',
};
const WRITABLE: Quality = { may: { set: ['VM_MAYWRITE'] }, yes: null, no: 'read-only for good' };
const WRITTEN: Quality = {
  may: { set: ['VM_WRITE'] },
  yes: 'may be written',
  no: 'read-only until mprotect()',
};
const GROWS: Quality = { may: { clear: ['VM_DONTEXPAND', 'VM_PFNMAP'] }, yes: 'may grow', no: 'cannot grow' };
const COPIED: Quality = { may: { clear: ['VM_DONTCOPY'] }, yes: null, no: 'not copied by fork()' };
const QUALITIES = [PRIVATE, WRITABLE, WRITTEN, GROWS, COPIED];

/**
 * Returns what user space can make of the mapping that some exits leave, as in `may be private, read-only for good,
 * cannot grow`. What hangs on code that was not seen is left out; `unknown` where nothing is left.
 */
export function mappingInWords(exits: readonly Exit[]): string {
  if (exits.length === 0) return 'never succeeds';
  const flags = exits.map((exit) => exit.flags);
  const words = [
    saying(flags, PRIVATE),
    saying(flags, WRITABLE) ?? saying(flags, WRITTEN),
    saying(flags, GROWS),
    saying(flags, COPIED),
  ];
  return words.filter((word) => word !== null).join(', ') || 'unknown';
}

/**
 * Whether user space can do something with what some exits leave that it cannot do with what others leave: what is
 * ruled out on a way to the ones is ruled out on none to the others, and on some of them it may be for sure.
 *
 * @param isWriteRefused both refuse VM_WRITE for some objects: whether those have a way of their own tells nothing
 */
export function areOtherMappings(
  ones: readonly Exit[],
  others: readonly Exit[],
  isWriteRefused = false,
): boolean {
  const asked = isWriteRefused ? QUALITIES.filter((quality) => quality !== WRITTEN) : QUALITIES;
  return asked.some(({ may }) => {
    const answers = (exits: readonly Exit[]) => new Set(exits.map(({ flags }) => flags.may(may)));
    const [one, other] = [answers(ones), answers(others)];
    if (one.has('unknown') || other.has('unknown')) return false;
    return one.has('no') !== other.has('no');
  });
}

/** What one of the exits lets be; nothing is said where none does for sure and one may. */
function saying(flags: readonly VmaFlags[], { may, yes, no }: Quality): string | null {
  const answers = flags.map((one): Answer => one.may(may));
  if (answers.includes('yes')) return yes;
  return answers.includes('unknown') ? null : no;
}
