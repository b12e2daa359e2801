/** Loads the files of the tree that define what loaded code calls and tables name. */
import { collectCallees } from '../analysis/closure.ts';
import type { AnalysisContext } from '../analysis/context.ts';
import { chooseFiles } from '../facts/candidates.ts';
import { mappingCandidates } from '../facts/mappings.ts';
import type { FunctionDefinition, OpsTable, ResolvedHandler } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import { findDefinitions } from '../io/definitions.ts';
import type { Reader } from './reader.ts';

/** Each search costs a walk over the files near the askers; what the last one leaves open counts as unseen. */
const SEARCHES = 2;

export interface DefinitionsRequest {
  context: AnalysisContext;
  /** Tables under lint. */
  tables: OpsTable[];
  /** Resolves the handlers against the program as it is now. */
  resolve: () => ResolvedHandler[];
  /** How many calls deep callees are looked for; 0 for the handlers alone. */
  depth: number;
  /** Absolute path of the kernel tree. */
  tree: string;
  exclude: string[];
  reader: Reader;
}

/**
 * Searches the tree for the handlers and, `depth` calls deep, for what they and the functions that map call, and
 * adds the files that define it to the program.
 */
export async function loadDefinitions(program: MutableProgram, request: DefinitionsRequest): Promise<void> {
  const { context, tables, resolve, depth, tree, exclude, reader } = request;
  const tried = new Set<string>();
  for (let search = 0; search < SEARCHES; search++) {
    const handlers = resolve();
    if (depth > 0) collectCallees(roots(program, tables, handlers), depth, context);
    const names = [...program.wanted.keys()].filter(
      (name) => !tried.has(name) && /^[A-Za-z_]\w*$/.test(name),
    );
    if (names.length === 0) return;
    for (const name of names) tried.add(name);
    const askers = new Set(
      names.flatMap((name) => [...(program.wanted.get(name) ?? [])].map((file) => file.path)),
    );
    const found = await findDefinitions(tree, names, {
      askers: [...askers],
      reach: 'near',
      options: { exclude, onSkip: (skipped) => reader.skipped.push(skipped) },
    });
    for (const path of chooseFiles(program, found)) {
      const file = reader.read(path);
      if (file !== null) program.addFile(file);
    }
  }
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
