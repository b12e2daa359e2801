// SPDX-License-Identifier: GPL-2.0-only
/** The data files with their types, and what they say about one release. */
import access from './data/ops/access.json';
import close from './data/ops/close.json';
import fault from './data/ops/fault.json';
import findNormalPage from './data/ops/find_normal_page.json';
import findSpecialPage from './data/ops/find_special_page.json';
import getPolicy from './data/ops/get_policy.json';
import hugeFault from './data/ops/huge_fault.json';
import mapPages from './data/ops/map_pages.json';
import mapped from './data/ops/mapped.json';
import maySplit from './data/ops/may_split.json';
import migrate from './data/ops/migrate.json';
import migrateToRam from './data/ops/migrate_to_ram.json';
import mprotect from './data/ops/mprotect.json';
import mremap from './data/ops/mremap.json';
import name from './data/ops/name.json';
import nopage from './data/ops/nopage.json';
import nopfn from './data/ops/nopfn.json';
import open from './data/ops/open.json';
import pageMkwrite from './data/ops/page_mkwrite.json';
import pagesize from './data/ops/pagesize.json';
import pfnMkwrite from './data/ops/pfn_mkwrite.json';
import pmdFault from './data/ops/pmd_fault.json';
import populate from './data/ops/populate.json';
import remapPages from './data/ops/remap_pages.json';
import setPolicy from './data/ops/set_policy.json';
import split from './data/ops/split.json';
import uffdOps from './data/ops/uffd_ops.json';
import type { EntryLock, OpContract, ResultKind } from './model.ts';
import type { Era } from './release.ts';

export interface PrototypeEra extends Era {
  returns: string;
  parameters: string[];
  result: ResultKind;
}

export interface EntryEra extends Era {
  mmapLock: EntryLock;
  vmaLock: OpContract['entry']['vmaLock'];
  page: OpContract['entry']['page'];
  atomic: OpContract['entry']['atomic'];
  maySleep: boolean;
  /** Who calls it. */
  source: string;
}

/** A statement that holds for a stretch of releases; no `since`: from the start of the op. */
export interface Dated {
  since?: string;
  until?: string;
}

/** One member of struct vm_operations_struct through all releases. */
export interface OpData extends Era {
  op: string;
  replacedBy?: string;
  guard: string | null;
  description: string;
  prototypes: PrototypeEra[];
  entries: EntryEra[];
  results: (Dated & { name: string; meaning: string })[];
  refused: (Dated & { name: string; meaning: string })[];
  obligations: (Dated & { text: string })[];
  history: { release: string; text: string }[];
}

/** Every member that the struct ever had, in the order of its declaration in the newest header. */
export const OPS: readonly OpData[] = [
  open,
  close,
  mapped,
  split,
  maySplit,
  mremap,
  mprotect,
  nopage,
  nopfn,
  populate,
  fault,
  pmdFault,
  hugeFault,
  mapPages,
  pagesize,
  pageMkwrite,
  pfnMkwrite,
  access,
  name,
  setPolicy,
  getPolicy,
  migrate,
  remapPages,
  findSpecialPage,
  findNormalPage,
  uffdOps,
] as OpData[];

/** Members of other structs that core calls for a fault as it calls those of a VMA. */
export const OTHER_OPS: readonly OpData[] = [migrateToRam] as OpData[];

/** The data of one member, or undefined when no release has it. */
export function opData(op: string): OpData | undefined {
  return OPS.find((data) => data.op === op);
}
