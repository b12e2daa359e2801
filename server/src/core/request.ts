// SPDX-License-Identifier: GPL-2.0-only
/** What a run is asked for, and what it gives: plain types that the command line, the reports and the editor share. */
import type { AnalysisContext } from '../analysis/engine/context.ts';
import type { Kernel, Release } from '../contracts/model.ts';
import type { FunctionDefinition, OpsTable, ResolvedHandler } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import type { AllowedFinding, Basis, Finding, Severity } from '../findings/finding.ts';
import type { Skipped } from '../io/read.ts';
import type { Searches } from '../io/search/searches.ts';
import type { Sources } from '../io/sources.ts';
import type { Place } from '../text/source.ts';
import type { ReleaseRange } from '../workspace/kernel.ts';
import type { ModulesApart } from '../workspace/modules.ts';
import type { HandlerJob } from '../workspace/scope.ts';
import type { StructTables } from '../workspace/structMembers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Settings } from './settings.ts';

/** Which files to read, as part of which kernel. */
export interface LoadRequest {
  /** Files and folders as the user named them; relative ones start at `cwd`. */
  paths: string[];
  cwd: string;
  /** The folder that stored paths are relative to where the paths are in no kernel tree; without it the one around them. */
  around?: string;
  /** Release given by hand (`--kernel`), or null for what a configuration file or the tree says. */
  kernel: Release | null;
  /**
   * A tree to take headers and the locking document from (`--tree`), or null for what a configuration file says, and
   * else to look upwards from the paths.
   */
  tree: string | null;
  /** Globs of files to leave out, relative to the tree's root, after those of the configuration files. */
  exclude: string[];
  /** The release is another than that of the tree: the data about it count, and not the headers of any tree. */
  isOtherRelease?: boolean;
  /** Says which tables are under lint; without it those in what was named. */
  concerns?: (table: OpsTable, isNamed: boolean) => boolean;
  /** Narrows what was named to a part of it (`--shard`), by stored path. */
  isInPart?: (path: string) => boolean;
  /** Take in tables elsewhere in the tree that have a handler in what was named, or are installed by it. */
  withTouched?: boolean;
  /**
   * Chooses the files to read first in place of all candidates of the tree: `pattern` is what these match, `all`
   * searches for them.
   */
  candidates?: (pattern: string, all: () => Promise<string[]>) => Promise<string[]>;
  /** Where files are read, for texts in place of what is on disk. */
  sources?: Sources;
  /** How the tree on disk is searched. */
  searches?: Searches;
  /**
   * The workspace of an earlier run over the same tree and kernel, in which what changed since was read anew: what the
   * changes leave alone is not explored again.
   */
  workspace?: Workspace | undefined;
  /** Files that the next run over the workspace will have in another state: what they leave alone will be kept. */
  isEdited?: (path: string) => boolean;
  /** Helpers of the kernel's library of which the bodies count, not what is known of them; of a new workspace. */
  readBodies?: ReadonlySet<string>;
  /** Leaves out the exploration of handlers, which are then as any function that is not seen; without it all count. */
  isExplored?: ((handler: FunctionDefinition) => boolean) | undefined;
  /** Called often while the run goes on; must be cheap. */
  onProgress?: (progress: Progress) => void;
}

/** What to lint, and how. */
export interface LintRequest extends LoadRequest {
  /** Severity per rule id, over the configuration files' and the rule's own. */
  severities: Map<string, Severity>;
  /** Which contract `pfn-mkwrite-return` holds against; null for what the configuration files say. */
  contract: Basis | null;
}

export interface Progress {
  step: 'search' | 'read' | 'analyse';
  done: number;
  /** 0 while unknown. */
  total: number;
}

/** A handler that was not seen to the end, or whose result was not: rules stayed silent on what was not seen. */
export interface NotAnalysed {
  /**
   * Of a handler, `body`, of a function that maps, `mapping`, or of an ops table; `result`: what some return of a handler
   * gives is not known.
   */
  gap: 'body' | 'mapping' | 'table' | 'result';
  function: string;
  file: string;
  line: number;
  reason: string;
  /** In a review: it was so before the change. */
  isOld?: boolean;
}

