// SPDX-License-Identifier: GPL-2.0-only
/** What a library helper does, as the exploration applies it at a call: plain typed data of one release. */
import type { Atom } from '../state/domain.ts';

/**
 * The locks that helpers take and drop. `preempt` is any other atomic section: preemption, interrupts, softirqs. `srcu`
 * is any read section in which one may sleep, `power` a reference that keeps a device awake, `active` one that keeps an
 * object from being removed, `creds` are credentials that the task has taken on, `signals` a mask that keeps signals from it,
 * `migration` are pages that migrate_vma_setup() has isolated and put migration entries in place of.
 */
export type HelperLockKind =
  | 'page'
  | 'mutex'
  | 'spinlock'
  | 'rwsem-read'
  | 'rwsem-write'
  | 'rcu'
  | 'preempt'
  | 'freeze'
  | 'srcu'
  | 'power'
  | 'active'
  | 'creds'
  | 'signals'
  | 'migration'
  | 'mmap-read'
  | 'mmap-write'
  | 'other';

/**
 * A place that a call reaches: an argument, the result or something global, then fields. `arg0->vma->vm_mm` has
 * root `arg`, index 0 and fields `vma`, `vm_mm`. Its value is what is stored there, for a lock the pointer to it
 * (`arg0`, `arg0->base.resv`). `deref` is a leading `*`: what the pointer at the place points to is meant
 * (`*arg3` of `pte_offset_map_lock(mm, pmd, addr, &ptl)` is `ptl`). `address` is a leading `&`: the object that
 * lies in the field itself (`&arg0->i_rwsem`).
 */
export interface PlaceRef {
  root: 'arg' | 'result' | 'global';
  /** Which argument, from 0; -1 for the other roots. */
  index: number;
  fields: string[];
  /** For each field, true after `->`, false after `.`. */
  arrows: boolean[];
  deref: boolean;
  address: boolean;
}

/**
 * VMA flags by name, or the argument (from 0) that holds them; with `rest` that argument and all after it, each
 * one flag by its bit (`VMA_IO_BIT`, the form of 7.0).
 */
export type FlagSource = { names: string[] } | { argument: number; rest: boolean };

export type Effect =
  /** The place becomes an unknown non-null value, NULL, or anything. */
  | { verb: 'set' | 'clear' | 'havoc'; place: PlaceRef }
  | { verb: 'assign'; place: PlaceRef; from: PlaceRef }
  | { verb: 'lock' | 'unlock'; kind: HelperLockKind; place: PlaceRef }
  /** A page-table entry was installed or upgraded for this fault. */
  | { verb: 'install' }
  /** Another entry was there already. */
  | { verb: 'find-entry' }
  /** Entries were taken out again. */
  | { verb: 'zap' }
  /** The lock core holds (mmap_lock or the per-VMA lock) was dropped, as VM_FAULT_RETRY says. */
  | { verb: 'release-mmap' }
  /** The mapping (and size) of the page was compared after it was locked. */
  | { verb: 'check-truncation'; place: PlaceRef }
  /** Flags become set, clear, exactly these, perhaps set (one of several) and never cleared, or unknown. */
  | {
      verb: 'vm-flags';
      change: 'set' | 'clear' | 'replace' | 'maybe' | 'unknown';
      flags: FlagSource;
      vma: PlaceRef;
    }
  /** A reference is taken, or given back (it may be the last); the object is freed. `container`: the object around the place. */
  | { verb: 'get' | 'put' | 'free'; place: PlaceRef; container: boolean }
  /** A reference to a page is taken, given back, or the count changes by who knows how much. */
  | { verb: 'hold' | 'unhold' | 'count'; place: PlaceRef }
  /** The page was dirtied, and freeze protection was left to the caller. */
  | { verb: 'dirty' }
  | { verb: 'time-update' }
  /** It writes to variables that its arguments hold the addresses of. */
  | { verb: 'rework' }
  /** It unlocks pages that it knows by their frames, which are not followed. */
  | { verb: 'unlock-pages' };

/** A condition on an argument. `text` is as written in the table, for messages and tests. */
export interface Condition {
  text: string;
  negated: boolean;
  place: PlaceRef;
  /** `true`: the place is non-zero; `equals`: it equals `value`; `has`: it has the flag `value`. */
  test: 'true' | 'equals' | 'has';
  value: string;
}

/** One way a call may go; the exploration forks for each whose conditions may hold. */
export interface Outcome {
  /** Possible results; empty for a void function or when nothing is known. */
  returns: Atom[];
  effects: Effect[];
  conditions: Condition[];
  /** The call does not go this way where every table of a struct of operations beside it has one of some members. */
  unless: { struct: string; members: readonly string[] } | null;
}

export interface Converter {
  /** The argument (from 0) that is converted. */
  argument: number;
  /** Input atom → result; `*` is every other input. */
  map: Map<Atom, Atom>;
}

export interface Insertion {
  family: 'pfn' | 'mixed' | 'page' | 'remap' | 'huge-pfn';
  vma: PlaceRef;
}

/** True or false when known, null when not, or the argument (from 0) whose gfp flags decide. */
export type Sleeps = boolean | null | { gfp: number };

export interface HelperSummary {
  name: string;
  /** Empty: nothing is known about the result, and nothing tracked changes. */
  outcomes: Outcome[];
  sleeps: Sleeps;
  /** No effect, and the same result for the same arguments. */
  pure: boolean;
  /** May write to its objects, but changes nothing that the exploration tracks. */
  neutral: boolean;
  /** Where the kernel's function is loaded, that is explored instead. */
  ownFirst: boolean;
  /** The result is the frame number of the struct page that it is handed. */
  pageFrame: boolean;
  /** The result denotes the same object as this place. */
  alias: PlaceRef | null;
  converts: Converter | null;
  insert: Insertion | null;
  /** Touches user memory and so may fault itself. */
  userAccess: boolean;
  /** Takes mmap_lock of the current process inside, and drops it again. */
  takesMmapLock: boolean;
  noreturn: boolean;
}

/** A lock class of `guard(class)(lock)` and `scoped_guard(class, lock)`. */
export interface GuardClass {
  kind: HelperLockKind;
  /** Taking it may sleep. */
  sleeps: boolean;
  /** Taking it may fail (`mutex_try`, `mutex_intr`), so the code after it may run without the lock. */
  conditional: boolean;
}
