// SPDX-License-Identifier: GPL-2.0-only
/** Reads the files under lint, and those of the tree that they need, into a program. */
import { dirname, join, resolve } from 'node:path';
import { mappingCandidates } from '../facts/mappings/mappings.ts';
import type { FunctionDefinition, OpsTable, ResolvedHandler, TableMember } from '../facts/model.ts';
import { resolveHandlers } from '../facts/names/resolve.ts';
import type { MutableProgram } from '../facts/program.ts';
import { type Inputs, resolveInputs } from '../io/inputs.ts';
import { freshSearches, type Searches } from '../io/search/searches.ts';
import { DISK } from '../io/sources.ts';
import { findTreeRoot } from '../io/tree.ts';
import { candidatePattern } from '../workspace/candidates.ts';
import { filesOf, type Ground, loadDefinitions } from '../workspace/definitions.ts';
import { strangeRelease } from '../workspace/kernel.ts';
import { libraryJobs } from '../workspace/libraries.ts';
import { type HandlerJob, tableScope } from '../workspace/scope.ts';
import { askedStructTables, atomicFunctions, type StructTables } from '../workspace/structMembers.ts';
import { Workspace } from '../workspace/workspace.ts';
import { Account } from './account.ts';
import { candidates, underLint } from './candidates.ts';
import { treeContracts } from './documents.ts';
import type { Loaded, LoadRequest } from './request.ts';
import { DEFAULT_EXCLUDE, Settings } from './settings.ts';
import { NONE_TOUCHED, touchedTables } from './touched.ts';

/**
 * Reads and resolves. Throws ConfigError on a configuration file with a mistake in it, and nothing on what else it
 * reads: files that cannot be read come back in `badInputs` (named by the user) or `skippedFiles`.
 *
 * @param depth how many calls deep the callees of handlers are looked for; 0 for the handlers alone
 */
export async function load(asked: LoadRequest, depth: number): Promise<Loaded> {
  const inputs = resolveInputs(asked.paths, asked.cwd, asked.sources, asked.around);
  const settings = new Settings();
  const request = withConfig(asked, inputs, settings);
  const given = request.tree === null ? null : findTreeRoot(resolve(request.cwd, request.tree));
  const tree = request.tree === null ? inputs.tree : given;
  const workspace = request.workspace ?? openWorkspace(request, inputs, given);
  const { program } = workspace;
  const account = new Account(inputs);
  accountForTree(request, inputs, given, account);
  const exclude = [...defaultsFor(inputs), ...request.exclude];
  const searches = (request.sources ?? DISK).over(request.searches ?? freshSearches);
  const run: Run = { request, inputs, tree, workspace, settings, exclude, searches, account };
  const paths = await candidatePaths(run);
  for (const path of paths) {
    take(run, path);
    request.onProgress?.({ step: 'read', done: program.files.size, total: paths.length });
  }
  const isUnderLint = underLint(inputs, request.isInPart);
  const told = workspace.isKnown
    ? []
    : resolveHandlers(program, tablesUnderLint(program, isUnderLint, request.concerns));
  const apartFrom = workspace.apartFrom(told);
  workspace.infer(() => told);
  const modules = workspace.releaseRange && apartFrom(workspace.releaseRange);
  workspace.followStores({ always: false });
  const subject = await subjectOf(run, isUnderLint);
  await readDefinitions(run, subject, paths, depth);
  account.addFailures(program.files.values());
  return {
    kernel: workspace.kernel,
    releaseNote: workspace.releaseNote,
    ...(workspace.releaseRange && { releaseRange: workspace.releaseRange }),
    ...(modules && { modules }),
    context: workspace.context,
    base: inputs.base,
    inTree: inputs.tree !== null,
    structs: subject.structs,
    isUnderLint,
    ...(request.isInPart && { isOfOtherPart: otherPart(inputs, isUnderLint) }),
    named: inputs.files,
    tables: subject.tables,
    handlers: subject.handlers(),
    libraries: librariesUnderLint(program, isUnderLint),
    librariesElsewhere: libraryJobs(program).filter(
      (job) => !isUnderLint(job.definition.file.path) && job.tables.some((table) => subject.named.has(table)),
    ),
    program,
    workspace,
    settings,
    skippedFiles: account.skipped,
    badInputs: account.bad,
    ...(account.withoutMaps > 0 && { withoutMaps: account.withoutMaps }),
  };
}