/** The facts of a run: the kernel, its tables, and where their handlers are. */
export interface Loaded {
  /** How many files a module has that maps nothing, and so has none to read. */
  withoutMaps?: number;
  kernel: Kernel;
  /** How the release was inferred, as one phrase; null when a tree or the user told it. */
  releaseNote: string | null;
  /** The releases that it may be, where it was inferred: the code is checked against the last. */
  releaseRange?: ReleaseRange;
  /** Where modules are for other releases than the rest. */
  modules?: ModulesApart;
  /** Absolute path that stored paths are relative to: the root of the tree, or the folder around the inputs. */
  base: string;
  inTree: boolean;
  /** Tables of other structs of operations that concern what is under lint, with what the tree says of them. */
  structs: StructTables | null;
  /** Whether the user named a file (by its stored path), by itself or through a folder. */
  isUnderLint?: (path: string) => boolean;
  /** Whether another part of the run has what is found in a file; never without parts. */
  isOfOtherPart?: (path: string) => boolean;
  /** The files that the user named one by one, relative to the base. */
  named: string[];
  /** Tables in the files under lint, and behind them those elsewhere that were asked for. */
  tables: OpsTable[];
  /** One per member that is set to something. */
  handlers: ResolvedHandler[];
  /** Handlers of the kernel's library in the files under lint. */
  libraries: HandlerJob[];
  /** Those of other files that tables under lint lead to: what they do wrong is said of their own files. */
  librariesElsewhere: HandlerJob[];
  program: MutableProgram;
  /** Where all this was read; none where nothing was. */
  workspace?: Workspace;
  /** Holds what was read of functions so far, so that the analysis need not read them again. */
  context: AnalysisContext;
  /** The configuration files that count here. */
  settings: Settings;
  /** Files found on the way that could not be read. */
  skippedFiles: Skipped[];
  /** Paths that the user named and that could not be read. */
  badInputs: Skipped[];
}

export interface LintSummary {
  /** Files that were read. */
  files: number;
  /** Tables under lint. */
  tables: number;
  /** Members set to a function; each one is either resolved or unresolved. */
  handlers: number;
  resolved: number;
  unresolved: number;
  /** Files that could not be read. */
  skipped: number;
  /** Resolved handlers and functions that map that were not analysed to the end, or give what is not known. */
  notAnalysed: number;
  /** Findings that a comment in the source allows. */
  suppressed: number;
  milliseconds: number;
}

/** A member of a table whose function has no definition in what was read. */
export interface NotFound {
  handler: string;
  op: string;
  table: string;
  file: string;
  line: number;
}

/** What code has to change on its way from one release to another. */
export interface Target {
  from: Release;
  to: Release;
  /** Oldest release first. */
  changes: TargetChange[];
}

/** All places of one kind. */
export interface TargetChange {
  release: Release;
  rule: string;
  severity: Finding['severity'];
  kind: string;
  /** In order; the message says what is there. */
  places: { place: Place; message: string }[];
  /** How many of them have a fix that needs no look. */
  safe: number;
}

/** What a report is made of: a run of `lint`, and of `docs-check`. */
export interface Reported
  extends Pick<Loaded, 'releaseNote' | 'releaseRange' | 'skippedFiles' | 'badInputs'> {
  kernel: Pick<Kernel, 'release'>;
  /** As in `Loaded`. */
  librariesElsewhere: { definition: { name: string; file: { path: string } } }[];
  /** In order: file, line, column, rule. */
  findings: Finding[];
  /** What comments in the source allow, in order. */
  suppressed: AllowedFinding[];
  summary: LintSummary;
  notAnalysed: NotAnalysed[];
  notFound: NotFound[];
  /** Of a lint against another release than the code's own: both, and what has to change, by release. */
  target?: Target;
  /** What was looked at, where these are no tables and handlers: `13 structs of 2 documents`. */
  subject?: string;
}

export type LintResult = Loaded & Reported;

/** As much of a lint as can be kept for the next one. */
export type LintReport = Reported & Pick<Loaded, 'base' | 'inTree' | 'isUnderLint'>;
