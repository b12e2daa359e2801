// SPDX-License-Identifier: GPL-2.0-only
/** What the exploration of one function reports: plain data that rules, hover and hints read. */

import type { StructOpContract } from '../../contracts/structContracts.ts';
import type { FunctionDefinition, OpsTable, TableMember } from '../../facts/model.ts';
import type { Guard } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import type { Unit } from '../state/affine.ts';
import type { ChosenAccess } from './chosen/accesses.ts';
import type { MappedRange } from './chosen/mappedRanges.ts';
import type {
  AbsentPageRead,
  Balance,
  BarePut,
  CallEvent,
  CodeTested,
  CopyPastPage,
  ErrorLost,
  FreedBehind,
  KeptPointer,
  LastMissed,
  Leak,
  LockEvent,
  MappedTwice,
  StoreEvent,
  StoreLost,
  TestBeforeLock,
  UnclearedMemory,
  Unfilled,
  UnmapEarly,
  UseEvent,
  WrongMemory,
} from './model/events.ts';
import type { Exit, LockKind, Return, Step } from './model/exits.ts';
import type { UseAfterPut } from './model/usesAfterPut.ts';

/** Pages meet bytes. */
export interface MixedUnits {
  /**
   * `sum`, `compared`: with `other`, which counts the other; `shift`: by PAGE_SHIFT, to what it counts already,
   * `shifted`: a part of it;
   * `frame`, `address`, `length`: `callee` takes it for one, in the other unit; `stored`: in `vm_pgoff`.
   */
  how: 'sum' | 'compared' | 'shift' | 'shifted' | 'frame' | 'address' | 'length' | 'stored';
  callee: string | null;
  /** As written. */
  text: string;
  counts: Unit;
  other: string | null;
  place: Place;
  trace: Step[];
  assumed: boolean;
}

export interface HandlerReport {
  op: string;
  definition: FunctionDefinition;
  configuration: Guard[];
  /** `complete`, or why not: then rules must not read absence as proof. */
  status: 'complete' | 'budget' | 'unreadable';
  exits: Exit[];
  /** Its declaration says that it returns something. */
  returnsValue: boolean;
  /** Macros of the code itself that could not be expanded. */
  unread: string[];
  calls: CallEvent[];
  stores: StoreEvent[];
  locks: LockEvent[];
  usesAfterRelease: UseEvent[];
  /** Where what user space chose reaches memory. */
  accesses: ChosenAccess[];
  /** Where it maps more than one page with no regard to where the mapping ends. */
  rangesPastEnd: MappedRange[];
  sameFrames: MappedTwice[];
  /** Huge pages by a frame that is worked out from the place of the fault (`text`), where the huge page need not begin. */
  hugeFrames: { text: string; callee: string; place: Place; from: Place }[];
  usesAfterPut: UseAfterPut[];
  leaks: Leak[];
  /** Of a handler that several tasks run at once. */
  codesTested: CodeTested[];
  lostStores: StoreLost[];
  lostErrors: ErrorLost[];
  missedLast: LastMissed[];
  /** What close frees of a table by vm_pgoff alone. */
  freedByPlace: { element: string; by: string; place: Place }[];
  barePuts: BarePut[];
  testsBeforeLock: TestBeforeLock[];
  unmapsEarly: UnmapEarly[];
  /** Spinlocks that it takes with interrupts on, and all others with them off. */
  plainSpins: { field: string; others: number; place: Place; other: Place }[];
  wrongMemory: WrongMemory[];
  copiesPastPage: CopyPastPage[];
  mixedUnits: MixedUnits[];
  uncleared: UnclearedMemory[];
  unfilled: Unfilled[];
  readsOfAbsentPage: AbsentPageRead[];
  /** Pointers to the VMA that it leaves somewhere. */
  kept: KeptPointer[];
  /** Fields and global variables that it, or something it calls, sets to NULL: whether only where a count has come to its end. */
  clears: ReadonlyMap<string, boolean>;
  /**
   * Where it looks into the object on vm_private_data before any test, where it takes that out of a list, and the structs that
   * it takes it for by the types of its variables.
   */
  usesPrivate: {
    first: { place: Place; text: string } | null;
    unlinks: { place: Place; field: string }[];
    types: { place: Place; struct: string }[];
  };
  /** Of page_mkwrite: where it works with the size of the file, and compares nowhere the beginning of its page with that. */
  worksWithSize: { place: Place; text: string } | null;
  /** Of page_mkwrite: where it, or a function that it calls, compares the beginning of its page with the size of the file. */
  sizeTests: Place[];
  /** Where it gives back or frees what hangs on vm_private_data, on some path. */
  givesPrivate: { place: Place; by: string; certain: boolean }[];
  /** Each way through it frees that. */
  freesPrivateAlways: boolean;
  /** On some way it keeps that, by a test of another field of the VMA. */
  keepsPrivateByTest: boolean;
  /** Of close: where it frees what it reaches by way of vm_private_data, and leaves the pointer to it or takes it out. */
  freesBehind: FreedBehind[];
  /** Kinds of locks that it, or something it calls, gives back somewhere. */
  releases: ReadonlySet<LockKind>;
  /** It gives back or frees some object. */
  drops: boolean;
  /** What its ways out take and give back; of open and close alone. */
  balances: Balance[];
  /** An opaque callee is given the VMA, or what hangs on it. */
  handsOn: boolean;
  /** Those of them that may take a reference to it, or give one back, by their names; '' for what is called through a pointer. */
  handedTo: ReadonlySet<string>;
  /** It leaves an object to work that runs later, or on a list. */
  defers: boolean;
  /** Tables that use the function for this op; for a function of the library those whose handlers call it. */
  tables: OpsTable[];
  /** It is a function of the kernel's library, in no table itself. */
  isLibrary: boolean;
  /** What handlers make of the errnos that it returns; its exits have the VM_FAULT bits. Null where they are its own. */
  converted: ReadonlyMap<string, string> | null;
  /** Of such a function: handlers do the rest, and know the mapping. */
  isPart: boolean;
}

/** A function that handlers call, looked at by itself. */
export interface CalleeReport {
  definition: FunctionDefinition;
  returnType: string;
  configuration: Guard[];
  status: 'complete' | 'budget' | 'unreadable';
  exits: Return[];
  calls: CallEvent[];
  locks: LockEvent[];
}

/** A function that may not block, of another struct of operations than that of a VMA. */
export type AtomicReport = Pick<CalleeReport, 'definition' | 'configuration' | 'calls'>;

/** A member that a table of another struct of operations sets. */
export interface StructMember {
  /** The struct's tag. */
  struct: string;
  table: OpsTable;
  member: TableMember;
  /** What the tree says of it; null where the header's struct has no such member. */
  contract: StructOpContract | null;
  definitions: FunctionDefinition[];
  /** Of its definitions, where the documents say that it may not block. */
  reports: AtomicReport[];
}

/** A function looked at for what it does under its locks. */
export interface HolderReport extends CalleeReport {
  /** Functions of its file that touch user memory, or take mmap_lock, and leave the locks of their callers alone. */
  touching: ReadonlySet<string>;
}
