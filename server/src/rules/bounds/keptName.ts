// SPDX-License-Identifier: GPL-2.0-only
/** The offset by which a subsystem has found the object, left where a handler counts from it. */
import type { EntryPoint, MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import { FINDERS } from '../../contracts/mappingEntries.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { isForOthers, tablesOf } from '../shared/mappings.ts';

/** The offset is the name of an object of a subsystem, and nobody has made an offset in the object of it. */
export function nameIsKept({
  mapping: { entries },
  exit,
}: {
  mapping: MappingReport;
  exit: MappingExit;
}): boolean {
  return exit.keepsOffset && !exit.assumed && entries.length > 0 && entries.every(isByName);
}

const isByName = ({ contract }: EntryPoint) => contract?.offsetIsName === true;

/**
 * A function of the driver that has the subsystem find the object, and leaves the name of it in the offset however it
 * maps with one of the tables.
 */
export function keepsName(
  tables: readonly OpsTable[],
  mappings: readonly MappingReport[],
  program: Program,
): MappingReport | undefined {
  return mappings.find((mapping) => {
    const { status, calls, exits, entries, definition } = mapping;
    if (status !== 'complete' || !calls.some(({ callee }) => FINDERS.has(callee))) return false;
    if (exits.length === 0 || exits.some(({ keepsOffset, assumed }) => !keepsOffset || assumed)) return false;
    if (!exits.some((exit) => tablesOf(mapping, exit, program).some((table) => tables.includes(table))))
      return false;
    return entries.length > 0 || isForOthers(definition, program);
  });
}
