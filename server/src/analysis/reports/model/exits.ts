// SPDX-License-Identifier: GPL-2.0-only
/** The ways out of a function: what they return, the path there, the locks that are held. */

import type { Place } from '../../../text/source.ts';
import type { Atom } from '../../state/domain.ts';

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
        | TestStep
        | { kind: 'value'; name: string; atom: Atom }
        | { kind: 'call' }
        | { kind: 'result'; callee: string; atoms: readonly Atom[] }
      ));

export interface TestStep {
  kind: 'test';
  text: string;
  truth: boolean;
  ofArguments: boolean;
  parameter?: ParameterTest;
  /** It is of what a call returned. */
  asksCall?: true;
  /** It is of where the fault is: `vmf->pgoff >= foo->pages`. */
  asksPlace?: true;
  /** What a test that comes later has to answer: a bit that `test_and_set_bit()` asked for is set then. */
  settles?: { text: string; truth: boolean };
  /** Tells the parts of one expanded macro apart, which share a place. */
  part?: number;
}

/** The parameter (from 0) that is tested by itself, and whether it is true on this way. */
export interface ParameterTest {
  index: number;
  truth: boolean;
}

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
  | 'signals'
  | 'migration'
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

/**
 * The path took the lock and gave it back before; or it never took it, and the function itself does on other paths; or neither
 * it nor anything that it calls takes such a lock on any path.
 */
export type Unheld = 'again' | 'never' | 'nowhere';

/** `error`: an ERR_PTR(). */
export type PageState = 'unset' | 'set' | 'null' | 'error' | 'unknown';

export type LockState = 'locked' | 'unlocked' | 'unknown';

export type MmapLockState = 'held' | 'released' | 'unknown';

/** One way out of the function. */
export interface Exit {
  /** The values that leave here, all on the same state. */
  values: Atom[];
  /** Where each value came from (constant or call), for the message; parallel to `values`. */
  origins: (Place | null)[];
  /** The returns of callees that each value came through, the first one first; parallel to `values`. */
  through: (readonly Step[])[];
  place: Place;
  /** State of vmf->page on leaving (for handlers that get a vmf). */
  page: PageState;
  /**
   * References to that page: surely none was taken for core, surely more than one, or neither. `kept`: none beside that
   * of the allocation, and an object has the page, too; `taken`: one, of a page that an object has.
   */
  pageReference: 'none' | 'many' | 'left' | 'kept' | 'taken' | null;
  /** For `kept` and `taken` the member of that object. */
  pageMember: string | null;
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

/** The values that leave through one return. */
export type ReturnedValue = Pick<Exit, 'values' | 'origins' | 'through' | 'place' | 'trace' | 'assumed'>;

/** The values that leave through one return, with the locks that it keeps. */
export type Return = ReturnedValue & Pick<Exit, 'held' | 'released'>;
