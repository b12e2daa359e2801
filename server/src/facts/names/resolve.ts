// SPDX-License-Identifier: GPL-2.0-only
/** Finds the definitions of the handlers that tables name. */
import type { SourceFile } from '../../text/source.ts';
import type { FunctionDefinition, OpsTable, ResolvedHandler, TableMember } from '../model.ts';
import type { MutableProgram } from '../program.ts';

/**
 * Resolves every member of the tables that is not NULL. One whose name is a macro for NULL, and nothing else, is
 * left out like a NULL. A name that no loaded file defines gives an empty list of definitions and is recorded in
 * `program.wanted`; nothing is guessed.
 *
 * @param isAsked leaves members out
 */
export function resolveHandlers(
  program: MutableProgram,
  tables: readonly OpsTable[],
  isAsked: (table: OpsTable, member: TableMember) => boolean = () => true,
): ResolvedHandler[] {
  const resolved: ResolvedHandler[] = [];
  for (const table of tables) {
    for (const member of table.members) {
      const found = isAsked(table, member) ? resolveMember(program, table, member) : null;
      if (found) resolved.push({ table, member, definitions: found });
    }
  }
  return resolved;
}

/** Returns the definitions that a member may mean, or null when it means NULL. */
function resolveMember(
  program: MutableProgram,
  table: OpsTable,
  member: TableMember,
): FunctionDefinition[] | null {
  if (member.handler === null) return null;
  const { file } = member.handlerPlace;
  const found = new Set<FunctionDefinition>();
  const guards = [...table.guards, ...member.guards];
  const isNull = followName(program, member.handler, { from: file, guards, found, seen: new Set() });
  return isNull && found.size === 0 ? null : [...found];
}

/** One walk from a name through the macros that stand for others. */
interface Walk {
  from: SourceFile;
  guards: TableMember['guards'];
  /** What the names mean, so far. */
  found: Set<FunctionDefinition>;
  /** The names met, so that macros that name each other end. */
  seen: Set<string>;
}

/** Adds what a name may mean, through macros; returns whether it may mean NULL. */
function followName(program: MutableProgram, first: string, { from, guards, found, seen }: Walk): boolean {
  let isNull = false;
  const names = [first];
  seen.add(first);
  for (const name of names) {
    const macros = program.lookupMacro(name, from);
    for (const text of macros) {
      const alias = /^[(&\s]*(\w+)[)\s]*$/.exec(text)?.[1];
      if (alias === 'NULL' || alias === '0' || /^\(\s*\(\s*void\s*\*\s*\)\s*0\s*\)$/.test(text))
        isNull = true;
      else if (alias && !seen.has(alias)) {
        seen.add(alias);
        names.push(alias);
      }
    }
    // A name that is only a macro is not one to search the tree for.
    if (macros.length > 0 && program.peek(name, from).length === 0) continue;
    if (/^[A-Za-z_]\w*$/.test(name)) for (const one of program.lookup(name, from, guards)) found.add(one);
  }
  return isNull;
}
