// SPDX-License-Identifier: GPL-2.0-only
/** Where what a function that maps hands on is mapped. */
import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { Note } from '../../analysis/reports/model/exits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';

/** Functions behind a member that are named. */
const MOST_NAMED = 2;

/**
 * Notes about a place at which an offset or a length goes on unbounded: the callee that maps by it, or, for a call
 * through a member of a struct, some of the functions behind that which are loaded and map by it.
 */
export function mappedThere(access: ChosenAccess, mappings: readonly MappingReport[]): Note[] {
  if (access.kind !== 'front') return access.within ? [{ place: access.place, message: 'mapped here' }] : [];
  const notes = new Map<string, Note>();
  for (const { definition, entries, calls } of mappings) {
    const mapped = calls.find(({ helper }) => helper?.insert != null);
    if (mapped !== undefined && entries.some(({ struct }) => struct === access.array))
      notes.set(definition.name, {
        place: mapped.place,
        message: `${definition.name}() is behind ${access.array}.${access.callee}, and maps by ${mapped.callee}()`,
      });
  }
  return [...notes.values()].slice(0, MOST_NAMED);
}
