// SPDX-License-Identifier: GPL-2.0-only
/** Finds the ops tables that a file defines, in every form that kernel code has for them. */
import type { Declarator, Expression, FunctionSyntax, Guard, InitializerList } from '../../syntax/ast.ts';
import type { Item } from '../../syntax/items/items.ts';
import type { Span } from '../../text/source.ts';
import { itemsMatching } from '../file/excerpts.ts';
import type { FileSyntax } from '../file/syntax.ts';
import { type Node, walk } from '../functions/visit.ts';
import type { OpsTable } from '../model.ts';
import { TableCollector } from './collector.ts';
import { listOf, readElements, readMembers } from './initializers.ts';
import { OpsType, valueFields } from './opsType.ts';
import { collectStores } from './stores.ts';
import { fieldPattern, holdsTable, type TableContext } from './tableContext.ts';

/**
 * Returns the ops tables of a file: variables, arrays, function-local ones, compound literals, tables that are a
 * field of another object, and those that are put together at run time. Only items whose text may hold one are
 * parsed. Declarations without an initializer count where nothing else defines the table.
 */
export function extractTables(syntax: FileSyntax, type: OpsType, order: readonly string[]): OpsTable[] {
  const context: TableContext = {
    syntax,
    type,
    order,
    fields: new Set(),
    collector: new TableCollector(),
    bare: new Set(),
  };
  const { text } = syntax.file;
  for (const item of itemsMatching(text, syntax.items, ['type'], new RegExp(type.pattern, 'g'))) {
    for (const field of valueFields(text.slice(item.start, item.end), type)) context.fields.add(field);
  }
  const inVariable = new RegExp(
    `${type.pattern}|${fieldPattern(context)}\\s*(?:=\\s*\\{|\\.\\s*\\w+\\s*=)`,
    'g',
  );
  for (const item of itemsMatching(text, syntax.items, ['variable'], inVariable)) readVariable(item, context);
  const local = `${type.pattern}\\s+(?:const\\s+)?\\w+\\s*[=;,[]`;
  const literal = `${type.pattern}\\s*(?:const\\s*)?(?:\\[\\s*\\]\\s*)?\\)\\s*\\{`;
  for (const item of itemsMatching(
    text,
    syntax.items,
    ['function'],
    new RegExp(`${local}|${literal}`, 'g'),
  )) {
    for (const variant of syntax.functionVariants(item)) readFunction(variant, item, context);
  }
  collectStores(context, context.collector.tables, context.collector);
  const tables = context.collector.finish().filter((table) => isPlausible(table, context));
  return dropDeclarations(tables, context.bare);
}

/**
 * Returns the tables of a struct among these items, variables with an initializer each: those that are an object, or an
 * element of an array, of their own.
 */
export function variableTables(syntax: FileSyntax, struct: string, items: readonly Item[]): OpsTable[] {
  const collector = new TableCollector();
  const type = new OpsType(struct);
  const context: TableContext = { syntax, type, order: [], fields: new Set(), collector, bare: new Set() };
  for (const item of items) readVariable(item, context);
  return collector.finish().filter(({ form }) => form === 'variable' || form === 'array-element');
}

/** A field that only looks like a table by its name is one when it has a member that the release's struct has. */
function isPlausible(table: OpsTable, { fields, order }: TableContext): boolean {
  if (table.form !== 'embedded' || order.length === 0) return true;
  const field = /(?<!\w)\w+$/.exec(table.name)?.[0] ?? '';
  return fields.has(field) || table.members.some((member) => order.includes(member.op));
}

function readVariable(item: Item, context: TableContext): void {
  if (item.bodyStart === -1) {
    readDeclaration(item, context);
    return;
  }
  for (const { declarator, configuration } of context.syntax.variableVariants(item)) {
    readDeclarator(declarator, configuration, item, null, context);
  }
}

function readFunction(variant: FunctionSyntax, item: Item, context: TableContext): void {
  walk(variant.body, (node) => {
    if (node.kind === 'declaration') {
      for (const declarator of node.declarators) {
        readDeclarator(declarator, variant.configuration, item, variant.name, context);
      }
    } else readLiteral(node, variant.configuration, item, variant.name, context);
  });
}

