// SPDX-License-Identifier: GPL-2.0-only
/** The handlers of a table. */
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { OpsTable } from '../../facts/model.ts';

/** Returns the reports of what a table has for an op. */
export const handlersOf = (table: OpsTable, op: string, reports: readonly HandlerReport[]): HandlerReport[] =>
  reports.filter((one) => one.op === op && one.tables.includes(table));
