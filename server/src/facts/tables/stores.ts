// SPDX-License-Identifier: GPL-2.0-only
/** Finds code that writes ops tables: stores to members, copies of whole tables, `memcpy` and kin. */
import type { Call, Cast, Expression, FunctionSyntax, Member } from '../../syntax/ast.ts';
import type { Item } from '../../syntax/items/items.ts';
import type { Span } from '../../text/source.ts';
import { itemsMatching } from '../file/excerpts.ts';
import { type Local, nameSpanOf, pointees, readLocals } from '../functions/locals.ts';
import { namedFunctions, sourceOf } from '../functions/values.ts';
import { walk } from '../functions/visit.ts';
import type { OpsTable } from '../model.ts';
import type { TableSink } from './collector.ts';
import { fieldPattern, holdsTable, type TableContext } from './tableContext.ts';

/** What is needed to read stores in a file. */
export type StoreContext = Pick<TableContext, 'syntax' | 'type' | 'fields'>;

/** The table that an expression writes to. */
interface Target {
  /** `named`: a variable; `field`: part of another object; `pointer`: memory that a local points to. */
  kind: 'named' | 'field' | 'pointer';
  name: string;
  span: Span;
}

/** Functions of C's library that fill memory; true when they copy it from somewhere. */
const FILLERS = new Map([
  ['memcpy', true],
  ['memmove', true],
  ['__builtin_memcpy', true],
  ['memset', false],
]);

/**
 * Marks the tables that a file's code writes to, adds the members that it stores, and adds the tables that exist
 * only at run time: fields filled by code, and copies made through a pointer.
 *
 * @param tables the tables of the program that this file's code can name
 * @param sink where members and new tables go
 */
export function collectStores(context: StoreContext, tables: readonly OpsTable[], sink: TableSink): void {
  const { syntax, type } = context;
  const writable = tables.filter((table) => !table.isConst);
  const field = fieldPattern(context);
  const parts = [
    `${field}\\s*\\.\\s*\\w+\\s*=(?!=)`,
    `${field}\\s*=\\s*\\*`,
    `${type.pattern}(?<!\\bconst\\s+(?:struct\\s+)?\\w+)\\s*\\*\\s*\\w+\\s*[=;,)]`,
  ];
  for (const name of new Set(writable.map((table) => baseOf(table.name))))
    if (name) parts.push(...writePatterns(name));
  for (const item of itemsMatching(
    syntax.file.text,
    syntax.items,
    ['function'],
    new RegExp(parts.join('|'), 'g'),
  )) {
    for (const variant of syntax.functionVariants(item)) {
      new StoreReader(item, variant, writable, context, sink).read();
    }
  }
}

/** Regular expressions, as text, of code that may write to a named table. */
function writePatterns(name: string): string[] {
  return [
    `\\b${name}\\s*(?:\\[[^\\]]*\\]\\s*)?(?:\\.\\s*\\w+\\s*)?=(?!=)`,
    `\\bmem\\w+\\s*\\(\\s*&?\\s*${name}\\b`,
    `\\*\\s*\\)\\s*&\\s*${name}\\b`,
  ];
}

class StoreReader {
  readonly #item: Item;
  readonly #variant: FunctionSyntax;
  readonly #tables: readonly OpsTable[];
  readonly #context: StoreContext;
  readonly #sink: TableSink;
  readonly #locals: ReadonlyMap<string, Local>;
  readonly #text: string;

  constructor(
    item: Item,
    variant: FunctionSyntax,
    tables: readonly OpsTable[],
    context: StoreContext,
    sink: TableSink,
  ) {
    this.#item = item;
    this.#variant = variant;
    this.#tables = tables;
    this.#context = context;
    this.#sink = sink;
    this.#locals = readLocals(variant);
    this.#text = context.syntax.file.text;
  }

