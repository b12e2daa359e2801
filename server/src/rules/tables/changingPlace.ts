// SPDX-License-Identifier: GPL-2.0-only
/** What open and close count by where the VMA lies or how long it is, which a split changes between them. */

import type { SplitTest } from '../../analysis/claims/splitTests.ts';
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { claimUnder } from '../../analysis/state/properties/claimKeys.ts';
import type { Kernel } from '../../contracts/model.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import { type Pair, pairsOf } from '../mappings/pairs.ts';
import type { Draft } from '../rule.ts';
import { isRoot, tablesIn, tablesOf } from '../shared/mappings.ts';
import { wayTo } from '../shared/path.ts';
import { refusesSplit } from '../shared/splits.ts';

interface Context {
  kernel: Kernel;
  reports: HandlerReport[];
  mappings: MappingReport[];
  program: Program;
}

/** Returns one finding for each table: at close, else at open. */
export function changingPlaces(tables: readonly OpsTable[], context: Context): Draft[] {
  return tables.flatMap((table) => {
    const { reports } = context;
    if (refusesSplit(table)) return [];
    const freed = freedByPlace(table, context);
    if (freed !== null) return [freed];
    const pairs = pairsOf(table, reports);
    if (pairs.length === 0 || isOfOnePage(table, context)) return [];
    for (const op of ['close', 'open'] as const)
      for (const report of reports) {
        if (report.op !== op || report.status !== 'complete' || !report.tables.includes(table)) continue;
        for (const pair of pairs) {
          const found = countedBy(report.balances, pair, op === 'close' ? -1 : 1);
          if (found !== null) return [draftOf(table, report, pair, found, context)];
        }
      }
    return [];
  });
}

/** What close frees as the element at vm_pgoff: the upper part of a split has that of another. */
function freedByPlace(table: OpsTable, context: Context): Draft | null {
  if (table.writtenAtRunTime) return null;
  for (const { op, tables, definition, freedByPlace: found } of context.reports) {
    const [one] = op === 'close' && tables.includes(table) ? found : [];
    if (one === undefined || isOfOnePage(table, context)) continue;
    return {
      once: `${spot(table.place)} split`,
      place: one.place,
      function: definition.name,
      table: table.name,
      op,
      confidence: 'medium',
      says: {
        fault: `close handler ${definition.name}() frees ${one.element} (${one.by}), and a split changes vm_pgoff (munmap() or mprotect() of a part makes one)`,
        consequences: ['the upper part frees what another mapping uses, and the lower what the upper uses'],
        advice: adviceFor(context.kernel, 'keep the element in vm_private_data and count each VMA'),
      },
    };
  }
  return null;
}

interface Counted {
  test: SplitTest;
  one: Balance;
}

/** What is counted only where the VMA was found to be so. */
function countedBy(balances: readonly Balance[], { key }: Pair, sign: 1 | -1): Counted | null {
  const netOf = ({ claims }: Balance) => (claimUnder(claims, key)?.net ?? 0) * sign;
  const doing = balances.filter((each) => netOf(each) > 0);
  const others = balances.filter((each) => netOf(each) <= 0);
  const [one] = doing;
  if (one === undefined || others.length === 0) return null;
  for (const [name, test] of one.split.found)
    if (doing.every(({ split }) => split.found.get(name)?.was === test.was)) return { test, one };
  return null;
}

/** On some way to map with the table the length was found to be that of one page. */
function isOfOnePage(table: OpsTable, { mappings, program }: Context): boolean {
  return mappings.some(
    (mapping) =>
      isRoot(mapping) &&
      mapping.balances.some(
        (one) =>
          !one.failed &&
          one.split.isOnePage &&
          (tablesOf(mapping, one, program).includes(table) || tablesIn(mapping, program).includes(table)),
      ),
  );
}

function draftOf(
  table: OpsTable,
  { op, definition }: HandlerReport,
  { taken, given }: Pair,
  { test, one }: Counted,
  { kernel }: Context,
): Draft {
  const by = op === 'close' ? given : taken;
  const does = op === 'close' ? 'gives back' : 'takes';
  const what = test.of === 'size' ? 'the length of the VMA' : 'vm_pgoff';
  const advice = adviceFor(kernel, 'count each VMA');
  return {
    once: `${spot(table.place)} split`,
    place: test.place,
    function: definition.name,
    table: table.name,
    op,
    confidence: 'medium',
    says: {
      fault: `${op} handler ${definition.name}() ${does} (${by.by}) by ${what}, which a split changes (munmap() or mprotect() of a part makes one)`,
      consequences: ['what close gives back is then not what was taken'],
      advice,
    },
    related: wayTo(one.trace, [
      { place: taken.place, message: `open takes it: ${taken.by}` },
      { place: given.place, message: `close gives it back: ${given.by}` },
    ]),
  };
}

/** A split is refused, where the release has an op for that. */
function adviceFor(kernel: Kernel, otherwise: string): string {
  const member = ['may_split', 'split'].find((name) => kernel.ops.has(name));
  return member === undefined ? otherwise : `refuse that in ${member}, or ${otherwise}`;
}
