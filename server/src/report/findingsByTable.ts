// SPDX-License-Identifier: GPL-2.0-only
/** Which tables a finding is about. */
import type { MappingCandidate } from '../facts/mappings/mappings.ts';
import type { OpsTable, ResolvedHandler } from '../facts/model.ts';
import type { Finding } from '../findings/finding.ts';

/** The tables of a run with who uses what. */
export interface TableUses {
  tables: readonly OpsTable[];
  handlers: readonly ResolvedHandler[];
  mappings: readonly MappingCandidate[];
}

/**
 * Returns the findings of each table. One about a shared handler belongs to every table that uses it; one about a
 * function that maps, to the tables that it installs.
 */
export function findingsByTable(uses: TableUses, findings: readonly Finding[]): Map<OpsTable, Finding[]> {
  const users = usersOf(uses);
  const byName = new Map<string, OpsTable[]>();
  for (const table of uses.tables) push(byName, table.name, table);
  const found = new Map<OpsTable, Finding[]>();
  for (const finding of findings)
    for (const table of tablesOf(finding, byName, users)) push(found, table, finding);
  return found;
}

/** Who uses a function, by `path:name`: as a handler for an op, or to map (op null). */
type Users = Map<string, { table: OpsTable; op: string | null }[]>;

function usersOf({ handlers, mappings }: TableUses): Users {
  const users: Users = new Map();
  for (const { table, member, definitions } of handlers)
    for (const { file, name } of definitions) push(users, `${file.path}:${name}`, { table, op: member.op });
  for (const { definition, tables } of mappings)
    for (const table of tables)
      push(users, `${definition.file.path}:${definition.name}`, { table, op: null });
  return users;
}

function tablesOf(finding: Finding, byName: Map<string, OpsTable[]>, users: Users): Set<OpsTable> {
  const { place, table: name, function: by, op } = finding;
  const { path } = place.file;
  const using = by === null ? [] : (users.get(`${path}:${by}`) ?? []);
  // A finding names one table, also where more share the handler.
  const sharing = using.filter((user) => user.op !== null && user.op === op).map(({ table }) => table);
  if (sharing.length > 0) return new Set(sharing);
  const installed = using.map(({ table }) => table);
  if (name === null) return new Set(installed);
  const named = byName.get(name) ?? [];
  const nearest =
    named.find((table) => table.place.file.path === path) ?? named.find((table) => installed.includes(table));
  return new Set(nearest ? [nearest] : named.slice(0, 1));
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
