// SPDX-License-Identifier: GPL-2.0-only
/** Groups tables by subsystem, as the kernel's folders have them. */
import type { TableEntry, TreeTables } from '../../server/src/lsp/vmops/protocol.ts';

/** Where a subsystem is more than two folders deep. */
const DEEPER: [folder: string, depth: number][] = [
  ['drivers/gpu/drm', 4],
  ['drivers/infiniband/hw', 4],
  ['drivers/infiniband/sw', 4],
  ['drivers/media', 3],
  ['drivers/misc', 3],
  ['drivers/net', 4],
  ['drivers/staging', 3],
];

export interface Group {
  /** Such as `fs/ext4`; `.` for files at the root. */
  subsystem: string;
  tables: TableEntry[];
  findings: number;
}

/** Returns the subsystem of a file: the folders that a maintainer would name. */
export function subsystemOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  const deeper = DEEPER.find(([folder]) => path.startsWith(`${folder}/`));
  return folders.slice(0, deeper?.[1] ?? 2).join('/') || '.';
}

/** Returns the groups of a tree by name, each with its tables in the order of the tree. */
export function groupTables({ tables }: Pick<TreeTables, 'tables'>): Group[] {
  const groups = new Map<string, Group>();
  for (const table of tables) {
    const subsystem = subsystemOf(table.path);
    const group = groups.get(subsystem) ?? { subsystem, tables: [], findings: 0 };
    groups.set(subsystem, group);
    group.tables.push(table);
    group.findings += table.findings.length;
  }
  return [...groups.values()].sort((a, b) => (a.subsystem < b.subsystem ? -1 : 1));
}
