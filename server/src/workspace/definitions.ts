// SPDX-License-Identifier: GPL-2.0-only
/** Loads the files that define what loaded code calls and tables name. */
import { join } from 'node:path';
import { collectCallees } from '../analysis/calls/reachableCallees.ts';
import { constantsOf } from '../facts/declarations/enumerators.ts';
import type { FileFacts, FunctionDefinition, OpsTable, Program, ResolvedHandler } from '../facts/model.ts';
import { chooseFiles } from '../facts/names/candidates.ts';
import { placesToSearch } from '../io/search/definitions.ts';
import type { SearchOptions } from '../io/search/search.ts';
import type { Searches } from '../io/search/searches.ts';
import { siblingSources } from '../io/search/siblings.ts';
import { loadMacroHeaders, quotedIncludes } from './headers.ts';
import type { Workspace } from './workspace.ts';

/**
 * Each search costs a walk over the files near the askers. The second is for what the files that the first one found
 * call in turn, and for handlers behind a macro that it found. What is left open counts as opaque.
 */
const SEARCHES = 2;

/** A third is for what headers of the second have in front of a function: `static inline int f(int x) { return __f(x); }`. */
const SEARCHES_FOR_HEADERS = 1;

/** How many calls deep a handler is followed into files that nothing else loads; deeper ones count as opaque. */
export const DEPTH = 3;

export interface DefinitionsRequest {
  /** Resolves the handlers against the program as it is now; what is missing is noted in `program.wanted`. */
  handlers: () => ResolvedHandler[];
  /** Where the walk over calls starts: handlers, and functions that map. */
  roots: (handlers: ResolvedHandler[]) => Iterable<FunctionDefinition>;
  /** The files under lint, whose own headers are read for macros. */
  files: () => FileFacts[];
  /** Leaves out what no such file asks for; without it every file counts. */
  isAsking?: (path: string) => boolean;
  /** Leaves out what only other files call than such; without it every file counts. */
  isCalling?: (path: string) => boolean;
  /** How many calls deep callees are looked for; 0 for the handlers alone. */
  depth: number;
  /** Where to look, in this order. */
  grounds: Ground[];
  /** Patterns of what to leave out of the search, relative to each ground. */
  exclude: string[];
  searches: Searches;
  /** What was searched before: grows. */
  tried: Tried;
  /** Reads files into the program; those that it has already are left out. */
  read: (paths: string[]) => Promise<void> | void;
  onSkip?: SearchOptions['onSkip'];
  signal?: AbortSignal;
}

/** Which names were searched for which file, so that a name is looked for near every file that asks for it. */
export type Tried = Set<string>;

/**
 * A place to search. `tree`: a kernel tree; paths of `outside` ones are stored as absolute paths, those of the tree
 * that holds the files under lint relative to it. `siblings`: the files beside those of a module, relative to the
 * base of the workspace; they are read once.
 */
export type Ground =
  | { kind: 'tree'; root: string; outside: boolean }
  | { kind: 'siblings'; root: string; folders: string[]; files: string[] };

/** Names that nothing loaded defines, and the files that ask for them. */
type Wanted = ReadonlyMap<string, readonly string[]>;

/**
 * Searches for the handlers and, `depth` calls deep, for what they and the functions that map call, and adds the
 * files that define it to the program. Rejects when aborted.
 */
export async function loadDefinitions(workspace: Workspace, request: DefinitionsRequest): Promise<void> {
  for (const ground of request.grounds) {
    if (ground.kind === 'siblings') {
      await readSiblings(workspace, ground, request);
      continue;
    }
    let asked = want(workspace, request);
    const seen = new Set<FileFacts>();
    const readsHeaders = request.depth > 0 && !ground.outside;
    if (readsHeaders && readHeaders(workspace, request, seen)) asked = want(workspace, request);
    for (let search = 0; search < SEARCHES + SEARCHES_FOR_HEADERS; search++) {
      const { wanted, handlers } = search === 0 ? asked : want(workspace, request);
      const isNew = (asker: string, name: string) =>
        !request.tried.has(`${asker} ${name}`) && (search < SEARCHES || asker.endsWith('.h'));
      const open = new Map([...wanted].filter(([name, askers]) => askers.some((one) => isNew(one, name))));
      if (open.size === 0) break;
      for (const [name, askers] of open) for (const one of askers) request.tried.add(`${one} ${name}`);
      await searchTree(workspace, ground, { wanted: open, handlers }, request);
      // What was found may show of another function that it maps.
      if (readsHeaders && search === 0 && mapsElsewhere(workspace, request, seen))
        readHeaders(workspace, request, seen);
    }
  }
}

