// SPDX-License-Identifier: GPL-2.0-only
/** The text view of one function's reports: a paragraph per op and configuration, a line per exit. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../analysis/reports/report.ts';
import { OTHER_OPS } from '../contracts/data.ts';
import { releaseInWords } from '../contracts/release.ts';
import type { ExplainedFunction } from '../core/explainHandler.ts';
import { listed } from '../text/words.ts';
import { exitLines } from './exits.ts';
import type { TextOptions } from './formats/text.ts';
import { mappingLines } from './mapping.ts';
import { printedPlace } from './places.ts';

/** Tables, or functions, that are named. */
const MOST = 5;

function first(names: readonly string[], what: string): string[] {
  return names.length > MOST ? [...names.slice(0, MOST), `${names.length - MOST} more ${what}`] : [...names];
}

/** The struct that a handler of no table is a member of. */
const structOf = (op: string) =>
  OTHER_OPS.some((data) => data.op === op) ? 'a dev_pagemap_ops' : 'a vm_special_mapping';

/** Returns the view; paragraphs with the same lines under several configurations come once. */
export function handlerText(
  { loaded, reports, mappings, reachedBy }: ExplainedFunction,
  options: TextOptions,
): string {
  const release = releaseInWords(loaded.kernel.release, loaded.releaseNote);
  const paragraphs = new Map<string, string>();
  const add = (title: string, report: HandlerReport | MappingReport, lines: string[]) => {
    const { file, item, name } = report.definition;
    const place = printedPlace({ file, ...item.nameSpan }, options.display);
    const head = `${options.colors.bold(`${place}:`)} ${name}(), ${title} (${release})`;
    const body = lines.map((line) => `  ${line}\n`).join('');
    const arms = report.configuration.map(({ condition, taken }) => (taken ? condition : `!(${condition})`));
    const when = arms.length === 0 ? '' : `  where ${arms.join(', ')}\n`;
    if (!paragraphs.has(`${head}${body}`)) paragraphs.set(`${head}${body}`, `${head}\n${when}${body}`);
  };
  for (const report of reports) {
    const names = [...new Set(report.tables.map((table) => table.name))];
    // The library's handlers are explored for the tables that reach them, and those of special mappings stand in none.
    const of = names.length === 0 ? structOf(report.op) : listed(first(names, 'tables'));
    add(`${report.op} of ${of}`, report, exitLines(report));
  }
  const users = reachedBy.map((name) => `${name}()`);
  const title = users.length === 0 ? 'maps' : `maps for ${listed(first(users, 'functions'))}`;
  for (const report of mappings) add(title, report, mappingLines(report));
  return [...paragraphs.values()].join('\n');
}
