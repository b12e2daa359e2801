// SPDX-License-Identifier: GPL-2.0-only
/** What the exploration of one function reports: plain data that rules, hover and hints read. */
import type { EntryContract } from '../../contracts/mappingEntries.ts';
import type { StructOpContract } from '../../contracts/structContracts.ts';
import type { FunctionDefinition, OpsTable, TableMember } from '../../facts/model.ts';
import type { Guard } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import type { SplitTests } from '../claims/splitTests.ts';
import type { MappedRange } from '../engine/mappedRanges.ts';
import type { MemoryKind } from '../models/allocators.ts';
import type { HelperSummary } from '../models/model.ts';
import type { Unit } from '../state/affine.ts';
import type { Atom } from '../state/domain.ts';
import type { Flags, VmaFlags } from '../state/knownFlags.ts';
import type { Claim } from '../state/properties/claims.ts';
import type { Sym } from '../state/symbols.ts';
import type { ChosenAccess, MappingBounds } from './chosen.ts';
import type { Protection } from './protection.ts';

/** A place, and what happens there. */
export interface Note {
  place: Place;
  message: string;
}

/** One step of a path, in order of execution: how a test went, the value that a variable got, a call, a lock. */
export type Step =
  | LockStep
  | (Note &
      (
        | { kind: 'test'; text: string; truth: boolean; ofArguments: boolean }
        | { kind: 'value'; name: string; atom: Atom }
        | { kind: 'call' }
        | { kind: 'result'; atoms: readonly Atom[] }
      ));

export interface LockStep extends Note {
  kind: 'takes' | 'releases';
  /** The call or guard that does it. */
  by: string;
  /** The lock as a reader would name it. */
  object: string;
  ofPage: boolean;
}

export type LockKind =
  | 'page'
  | 'mutex'
  | 'spinlock'
  | 'rwsem'
  | 'rcu'
  | 'srcu'
  | 'power'
  | 'active'
  | 'creds'
  | 'freeze'
  | 'other';

export interface HeldLock {
  kind: LockKind;
  /** It is held for reading: others may hold it so too. */
  isShared: boolean;
  /** As a reader would write it: `vmf->page`, `&obj->lock`. */
  name: string;
  /** Where it was taken. */
  place: Place;
  /** False when some code the analysis could not see may have released it. */
  certain: boolean;
  /** A callee did it: the place is the call. */
  byCallee: boolean;
}

/** A lock released more often than taken, where it was released last. */
export interface ReleasedLock extends HeldLock {
  /** Why it is sure that no caller held it for the function; null where one may have. */
  unheld: Unheld | null;
}

/** The path took the lock and gave it back before; or it never took it, and the function itself does on other paths. */
export type Unheld = 'again' | 'never';

export type PageState = 'unset' | 'set' | 'null' | 'unknown';
export type LockState = 'locked' | 'unlocked' | 'unknown';
export type MmapLockState = 'held' | 'released' | 'unknown';

/** One way out of the function. */
export interface Exit {
  /** The values that leave here, all on the same state. */
  values: Atom[];
  /** Where each value came from (constant or call), for the message; parallel to `values`. */
  origins: (Place | null)[];
  place: Place;
  /** State of vmf->page on leaving (for handlers that get a vmf). */
  page: PageState;
  /** References to that page: surely none was taken for core, surely more than one, or neither. */
  pageReference: 'none' | 'many' | 'left' | null;
  pageLock: LockState;
  mmapLock: MmapLockState;
  /** Something installed or upgraded the PTE on the way: yes, no, or an opaque callee may have. */
  installed: 'yes' | 'no' | 'unknown';
  /** page->mapping (or a truncation helper) was looked at after the lock was taken. */
  truncationChecked: 'yes' | 'no' | 'unknown';
  /** The insertion on this path that found another entry there (-EBUSY), and was not followed by another one. */
  foundEntry: { place: Place; callee: string } | null;
  held: HeldLock[];
  /** Locks released more often than taken, each where it was released last. */
  released: ReleasedLock[];
  trace: Step[];
  /** An assumption was needed: states were merged, or a loop was cut. */
  assumed: boolean;
  /** Facts about flags known on this path: normalised condition text → truth, e.g. `vmf->flags & FAULT_FLAG_MKWRITE`. */
  conditions: Map<string, boolean>;
}

export type CallEffect = 'dirty' | 'time-update' | 'freeze' | 'insert';

