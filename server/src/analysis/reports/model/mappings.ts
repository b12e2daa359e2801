// SPDX-License-Identifier: GPL-2.0-only
/** What the exploration of a function that maps reports. */

import type { EntryContract } from '../../../contracts/mappingEntries.ts';
import type { FunctionDefinition, OpsTable } from '../../../facts/model.ts';
import type { Guard } from '../../../syntax/ast.ts';
import type { Place } from '../../../text/source.ts';
import type { UnlinkedTwice } from '../../gaps/freed/unlinkedTwice.ts';
import type { Flags, VmaFlags } from '../../state/knownFlags.ts';
import type { ChosenAccess } from '../chosen/accesses.ts';
import type { MappingBounds } from '../chosen/limits.ts';
import type { Protection } from '../protection.ts';
import type { MixedUnits } from '../report.ts';
import type {
  Balance,
  CallEvent,
  ErrorLost,
  KeptPointer,
  Leak,
  LockEvent,
  MappedTwice,
  RemovedUninserted,
  UnclearedMemory,
  Unfilled,
  WrongMemory,
} from './events.ts';
import type { LockKind, Return, Step } from './exits.ts';
import type { UseAfterPut } from './usesAfterPut.ts';

/** A successful exit of a function that maps, with what it left on the VMA. */
export interface MappingExit {
  place: Place;
  /** What the flags of the VMA may be here: what core and the tests on the way let through, then changed. */
  flags: VmaFlags;
  /** By what the driver made of vm_page_prot. */
  protection: Protection;
  /** The table installed on this path, as an object or a name that did not resolve; null when none was. */
  table: { name: string; definition: OpsTable | null; place: Place } | null;
  /** What is known of the offset and the length that user space chose. */
  bounds: MappingBounds;
  /** What hangs on the VMA that is as large as the mapping was when it was made, by member ('' for all): what gave it; null for another. */
  sized: ReadonlyMap<string, string | null>;
  /** It leaves vm_pgoff as it was. */
  keepsOffset: boolean;
  /** Where it put something else there that has nothing of what user space chose; null where it did not, or that is unknown. */
  offsetLost: Place | null;
  /** The insertion that failed on this way, where it ends with 0 all the same; `hasTable`: some table is installed, that of an object too. */
  lostInsert: { place: Place; by: string; hasTable: boolean } | null;
  /** This way has put an entry into the page table; unknown where an opaque callee may have. */
  inserted: 'yes' | 'no' | 'unknown';
  /** A `return 0` that a test leads to at once. */
  isBare: boolean;
  trace: Step[];
  assumed: boolean;
}

/** A place where core, or a subsystem, is told to call a function to map. */
export interface EntryPoint {
  struct: string | null;
  /** Null where an initializer leaves the member out: then the subsystem maps. */
  member: string | null;
  /** The variable that is initialized. */
  object: string | null;
  place: Place;
  /** What is promised of it; undefined for a struct that is not known. */
  contract: EntryContract | undefined;
  /** Another function of the same object is asked before, and may refuse. */
  asksFirst: boolean;
}

/** A test of VM_WRITE behind which every way ends in an error. */
export interface RefusedWrite {
  /** Where it is refused: where a function is asked that only answers yes or no, the question. */
  place: Place;
  /** The test itself. */
  test: Place;
  /** The function that refuses. */
  by: string;
  /** Other conditions of the same `if` have to hold too. */
  isConditional: boolean;
  /** Of private mappings alone. */
  isPrivate: boolean;
  /** vm_page_prot was asked, not the flags. */
  isOfProtection: boolean;
}

/** A table that is put on a VMA after what a function behind a member may have put there. */
export interface OverwrittenTable {
  place: Place;
  /** As written. */
  through: string;
  called: Place;
  member: string;
  /** The types of what that function is handed; '' for what is not declared. */
  types: readonly string[];
}

/** A mapping that a function behind a member is handed with flags that it relies on its caller to have refused. */
export interface Unrefused {
  refused: Flags;
  /** The member as written. */
  through: string;
  place: Place;
  trace: Step[];
  assumed: boolean;
}

/** The table of a VMA that is kept for a handler to call, and was read when the function's own was there already. */
export interface TableSavedLate {
  /** Its own. */
  table: string;
  place: Place;
  installed: Place;
  /** As written. */
  kept: string;
  used: { place: Place; by: string };
}

/** Something that is done for what may be read alone, and is not enough. */
export interface ReadOnlyMapping {
  /**
   * `asked`: VM_MAYWRITE is cleared only where VM_WRITE was asked for; `entries`: VM_WRITE is cleared, and entries are
   * made with the protection of before; `pinned`: pages are pinned to be written only where VM_WRITE was asked for.
   */
  kind: 'asked' | 'entries' | 'pinned';
  place: Place;
  /** The call that makes the entries or pins. */
  callee: string | null;
  /** What it was told by. */
  because: Place;
}

export interface MappingReport {
  definition: FunctionDefinition;
  configuration: Guard[];
  status: 'complete' | 'budget' | 'unreadable';
  /** The table of helpers knows it: functions that call it are explored without a look into it. */
  isHelper: boolean;
  /** Where it is called from to map; none for a function that others call. */
  entries: EntryPoint[];
  exits: MappingExit[];
  /** What it hands back: every return, failed ones too. */
  returns: Return[];
  /** Kinds of locks and references that it gives back somewhere. */
  releases: ReadonlySet<LockKind>;
  calls: CallEvent[];
  locks: LockEvent[];
  /** Where what user space chose reaches memory, or is mapped. */
  accesses: ChosenAccess[];
  usesAfterPut: UseAfterPut[];
  removedUninserted: RemovedUninserted[];
  unlinkedTwice: UnlinkedTwice[];
  leaks: Leak[];
  lostErrors: ErrorLost[];
  sameFrames: MappedTwice[];
  wrongMemory: WrongMemory[];
  mixedUnits: MixedUnits[];
  uncleared: UnclearedMemory[];
  unfilled: Unfilled[];
  /** Pointers to the VMA that it leaves somewhere when it succeeds. */
  kept: KeptPointer[];
  /** As `kept`, where it fails. */
  keptOnFailure: KeptPointer[];
  /**
   * What it stores to vm_private_data, where the type of the variable tells the struct. `behind`: those to which it has found
   * a pointer in that one.
   */
  hangs: { place: Place; struct: string; behind: string[]; text: string }[];
  /** What its ways out take and give back. */
  balances: Balance[];
  unrefused: Unrefused[];
  overwritten: OverwrittenTable[];
  savedLate: TableSavedLate[];
  /** Counts that are raised though they may be 0 already (`text`, by `by`). */
  revived: {
    place: Place;
    text: string;
    by: string;
    asked: { place: Place; by: string; in: string };
    last: { place: Place; by: string; in: string };
  }[];
  /** Marks that say of an object that it is mapped, and that nothing asks (`text`: as written). */
  unreadMarks: { place: Place; text: string; field: string }[];
  /** Calls that map from the first page on, though the offset was let through by a test (`text`). */
  unusedOffsets: { place: Place; tested: Place; text: string }[];
  /** Tests that refuse VM_WRITE, for some objects or for all. */
  refusedWrites: RefusedWrite[];
  readOnly: ReadOnlyMapping[];
}
