// SPDX-License-Identifier: GPL-2.0-only
/** `vmops/tables`: every table of a tree with its members, and with its findings when they are known. */

import { formatRelease } from '../../contracts/release.ts';
import type { FunctionDefinition, OpsTable, TableMember } from '../../facts/model.ts';
import type { Finding } from '../../findings/finding.ts';
import { headline } from '../../findings/headline.ts';
import { findingsByTable } from '../../report/findingsByTable.ts';
import { compare } from '../../text/order.ts';
import { plainPlace } from '../../text/source.ts';
import { locationOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import { uriOfPath } from '../uris.ts';
import type { MemberEntry, TableEntry, TableFinding, TreeTables } from './protocol.ts';

/** `findings`: those of the whole tree, or null when it was not checked. */
export function treeTables(session: Session, findings: readonly Finding[] | null): TreeTables {
  const { base, kernel, generation } = session;
  const byTable = findingsByTable(session, findings ?? []);
  const resolved = new Map(session.handlers.map(({ member, definitions }) => [member, definitions[0]]));
  const tables = session.tables
    .map((table) => entryOf(table, resolved, byTable.get(table) ?? [], base))
    .sort((a, b) => compare(a.path, b.path));
  return {
    root: uriOfPath(base),
    release: formatRelease(kernel.release),
    ops: [...kernel.ops.keys()],
    checked: findings !== null,
    generation,
    tables,
  };
}

function entryOf(
  table: OpsTable,
  resolved: ReadonlyMap<TableMember, FunctionDefinition | undefined>,
  findings: readonly Finding[],
  base: string,
): TableEntry {
  const { name, place, isConst } = table;
  return {
    name,
    path: place.file.path,
    location: locationOf(place, base),
    isConst,
    members: table.members.map((member): MemberEntry => {
      const definition = resolved.get(member);
      return {
        op: member.op,
        handler: member.handler,
        location: locationOf(member.opPlace, base),
        definition: definition
          ? locationOf({ file: definition.file, ...definition.item.nameSpan }, base)
          : null,
      };
    }),
    findings: findings.map((finding): TableFinding => {
      const { rule, severity, op } = finding;
      return {
        rule,
        severity,
        message: headline(finding),
        op,
        location: locationOf(plainPlace(finding.place), base),
      };
    }),
  };
}