/** A call on some path, with the state it runs in. One per (site, distinguishable state). */
export interface CallEvent {
  callee: string;
  place: Place;
  /** Arguments as a reader would write them. */
  args: string[];
  mmapLock: MmapLockState;
  /** Innermost reason why the context is atomic, or null. */
  atomic: { reason: string; place: Place | null } | null;
  held: HeldLock[];
  /** Why the callee may sleep (chain to the primitive), or null when it does not, or that is unknown. */
  sleeps: Note[] | null;
  /** Why it waits for the lock of a page that is held (chain to what locks the pages of a mapping), or null. */
  waitsForPages: Note[] | null;
  /** The helper table's entry for the callee, or null when it has none. */
  helper: HelperSummary | null;
  /** The helper works on the VMA that the function was handed. */
  onVma: boolean;
  /** What it works on is a VMA that lies on the stack: a copy. */
  onCopy: boolean;
  /** It is told to make entries that can be written, where the mapping may be one for reading alone. */
  writesAlways: boolean;
  /** What is known of the flags of that VMA, whichever way led here. */
  flags: VmaFlags;
  /** A function of the code itself, which hands back what an insertion in it gave. */
  givesInsertion: boolean;
  /** It inserts the frame of a struct page by its number. */
  ofPage: boolean;
  /** True when the result is dropped or overwritten before it is read. */
  resultUnused: boolean;
  /** What the helper table says that the callee does; empty for callees that it does not know. */
  effects: readonly CallEffect[];
  /** Where a stored result is overwritten, or the function left, before anything reads it. */
  lostAt: (Note & { how: 'overwritten' | 'never read' | 'never read at all' }) | null;
  /** Where the result of an insertion that gives VM_FAULT bits is tested as an errno would be. */
  testedAsErrno: { place: Place; as: 'zero' | 'errno' } | null;
  trace: Step[];
  assumed: boolean;
  /** A callee makes it only where a test of what it was handed goes one way, which for this handler it may never do. */
  conditional: boolean;
}

/** A store to something rules care about: a field of the VMA or the vmf. */
export interface StoreEvent {
  /** As a reader would write it: `vma->vm_flags`. */
  target: string;
  object: 'vma' | 'vmf' | 'other';
  field: string;
  place: Place;
  trace: Step[];
}

/** A lock operation that breaks a discipline by itself (double unlock, relock of a held mmap_lock). */
export interface LockEvent {
  what: 'take-mmap-lock' | 'release-mmap-lock' | 'release-unheld' | 'take-held' | 'wrong-mode';
  /** For `wrong-mode` where it was taken in the other mode. */
  taken: Place | null;
  lock: string;
  kind: LockKind | 'mmap';
  place: Place;
  /** For a trylock the code handles the failure. */
  trylock: boolean;
  mmapLock: MmapLockState;
  conditions: Map<string, boolean>;
  trace: Step[];
  assumed: boolean;
}

/** A use of the VMA after mmap_lock may have been released. */
export interface UseEvent {
  text: string;
  /** The VMA itself, or an object that is reached through its file or its private data. */
  what: 'vma' | 'file' | 'private';
  place: Place;
  releasedBy: LockStep;
  /** A helper of the table released the lock, which hands VM_FAULT_RETRY back. */
  byHelper: boolean;
  assumed: boolean;
  trace: Step[];
}

/** A look into an object after the put that may have been its last, or after it was freed. */
export interface UseAfterPut {
  text: string;
  /**
   * It is looked into, freed again, freed while a list has it still (then `dropped` is where it was put or found there), freed
   * while a lookup finds it (`stored`, which `erase` undoes), or freed
   * after its count was lowered and nobody looked at the rest. `late`: the first reference to it is taken after the lock was
   * given back (`dropped`) under which it was found.
   */
  how: 'late' | 'used' | 'freed' | 'linked' | 'found' | 'stored' | 'counted';
  erase?: string;
  place: Place;
  dropped: { place: Place; by: string; certain: boolean };
  trace: Step[];
  assumed: boolean;
}

/** A call that takes memory of one kind alone, and is handed another. */
export interface WrongMemory {
  callee: string;
  /** The pointer as written. */
  text: string;
  place: Place;
  kind: MemoryKind;
  given: { place: Place; by: string };
  trace: Step[];
  assumed: boolean;
}

