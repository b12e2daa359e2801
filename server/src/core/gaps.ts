// SPDX-License-Identifier: GPL-2.0-only
/** What was not analysed to the end, and why. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../analysis/reports/report.ts';
import { isKnown } from '../analysis/reports/values.ts';
import { handlerContract } from '../contracts/kernel.ts';
import type { Kernel } from '../contracts/model.ts';
import type { FunctionDefinition, OpsTable } from '../facts/model.ts';
import { isUnclosed } from '../syntax/words/unclosed.ts';
import type { NotAnalysed } from './request.ts';

const REASONS = { budget: 'too many paths', unreadable: 'part of it could not be parsed' };

/** How far an analysis got, and why not further. */
export type Gap = Pick<NotAnalysed, 'gap' | 'reason'>;

/** Returns each function with a gap once, whatever number of ops and configurations have one: the gravest counts. */
export function gaps(
  reports: readonly HandlerReport[],
  mappings: readonly Pick<MappingReport, 'definition' | 'status'>[],
  lost: ReadonlyMap<FunctionDefinition, string>,
  kernel: Kernel,
): Map<FunctionDefinition, Gap> {
  const found = new Map<FunctionDefinition, Gap>();
  for (const report of reports) {
    const known = found.get(report.definition);
    if (known?.gap === 'body') continue;
    const gap = bodyGap(report) ?? (known ? null : resultGap(report, kernel));
    if (gap) found.set(report.definition, gap);
  }
  for (const { definition, status } of mappings)
    if (status !== 'complete' && !found.has(definition))
      found.set(definition, { gap: 'mapping', reason: reasonOf(definition, status) });
  for (const [definition, reason] of lost) found.set(definition, { gap: 'body', reason });
  return found;
}

/** Tables whose initializer has no end: their handlers, and what stands behind them, were not read. */
export function openTables(
  tables: readonly OpsTable[],
  isUnderLint: (path: string) => boolean,
): NotAnalysed[] {
  return tables
    .filter(({ place: { file, end } }) => isUnderLint(file.path) && isUnclosed(file.text, end))
    .map(({ name, place: { file, start } }) => ({
      gap: 'table',
      function: name,
      file: file.path,
      line: file.positionAt(start).line,
      reason: 'its initializer has no closing brace; nothing behind it was read',
    }));
}

function reasonOf({ item }: FunctionDefinition, status: keyof typeof REASONS): string {
  return item.isTorn ? 'some of its braces are in macros, or missing' : REASONS[status];
}

function bodyGap(report: HandlerReport): Gap | null {
  const { definition, status, unread, exits, returnsValue, readsOfAbsentPage, op } = report;
  const [macro] = unread;
  if (macro !== undefined) return { gap: 'body', reason: `the macro ${macro}() was not understood` };
  if (status !== 'complete') return { gap: 'body', reason: reasonOf(definition, status) };
  if (!returnsValue || exits.length > 0 || readsOfAbsentPage.length > 0) return null;
  return { gap: 'body', reason: `no path through it returns when core calls it as ${op}` };
}

function resultGap({ op, exits }: HandlerReport, kernel: Kernel): Gap | null {
  if (handlerContract(op, kernel)?.result !== 'fault-code') return null;
  const exit = exits.find(({ values }) => values.some((value) => !isKnown(value)));
  if (!exit) return null;
  const { line } = exit.place.file.positionAt(exit.place.start);
  return { gap: 'result', reason: `what it returns in line ${line} is not known` };
}
