// SPDX-License-Identifier: GPL-2.0-only
/** The list of ops tables: every table, its members, and where each handler is. */

import type { Loaded } from '../core/request.ts';
import type { OpsTable, TableMember } from '../facts/model.ts';
import { comparePlaces } from '../findings/order.ts';
import { printableJson } from '../text/printable.ts';
import type { TextOptions } from './formats/text.ts';
import { printedPlace } from './places.ts';

interface PrintedMember {
  handler: string | null;
  file: string | null;
  line: number | null;
}

/**
 * Returns `{"tables":[{"file","line","name","const","members":{op:{"handler","file","line"}}}]}`.
 * A member set to NULL has a null handler; one whose definition was not found has a null file and line.
 */
export function tablesJson(result: Loaded): string {
  const tables = inOrder(result.tables).map((table) => ({
    file: table.place.file.path,
    line: table.place.file.positionAt(table.place.start).line,
    name: table.name,
    const: table.isConst,
    members: printedMembers(result, table),
  }));
  return printableJson(`${JSON.stringify({ tables }, null, 2)}\n`);
}

/** Returns one paragraph per table: its place and name, then a line per member. */
export function tablesText(result: Loaded, options: TextOptions): string {
  const { colors, display } = options;
  const paragraphs = inOrder(result.tables).map((table) => {
    const width = Math.max(0, ...table.members.map((member) => member.op.length));
    const head = `${colors.bold(`${printedPlace(table.place, display)}:`)} ${table.isConst ? 'const ' : ''}${table.name}`;
    const members = table.members.map((member) => {
      const { handler, file, line } = printedMember(result, member);
      const where = file === null ? 'definition not found' : `${display(file)}:${line}`;
      const rest = handler === null ? 'NULL' : `${handler}  ${colors.dim(where)}`;
      return `  .${member.op.padEnd(width)}  ${rest}`;
    });
    return `${[head, ...members].join('\n')}\n`;
  });
  return paragraphs.join('\n');
}

/** By op; of several under different #if arms the first that resolved. */
function printedMembers(result: Loaded, table: OpsTable): Record<string, PrintedMember> {
  const members: Record<string, PrintedMember> = {};
  for (const member of table.members) {
    const printed = printedMember(result, member);
    if (members[member.op] === undefined || (members[member.op]?.file === null && printed.file !== null)) {
      members[member.op] = printed;
    }
  }
  return members;
}

function inOrder(tables: OpsTable[]): OpsTable[] {
  return [...tables].sort((a, b) => comparePlaces(a.place, b.place));
}

function printedMember(result: Loaded, member: TableMember): PrintedMember {
  const definition = result.handlers.find((handler) => handler.member === member)?.definitions[0];
  if (definition === undefined) return { handler: member.handler, file: null, line: null };
  const { line } = definition.file.positionAt(definition.item.nameSpan.start);
  return { handler: member.handler, file: definition.file.path, line };
}