function readDeclarator(
  declarator: Declarator,
  configuration: Guard[],
  item: Item,
  owner: string | null,
  context: TableContext,
): void {
  if (!context.type.isTable(declarator.type)) {
    // Below a function the walk comes to the expressions by itself.
    if (owner === null && declarator.init)
      readObject(declarator, declarator.init, configuration, item, context);
    return;
  }
  const list = listOf(declarator.init);
  const base = {
    isConst: declarator.isConst || saysConst(context.syntax.file.text, declarator.nameSpan.start),
    isStatic: declarator.isStatic,
    guards: item.guards,
    owner,
  };
  if (declarator.type.includes('[')) {
    for (const element of list ? readElements(list, context.syntax.file.text) : []) {
      const table = { ...base, name: `${declarator.name}[${element.index}]`, form: 'array-element' as const };
      addTable(table, element.entry.path[0] ?? element.entry, element.list, configuration, context);
    }
    return;
  }
  const form = declarator.init && !list ? 'copy' : owner === null ? 'variable' : 'function-local';
  addTable({ ...base, name: declarator.name, form }, declarator.nameSpan, list, configuration, context);
}

/** A word that is being typed above a declaration hides its qualifiers from the parser, but not from the eye. */
function saysConst(text: string, name: number): boolean {
  return /\bconst\s+(?:\w+\s+){0,20}$/.test(text.slice(Math.max(0, name - 200), name));
}

/** A table without an initializer, which code may fill; the declaration of one that another file defines is none. */
function readDeclaration(item: Item, context: TableContext): void {
  const { text } = context.syntax.file;
  const head = text.slice(item.start, item.nameSpan.start);
  if (/\bextern\b|\btypedef\b|[*(]/.test(head) || !context.type.isTable(head)) return;
  if (!/^\s*(?:__\w+\b(?:\([^)]*\))?\s*)*;/.test(text.slice(item.nameSpan.end, item.end))) return;
  const table = addTable(
    {
      name: item.name,
      form: 'variable',
      isConst: /\bconst\b/.test(head),
      isStatic: item.isStatic,
      guards: item.guards,
      owner: null,
    },
    item.nameSpan,
    null,
    [],
    context,
  );
  context.bare.add(table);
}

/** Looks for tables in the initializer of an object of another type. */
function readObject(
  declarator: Declarator,
  init: Expression,
  configuration: Guard[],
  item: Item,
  context: TableContext,
): void {
  const base = { isStatic: declarator.isStatic, guards: item.guards, owner: null };
  walk(init, (node) => {
    readLiteral(node, configuration, item, null, context);
    if (node.kind !== 'list') return;
    for (const entry of node.entries) {
      const at = entry.path.findIndex((designator) => holdsTable(context, designator.field));
      const designator = entry.path[at];
      if (!designator) continue;
      const path = entry.path.slice(0, at + 1).map((one) => one.field ?? '[]');
      const name = [declarator.name, ...path].join('.');
      const table = { ...base, name, form: 'embedded' as const, isConst: declarator.isConst };
      const whole = at === entry.path.length - 1;
      const list = whole
        ? listOf(entry.value)
        : { kind: 'list' as const, start: entry.start, end: entry.end, entries: [entry] };
      if (list && list.entries.length > 0) addTable(table, designator, list, configuration, context);
    }
  });
}

function readLiteral(
  node: Node,
  configuration: Guard[],
  item: Item,
  owner: string | null,
  context: TableContext,
): void {
  if (node.kind !== 'compound' || !context.type.isTable(node.type)) return;
  const table = {
    name: literalName(owner ?? item.name),
    form: 'compound-literal' as const,
    isConst: /\bconst\b/.test(node.type),
    isStatic: owner === null,
    guards: item.guards,
    owner,
  };
  addTable(table, node, node.value, configuration, context);
}

/** The name under which a compound literal is known: that of the function or variable that it stands in. */
export function literalName(holder: string): string {
  return `(literal in ${holder})`;
}

function addTable(
  head: Pick<OpsTable, 'name' | 'form' | 'isConst' | 'isStatic' | 'guards' | 'owner'>,
  span: Span,
  list: InitializerList | null,
  configuration: Guard[],
  context: TableContext,
): OpsTable {
  // Several designators `.ops.fault = f, .ops.open = g` belong to one table.
  const key = head.form === 'embedded' ? head.name : String(span.start);
  const place = context.syntax.place({ start: span.start, end: span.end });
  const table = context.collector.table(key, () => ({
    ...head,
    place,
    writtenAtRunTime: false,
    members: [],
  }));
  for (const member of list ? readMembers(list, context.syntax.file, context.order) : []) {
    context.collector.add(table, configuration, { ...member, guards: [] });
  }
  return table;
}

/** A declaration without initializer is a table of its own only if no other in the file has its name. */
function dropDeclarations(tables: OpsTable[], bare: Set<OpsTable>): OpsTable[] {
  const isBare = (table: OpsTable) =>
    bare.has(table) && table.members.length === 0 && !table.writtenAtRunTime;
  const known = new Set(tables.filter((table) => !isBare(table)).map((table) => table.name));
  return tables.filter((table) => {
    if (!isBare(table)) return true;
    const first = !known.has(table.name);
    known.add(table.name);
    return first;
  });
}