/** A copy that begins at an offset in a page, and whose length is held against a whole page. */
export interface CopyPastPage {
  callee: string;
  /** The end of it that has the offset, as written. */
  text: string;
  place: Place;
  trace: Step[];
  assumed: boolean;
}

/** Pages meet bytes. */
export interface MixedUnits {
  /**
   * `sum`, `compared`: with `other`, which counts the other; `shift`: by PAGE_SHIFT, to what it counts already,
   * `shifted`: a part of it;
   * `frame`, `address`, `length`: `callee` takes it for one, in the other unit.
   */
  how: 'sum' | 'compared' | 'shift' | 'shifted' | 'frame' | 'address' | 'length';
  callee: string | null;
  /** As written. */
  text: string;
  counts: Unit;
  other: string | null;
  place: Place;
  trace: Step[];
  assumed: boolean;
}

/** Memory that user space is given as the allocator left it. */
export interface UnclearedMemory {
  /** Where it is mapped, or the return that hands it to core. */
  place: Place;
  /** What maps it; null for such a return. */
  by: string | null;
  given: { place: Place; by: string };
  trace: Step[];
  assumed: boolean;
}

/** A look into vmf->page where core gives none. */
export interface AbsentPageRead {
  text: string;
  place: Place;
  trace: Step[];
}

/** A pointer to the VMA that is still stored when the function succeeds. */
export interface KeptPointer {
  place: Place;
  /** The target as a reader would write it, and the name of its field. */
  text: string;
  field: string;
  /** It lies in the object that hangs on vm_private_data, or in one that was allocated for this mapping. */
  inPrivateData: boolean;
  trace: Step[];
  assumed: boolean;
}

/** A claim with what is known of its object. */
export interface ClaimOf extends Claim {
  of: 'private' | 'file' | 'made' | 'other';
  /** The object was allocated on this path. */
  allocated: boolean;
  /** It was freed on this path. */
  freed: boolean;
  /** It is known not to be there: NULL, or an ERR_PTR(), so that nothing of it was taken. */
  absent: boolean;
  /** The function was handed it, or it stands in what its file has as private data. */
  isArgument: boolean;
  /** It was hung on the VMA, or stands in a field of what was made here and hung there. */
  hangs: boolean;
  /** How it is reached from the VMA, as in `vm_private_data.entry`; null where it is not. */
  path: string | null;
}

/** What a way out leaves in a field of the private data. */
export interface FieldOfPrivate {
  sym: Sym;
  /** How it is reached from the VMA; null where it is not. */
  path: string | null;
}

/** What a way out has taken and given back, by the names that `analysis/state/properties/claims.ts` defines. */
export interface Balance {
  place: Place;
  /** Only errors leave here. */
  failed: boolean;
  /** What an opaque callee gave is handed back, whatever it is. */
  mayFail: boolean;
  /** What the function left on the VMA as its private data. */
  hangs: 'made' | 'found' | 'borrowed' | 'before' | 'unknown';
  /** What is known of the flags of the VMA; null where the function has none. */
  flags: VmaFlags | null;
  /** What was asked of the place and the length of the VMA. */
  split: SplitTests;
  /** The private data is NULL: it was set so, or found so. */
  cleared: boolean;
  /** The VMA is left without operations: vm_ops is NULL. */
  isBare: boolean;
  /** What hangs there was allocated here; its fields that were written, by what stands in them. Null: unknown. */
  fields: ReadonlyMap<string, FieldOfPrivate> | null;
  /** What hangs there was stored nowhere else where others may find it. */
  isAlone: boolean;
  claims: ReadonlyMap<string, ClaimOf>;
  table: MappingExit['table'];
  /** The field out of which the table on the VMA was read, where that is all that is known of it: `obj->ops->vm_ops`. */
  tableField: string | null;
  /** Where vm_ops or vm_private_data was stored last, or null. */
  installed: Place | null;
  /** Where vm_private_data was stored last, or null. */
  hungAt: Place | null;
  /** Where a file of somebody else's was put into vm_file, to which the function has taken no reference. */
  borrowedFile: Place | null;
  /** Where another file was put into vm_file by hand, and nothing gave back the reference to the one before. */
  exchangedFile: Place | null;
  /** Where the reference to the file was given back that stands in vm_file. */
  putFile: Place | null;
  trace: Step[];
  assumed: boolean;
}

