// SPDX-License-Identifier: GPL-2.0-only
/** Reads the files under lint, and those of the tree that they need, into a program. */
import { dirname, join, resolve } from 'node:path';
import { mappingCandidates } from '../facts/mappings/mappings.ts';
import type { OpsTable, TableMember } from '../facts/model.ts';
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
import { tableScope } from '../workspace/scope.ts';
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
  const take = (path: string) => {
    if (request.workspace !== undefined && program.files.has(path)) return;
    const skipped = workspace.readFile(path);
    if (skipped) account.add(skipped);
  };
  const paths = await candidatePaths({ request, inputs, workspace, settings, exclude, searches, account });
  for (const path of paths) {
    take(path);
    request.onProgress?.({ step: 'read', done: program.files.size, total: paths.length });
  }
  const isUnderLint = underLint(inputs, request.isInPart);
  const tablesNow = () => tablesUnderLint(program, isUnderLint, request.concerns);
  workspace.infer(() => resolveHandlers(program, tablesNow()));
  workspace.followStores({ always: false });
  const touched = request.withTouched
    ? await touchedTables(program, inputs, isUnderLint, exclude, searches)
    : NONE_TOUCHED;
  const named = tablesNow();
  const tables = [...named, ...touched.tables];
  const isNamed = new Set(named);
  const isAsked = (table: OpsTable, member: TableMember) =>
    workspace.isHandler(member) && (isNamed.has(table) || touched.isTouched(table, member));
  const librariesNow = () =>
    libraryJobs(program).filter(({ definition }) => isUnderLint(definition.file.path));
  const handlersNow = () => resolveHandlers(program, tables, isAsked);
  const ofTree = request.kernel === null && !request.isOtherRelease ? tree : null;
  const structs = await structsOf(program, ofTree, isUnderLint, request.sources);
  const atomicNow = () => (structs === null ? [] : atomicFunctions(program, structs));
  await loadDefinitions(workspace, {
    handlers: () => {
      atomicNow();
      return handlersNow();
    },
    roots: (handlers) => {
      const found = mappingCandidates(program);
      const scoped = { tables, handlers, mappings: found, libraries: librariesNow() };
      const { jobs, mappings } = tableScope(scoped, isUnderLint);
      return [...jobs.map(({ definition }) => definition), ...mappings, ...atomicNow()];
    },
    files: () => filesOf(tables, program),
    depth,
    grounds: groundsOf(inputs, tree),
    exclude,
    searches,
    // What an earlier run has read by the way asks for nothing: a run that began anew would not have it yet.
    ...(request.workspace !== undefined && { isCalling: isIn(paths) }),
    tried: new Set(),
    read: (missing) => missing.forEach(take),
    onSkip: (skipped) => account.skipped.push(skipped),
  });
  account.addFailures(program.files.values());
  return {
    kernel: workspace.kernel,
    releaseNote: workspace.releaseNote,
    ...(workspace.releaseRange && { releaseRange: workspace.releaseRange }),
    context: workspace.context,
    base: inputs.base,
    inTree: inputs.tree !== null,
    structs,
    isUnderLint,
    ...(request.isInPart && { isOfOtherPart: otherPart(inputs, isUnderLint) }),
    named: inputs.files,
    tables,
    handlers: handlersNow(),
    libraries: librariesNow(),
    librariesElsewhere: libraryJobs(program).filter(
      (job) => !isUnderLint(job.definition.file.path) && job.tables.some((table) => isNamed.has(table)),
    ),
    program,
    workspace,
    settings,
    skippedFiles: account.skipped,
    badInputs: account.bad,
  };
}

function openWorkspace(
  { isOtherRelease, kernel, sources }: LoadRequest,
  inputs: Inputs,
  given: string | null,
): Workspace {
  return new Workspace({
    base: inputs.base,
    inTree: inputs.tree !== null,
    given: isOtherRelease ? null : given,
    release: kernel,
    sources,
  });
}

/** Says what is wrong with the tree that the release is taken from. */
function accountForTree(
  { tree, kernel, sources }: LoadRequest,
  inputs: Inputs,
  given: string | null,
  account: Account,
): void {
  if (tree !== null && given === null) account.bad.push({ path: tree, reason: 'is not in a kernel tree' });
  const makefileOf = kernel === null ? (given ?? inputs.tree) : null;
  const strange = makefileOf === null ? null : strangeRelease(makefileOf, sources);
  if (strange !== null) account.bad.push({ path: join(makefileOf as string, 'Makefile'), reason: strange });
}

interface CandidateSearch {
  request: LoadRequest;
  inputs: Inputs;
  workspace: Workspace;
  settings: Settings;
  exclude: string[];
  searches: Searches;
  account: Account;
}

/** The files that are read first: those that may hold a table, a handler or a function that maps. */
async function candidatePaths({
  request,
  inputs,
  workspace,
  settings,
  exclude,
  searches,
  account,
}: CandidateSearch): Promise<string[]> {
  request.onProgress?.({ step: 'search', done: 0, total: 0 });
  const isOut = settings.excludes(inputs.base, defaultsFor(inputs), request.exclude);
  const asFiles = new Set(inputs.files);
  const pattern = candidatePattern(workspace.kernel.release, inputs.tree !== null);
  const all = () => candidates(searches, inputs, pattern, exclude, account);
  const found = await (request.candidates?.(pattern, all) ?? all());
  if (inputs.tree === null && found.length === 0 && account.bad.length === 0) {
    account.bad.push({
      path: inputs.base,
      reason: 'no kernel tree around it, and no vm_operations_struct in it',
    });
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

function isIn(paths: readonly string[]): (path: string) => boolean {
  const all = new Set(paths);
  return (path) => all.has(path);
}

/** Fills what the command line leaves open from the configuration files nearest to the named paths. */
function withConfig(request: LoadRequest, { base, folders, files }: Inputs, settings: Settings): LoadRequest {
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
