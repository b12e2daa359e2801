/** What the readers of one file's tables share. */
import type { TableCollector } from './collector.ts';
import type { OpsTable } from './model.ts';
import type { OpsType } from './opstype.ts';
import type { FileSyntax } from './syntax.ts';

export interface TableContext {
  syntax: FileSyntax;
  type: OpsType;
  /** The struct's members in declaration order, for positional initializers. */
  order: readonly string[];
  /** Fields that hold a table by value, beside those that look like it. */
  fields: Set<string>;
  collector: TableCollector;
  /** File-scope tables without an initializer. */
  bare: Set<OpsTable>;
}

/** A field that holds a table by value when it is followed by `.`: `vm_ops`, `gem_vm_ops`, `vmops`. */
const USUAL_FIELD = '(?:\\w+_)?vm_?ops';
const IS_USUAL_FIELD = new RegExp(`^${USUAL_FIELD}$`);

/** Says whether a field name holds a table by value. */
export function holdsTable(context: Pick<TableContext, 'fields'>, field: string | null): boolean {
  return field !== null && (context.fields.has(field) || IS_USUAL_FIELD.test(field));
}

/** A regular expression, as text, of the fields that may hold a table by value. */
export function fieldPattern(context: Pick<TableContext, 'fields'>): string {
  return `(?:${[...context.fields, USUAL_FIELD].join('|')})`;
}