  read(): void {
    walk(this.#variant.body, (node) => {
      if (node.kind === 'assignment' && node.op === '=') this.#readAssignment(node.target, node.value);
      else if (node.kind === 'call') this.#readFill(node);
      else if (node.kind === 'cast') this.#readCast(node);
    });
  }

  #readAssignment(target: Expression, value: Expression): void {
    if (target.kind === 'member') {
      const owners = target.arrow ? this.#behind(target.object) : this.#object(target.object);
      for (const owner of owners) this.#store(owner, target, value);
    }
    for (const whole of this.#object(target)) {
      // `x->vm_ops = &ops` sets a pointer: only a value that is itself a table fills one.
      if (whole.kind !== 'field' || isTableValue(value)) this.#fill(whole, true);
    }
  }

  #readFill(call: Call): void {
    const copies = call.callee.kind === 'identifier' ? FILLERS.get(call.callee.name) : undefined;
    const destination = call.args[0];
    if (copies === undefined || !destination) return;
    for (const target of this.#behind(destination)) this.#fill(target, copies);
  }

  /** Through a pointer to something else that may be written the table is filled unseen: `(unsigned long *)&ops`. */
  #readCast({ type, value }: Cast): void {
    if (!type.trimEnd().endsWith('*') || /\bconst\b/.test(type)) return;
    if (value.kind !== 'unary' || value.op !== '&') return;
    for (const table of this.#object(value.operand)) this.#fill(table, true);
  }

  /** The tables that an expression is, as an object. */
  #object(expression: Expression): Target[] {
    const target = (kind: Target['kind']): Target[] => [
      { kind, name: sourceOf(expression, this.#text), span: nameSpanOf(expression) },
    ];
    switch (expression.kind) {
      case 'identifier':
        return this.#isTableName(expression.name) ? target('named') : [];
      case 'index':
        return this.#object(expression.object).length > 0 ? target('named') : [];
      case 'member':
        return holdsTable(this.#context, expression.property) ? target('field') : [];
      case 'unary':
        return expression.op === '*' ? this.#behind(expression.operand) : [];
      default:
        return [];
    }
  }

  /** The tables that a pointer leads to. */
  #behind(pointer: Expression): Target[] {
    if (
      pointer.kind === 'identifier' &&
      !this.#context.type.isWritablePointer(this.#locals.get(pointer.name)?.type ?? '')
    ) {
      return this.#isArray(pointer.name) ? [{ kind: 'named', name: pointer.name, span: pointer }] : [];
    }
    return pointees(pointer, this.#locals, this.#text).flatMap((pointee): Target[] => {
      if (pointee.kind === 'object') return this.#object(pointee.expression);
      if (pointee.kind === 'parameter' || pointer.kind !== 'identifier') return [];
      return [{ kind: 'pointer', name: pointer.name, span: pointer }];
    });
  }

  #isTableName(name: string): boolean {
    const local = this.#locals.get(name);
    if (local) return this.#context.type.isTable(local.type);
    return this.#tables.some(
      (table) => table.owner === null && (table.name === name || table.name.startsWith(`${name}[`)),
    );
  }

  #isArray(name: string): boolean {
    return !this.#locals.has(name) && this.#tables.some((table) => table.name.startsWith(`${name}[`));
  }

  #store(target: Target, member: Member, value: Expression): void {
    for (const table of this.#tablesOf(target)) {
      table.writtenAtRunTime = true;
      for (const named of namedFunctions(value, this.#text)) {
        this.#sink.add(table, this.#variant.configuration, {
          op: member.property,
          opPlace: this.#context.syntax.place(member.propertySpan),
          handler: named.name,
          handlerPlace: this.#context.syntax.place(named.span),
          guards: [],
          form: 'run-time',
        });
      }
    }
  }

  #fill(target: Target, copies: boolean): void {
    for (const table of this.#tablesOf(target)) {
      table.writtenAtRunTime = true;
      const empty = table.members.every((member) => member.form === 'run-time');
      if (copies && empty && (table.form === 'variable' || table.form === 'function-local'))
        table.form = 'copy';
    }
  }

  /** The tables of a target; one that only exists at run time is made here. */
  #tablesOf(target: Target): OpsTable[] {
    if (target.kind === 'named') {
      const owner = this.#locals.has(baseOf(target.name)) ? this.#variant.name : null;
      return this.#tables.filter((table) => table.owner === owner && isPart(table.name, target.name));
    }
    const key = `${this.#variant.name}: ${target.name}`;
    const create = (): OpsTable => ({
      name: target.name,
      place: this.#context.syntax.place({ start: target.span.start, end: target.span.end }),
      isConst: false,
      isStatic: true,
      guards: this.#item.guards,
      form: target.kind === 'field' ? 'embedded' : 'copy',
      writtenAtRunTime: true,
      owner: this.#variant.name,
      members: [],
    });
    return [this.#sink.table(key, create)];
  }
}

/** A store through `ops[i]` may reach every element; one to `ops` as a whole reaches all too. */
function isPart(table: string, written: string): boolean {
  if (table === written) return true;
  return table.startsWith(`${baseOf(written)}[`) && !/\[\d+\]$/.test(written);
}

function isTableValue(value: Expression): boolean {
  return (value.kind === 'unary' && value.op === '*') || value.kind === 'list' || value.kind === 'compound';
}

/** `ops` of `ops[2]`. */
function baseOf(name: string): string {
  return (/^\w+/.exec(name) ?? [''])[0];
}
