// SPDX-License-Identifier: GPL-2.0-only
/** What the readers of one file's tables share. */

import type { FileSyntax } from '../file/syntax.ts';
import type { OpsTable } from '../model.ts';
import type { TableCollector } from './collector.ts';
import type { OpsType } from './opsType.ts';

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

/** Says whether a field has a usual name for a table, or for the address of one: `vm_ops`, `gem_vm_ops`, `vmops`. */
export function isUsualField(field: string): boolean {
  return /^(?:\w+_)?vm_?ops$/.test(field);
}

/** Says whether a field name holds a table by value. */
export function holdsTable(context: Pick<TableContext, 'fields'>, field: string | null): boolean {
  return field !== null && (context.fields.has(field) || isUsualField(field));
}

/** A regular expression, as text, of the ends of fields that may hold a table by value: fast, and finds too much. */
export function fieldPattern(context: Pick<TableContext, 'fields'>): string {
  return `(?:${[...context.fields, 'vm_?ops'].join('|')})`;
}
