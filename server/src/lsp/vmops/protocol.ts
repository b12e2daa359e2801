// SPDX-License-Identifier: GPL-2.0-only
/**
 * What vmops says beyond the protocol of language servers. The client takes these names and types from here, so this file
 * imports nothing.
 */

/** A client that wants `vmops/status` says `experimental: { vmops: { status: true } }` in its capabilities. */
export const STATUS = 'vmops/status';
/** Asks for every table of the workspace: `TablesParams` → `TreeTables[]`. */
export const TABLES = 'vmops/tables';
/** Asks where the tree's locking document describes what is at a place: a place in a file → `DocumentPlace`. */
export const LOCKING_DOCUMENT = 'vmops/lockingDocument';
/** Asks for the review of a patch: `ReviewPatchParams` → `PatchReply`. */
export const REVIEW_PATCH = 'vmops/reviewPatch';
/** Asks what is new since HEAD: `ChangeParams` → `ChangeFindings`. */
export const CHANGE = 'vmops/change';
/** Asks which handlers differ from HEAD's: `ChangeParams` → `ChangedHandler[]`. */
export const CHANGED_HANDLERS = 'vmops/changedHandlers';

/** A place as the protocol of language servers writes it. */
interface Location {
  uri: string;
  range: { start: Position; end: Position };
}

interface Position {
  line: number;
  character: number;
}

/** The state of the server; told again whenever it changes. */
export interface Status {
  trees: TreeStatus[];
  lastRun: LastRun | null;
  /** The last check of each open file. */
  runs: LastRun[];
}

export interface TreeStatus {
  /** URI of the root of the kernel tree, or of the folder that is checked without one. */
  root: string;
  inTree: boolean;
  /** Such as `6.12`. */
  release: string;
  releaseSource: 'makefile' | 'option' | 'inferred' | 'default';
  /** How the release was inferred; null when a tree or the user told it. */
  releaseNote: string | null;
  state: 'reading' | 'ready' | 'cancelled';
  files: number;
  tables: number;
  /** How long the reading took; null until it has ended. */
  milliseconds: number | null;
  /** Grows with every change: what was told of the tables under a lower number may be out of date. */
  generation: number;
}

/** One check of a file, or of a whole tree. */
export interface LastRun {
  /** URI of the file or of the root. */
  uri: string;
  findings: number;
  milliseconds: number;
  /** ISO 8601, UTC. */
  time: string;
}

export interface TablesParams {
  /** Also checks every file of the trees; without it the findings stay empty. */
  check: boolean;
}

export interface TreeTables {
  /** URI, as in `TreeStatus`. */
  root: string;
  release: string;
  /** The ops of this release in the order of the struct. */
  ops: string[];
  /** Whether the findings are those of a check. */
  checked: boolean;
  generation: number;
  /** By path, then by place. */
  tables: TableEntry[];
}

export interface TableEntry {
  name: string;
  /** Relative to the root, with `/`. */
  path: string;
  location: Location;
  isConst: boolean;
  members: MemberEntry[];
  findings: TableFinding[];
}

export interface MemberEntry {
  op: string;
  /** Null for NULL. */
  handler: string | null;
  /** The entry in the table. */
  location: Location;
  /** Where the handler is defined; null when that was not found. */
  definition: Location | null;
}

export interface TableFinding {
  rule: string;
  severity: 'error' | 'warning' | 'information';
  message: string;
  /** The op that it is about; null for one about the table or a mapping. */
  op: string | null;
  location: Location;
}

export interface DocumentPlace {
  /** The op that was found at the place; null for none. */
  op: string | null;
  /** What the document says of it, or the start of its section on the ops; null without a document. */
  location: Location | null;
}

/** What is asked of a review: `vmops/reviewPatch` → `PatchReply`. */
export interface ReviewPatchParams {
  /** URI of a folder in the tree that the patch is for. */
  folder: string;
  /** The patch, mail or mailbox as the editor has it; null to have `uri` read from disk. */
  text: string | null;
  uri: string;
}

export interface PatchReply {
  /** Replies by mail, one for each patch with findings; empty where nothing is introduced. */
  reply: string;
  /** What could not be read or does not apply, a line each. */
  problems: string[];
}

/** What is new in a checkout: `vmops/change` → `ChangeFindings`. */
export interface ChangeParams {
  /** URI of a folder in the checkout. */
  folder: string;
}

export interface ChangeFindings {
  findings: ChangeFinding[];
  /** Why git or the lint could not answer, a line each. */
  problems: string[];
}

export interface ChangeFinding extends TableFinding {
  /** The function that it stands in; null outside of one. */
  function: string | null;
  /** Relative to the root of the tree, with `/`. */
  path: string;
}

/** A handler, or a function that maps (op `mmap`), whose text is not that of HEAD. */
export interface ChangedHandler {
  name: string;
  op: string;
  /** The tables that name it, or that it installs. */
  tables: string[];
  /** Differs whenever the text does. */
  stamp: string;
  /** HEAD has no function of this name in the file. */
  isNew: boolean;
  /** Relative to the root of the tree, with `/`. */
  path: string;
  /** Its name where it is defined. */
  location: Location;
}
