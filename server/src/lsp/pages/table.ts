// SPDX-License-Identifier: GPL-2.0-only
/** The page of a table: its members, and the mappings that install it. */
import type { OpsTable } from '../../facts/model.ts';
import type { Session } from '../session/session.ts';
import { paragraphs, placeLink, section } from './markdown.ts';

export function tablePage(table: OpsTable, session: Session): string {
  const members = table.members.map(
    ({ op, handler }) => `\`${op}\`: ${handler === null ? '`NULL`' : `\`${handler}\``}`,
  );
  return paragraphs([
    `**${table.name}** · ops table in ${placeLink(table.place, session.base)}${table.isConst ? '' : ' · not const'}`,
    section('Members', members),
    section('Installed by', installersOf(table, session)),
  ]);
}

/** The functions that map with a table, each with the flags that it sets: `` `foo_mmap()`: VM_PFNMAP ``. */
function installersOf(table: OpsTable, session: Session): string[] {
  return session.mappings
    .filter(({ tables }) => tables.includes(table))
    .map(({ definition }) => {
      const flags = flagsFor(table, session.analysis.mapping(definition));
      const { file, item } = definition;
      const link = placeLink({ file, ...item.nameSpan }, session.base, `${definition.name}()`);
      return flags.length === 0 ? link : `${link}: ${flags.join(', ')}`;
    });
}

/** Flags that some successful way through sets while it installs the table. */
export function flagsFor(table: OpsTable, reports: ReturnType<Session['analysis']['mapping']>): string[] {
  const exits = reports.flatMap((report) => report.exits);
  const own = exits.filter((exit) => exit.table === null || exit.table.definition === table);
  // Where one of several tables is chosen, the way through need not tell which.
  const meant = own.length > 0 ? own : exits;
  return [...new Set(meant.flatMap((exit) => exit.flags.changedTo(true)))].sort();
}
