// SPDX-License-Identifier: GPL-2.0-only
/** What happens in a function, whichever way it goes out. */

import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Place } from '../../../text/source.ts';
import type { SplitTests } from '../../claims/splitTests.ts';
import type { MemoryKind } from '../../models/allocators.ts';
import type { HelperSummary } from '../../models/model.ts';
import type { Keeper } from '../../models/pairsOfFile.ts';
import type { Atom } from '../../state/domain.ts';
import type { VmaFlags } from '../../state/knownFlags.ts';
import type { Claim } from '../../state/properties/claims.ts';
import type { Sym } from '../../state/symbols.ts';
import type { HeldLock, LockKind, LockStep, MmapLockState, Note, Step } from './exits.ts';
import type { MappingExit } from './mappings.ts';

export type CallEffect = 'dirty' | 'time-update' | 'freeze' | 'insert';

/** A call on some path, with the state it runs in. One per (site, distinguishable state). */
export interface CallEvent {
  callee: string;
  place: Place;
  /** Arguments as a reader would write them. */
  args: string[];
  mmapLock: MmapLockState;
  /** Innermost reason why the context is atomic, or null. */
  atomic: {
    reason: string;
    of: 'lock' | 'readers' | 'section';
    /** The spinlock that is held; null of others. */
    lock: string | null;
    place: Place | null;
  } | null;
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
  /** The helper counts from the vm_pgoff that the function was called with. */
  takesOffset: boolean;
  /** What tells it to make entries that can be written, where the mapping may be one for reading alone; null where nothing does. */
  writesAlways: string | null;
  /** What is known of the flags of that VMA, whichever way led here. */
  flags: VmaFlags;
  /** A function of the code itself hands back what an insertion in it gave: VM_FAULT bits or an errno. */
  givesInsertion: 'bits' | 'errno' | null;
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
  /** For `take-held` the callee that takes it and gives it back. */
  by?: string;
  /** Where that callee takes it, which does so on some of its ways alone. */
  again?: Place;
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
  /** A function that the handler hands the object releases the lock, and nothing of both takes a reference. */
  isHanded?: true;
  assumed: boolean;
  trace: Step[];
}

/** A call that takes memory of one kind alone, and is handed another. */
export interface WrongMemory {
  callee: string;
  /** The pointer as written. */
  text: string;
  place: Place;
  kind: MemoryKind;
  given: { place: Place; by: string };
  /** What it gives is a physical address, of which an address is made again, and nothing else. */
  isBack: boolean;
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

/** A local variable by which a page is found or mapped, and that a call may leave as the stack was. */
export interface Unfilled {
  variable: string;
  callee: string;
  /** What the callee says where it leaves it: an error is of interest where nothing reads it. */
  says: 'success' | 'failure';
  place: Place;
  /** Where the callee returns so. */
  left: Place;
  use: { by: string; place: Place };
}

/** A pointer to the VMA that is still stored when the function succeeds. */
export interface KeptPointer {
  place: Place;
  /** The target as a reader would write it, and the name of its field. */
  text: string;
  field: string;
  /** It lies in the object that hangs on vm_private_data, or in one that was allocated for this mapping. */
  inPrivateData: boolean;
  /** Which of the exits it is kept on, by their index. */
  exits: number[];
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
  /** It is 0, or NULL. */
  isZero: boolean;
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
  /** An opaque callee may have counted what hangs there, by `private`, or what the file has: it returned or was handed it. */
  mayBeCounted: { private: boolean; file: boolean };
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
  /** A test found that the table on the VMA has no open. */
  withoutOpen: boolean;
  /** Where vm_ops or vm_private_data was stored last, or null. */
  installed: Place | null;
  /** Where vm_private_data was stored last, or null. */
  hungAt: Place | null;
  /** Where a file of somebody else's was put into vm_file, to which the function has taken no reference. */
  borrowedFile: Place | null;
  /** Where another file was put into vm_file by hand, and nothing gave back the reference to the one before. */
  exchangedFile: Place | null;
  /** Where the mmap of another file was handed the VMA, which has neither that file nor a table of the function's own. */
  lent: Place | null;
  /** Where the reference to the file was given back that stands in vm_file. */
  putFile: Place | null;
  /** Where the reference was given back again to a file of somebody else's that the function has put into vm_file. */
  putNewFile: Place | null;
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
  /** Who gives it back in the end, where it stays in an object that was there before; null where no one is seen to. */
  keeper: Keeper | null;
  /** The call has handed it out; one that only says whether it did has filled in or counted something. */
  isObject: boolean;
  /** What alone led to it: memory that is freed, or the VMA whose mapping failed. */
  lostWith: 'memory' | 'vma' | null;
  /** It is a reference to a page. */
  isPage: boolean;
  /** It is one more reference to an object that was there before. */
  isCounted: boolean;
  /** What has mapped it, of a way out that succeeds. */
  mappedBy: string | null;
  /** Of a call that has changed what was put then: who changes it back, and what put it. */
  changed: { back: string; freed: { place: Place; by: string } } | null;
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

/** An error that the function goes on with: nothing reads it before the variable is stored to again. */
export interface ErrorLost {
  variable: string;
  /** Where the error goes to the variable; of a result that nothing tests its call. */
  place: Place;
  /** The call that failed. */
  failed: { place: Place; by: string };
  /** The store over it, or the return that comes without a look at it. */
  ends: Place;
  how: 'overwritten' | 'returns';
}

/** A piece that is mapped behind another, of which the address or the frame has not moved on; `again`: an address, whatever is mapped there. */
export interface MappedTwice {
  what: 'frame' | 'address' | 'again';
  /** As written. */
  text: string;
  callee: string;
  place: Place;
  /** Where the other is mapped; null in a loop. */
  before: Place | null;
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

/** A notifier that is removed on the way out of its failed insertion. */
export interface RemovedUninserted {
  /** Its field. */
  field: string;
  inserted: { place: Place; by: string };
  /** The call on the way out, and where it, or what it calls, removes. */
  given: { place: Place; by: string };
  removed: { place: Place; by: string };
}

/** What is for the last user, and no user comes to. */
export interface LastMissed {
  /** The function. */
  in: string;
  /** A count that is lowered to 0 by a call that was to leave one; or an unsigned rest that is less than 0. */
  why: 'floor' | 'unsigned';
  /** The counter, or the rest, as written. */
  of: string;
  /** The call that lowers the count, or the test of the rest. */
  place: Place;
  by: string;
  last: { place: Place; by: string };
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

/** A field that is tested before the lock is taken under which all others of the file read it. */
export interface TestBeforeLock {
  /** The function. */
  by: string;
  field: string;
  /** The name of its field. */
  lock: string;
  place: Place;
  locked: Place;
  /** Where another function reads it. */
  other: Place;
  otherBy: string;
}

/** A mapping that a function takes away before it changes, under a lock, what the handler reads under it. */
export interface UnmapEarly {
  /** The function. */
  by: string;
  field: string;
  lock: string;
  place: Place;
  changed: Place;
}
