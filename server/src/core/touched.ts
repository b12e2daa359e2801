/** Tables elsewhere in which the files under lint have a hand: whoever changes a handler changes the table. */
import { mappingCandidates } from '../facts/mappings.ts';
import type { OpsTable, TableMember } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';
import type { Searches } from '../io/searches.ts';

export interface Touched {
  /** Tables outside, in the order of the program. */
  tables: OpsTable[];
  /** Whether what is under lint defines the handler of a member, or maps with the table. */
  isTouched: (table: OpsTable, member: TableMember) => boolean;
}

/**
 * Finds tables outside of what is under lint that have a handler in it, or are installed by a function in it.
 *
 * @param inputs the root of the tree, and the folders under lint; files named one by one are in the program
 */
export async function touchedTables(
  program: MutableProgram,
  isUnderLint: (path: string) => boolean,
  inputs: { root: string; folders: readonly string[]; exclude: readonly string[] },
  searches: Searches,
): Promise<Touched> {
  const outside = [...program.files.values()]
    .filter(({ file }) => !isUnderLint(file.path))
    .flatMap(({ tables }) => tables);
  const names = await definedUnderLint(
    program,
    isUnderLint,
    handlersElsewhere(program, outside),
    inputs,
    searches,
  );
  const installed = new Set(
    mappingCandidates(program)
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

/** Those of the names that a function of the files under lint has, unless only its file sees it. */
async function definedUnderLint(
  program: MutableProgram,
  isUnderLint: (path: string) => boolean,
  names: ReadonlySet<string>,
  { root, folders, exclude }: { root: string; folders: readonly string[]; exclude: readonly string[] },
  searches: Searches,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { file, functions } of program.files.values()) {
    if (!isUnderLint(file.path)) continue;
    for (const { name, isStatic } of functions) if (!isStatic && names.has(name)) found.add(name);
  }
  if (folders.length === 0 || names.size === 0) return found;
  const places = [{ folders, flat: [], exclude: [] }];
  const definitions = await searches.definitions(root, [...names], { places, options: { exclude } });
  for (const { name, isStatic } of definitions) if (!isStatic) found.add(name);
  return found;
}
