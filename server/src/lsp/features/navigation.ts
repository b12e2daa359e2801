// SPDX-License-Identifier: GPL-2.0-only
/** From an op entry to its handler, from a handler to its tables, and the implementers of an op in the tree. */

import { type DocumentSymbol, type Location, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { nameOf } from '../../facts/functions/texts.ts';
import type { TableMember } from '../../facts/model.ts';
import type { Place } from '../../text/source.ts';
import type { CursorPosition } from '../cursor/cursorPosition.ts';
import { type Target, targetAt } from '../cursor/target.ts';
import { jobsNamed } from '../pages/handler.ts';
import { locationOf, rangeOf } from '../places.ts';
import type { Session } from '../session/session.ts';

/** More workspace symbols than this do not help. */
const MOST_SYMBOLS = 500;

/** An op entry or a handler's name leads to the handler; an op elsewhere to the struct; a table to itself. */
export function definition({ session, path, position }: CursorPosition): Location[] {
  const target = targetAt(session, path, position);
  if (!target) return [];
  return placesOf(target, session, path).map((place) => locationOf(place, session.base));
}

/** Back from a handler to the entries that name it, and from an op to the struct that declares it. */
export function declaration(cursor: CursorPosition): Location[] {
  const { session, path, position } = cursor;
  const target = targetAt(session, path, position);
  if (target?.kind === 'handler') return references(cursor);
  if (target?.kind !== 'op') return target ? definition(cursor) : [];
  const declared = session.kernel.memberPlaces.get(target.op);
  return declared ? [locationOf(declared, session.base)] : [];
}

/** An op, wherever it stands, leads to all its implementations; an op entry to its own handler. */
export function implementation({ session, path, position }: CursorPosition): Location[] {
  const target = targetAt(session, path, position);
  if (target?.kind !== 'op') return target ? definition({ session, path, position }) : [];
  if (target.member) return definition({ session, path, position });
  return implementers(target.op, session).map(({ place }) => locationOf(place, session.base));
}

/** The table entries that name a handler; for an op, every entry of it in the tree. */
export function references({ session, path, position }: CursorPosition): Location[] {
  const target = targetAt(session, path, position);
  if (target?.kind === 'handler') {
    const tables = new Set(jobsNamed(target.name, path, session).flatMap((job) => job.tables));
    const entries = session.handlers.filter(
      ({ table, member }) => member.handler === target.name && (tables.size === 0 || tables.has(table)),
    );
    return entries.map(({ member }) => locationOf(member.handlerPlace, session.base));
  }
  if (target?.kind === 'op')
    return entriesOf(target.op, session).map(({ opPlace }) => locationOf(opPlace, session.base));
  return [];
}

/** The tables that have an op whose name the query is or begins, then the tables whose name has it. */
export function workspaceSymbols(sessions: readonly Session[], query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const session of sessions) {
    const { base } = session;
    for (const table of session.tables) {
      const { name, place } = table;
      if (query === '' || name.includes(query))
        found.push({
          name,
          kind: SymbolKind.Struct,
          location: locationOf(place, base),
          containerName: place.file.path,
        });
    }
    if (query.length < 2) continue;
    for (const { table, member, definitions } of session.handlers) {
      if (!member.op.startsWith(query)) continue;
      for (const one of definitions) {
        found.push({
          name: `${member.op}: ${one.name}`,
          kind: SymbolKind.Function,
          location: locationOf(nameOf(one), base),
          containerName: table.name,
        });
      }
    }
  }
  return found.slice(0, MOST_SYMBOLS);
}

/** The tables of a file with their members. */
export function documentSymbols(session: Session, path: string): DocumentSymbol[] {
  const facts = session.file(path);
  if (!facts) return [];
  return session.tables
    .filter((table) => table.place.file === facts.file)
    .map((table) => {
      const own = table.members.filter(({ opPlace }) => opPlace.file === facts.file);
      const item = facts.items.find((one) => one.start <= table.place.start && table.place.end <= one.end);
      const whole = item ? { file: facts.file, start: item.start, end: item.end } : table.place;
      return {
        name: table.name,
        detail: 'vm_operations_struct',
        kind: SymbolKind.Struct,
        range: rangeOf(whole),
        selectionRange: rangeOf(table.place),
        children: own.filter((member) => inside(member, whole)).map(memberSymbol),
      };
    });
}

function inside({ opPlace, handlerPlace }: TableMember, whole: Place): boolean {
  return whole.start <= opPlace.start && handlerPlace.end <= whole.end;
}

function memberSymbol(member: TableMember): DocumentSymbol {
  const { op, opPlace, handlerPlace, handler } = member;
  const start = Math.min(opPlace.start, handlerPlace.start);
  const end = Math.max(opPlace.end, handlerPlace.end);
  return {
    name: op,
    detail: handler ?? 'NULL',
    kind: SymbolKind.Field,
    range: rangeOf({ file: opPlace.file, start, end }),
    selectionRange: rangeOf(opPlace),
  };
}

function placesOf(target: Target, session: Session, path: string): Place[] {
  if (target.kind === 'table') return [target.table.place];
  if (target.kind === 'handler')
    return jobsNamed(target.name, path, session).map((job) => nameOf(job.definition));
  if (target.kind !== 'op') return [];
  const entry = session.handlers.find(({ member }) => member === target.member);
  if (entry) return entry.definitions.map(nameOf);
  const declared = session.kernel.memberPlaces.get(target.op);
  if (!declared) return [];
  const isThere = declared.file.path === path && declared.start === target.word.start;
  return isThere ? [declared, ...documentPlaces(target.op, session)] : [declared];
}

/** Where the locking document describes an op: from the header that is the way on. */
function documentPlaces(op: string, { kernel }: Session): Place[] {
  const documented = kernel.document.get(op);
  const places = [documented?.prototype?.place, documented?.row?.place, documented?.paragraphs[0]?.place];
  return places.filter((place) => place !== undefined);
}

function implementers(op: string, session: Session): { place: Place }[] {
  const found = session.handlers
    .filter(({ member }) => member.op === op)
    .flatMap(({ definitions }) => definitions);
  return [...new Set(found)].map((one) => ({ place: nameOf(one) }));
}

function entriesOf(op: string, session: Session): TableMember[] {
  return session.tables.flatMap((table) => table.members.filter((member) => member.op === op));
}
