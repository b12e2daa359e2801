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
const OTHERS = [WRITABLE, WRITTEN, GROWS, COPIED];
/** What the kernel does with the mapping, told where a change makes a difference: vma_dump_size(), check_vma_flags(). */
const DUMPED: Quality = { may: { clear: ['VM_DONTDUMP', 'VM_IO'] }, yes: null, no: 'not in core dumps' };
const PINNED: Quality = { may: { clear: ['VM_IO', 'VM_PFNMAP'] }, yes: null, no: 'not for get_user_pages()' };
const FRAMES: Quality = { may: { clear: ['VM_PFNMAP'] }, yes: null, no: 'VM_PFNMAP' };
const OF_CHANGES = [DUMPED, PINNED, FRAMES];

/**
 * Returns what user space can make of the mapping that some exits leave, as in `may be private, read-only for good,
 * cannot grow`. What hangs on code that was not seen is left out; `unknown` where nothing is left.
 *
 * @param isPart callers of the function have the VMA before it and after it: what they rule out is not known
 */
export function mappingInWords(exits: readonly Exit[], isPart = false): string {
  if (exits.length === 0) return 'never succeeds';
  const flags = exits.map((exit) => exit.flags);
  const say = ({ may, yes, no }: Quality) => saying(flags, { may, yes: isPart ? null : yes, no });
  const words = [say(PRIVATE), say(WRITABLE) ?? say(WRITTEN), say(GROWS), say(COPIED)];
  return words.filter((word) => word !== null).join(', ') || 'unknown';
}

/** What user space can make of the mapping on each way, once each, its private and its shared ones apart where they differ. */
export function mappingsInWords(exits: readonly Exit[]): Set<string> {
  return new Set(
    exits.flatMap((exit) => {
      const parts = partsOf(exit);
      const asked = [...OTHERS, ...OF_CHANGES];
      const answers = new Set(parts.map(({ flags }) => asked.map(({ may }) => flags.may(may)).join()));
      return (answers.size === 1 ? [exit] : parts).map((part) =>
        [mappingInWords([part]), ...OF_CHANGES.map((quality) => saying([part.flags], quality))]
          .filter((words) => words !== null)
          .join(', '),
      );
    }),
  );
}

/** Private mappings and shared ones, of those that an exit leaves: code may test for them apart or in one test. */
function partsOf({ flags }: Exit): Exit[] {
  const parts = [flags.require(PRIVATE.may, null), flags.exclude(PRIVATE.may, null)];
  return parts.filter((part) => part !== null).map((part) => ({ flags: part }));
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
  const asked = [...OTHERS, ...OF_CHANGES].filter((quality) => quality !== WRITTEN || !isWriteRefused);
  const [was, is] = [ones.flatMap(partsOf), others.flatMap(partsOf)];
  if ([...was, ...is].some((part) => privacy(part) === 'unknown'))
    return areOther(ones, others, [PRIVATE, ...asked]);
  return (['yes', 'no'] as const).some((which) => {
    const [one, other] = [was, is].map((parts) => parts.filter((part) => privacy(part) === which)) as [
      Exit[],
      Exit[],
    ];
    if (one.length === 0 || other.length === 0) return one.length !== other.length;
    return areOther(one, other, asked);
  });
}

const privacy = ({ flags }: Exit) => flags.may(PRIVATE.may);

function areOther(ones: readonly Exit[], others: readonly Exit[], asked: readonly Quality[]): boolean {
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
