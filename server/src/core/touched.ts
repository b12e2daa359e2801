// SPDX-License-Identifier: GPL-2.0-only
/** Tables elsewhere in which the files under lint have a hand: a change of a handler is a change of its table. */
import type { OpsTable, TableMember } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import type { Inputs } from '../io/inputs.ts';
import type { Searches } from '../io/search/searches.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface Touched {
  /** Tables outside, in the order of the program. */
  tables: OpsTable[];
  /** Whether what is under lint defines the handler of a member, or maps with the table. */
  isTouched: (table: OpsTable, member: TableMember) => boolean;
}

export const NONE_TOUCHED: Touched = { tables: [], isTouched: () => false };

/**
 * Finds tables outside of what is under lint that have a handler in it, or are installed by a function in it. None
 * where the whole tree is under lint, or a module outside of any.
 *
 * @param workspace its program holds every file of the tree with a table, and the files named one by one
 * @param isUnderLint whether a file is
 * @param exclude patterns of what to leave out of the search for handlers
 */
export async function touchedTables(
  workspace: Workspace,
  inputs: Inputs,
  isUnderLint: (path: string) => boolean,
  exclude: readonly string[],
  searches: Searches,
): Promise<Touched> {
  const { tree, folders } = inputs;
  const { program } = workspace;
  if (tree === null) return NONE_TOUCHED;
  const outside = [...program.files.values()]
    .filter(({ file }) => !isUnderLint(file.path))
    .flatMap(({ tables }) => tables);
  if (outside.length === 0) return NONE_TOUCHED;
  const asked = handlersElsewhere(program, outside);
  const names = definedInFiles(program, isUnderLint, asked);
  if (folders.length > 0 && asked.size > 0) {
    const places = [{ folders, flat: [], exclude: [] }];
    const found = await searches.definitions(tree, [...asked], { places, options: { exclude } });
    for (const { name, path, isStatic } of found) if (!isStatic && isUnderLint(path)) names.add(name);
  }
  const installed = new Set(
    workspace.mappings
      .filter(({ definition }) => isUnderLint(definition.file.path))
      .flatMap(({ tables }) => tables),
  );
  const isTouched = (table: OpsTable, { handler }: TableMember) =>
    installed.has(table) || (handler !== null && names.has(handler));
  return {
    tables: outside.filter(
      (table) => installed.has(table) || table.members.some((member) => isTouched(table, member)),
    ),
    isTouched,
  };
}

/** The names of handlers that the file of their table does not define. */
function handlersElsewhere(program: MutableProgram, tables: readonly OpsTable[]): Set<string> {
  const names = new Set<string>();
  for (const { members, place } of tables) {
    const own = new Set(program.files.get(place.file.path)?.functions.map(({ name }) => name));
    for (const { handler } of members)
      if (handler !== null && !own.has(handler) && /^[A-Za-z_]\w*$/.test(handler)) names.add(handler);
  }
  return names;
}

/** Those of the names that a function of the loaded files under lint has, unless only its file sees it. */
function definedInFiles(
  program: MutableProgram,
  isUnderLint: (path: string) => boolean,
  names: ReadonlySet<string>,
): Set<string> {
  const found = new Set<string>();
  for (const { file, functions } of program.files.values()) {
    if (!isUnderLint(file.path)) continue;
    for (const { name, isStatic } of functions) if (!isStatic && names.has(name)) found.add(name);
  }
  return found;
}
