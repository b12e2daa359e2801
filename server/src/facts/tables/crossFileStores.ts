// SPDX-License-Identifier: GPL-2.0-only
/** Finds stores to tables in files other than the one that defines them. */

import { baseName, type LoadedFile } from '../file/loadedFile.ts';
import type { OpsTable, TableMember } from '../model.ts';
import type { MutableProgram } from '../program.ts';
import { collectStores } from './stores.ts';

/** Tables that other files have been searched for stores to. */
const marked = new WeakSet<OpsTable>();

/**
 * Marks non-const tables with external linkage that another loaded file writes to, and adds the members it stores.
 * To be called once when all files are loaded; tables that are const, static or local are left alone.
 */
export function markCrossFileStores(program: MutableProgram): void {
  const open = [...program.files.values()].flatMap(({ tables }) => tables.filter(isOpen));
  const fresh = open.filter((table) => !marked.has(table));
  if (fresh.length === 0) return;
  for (const table of fresh) marked.add(table);
  for (const loaded of program.files.values()) {
    const named = fresh.filter(
      (table) => table.place.file !== loaded.file && loaded.file.text.includes(baseName(table.name)),
    );
    // The same name may be a static table of this file.
    const meant = named.filter(
      (table) => !loaded.tables.some((own) => baseName(own.name) === baseName(table.name)),
    );
    if (meant.length > 0) readFile(loaded, meant, program);
  }
}

/**
 * Brings the marks up to date after a file changed.
 *
 * @param touched the text that came and went in the file
 * @returns whether tables of other files were read again
 */
export function renewCrossFileStores(program: MutableProgram, path: string, touched: string): boolean {
  let isRenewed = false;
  for (const loaded of program.files.values()) {
    if (loaded.file.path === path) continue;
    if (!loaded.tables.some((table) => isOpen(table) && touched.includes(baseName(table.name)))) continue;
    loaded.forgetTables();
    isRenewed = true;
  }
  markCrossFileStores(program);
  return isRenewed;
}

function isOpen({ isConst, isStatic, owner, form }: OpsTable): boolean {
  return !isConst && !isStatic && owner === null && form !== 'embedded';
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
