/** One run over a tree: the single entry that the command line and the editor share. */
import { join, resolve } from 'node:path';
import { kernelFor } from '../contracts/kernel.ts';
import type { Kernel, Release } from '../contracts/model.ts';
import type { OpsTable, Program, ResolvedHandler } from '../facts/model.ts';
import type { Basis, Finding, Severity } from '../findings/finding.ts';
import { resolveInputs } from '../io/inputs.ts';
import { isSkipped, readSource, type Skipped } from '../io/read.ts';
import { searchFiles } from '../io/search.ts';
import { findTreeRoot } from '../io/tree.ts';
import { rules } from '../rules/index.ts';
import { applyRules } from './applyRules.ts';
import { kernelOfTree, newestKernel } from './kernel.ts';

/** Which files to read, as part of which kernel. */
export interface LoadRequest {
  /** Files and folders as the user named them; relative ones start at `cwd`. */
  paths: string[];
  cwd: string;
  /** Release given by hand (`--kernel`), or null to read it from the tree. */
  kernel: Release | null;
  /** A tree to take headers and the locking document from (`--tree`), or null to look upwards from the paths. */
  tree: string | null;
  /** Globs of files to leave out, relative to the tree's root. */
  exclude: string[];
  /** Called often while the run goes on; must be cheap. */
  onProgress?: (progress: Progress) => void;
}

/** What to lint, and how. */
export interface LintRequest extends LoadRequest {
  /** Severity per rule id, over the rule's own. */
  severities: Map<string, Severity>;
  /** Which contract `pfn-mkwrite-return` holds against. */
  contract: Basis;
}

export interface Progress {
  step: 'search' | 'read' | 'analyse';
  done: number;
  /** 0 while unknown. */
  total: number;
}

/** A handler whose exploration ended early: rules stayed silent on what was not seen. */
export interface NotAnalysed {
  function: string;
  file: string;
  line: number;
  reason: string;
}

/** The facts of a run: the kernel, its tables, and where their handlers are. */
export interface Loaded {
  kernel: Kernel;
  /** Absolute path that stored paths are relative to: the root of the tree, or the folder around the inputs. */
  base: string;
  inTree: boolean;
  /** Tables in the files under lint. */
  tables: OpsTable[];
  /** One per member that is set to something. */
  handlers: ResolvedHandler[];
  program: Program;
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
  /** Resolved handlers that were not analysed to the end. */
  notAnalysed: number;
  milliseconds: number;
}

export interface LintResult extends Loaded {
  /** In order: file, line, column, rule. */
  findings: Finding[];
  summary: LintSummary;
  notAnalysed: NotAnalysed[];
}

/** Every file that has a table, or a function that installs one on a VMA. */
const WANTED_FILES = 'vm_operations_struct|vm_ops';

/** Reads the files under lint and finds their tables and handlers. Never throws on what it reads. */
export async function load(request: LoadRequest): Promise<Loaded> {
  const inputs = resolveInputs(request.paths, request.cwd);
  const badInputs = inputs.bad;
  const skippedFiles: Skipped[] = [];
  const tree = request.tree === null ? inputs.tree : findTreeRoot(resolve(request.cwd, request.tree));
  if (request.tree !== null && tree === null)
    badInputs.push({ path: request.tree, reason: 'is not in a kernel tree' });
  const kernel = kernelOf(tree, request);
  request.onProgress?.({ step: 'search', done: 0, total: 0 });
  const found = await searchFiles(inputs.base, WANTED_FILES, {
    folders: inputs.folders,
    exclude: request.exclude,
    onSkip: (skipped) => skippedFiles.push(skipped),
  });
  const named = new Set(inputs.files);
  if (inputs.tree === null && found.length + named.size === 0 && badInputs.length === 0) {
    badInputs.push({
      path: inputs.base,
      reason: 'no kernel tree around it, and no vm_operations_struct in it',
    });
  }
  for (const path of new Set([...named, ...found])) {
    const file = readSource(join(inputs.base, path), path);
    if (isSkipped(file)) (named.has(path) ? badInputs : skippedFiles).push(file);
  }
  return {
    kernel,
    base: inputs.base,
    inTree: inputs.tree !== null,
    tables: [],
    handlers: [],
    program: { files: new Map(), lookup: () => [], lookupTable: () => undefined, wanted: new Map() },
    skippedFiles,
    badInputs,
  };
}

/** Runs everything on the request's files. */
export async function lint(request: LintRequest): Promise<LintResult> {
  const started = performance.now();
  const loaded = await load(request);
  const { kernel, program, tables, handlers } = loaded;
  const context = {
    kernel,
    program,
    tables,
    handlers,
    reports: [],
    mappings: [],
    contract: request.contract,
  };
  const findings = applyRules(rules, context, request.severities);
  const resolved = handlers.filter(({ definitions }) => definitions.length > 0).length;
  return {
    ...loaded,
    findings,
    notAnalysed: [],
    summary: {
      files: program.files.size,
      tables: tables.length,
      handlers: handlers.length,
      resolved,
      unresolved: handlers.length - resolved,
      skipped: loaded.skippedFiles.length,
      notAnalysed: 0,
      milliseconds: Math.round(performance.now() - started),
    },
  };
}

/** `--kernel` alone means the data of that release; the headers of a tree speak for the tree's own release. */
function kernelOf(tree: string | null, { kernel, tree: given }: LoadRequest): Kernel {
  if (kernel !== null && given === null) return kernelFor(kernel, 'option');
  return tree === null ? newestKernel() : kernelOfTree(tree, kernel);
}
