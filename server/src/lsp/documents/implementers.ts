// SPDX-License-Identifier: GPL-2.0-only
/** Who implements an op of struct vm_operations_struct in the tree, as lenses and as places. */
import type { CodeLens, Location } from 'vscode-languageserver';
import { readOperationsStruct } from '../../contracts/headers/headerStructs.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import type { TableMember } from '../../facts/model.ts';
import type { Place } from '../../text/source.ts';
import { SHOW_PLACES } from '../features/lenses.ts';
import { locationOf, rangeOf, uriOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import type { LensSettings } from '../session/settings.ts';

/** A lens for each op: `implemented by 104 tables`. */
export function opLenses(
  ops: readonly { op: string; name: Place }[],
  uri: string,
  session: Session,
): CodeLens[] {
  const places = new Map<string, Location[]>();
  for (const table of session.tables)
    for (const { op } of uniqueOps(table.members))
      places.set(op, [...(places.get(op) ?? []), locationOf(table.place, session.base)]);
  return ops.map(({ op, name }) => {
    const own = places.get(op) ?? [];
    const count = own.length === 1 ? '1 table' : own.length === 0 ? 'no table' : `${own.length} tables`;
    const range = rangeOf(name);
    return {
      range,
      command: { title: `implemented by ${count}`, command: SHOW_PLACES, arguments: [uri, range.start, own] },
    };
  });
}

/** The lenses of the header that declares the struct; none in any other file. */
export function headerLenses(session: Session, path: string, { enable, tables }: LensSettings): CodeLens[] {
  if (!enable || !tables) return [];
  const file = session.file(path)?.file.current;
  if (!file?.text.includes('struct vm_operations_struct {')) return [];
  const members = readOperationsStruct(file.text)?.members ?? [];
  const ops = members
    .filter(({ kind }) => kind === 'callback')
    .map(({ name, start, end }) => ({ op: name, name: { file, start, end } }));
  return opLenses(ops, uriOf(path, session.base), session);
}

/** The functions that tables set an op to. */
export function implementersOf(op: string, session: Session): Location[] {
  const found = session.handlers
    .filter(({ member }) => member.op === op)
    .flatMap(({ definitions }) => definitions);
  return [...new Set(found)].map((one) => locationOf(nameOf(one), session.base));
}

/** The entries of tables that set an op. */
export function entriesOf(op: string, session: Session): Location[] {
  return session.tables.flatMap((table) =>
    table.members
      .filter((member) => member.op === op)
      .map(({ opPlace }) => locationOf(opPlace, session.base)),
  );
}

function uniqueOps(members: readonly TableMember[]): TableMember[] {
  return [...new Map(members.filter(({ handler }) => handler !== null).map((one) => [one.op, one])).values()];
}
