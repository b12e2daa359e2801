// SPDX-License-Identifier: GPL-2.0-only
/** A counter that open and close count lies in memory which mmap has just allocated, and is never set. */
import { countsSilently, startsWithOne } from '../../analysis/claims/names.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { claimUnder, fieldOfKey, isCounterKey } from '../../analysis/state/properties/claimKeys.ts';
import { OPENED } from '../../analysis/state/properties/claims.ts';
import {
  comparesBelowZero,
  countsWhereTested,
  readsCount,
  startsAboveZero,
} from '../../facts/functions/countTests.ts';
import type { FunctionDefinition, OpsTable, Program } from '../../facts/model.ts';
import { namesIn, withNamed } from '../../facts/names/words.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';
import { type Pair, pairsOf } from './pairs.ts';

/** Functions that give a counter its first value. */
const STARTS: ReadonlySet<string> = new Set(['kref_init', 'refcount_set', 'atomic_set', 'atomic_long_set']);

const namesStart = (definition: FunctionDefinition): boolean =>
  [...STARTS].some((start) => namesIn(definition).has(start));

/** It gives some counter its first value, other than 0: which one may have been lost on the way to an exit. */
export const startsCounter = (definition: FunctionDefinition): boolean =>
  namesStart(definition) && startsAboveZero(definition, STARTS);

/** Successful ways on which the memory hangs on the VMA with a count of 0. */
export function unset(
  { definition, balances, status }: MappingReport,
  reports: HandlerReport[],
  program: Program,
): Draft[] {
  const drafts: Draft[] = [];
  if (status !== 'complete' || startsCounter(definition)) return drafts;
  for (const one of balances) {
    const { name, definition: table } = one.table ?? { name: '', definition: null };
    if (one.failed || one.assumed || table === null || !one.fields?.size || one.installed === null) continue;
    for (const { key, taken, given, path } of pairsOf(table, reports)) {
      const field = fieldOfKey(key);
      if (
        !isCounterKey(key) ||
        path !== 'vm_private_data' ||
        !(startsWithOne(given.by) || isLast(given, field, table, reports, program))
      )
        continue;
      if (claimUnder(one.claims, key) || one.claims.has(OPENED)) continue;
      const set = one.fields.get(field);
      const isZeroed = set?.isZero === true || namesStart(definition);
      if (set !== undefined && !isZeroed) continue;
      drafts.push({
        once: `${spot(one.installed)} ${name}`,
        place: one.installed,
        function: definition.name,
        table: name,
        op: 'mmap',
        confidence: confidenceOf(one),
        says: {
          fault: `${definition.name}() stores new memory in the VMA and ${isZeroed ? 'sets to 0' : 'does not set'} its ${field}, which open and close of ${name} count (${given.by})`,
          consequences: ['close frees it too early or never'],
          advice: 'set it to 1 in mmap',
        },
        related: wayTo(one.trace, [
          { place: taken.place, message: `open counts it up: ${taken.by}` },
          { place: given.place, message: `close counts it down: ${given.by}` },
        ]),
      });
    }
  }
  return drafts;
}

/** The counter is read after it was counted down, 0 is no user, and close frees something on the way. */
function isLast(
  { isFirst, by }: Pair['given'],
  field: string,
  table: OpsTable,
  reports: HandlerReport[],
  program: Program,
): boolean {
  const closes = handlersOf(table, 'close', reports);
  if (isFirst !== true || !closes.some(({ drops }) => drops)) return false;
  const own = closes.flatMap(({ definition }) => withNamed(definition, program));
  if (own.some((one) => comparesBelowZero(one, field) || countsWhereTested(one, field))) return false;
  return !countsSilently(by) || own.some((one) => readsCount(one, field));
}
