// SPDX-License-Identifier: GPL-2.0-only
/** Said of offsets that are compared, and by which something else is mapped all the same. */
import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { Limited } from '../../analysis/reports/chosen/limits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import { isNamedIn } from '../../facts/names/words.ts';
import type { Says } from '../../findings/says.ts';
import type { Place } from '../../text/source.ts';
import type { Draft } from '../rule.ts';

type Said = Pick<Draft, 'place' | 'says' | 'degree'>;

/** What is mapped begins at the start of the object. */
export function leftOut({ callee, place }: ChosenAccess): Said {
  return {
    place,
    degree: 1,
    says: {
      fault: `vm_pgoff is held against the object and is not in the frame that ${callee}() is handed`,
      consequences: ['whatever part user space asks for, it gets the beginning'],
      advice: 'add vm_pgoff to the frame',
    },
  };
}

/** What is mapped or indexed begins there. */
export function negative({ callee, array, kind }: ChosenAccess, place: Place): Said {
  const does =
    kind === 'element'
      ? `user space reaches what lies before ${array ?? 'the array'}`
      : `${callee === null ? 'it' : `${callee}()`} maps what lies before the object`;
  return {
    place,
    degree: 2,
    says: cutToSigned(does),
  };
}

/** @param does what comes of it */
export const cutToSigned = (does: string): Says => ({
  fault: 'the offset is cut to a signed number',
  consequences: [`a large vm_pgoff is negative and passes this test, and ${does}`],
  advice: 'keep it in an unsigned long',
});

/**
 * Where the sum of offset and length is compared and can wrap, and nothing else bounds the offset. Since 4.17 core refuses
 * one with which the sum in bytes wraps.
 */
export function wrappingSum({ how, place, mayWrap, isNarrow }: Limited, release: Release): Place | null {
  return how === 'held' && mayWrap && (isNarrow || !isSince(release, '4.17')) ? place : null;
}

/** An opaque callee that is handed the offset alone may have checked that; of the length it knows nothing. */
export function unheldLength(
  { kind, has, callee }: ChosenAccess,
  { how }: Limited,
  { exits }: MappingReport,
): string | null {
  if (kind !== 'remap' || how !== 'doubt' || !has.offset || !has.length || exits.length === 0) return null;
  const isOpen = exits.every(({ bounds }) => bounds.length.how === 'none');
  return isOpen ? `the length of what ${callee}() maps is never bounds-checked` : null;
}

/** Why the test that is there does not help; one of the offset is no reason for a length that nothing bounds. */
export function vainTest({ vain, has, bound }: ChosenAccess): string {
  if (vain?.why === 'units') return ', for the test adds pages (vm_pgoff) to bytes';
  const isOfOffset = vain !== null && has.offset && bound.how === 'none';
  return isOfOffset ? ', for the test only keeps vm_pgoff from being too small' : '';
}

/** Core refuses what wraps, unless the offsets of the file have no sign. */
export function mayBeAnyOffset({ definition: { file } }: MappingReport, release: Release): boolean {
  return !isSince(release, '4.17') || UNSIGNED.some((name) => isNamedIn(name, file));
}

const UNSIGNED = ['FMODE_UNSIGNED_OFFSET', 'FOP_UNSIGNED_OFFSET'];
