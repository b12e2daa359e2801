// SPDX-License-Identifier: GPL-2.0-only
/** What a kernel promises: typed contracts of one release, overlaid with what the tree under lint says itself. */
import type { Place } from '../text/source.ts';

/** A kernel release as numbers; `patch` is 0 when unknown. 2.6.x is {2, 6, x}. */
export interface Release {
  major: number;
  minor: number;
  patch: number;
}

/** What a member hands back to its caller in mm/. */
export type ResultKind =
  | 'fault-code' /* VM_FAULT_* bits */
  | 'errno' /* 0 or negative errno */
  | 'count' /* bytes handled or negative */
  | 'void'
  | 'page' /* struct page * or NULL (nopage: NOPAGE_* cookies) */
  | 'pfn-cookie' /* nopfn: pfn or NOPFN_* */
  | 'pointer'
  | 'unsigned'
  | 'value' /* what the header's type says, and no more */
  | 'data'; /* not a callback at all (uffd_ops) */

/** A lock that may be held on entry. `maybe`: held in some calls (per-VMA lock instead of mmap_lock). */
export type EntryLock = 'none' | 'read' | 'write' | 'read-or-write' | 'maybe-read' | 'write-or-none';

export interface Prototype {
  returns: string;
  /** Types without parameter names, single spaces. */
  parameters: string[];
}

/** One VM_FAULT_* result and what core does with it when this op returns it. `name` is without the prefix; '0' too. */
export interface LegalResult {
  name: string;
  meaning: string;
}

export interface OpContract {
  op: string;
  prototype: Prototype;
  /** The #ifdef of the member in the struct, or null. */
  guard: string | null;
  result: ResultKind;
  entry: {
    mmapLock: EntryLock;
    /** May run under the per-VMA lock: always, or when the table has this other member set. */
    vmaLock: 'never' | 'always' | { whenSet: string };
    /** State of vmf->page (or the page argument) on entry. */
    page: 'absent' | 'unlocked' | 'locked';
    /** Called with a page-table spinlock or inside rcu_read_lock(). */
    atomic: 'no' | 'page-table-lock' | 'rcu';
  };
  maySleep: boolean;
  /** Legal results for result kind `fault-code`; empty for others. */
  results: LegalResult[];
  /** Codes with a reason why core does not accept them from this op; code name without prefix. */
  refused: LegalResult[];
  /** What the implementation must do, one sentence each, in our own words. */
  obligations: string[];
  /** What it is for, in our own words. */
  description: string;
  /** Where the facts come from, e.g. "mm/memory.c do_shared_fault(), wp_page_shared()". */
  source: string;
  /** Introduced, changed, replaced: one sentence each. */
  history: string[];
}

export interface RemovedOp {
  op: string;
  /** Last release that had it, and what replaced it (null: nothing). */
  last: Release;
  replacedBy: string | null;
}

export interface FutureOp {
  op: string;
  first: Release;
}

/** A paragraph or row of the locking document in the user's tree, quoted only at run time. */
export interface DocumentedOp {
  op: string;
  prototype: { text: string; place: Place } | null;
  /** Column header → cell text. */
  row: { cells: Record<string, string>; place: Place } | null;
  paragraphs: { text: string; place: Place }[];
}

/** How the release was found. */
export type ReleaseSource = 'makefile' | 'option' | 'inferred' | 'default';

export interface Kernel {
  release: Release;
  releaseSource: ReleaseSource;
  /** Members in declaration order. Header of the tree first, tables by release where there is none. */
  ops: Map<string, OpContract>;
  removed: Map<string, RemovedOp>;
  future: Map<string, FutureOp>;
  /** Where the struct stands in the tree, when a tree was read. */
  structPlace: Place | null;
  memberPlaces: Map<string, Place>;
  /** VM_FAULT_* that exist in this tree, without prefix → numeric value. */
  faultCodes: Map<string, number>;
  /** The codes in VM_FAULT_ERROR, without prefix. */
  faultErrors: Set<string>;
  /** Type names that are another type to the compiler, for sameType(): vm_fault_t is int in 4.17–5.0. */
  typedefs: Map<string, string>;
  document: Map<string, DocumentedOp>;
  documentPath: string | null;
}

/** Compares two releases: negative, 0 or positive. */
export function compareReleases(a: Release, b: Release): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}