/** What the steps of one reading share. */
interface Run {
  request: LoadRequest;
  inputs: Inputs;
  /** The tree whose documents and headers count, or null. */
  tree: string | null;
  workspace: Workspace;
  settings: Settings;
  exclude: string[];
  searches: Searches;
  account: Account;
}

/** Reads a file into the program, unless an earlier run has. */
function take({ request, workspace, account }: Run, path: string): void {
  if (request.workspace !== undefined && workspace.program.files.has(path)) return;
  const skipped = workspace.readFile(path);
  if (skipped) account.add(skipped);
}

/** What the run is about. */
interface Subject {
  isUnderLint: (path: string) => boolean;
  /** Tables in the files under lint. */
  named: ReadonlySet<OpsTable>;
  /** These, and behind them those elsewhere in which the files under lint have a hand. */
  tables: OpsTable[];
  structs: StructTables | null;
  /** The handlers of the tables as the program is now. */
  handlers: () => ResolvedHandler[];
}

async function subjectOf(run: Run, isUnderLint: (path: string) => boolean): Promise<Subject> {
  const { request, inputs, tree, workspace, exclude, searches } = run;
  const { program } = workspace;
  const touched = request.withTouched
    ? await touchedTables(workspace, inputs, isUnderLint, exclude, searches)
    : NONE_TOUCHED;
  const inFiles = tablesUnderLint(program, isUnderLint, request.concerns);
  const named = new Set(inFiles);
  const tables = [...inFiles, ...touched.tables];
  const isAsked = (table: OpsTable, member: TableMember) =>
    workspace.isHandler(member) && (named.has(table) || touched.isTouched(table, member));
  const ofTree = request.kernel === null && !request.isOtherRelease ? tree : null;
  return {
    isUnderLint,
    named,
    tables,
    structs: await structsOf(program, ofTree, isUnderLint, request.sources),
    handlers: () => resolveHandlers(program, tables, isAsked),
  };
}

/** Reads the files that define what tables name and handlers call. */
async function readDefinitions(run: Run, subject: Subject, paths: string[], depth: number): Promise<void> {
  const { request, inputs, tree, workspace, exclude, searches, account } = run;
  const { program } = workspace;
  const { isUnderLint, tables, structs } = subject;
  const atomicNow = () => (structs === null ? [] : atomicFunctions(program, structs));
  /** As they were when they were last looked for. */
  let mapping: FunctionDefinition[] = [];
  const calling = new Set(paths);
  await loadDefinitions(workspace, {
    handlers: () => {
      atomicNow();
      return subject.handlers();
    },
    roots: (handlers) => {
      const libraries = librariesUnderLint(program, isUnderLint);
      const scoped = { tables, handlers, mappings: mappingCandidates(program), libraries };
      const { jobs, mappings } = tableScope(scoped, isUnderLint);
      mapping = mappings;
      return [...jobs.map(({ definition }) => definition), ...mappings, ...atomicNow()];
    },
    files: () => filesOf(tables, mapping, program),
    depth,
    grounds: groundsOf(inputs, tree),
    exclude,
    searches,
    // What an earlier run has read by the way asks for nothing: a run that began anew would not have it yet.
    ...(request.workspace !== undefined && { isCalling: (path: string) => calling.has(path) }),
    tried: new Set(),
    read: (missing) => {
      for (const path of missing) {
        take(run, path);
        calling.add(path);
      }
    },
    onSkip: (skipped) => account.skipped.push(skipped),
  });
}

function librariesUnderLint(program: MutableProgram, isUnderLint: (path: string) => boolean): HandlerJob[] {
  return libraryJobs(program).filter(({ definition }) => isUnderLint(definition.file.path));
}

function openWorkspace(
  { isOtherRelease, kernel, sources, isEdited, readBodies }: LoadRequest,
  inputs: Inputs,
  given: string | null,
): Workspace {
  return new Workspace({
    base: inputs.base,
    inTree: inputs.tree !== null,
    given: isOtherRelease ? null : given,
    release: kernel,
    sources,
    isEdited,
    readBodies,
  });
}

