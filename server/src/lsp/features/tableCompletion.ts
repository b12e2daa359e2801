// SPDX-License-Identifier: GPL-2.0-only
/** Completion inside of an ops table: the ops that it has not set yet, and the functions that fit one. */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { OpContract } from '../../contracts/model.ts';
import { samePrototype } from '../../contracts/prototype.ts';
import { handlerName, skeleton } from '../../contracts/skeletons.ts';
import type { LoadedFile } from '../../facts/file/loadedFile.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { aboveItem, alignedHead } from '../../text/layout.ts';
import type { SourceFile } from '../../text/source.ts';
import { opText, prototypeText } from '../pages/op.ts';
import { insert } from '../places.ts';
import type { Session } from '../session/session.ts';

const TABLE = /\bstruct\s+vm_operations_struct\s+(\w+)(?:\s*\[\w*\])?[^=;{}]*=\s*\{/g;
/** Functions of other files that are offered for an op: those that most tables use. */
const MOST_SHARED = 8;

/** Where completion was asked for. */
export interface Here {
  session: Session;
  facts: LoadedFile;
  /** The file as it is now. */
  file: SourceFile;
  offset: number;
  position: Position;
  snippets: boolean;
}

/** A table that is being written. */
interface OpenTable {
  name: string;
  /** Offset of its declaration. */
  start: number;
  /** The entries around the cursor, as text. */
  body: string;
}

/** Returns the ops that the table around the cursor has not set; `hasDot`: the dot is typed already. */
export function ops(here: Here, hasDot: boolean): CompletionItem[] {
  const { session, file, offset, position, snippets } = here;
  const table = tableAround(file.text, offset);
  if (!table) return [];
  const set = new Set([...table.body.matchAll(/\.(\w+)\s*=/g)].map((match) => match[1]));
  const above = aboveItem(file.text, table.start);
  const typed = lengthTyped(file.text, offset, /\.?\w*$/);
  const range = { start: { line: position.line, character: position.character - typed }, end: position };
  const found: CompletionItem[] = [];
  for (const [op, contract] of session.kernel.ops) {
    if (set.has(op) || contract.result === 'data') continue;
    const { name, exists } = handlerFor(here, contract, table.name);
    const head = aligned(op, table.body);
    found.push({
      label: `.${op}`,
      kind: CompletionItemKind.Field,
      detail: prototypeText(contract, session.kernel),
      documentation: { kind: MarkupKind.Markdown, value: opText(contract, session) },
      filterText: hasDot ? `.${op}` : op,
      sortText: String(found.length).padStart(3, '0'),
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range, newText: snippets ? `${head}\${1:${name}},` : `${head}${name},` },
      ...(exists
        ? {}
        : { additionalTextEdits: [insert(file, above, `${skeleton(name, contract, session.kernel)}\n`)] }),
    });
  }
  return found;
}

/** Returns the functions that fit an op behind its `=`: the driver's own first, then what other tables use. */
export function handlers(here: Here, op: string): CompletionItem[] {
  const { session, facts, file, offset, position } = here;
  const contract = session.kernel.ops.get(op);
  const table = tableAround(file.text, offset);
  if (!contract || !table || contract.result === 'data') return [];
  const typed = lengthTyped(file.text, offset, /\w*$/);
  const range: Range = {
    start: { line: position.line, character: position.character - typed },
    end: position,
  };
  const own = fittingFunctions(session, facts, contract)
    .map(({ name }) => name)
    .sort((a, b) => Number(b.endsWith(op)) - Number(a.endsWith(op)));
  const item = (name: string, detail: string, order: number): CompletionItem => ({
    label: name,
    kind: CompletionItemKind.Function,
    detail,
    sortText: String(order).padStart(3, '0'),
    textEdit: { range, newText: name },
  });
  const found = [...new Set(own)].map((name, order) =>
    item(name, prototypeText(contract, session.kernel), order),
  );
  for (const [name, tables] of sharedHandlers(session, facts, op)) {
    if (own.includes(name)) continue;
    found.push(item(name, `${op} of ${tables} ${tables === 1 ? 'table' : 'tables'}`, found.length));
  }
  return found;
}

