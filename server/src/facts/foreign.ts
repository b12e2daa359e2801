/** Finds stores to tables in files other than the one that defines them. */

import type { OpsTable, TableMember } from './model.ts';
import type { LoadedFile, MutableProgram } from './program.ts';
import { collectStores } from './stores.ts';

/**
 * Marks non-const tables with external linkage that another loaded file writes to, and adds the members it stores.
 * To be called once when all files are loaded; tables that are const, static or local are left alone.
 */
export function markForeignStores(program: MutableProgram): void {
  const open = [...program.files.values()].flatMap(({ tables }) =>
    tables.filter(
      (table) => !table.isConst && !table.isStatic && table.owner === null && table.form !== 'embedded',
    ),
  );
  if (open.length === 0) return;
  for (const loaded of program.files.values()) {
    const named = open.filter(
      (table) => table.place.file !== loaded.file && loaded.file.text.includes(baseName(table)),
    );
    // The same name may be a static table of this file.
    const meant = named.filter((table) => !loaded.tables.some((own) => baseName(own) === baseName(table)));
    if (meant.length > 0) readFile(loaded, meant, program);
  }
}

function readFile(loaded: LoadedFile, tables: OpsTable[], program: MutableProgram): void {
  const context = { syntax: loaded.syntax, type: program.opsType, fields: new Set<string>() };
  collectStores(context, tables, {
    // Tables that exist only at run time are found with the file's own.
    table: (_key, create) => create(),
    add: (table, _configuration, member) => addOnce(table.members, member),
  });
}

function addOnce(members: TableMember[], member: TableMember): void {
  const { file, start } = member.handlerPlace;
  if (members.some(({ handlerPlace: known }) => known.file === file && known.start === start)) return;
  members.push(member);
}

function baseName(table: OpsTable): string {
  return table.name.replace(/\W.*/, '');
}
