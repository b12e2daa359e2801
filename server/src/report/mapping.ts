// SPDX-License-Identifier: GPL-2.0-only
/** What a mapping may be and become, in words; and the text view of a function that maps. */
import type { MappingExit, MappingReport } from '../analysis/reports/report.ts';
import type { Flags, VmaFlags } from '../analysis/state/knownFlags.ts';

/**
 * Returns what user space can make of the mapping that some exits leave, as in `may be private, read-only for good,
 * cannot grow`. What hangs on code that was not seen is left out; `unknown` where nothing is left.
 *
 * By mmap(2), mprotect() (VM_MAYWRITE lets it add VM_WRITE), mremap() (which lets no mapping with VM_DONTEXPAND or
 * VM_PFNMAP grow) and fork() (which leaves VM_DONTCOPY out).
 */
export function mappingInWords(exits: readonly Pick<MappingExit, 'flags'>[]): string {
  if (exits.length === 0) return 'never succeeds';
  const flags = exits.map((exit) => exit.flags);
  const may = (wanted: Flags) => anyOf(flags, wanted);
  const words = [
    saying(may({ clear: ['VM_SHARED'] }), 'may be private', 'never private'),
    saying(may({ set: ['VM_MAYWRITE'] }), null, 'read-only for good') ??
      saying(may({ set: ['VM_WRITE'] }), 'may be written', 'read-only until mprotect()'),
    saying(may({ clear: ['VM_DONTEXPAND', 'VM_PFNMAP'] }), 'may grow', 'cannot grow'),
    saying(may({ clear: ['VM_DONTCOPY'] }), null, 'not copied by fork()'),
  ];
  return words.filter((word) => word !== null).join(', ') || 'unknown';
}

/** A line a successful exit: `line 9: +VM_MIXEDMAP -VM_MAYWRITE · table foo_ops · may be private, cannot grow`. */
export function mappingLines({ definition, exits, status }: MappingReport): string[] {
  const lines = exits.map((exit) => {
    const { flags, table, place } = exit;
    const changed = [
      ...flags.changedTo(true).map((flag) => `+${flag}`),
      ...flags.changedTo(false).map((flag) => `-${flag}`),
    ];
    const parts = [
      changed.sort().join(' ') || 'no flags',
      ...(table ? [`table ${table.name}`] : []),
      mappingInWords([exit]),
    ];
    return `line ${definition.file.positionAt(place.start).line}: ${parts.join(' · ')}`;
  });
  if (status !== 'complete') lines.push(`not analysed: ${status}`);
  return [...new Set(lines)];
}

type Answer = ReturnType<VmaFlags['may']>;

/** What one of the exits lets be; `unknown` where none does for sure and one may. */
function anyOf(flags: readonly VmaFlags[], wanted: Flags): Answer {
  const answers = flags.map((one) => one.may(wanted));
  return answers.find((a) => a === 'yes') ?? answers.find((a) => a === 'unknown') ?? 'no';
}

function saying(answer: Answer, yes: string | null, no: string): string | null {
  return answer === 'yes' ? yes : answer === 'no' ? no : null;
}