/** No name is longer. */
const LONGEST_NAME = 200;

/** The characters before an offset that belong to what is being typed. */
function lengthTyped(text: string, offset: number, form: RegExp): number {
  return form.exec(text.slice(Math.max(0, offset - LONGEST_NAME), offset))?.[0].length ?? 0;
}

function tableAround(text: string, offset: number): OpenTable | null {
  const head = text.slice(0, offset);
  const match = [...head.matchAll(TABLE)].at(-1);
  if (!match) return null;
  const inside = head.slice(match.index + match[0].length);
  if (depthOf(inside) !== 0) return null;
  const rest = text.slice(offset);
  const body = `${inside}\n${rest.slice(0, Math.max(rest.indexOf('}'), 0))}`;
  return { name: match[1] as string, start: match.index, body };
}

/** Braces open minus braces closed. */
function depthOf(text: string): number {
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth++;
    else if (char === '}' && --depth < 0) return depth;
  }
  return depth;
}

/**
 * The function that a new entry names: that of the usual name, one of the driver that ends like the op and fits it, or
 * one that is still to be written, under a name that is free.
 */
function handlerFor({ session, facts }: Here, contract: OpContract, table: string) {
  const usual = handlerName(table, contract.op);
  const fitting = fittingFunctions(session, facts, contract).map(({ name }) => name);
  if (fitting.includes(usual)) return { name: usual, exists: true };
  const used = new Set(session.handlers.map(({ member }) => member.handler));
  const own = fitting.filter((name) => name.endsWith(`_${contract.op}`));
  // One that serves another table already is that table's.
  const free = own.find((name) => !used.has(name));
  if (free !== undefined) return { name: free, exists: true };
  const isTaken = facts.functions.some(({ name }) => name === usual);
  const name = isTaken ? `${usual.slice(0, -contract.op.length)}vma_${contract.op}` : usual;
  return { name, exists: false };
}

/** The functions of a file that core could call as the op. */
function fittingFunctions(
  { kernel }: Session,
  { functions, file }: LoadedFile,
  { prototype }: OpContract,
): FunctionDefinition[] {
  const words = prototype.parameters.flatMap((type) => /\b(?:vm_fault|vm_area_struct)\b/.exec(type) ?? []);
  return functions.filter((definition) => {
    // Parsing a function takes longer than a look at its head.
    const head = file.text.slice(definition.item.start, definition.item.start + 400);
    if (!words.every((word) => head.includes(word))) return false;
    return definition.variants().some(({ returnType, parameters }) => {
      const actual = { returns: returnType, parameters: parameters.map(({ type }) => type) };
      return samePrototype(actual, prototype, kernel.typedefs);
    });
  });
}

/** Handlers of other files for an op, with the number of their tables; only those that a driver can name. */
function sharedHandlers(session: Session, facts: LoadedFile, op: string): [string, number][] {
  const tables = new Map<string, number>();
  for (const { member, definitions } of session.handlers) {
    if (member.op !== op || member.handler === null) continue;
    if (!definitions.some(({ isStatic, file }) => !isStatic && file !== facts.file)) continue;
    tables.set(member.handler, (tables.get(member.handler) ?? 0) + 1);
  }
  return [...tables].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_SHARED);
}

/** `.op = `, its `=` below those of the entries that the table has. */
function aligned(op: string, body: string): string {
  const entries = [...body.matchAll(/^([ \t]*)\.(\w+)([ \t]*)=/gm)];
  const wide = entries.find(([, , , gap]) => gap !== undefined && /\t|[ ]{2}/.test(gap));
  const [, indent = '', name = '', gap = ''] = wide ?? [];
  return `${alignedHead(`${indent}.${op}`, `${indent}.${name}`, gap).slice(indent.length)}= `;
}