/** A way out of a function that keeps what a call of it took, where nothing else can give it back. */
export interface Leak {
  /** The function that leaves. */
  definition: FunctionDefinition;
  place: Place;
  taken: { place: Place; by: string };
  /** Where the function gives it back on another way; null where the library or the rest of the file tells. */
  given: { place: Place; by: string } | null;
  /** Where another function of the file does, of what has no pair in the library and is handed out nowhere. */
  elsewhere: { place: Place; by: string } | null;
  /** What alone led to it: memory that is freed, or the VMA whose mapping failed. */
  lostWith: 'memory' | 'vma' | null;
  /** It is a reference to a page. */
  isPage: boolean;
  failed: boolean;
  trace: Step[];
}

/** A VM_FAULT code that a callee gives for success, among 0 and errnos, and that its caller takes for an error. */
export interface CodeTested {
  callee: string;
  code: Atom;
  /** Where the callee gives it. */
  place: Place;
  /** Where the caller tests the result for 0. */
  test: Place;
}

/** What close frees that it reached by way of vm_private_data. */
export interface FreedBehind {
  place: Place;
  by: string;
  /** The field that it took it out of, which it left NULL. Null: it leaves the pointer as it was. */
  takenFrom: string | null;
}

/** A slot that is filled under a lock with what was allocated, and was seen to be empty before the lock was taken alone. */
export interface StoreLost {
  /** The function. */
  by: string;
  /** As written. */
  slot: string;
  place: Place;
  tested: Place;
  allocated: { place: Place; by: string };
  locked: Place;
}

/** A `kref_put()` without the lock that all others with the same release function hold, which takes the object out of a list. */
export interface BarePut {
  /** The function. */
  by: string;
  release: string;
  /** The name of its field. */
  lock: string;
  others: number;
  place: Place;
  /** One of the others. */
  other: Place;
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
  usesAfterPut: UseAfterPut[];
  leaks: Leak[];
  /** Of a handler that several tasks run at once. */
  codesTested: CodeTested[];
  lostStores: StoreLost[];
  barePuts: BarePut[];
  /** Spinlocks that it takes with interrupts on, and all others with them off. */
  plainSpins: { field: string; others: number; place: Place; other: Place }[];
  wrongMemory: WrongMemory[];
  copiesPastPage: CopyPastPage[];
  mixedUnits: MixedUnits[];
  uncleared: UnclearedMemory[];
  readsOfAbsentPage: AbsentPageRead[];
  /** Pointers to the VMA that it leaves somewhere. */
  kept: KeptPointer[];
  /** Fields and global variables that it, or something it calls, sets to NULL. */
  clears: ReadonlySet<string>;
  /** Where it looks into the object on vm_private_data before any test, and where it takes that out of a list. */
  usesPrivate: { first: { place: Place; text: string } | null; unlinks: { place: Place; field: string }[] };
  /** Where it gives back or frees what hangs on vm_private_data, on some path. */
  givesPrivate: { place: Place; by: string; certain: boolean }[];
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
  /** And that function may take a reference to it, or give one back. */
  handsObject: boolean;
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

/** The values that leave through one return. */
export type ReturnedValue = Pick<Exit, 'values' | 'origins' | 'place' | 'trace' | 'assumed'>;

/** The values that leave through one return, with the locks that it keeps. */
export type Return = ReturnedValue & Pick<Exit, 'held' | 'released'>;

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
  /** The insertion that failed on this way, where it ends with 0 all the same. */
  lostInsert: { place: Place; by: string } | null;
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

/** A mapping that a function behind a member is handed with flags that it relies on its caller to have refused. */
export interface Unrefused {
  refused: Flags;
  /** The member as written. */
  through: string;
  place: Place;
  trace: Step[];
  assumed: boolean;
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
  calls: CallEvent[];
  locks: LockEvent[];
  /** Where what user space chose reaches memory, or is mapped. */
  accesses: ChosenAccess[];
  usesAfterPut: UseAfterPut[];
  leaks: Leak[];
  wrongMemory: WrongMemory[];
  mixedUnits: MixedUnits[];
  uncleared: UnclearedMemory[];
  /** Pointers to the VMA that it leaves somewhere when it succeeds. */
  kept: KeptPointer[];
  /** As `kept`, where it fails. */
  keptOnFailure: KeptPointer[];
  /** What its ways out take and give back. */
  balances: Balance[];
  unrefused: Unrefused[];
  /** Tests that refuse VM_WRITE, for some objects or for all. */
  refusedWrites: RefusedWrite[];
}
