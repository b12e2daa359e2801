// SPDX-License-Identifier: GPL-2.0-only
/** From a table to its handlers, from a handler to what it calls, and back: as far as the code is loaded. */

import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import { bodyOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, OpsTable } from '../../facts/model.ts';
import type { CursorPosition } from '../cursor/cursorPosition.ts';
import { definitionsAt, targetAt } from '../cursor/target.ts';
import { jobsNamed } from '../pages/handler.ts';
import { rangeOf, uriOf } from '../places.ts';
import type { Session } from '../session/session.ts';

/** What an item stands for; it travels to the client and back. */
export interface HierarchyData {
  kind: 'table' | 'function';
  /** The file's path in its session. */
  path: string;
  name: string;
}

/** Returns the table or the functions that a position names. */
export function prepareHierarchy({ session, path, position }: CursorPosition): CallHierarchyItem[] {
  const target = targetAt(session, path, position);
  if (!target) return [];
  if (target.kind === 'table') return [tableItem(target.table, session)];
  if (target.kind === 'op') {
    const entry = session.handlers.find(({ member }) => member === target.member);
    return entry ? entry.definitions.map((one) => functionItem(one, session)) : [];
  }
  const named = target.kind === 'handler' ? jobsNamed(target.name, path, session) : [];
  const found =
    named.length > 0
      ? named.map(({ definition }) => definition)
      : definitionsAt(session, path, target.word.text);
  return [...new Set(found)].map((one) => functionItem(one, session));
}

/** The handlers of a table, each from its entry; the loaded functions that a function calls, each from its calls. */
export function outgoingCalls(session: Session, data: HierarchyData): CallHierarchyOutgoingCall[] {
  if (data.kind === 'table') {
    const entries = session.handlers.filter(({ table }) => isMeant(table, data));
    return entries.flatMap(({ member, definitions }) =>
      definitions.map((one) => ({
        to: functionItem(one, session),
        fromRanges: [rangeOf(member.handlerPlace)],
      })),
    );
  }
  const found = new Map<FunctionDefinition, Range[]>();
  for (const caller of definitionsOf(session, data)) {
    for (const { name, range } of callsIn(caller)) {
      for (const callee of session.program.peek(name, caller.file, caller.guards)) {
        if (callee === caller) continue;
        found.set(callee, [...(found.get(callee) ?? []), range]);
      }
    }
  }
  return [...found].map(([callee, fromRanges]) => ({ to: functionItem(callee, session), fromRanges }));
}

/**
 * The functions that install a table; the tables that use a function, from their entries, and the loaded functions that
 * call it.
 */
export function incomingCalls(session: Session, data: HierarchyData): CallHierarchyIncomingCall[] {
  if (data.kind === 'table') return installersOf(session, data);
  const meant = new Set(definitionsOf(session, data));
  const found: CallHierarchyIncomingCall[] = [];
  for (const { table, member, definitions } of session.handlers) {
    if (definitions.some((one) => meant.has(one)))
      found.push({ from: tableItem(table, session), fromRanges: [rangeOf(member.handlerPlace)] });
  }
  for (const { file, functions } of session.program.files.values()) {
    if (!file.text.includes(data.name)) continue;
    if (!session.program.peek(data.name, file).some((one) => meant.has(one))) continue;
    for (const caller of functions) {
      if (meant.has(caller)) continue;
      const ranges = callsIn(caller).filter(({ name }) => name === data.name);
      if (ranges.length > 0)
        found.push({ from: functionItem(caller, session), fromRanges: ranges.map(({ range }) => range) });
    }
  }
  return found;
}

/** Each with the places where the table is named in it. */
function installersOf(session: Session, data: HierarchyData): CallHierarchyIncomingCall[] {
  const found = session.mappings.filter(({ tables }) => tables.some((table) => isMeant(table, data)));
  return found.map(({ definition }) => {
    const { file, name } = definition;
    const own = session.file(file.path)?.installations ?? [];
    const places = own.filter((one) => one.function === name && one.table === data.name);
    return { from: functionItem(definition, session), fromRanges: places.map(({ place }) => rangeOf(place)) };
  });
}

/** Names before a parenthesis in a function's body, comments and strings left out. */
function callsIn(definition: FunctionDefinition): { name: string; range: Range }[] {
  const { file, item } = definition;
  const body = bodyOf(definition).replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"/g, (text) =>
    ' '.repeat(text.length),
  );
  return [...body.matchAll(/\b([A-Za-z_]\w*)[ \t]*\(/g)].map((match) => {
    const name = match[1] as string;
    const start = item.bodyStart + match.index;
    return { name, range: rangeOf({ file, start, end: start + name.length }) };
  });
}

function definitionsOf(session: Session, { path, name }: HierarchyData): FunctionDefinition[] {
  return (session.file(path)?.functions ?? []).filter((one) => one.name === name);
}

function isMeant({ name, place }: OpsTable, data: HierarchyData): boolean {
  return name === data.name && place.file.path === data.path;
}

function functionItem({ name, file, item }: FunctionDefinition, session: Session): CallHierarchyItem {
  return {
    ...common('function', name, file.path, session),
    kind: SymbolKind.Function,
    range: rangeOf({ file, start: item.start, end: item.end }),
    selectionRange: rangeOf({ file, ...item.nameSpan }),
  };
}

function tableItem({ name, place }: OpsTable, session: Session): CallHierarchyItem {
  const range = rangeOf(place);
  return {
    ...common('table', name, place.file.path, session),
    kind: SymbolKind.Struct,
    range,
    selectionRange: range,
  };
}

function common(kind: HierarchyData['kind'], name: string, path: string, { base }: Session) {
  const data: HierarchyData = { kind, path, name };
  return { name, detail: path, uri: uriOf(path, base), data };
}
