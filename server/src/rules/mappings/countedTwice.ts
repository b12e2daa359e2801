// SPDX-License-Identifier: GPL-2.0-only
/** An object that a function makes for its mapping, with more users counted than close counts down. */
import type { Balance, HandlerReport, MappingReport } from '../../analysis/reports/report.ts';
import { claimUnder, fieldOfKey, isCounterKey } from '../../analysis/state/properties/claimKeys.ts';
import { FIRST } from '../../analysis/state/properties/claims.ts';
import { countsDown } from '../../facts/functions/openAcquires.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { saidAt } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';
import { pairsOf } from './pairs.ts';

export function countedTwice(mapping: MappingReport, reports: HandlerReport[], program: Program): Draft[] {
  const { definition, balances, status } = mapping;
  const functions = program.files.get(definition.file.path)?.functions ?? [];
  const drafts: Draft[] = [];
  if (status !== 'complete') return drafts;
  for (const one of balances) {
    const { name, definition: table } = one.table ?? { name: '', definition: null };
    // Only what was made here, and went to no function out of sight, is known to have no other user.
    if (one.failed || one.assumed || table === null || one.fields === null || !one.isAlone) continue;
    const closes = reports.filter(({ op, tables }) => op === 'close' && tables.includes(table));
    for (const { key, given } of pairsOf(table, reports)) {
      if (!isCounterKey(key) || !isOneEach(closes, key)) continue;
      const counted = countedFor(one, key);
      if (counted === null) continue;
      if (isCountedElsewhere(fieldOfKey(key), given.place, closes, functions)) continue;
      const { place, by } = counted;
      const field = fieldOfKey(key);
      const made = `${definition.name}()`;
      const said = saidAt(place, program, made, { function: definition.name, table: name, op: 'mmap' });
      const what =
        said.subject === made
          ? `${made} counts the mapping twice in the ${field} of the object that it makes for it (${by})`
          : `${said.subject} counts the mapping a second time (${by}) in the ${field} of the object that ${made} makes for it`;
      drafts.push({
        once: spot(place),
        place,
        ...said.of,
        confidence: confidenceOf(one),
        message: `${what}, and close counts it down once (${given.by}): the count never comes to 0, and the object is never freed; begin with one user`,
        related: wayTo(one.trace, [{ place: given.place, message: `close counts it down: ${given.by}` }]),
      });
    }
  }
  return drafts;
}

/** Where the second of its users was counted; null where there is one, or that is not sure. */
function countedFor({ claims }: Balance, key: string) {
  const found = [claimUnder(claims, `${FIRST}${key}`), claimUnder(claims, key)].filter(
    (one) => one !== undefined,
  );
  if (found.some(({ hangs, isMixed, allocated }) => !hangs || !allocated || isMixed === true)) return null;
  if (found.reduce((sum, { net }) => sum + net, 0) < 2) return null;
  const last = found.at(-1)?.taken;
  return last ? (last.through ?? last) : null;
}

/** Something else of the file counts it down as well, for a user of its own. */
function isCountedElsewhere(
  field: string,
  place: Place,
  closes: readonly HandlerReport[],
  functions: readonly FunctionDefinition[],
): boolean {
  const own = closes.map(({ definition }) => definition);
  const structs = new Set(own.flatMap((one) => [...countsDown(one, field, place)]));
  return functions.some(
    (other) =>
      !own.includes(other) &&
      [...countsDown(other, field)].some((one) => one === null || structs.size !== 1 || structs.has(one)),
  );
}

/** Each way through close counts down one, or leaves early. */
function isOneEach(closes: readonly HandlerReport[], key: string): boolean {
  const nets = closes.flatMap(({ balances }) =>
    balances.map(({ claims }) => claimUnder(claims, key)?.net ?? 0),
  );
  return nets.length > 0 && Math.min(...nets) === -1;
}
