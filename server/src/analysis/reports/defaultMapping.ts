// SPDX-License-Identifier: GPL-2.0-only
/** Mappings that a subsystem makes for an object that leaves its own function out. */
import type { EntryContract } from '../../contracts/mappingEntries.ts';
import { bodyOf, folderOf } from '../../facts/functions/texts.ts';
import type { EntryOf } from '../../facts/mappings/entryIndex.ts';
import type { FileFacts, Program } from '../../facts/model.ts';
import type { AnalysisContext } from '../engine/context.ts';
import { VmaFlags } from '../state/knownFlags.ts';
import { CHECKED_BEFORE, UNKNOWN_BOUNDS } from './chosen/limits.ts';
import type { MappingReport } from './model/mappings.ts';

/** Of a mapping that no function of the driver makes there is nothing else to tell. */
const nothingFound = (): Omit<
  MappingReport,
  'definition' | 'configuration' | 'status' | 'isHelper' | 'entries' | 'exits'
> => ({
  returns: [],
  releases: new Set<never>(),
  calls: [],
  locks: [],
  accesses: [],
  usesAfterPut: [],
  removedUninserted: [],
  unlinkedTwice: [],
  leaks: [],
  lostErrors: [],
  sameFrames: [],
  wrongMemory: [],
  mixedUnits: [],
  uncleared: [],
  unfilled: [],
  kept: [],
  keptOnFailure: [],
  balances: [],
  unrefused: [],
  hangs: [],
  overwritten: [],
  savedLate: [],
  unreadMarks: [],
  revived: [],
  unusedOffsets: [],
  refusedWrites: [],
  readOnly: [],
});

/**
 * The mapping of an object whose initializer leaves the member out which maps: the subsystem maps then. Null when its
 * function is not there to be named, or the driver calls it and may change what it left.
 */
export function defaultMapping(
  { entry, facts }: EntryOf,
  contract: EntryContract,
  context: AnalysisContext,
): MappingReport | null {
  const { program } = context;
  const name = contract.table === undefined ? undefined : entry.beside.get(contract.table);
  const { front } = contract;
  if (name === undefined || front === undefined || isWrapped(front, facts, program)) return null;
  const definition = program.lookup(front[0], facts.file)[0];
  if (definition === undefined) return null;
  const { place } = entry;
  let flags = VmaFlags.MAPPED;
  for (const flag of contract.otherwise ?? []) flags = flags.change(flag, true, place);
  const table = { name, definition: program.lookupTable(name, facts.file) ?? null, place };
  return {
    definition,
    configuration: [],
    status: 'complete',
    isHelper: false,
    entries: [
      { struct: entry.struct, member: null, object: entry.object, place, contract, asksFirst: false },
    ],
    exits: [
      {
        place,
        flags,
        protection: 'memory',
        table,
        bounds: contract.bounds === undefined ? UNKNOWN_BOUNDS : CHECKED_BEFORE,
        sized: new Map(),
        keepsOffset: true,
        offsetLost: null,
        lostInsert: null,
        inserted: 'unknown',
        isBare: false,
        trace: [],
        assumed: false,
      },
    ],
    ...nothingFound(),
  };
}

/** Something in the folder of the object calls one of the functions. */
function isWrapped(names: readonly string[], { file: { path } }: FileFacts, program: Program): boolean {
  const folder = folderOf(path);
  const called = new RegExp(`\\b(?:${names.join('|')})\\s*\\(`);
  for (const { file, functions } of program.files.values())
    if (file.path.startsWith(folder) && called.test(file.text))
      if (functions.some((one) => !names.includes(one.name) && called.test(bodyOf(one)))) return true;
  return false;
}