/** Reads the headers of files under lint that have the macros which these call; says whether there were any. */
function readHeaders(workspace: Workspace, request: DefinitionsRequest, seen: Set<FileFacts>): boolean {
  const files = request.files().filter((one) => !seen.has(one));
  for (const one of files) seen.add(one);
  const headers = loadMacroHeaders(workspace, files);
  // Their macros give the calls another meaning.
  if (headers.length > 0) workspace.analysis.forgetGraphs(constantsIn(headers, workspace));
  return headers.length > 0;
}

/** Whether functions map in other files than those whose headers were read; what all of these call is noted anew. */
function mapsElsewhere(
  workspace: Workspace,
  request: DefinitionsRequest,
  seen: ReadonlySet<FileFacts>,
): boolean {
  request.roots(request.handlers());
  if (request.files().every((one) => seen.has(one))) return false;
  want(workspace, request);
  return true;
}

/** What the handlers lack, and what they and the functions that map call. */
function want(
  { program, context }: Workspace,
  { handlers: resolve, roots, depth, isAsking, isCalling = () => true }: DefinitionsRequest,
): { wanted: Wanted; handlers: ResolvedHandler[] } {
  program.wanted.clear();
  const handlers = resolve();
  const start = depth > 0 ? [...roots(handlers)] : [];
  if (isAsking !== undefined)
    for (const [name, askers] of program.wanted)
      if (![...askers].some(({ path }) => isAsking(path))) program.wanted.delete(name);
  collectCallees(start, depth, context);
  const names = [...program.wanted].filter(
    ([name, files]) => /^[A-Za-z_]\w*$/.test(name) && [...files].some(({ path }) => isCalling(path)),
  );
  return {
    wanted: new Map(names.map(([name, files]) => [name, [...files].map(({ path }) => path)])),
    handlers,
  };
}

async function readSiblings(
  workspace: Workspace,
  { root, folders, files }: Extract<Ground, { kind: 'siblings' }>,
  request: DefinitionsRequest,
): Promise<void> {
  const { tried, exclude, read } = request;
  if (tried.has('siblings')) return;
  const hasOwnHeaders = () => request.files().some((facts) => quotedIncludes(facts).length > 0);
  if (want(workspace, request).wanted.size === 0 && !hasOwnHeaders()) return;
  tried.add('siblings');
  const { program } = workspace;
  const missing = siblingSources(root, folders, files, exclude).filter((path) => !program.files.has(path));
  await read(missing);
  // Macros of the headers give the calls another meaning.
  workspace.analysis.forgetGraphs(constantsIn(missing, workspace));
}

/** The macros and enumerators of files, as far as they could be read. */
function constantsIn(paths: readonly string[], { program }: Workspace): Set<string> {
  const names = new Set<string>();
  for (const path of paths) {
    const facts = program.files.get(path);
    if (facts) for (const name of constantsOf(facts.file, facts.items)) names.add(name);
  }
  return names;
}

async function searchTree(
  { program }: Workspace,
  { root, outside }: Extract<Ground, { kind: 'tree' }>,
  { wanted, handlers }: { wanted: Wanted; handlers: readonly ResolvedHandler[] },
  { searches, exclude, onSkip, signal, read }: DefinitionsRequest,
): Promise<void> {
  const names = [...wanted.keys()];
  const inTables = new Set(handlers.map(({ member }) => member.handler));
  const found = await searches.definitions(root, names, {
    // A module may call into any subsystem; code of the tree calls its own and core code.
    places: placesToSearch(root, [...new Set([...wanted.values()].flat())], outside ? 'tree' : 'near'),
    // Handlers alone may be macros.
    aliases: names.filter((name) => inTables.has(name)),
    options: { exclude, onSkip, signal },
  });
  signal?.throwIfAborted();
  const paths = chooseFiles(program, found).map((path) => (outside ? join(root, path) : path));
  await read(paths.filter((path) => !program.files.has(path)));
}

/** The files that tables and functions which map stand in. */
export function filesOf(
  tables: readonly OpsTable[],
  mappings: readonly FunctionDefinition[],
  { files }: Program,
): FileFacts[] {
  const paths = new Set([...tables.map(({ place }) => place), ...mappings].map(({ file }) => file.path));
  return [...paths].flatMap((path) => files.get(path) ?? []);
}