const NO_TREE = 'no kernel tree is there or above it (one has a Makefile and include/linux/mm.h)';

/** Says what is wrong with the tree that the release is taken from. */
function accountForTree(
  { tree, kernel, sources }: LoadRequest,
  inputs: Inputs,
  given: string | null,
  account: Account,
): void {
  if (tree !== null && given === null) account.bad.push({ path: tree, reason: NO_TREE });
  const makefileOf = kernel === null ? (given ?? inputs.tree) : null;
  const strange = makefileOf === null ? null : strangeRelease(makefileOf, sources);
  if (strange !== null) account.bad.push({ path: join(makefileOf as string, 'Makefile'), reason: strange });
}

/** What every file of code has. */
const ANYTHING = '[{;]';

/** The files that are read first: those that may hold a table, a handler or a function that maps. */
async function candidatePaths({
  request,
  inputs,
  workspace,
  settings,
  exclude,
  searches,
  account,
}: Run): Promise<string[]> {
  request.onProgress?.({ step: 'search', done: 0, total: 0 });
  const isOut = settings.excludes(inputs.base, defaultsFor(inputs), request.exclude);
  const asFiles = new Set(inputs.files);
  const pattern = candidatePattern(workspace.kernel.release, inputs.tree !== null);
  const all = () => candidates(searches, inputs, pattern, exclude, account);
  const found = await (request.candidates?.(pattern, all) ?? all());
  if (inputs.tree === null && found.length === 0 && account.bad.length === 0) {
    account.withoutMaps = (
      await searches.files(inputs.base, ANYTHING, { folders: inputs.folders, exclude })
    ).length;
    if (account.withoutMaps === 0)
      account.bad.push({ path: inputs.base, reason: 'no kernel tree around it, and no C file in it' });
  }
  return found.filter((path) => asFiles.has(path) || !isOut(path));
}

/** The tables of other structs that concern what is under lint; null where there are none, or no tree that says more. */
async function structsOf(
  program: MutableProgram,
  tree: string | null,
  isUnderLint: (path: string) => boolean,
  sources: LoadRequest['sources'],
): Promise<StructTables | null> {
  const asked = tree === null ? [] : askedStructTables(program, isUnderLint);
  if (tree === null || asked.length === 0) return null;
  return { tables: asked, contracts: await treeContracts(tree, sources) };
}

/** Fills what the command line leaves open from the configuration files nearest to the named paths. */
export function withConfig<Request extends LoadRequest>(
  request: Request,
  { base, folders, files }: Inputs,
  settings: Settings,
): Request {
  const named = [
    ...folders.map((path) => join(base, path)),
    ...files.map((path) => dirname(join(base, path))),
  ];
  const { release, tree } = settings.kernelOf(named);
  return { ...request, kernel: request.kernel ?? release, tree: request.tree ?? tree };
}

/** The default exclusions, unless the user names something among them. */
function defaultsFor({ tree, folders, files }: Inputs): string[] {
  if (tree === null) return [];
  return DEFAULT_EXCLUDE.filter((pattern) => {
    const folder = pattern.slice(1);
    return ![...folders, ...files].some((path) => `${path}/`.startsWith(folder));
  });
}

function tablesUnderLint(
  program: MutableProgram,
  isUnderLint: (path: string) => boolean,
  concerns: LoadRequest['concerns'] = (_, isNamed) => isNamed,
): OpsTable[] {
  return [...program.files.values()].flatMap((facts) => {
    const isNamed = isUnderLint(facts.file.path);
    return facts.tables.filter((table) => concerns(table, isNamed));
  });
}

function otherPart(inputs: Inputs, isUnderLint: (path: string) => boolean): (path: string) => boolean {
  const isInAny = underLint(inputs);
  return (path) => isInAny(path) && !isUnderLint(path);
}

/** In a tree, all of it. Outside, what stands beside the files of the module, then the tree it is built against. */
function groundsOf(inputs: Inputs, tree: string | null): Ground[] {
  if (inputs.tree !== null) return [{ kind: 'tree', root: inputs.tree, outside: false }];
  const { base, folders, files } = inputs;
  const grounds: Ground[] = [{ kind: 'siblings', root: base, folders, files }];
  if (tree !== null) grounds.push({ kind: 'tree', root: tree, outside: true });
  return grounds;
}
