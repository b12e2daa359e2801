/** Loads the files that define what loaded code calls and tables name. */
import { join } from 'node:path';
import { collectCallees } from '../analysis/calls/reachableCallees.ts';
import type { AnalysisContext } from '../analysis/engine/context.ts';
import { chooseFiles } from '../facts/candidates.ts';
import { mappingCandidates } from '../facts/mappings.ts';
import type { FileFacts, FunctionDefinition, OpsTable, ResolvedHandler } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import { type DefinitionSearch, placesToSearch } from '../io/definitions.ts';
import type { Searches } from '../io/searches.ts';
import { siblingSources } from '../io/siblings.ts';
import { loadMacroHeaders, quotedIncludes } from './headers.ts';
import type { Reader } from './reader.ts';

/**
 * Each search costs a walk over the files near the askers. The first is for handlers and callees; the next are for
 * handlers alone, which may stand behind a macro that the first one found. What is left open counts as unseen.
 */
export const SEARCHES = 2;

/** How many calls deep a handler is followed into files that nothing else loads; deeper ones count as unseen. */
export const DEPTH = 3;

export interface DefinitionsRequest {
  context: AnalysisContext;
  /** Tables under lint. */
  tables: OpsTable[];
  /** Resolves the handlers against the program as it is now. */
  resolve: () => ResolvedHandler[];
  /** How many calls deep callees are looked for; 0 for the handlers alone. */
  depth: number;
  /** Where to look, in this order. */
  grounds: Ground[];
  /** Patterns of what to leave out of the search, relative to each ground. */
  exclude: string[];
  searches: Searches;
  reader: Reader;
}

/**
 * A place to search. `tree`: a kernel tree; paths of `outside` ones are stored as absolute paths, those of the tree
 * that holds the files under lint relative to it. `siblings`: the files beside those of a module, relative to the
 * base of the run.
 */
export type Ground =
  | { kind: 'tree'; root: string; outside: boolean }
  | { kind: 'siblings'; root: string; folders: string[]; files: string[] };

/**
 * Searches for the handlers and, `depth` calls deep, for what they and the functions that map call, and adds the
 * files that define it to the program.
 */
export async function loadDefinitions(program: MutableProgram, request: DefinitionsRequest): Promise<void> {
  const { context, tables, resolve, depth, grounds } = request;
  const want = () => {
    const handlers = resolve();
    if (depth > 0) collectCallees(roots(program, tables, handlers), depth, context);
    return handlers;
  };
  for (const ground of grounds) {
    if (ground.kind === 'siblings') {
      want();
      if (program.wanted.size > 0 || hasOwnHeaders(program, tables)) loadSiblings(program, ground, request);
      // Macros of the headers give the calls another meaning.
      context.graphs.clear();
      continue;
    }
    if (depth > 0 && !ground.outside) {
      want();
      if (loadMacroHeaders(program, filesOf(program, tables), request.reader)) context.graphs.clear();
    }
    const tried = new Set<string>();
    for (let search = 0; search < SEARCHES; search++) {
      program.wanted.clear();
      const handlers = search === 0 ? want() : resolve();
      const names = [...program.wanted.keys()].filter(
        (name) => !tried.has(name) && /^[A-Za-z_]\w*$/.test(name),
      );
      if (names.length === 0) break;
      for (const name of names) tried.add(name);
      await loadFromTree(program, ground, names, handlers, request);
    }
  }
}

function hasOwnHeaders(program: MutableProgram, tables: OpsTable[]): boolean {
  return filesOf(program, tables).some((facts) => quotedIncludes(facts).length > 0);
}

function filesOf(program: MutableProgram, tables: OpsTable[]): FileFacts[] {
  const paths = new Set(tables.map((table) => table.place.file.path));
  return [...paths].flatMap((path) => program.files.get(path) ?? []);
}

function loadSiblings(
  program: MutableProgram,
  { root, folders, files }: Extract<Ground, { kind: 'siblings' }>,
  { exclude, reader }: DefinitionsRequest,
): void {
  const paths = siblingSources(root, folders, files, exclude).filter((path) => !program.files.has(path));
  for (const path of paths) reader.addTo(program, path);
}

async function loadFromTree(
  program: MutableProgram,
  { root, outside }: Extract<Ground, { kind: 'tree' }>,
  names: string[],
  handlers: ResolvedHandler[],
  { exclude, searches, reader }: DefinitionsRequest,
): Promise<void> {
  const askers = new Set(
    names.flatMap((name) => [...(program.wanted.get(name) ?? [])].map((file) => file.path)),
  );
  const found = await searches.definitions(root, names, {
    ...searchFor(names, askers, handlers, { root, outside }),
    options: { exclude, onSkip: (skipped) => reader.skipped.push(skipped) },
  });
  for (const chosen of chooseFiles(program, found)) {
    const path = outside ? join(root, chosen) : chosen;
    if (!program.files.has(path)) reader.addTo(program, path);
  }
}

/** Where names are looked for that some files ask for, and which of them may be macros. */
export function searchFor(
  names: readonly string[],
  askers: ReadonlySet<string>,
  handlers: readonly ResolvedHandler[],
  { root, outside }: { root: string; outside: boolean },
): Pick<DefinitionSearch, 'places' | 'aliases'> {
  const inTables = new Set(handlers.map(({ member }) => member.handler));
  return {
    // A module may call into any subsystem; code of the tree calls its own and core code.
    places: placesToSearch(root, [...askers], outside ? 'tree' : 'near'),
    aliases: names.filter((name) => inTables.has(name)),
  };
}

/** Where the walk over calls starts: handlers, and functions that map with a table under lint. */
function roots(
  program: MutableProgram,
  tables: OpsTable[],
  handlers: ResolvedHandler[],
): FunctionDefinition[] {
  const underLint = new Set(tables);
  const mapping = mappingCandidates(program).filter((candidate) =>
    candidate.tables.some((table) => underLint.has(table)),
  );
  return [
    ...handlers.flatMap(({ definitions }) => definitions),
    ...mapping.map(({ definition }) => definition),
  ];
}
