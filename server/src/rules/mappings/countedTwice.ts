// SPDX-License-Identifier: GPL-2.0-only
/** A mapping for which more users are counted than close counts down: of an object that was made for it, or of another. */
import { claimName, countsByNumber } from '../../analysis/claims/names.ts';
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { claimUnder, fieldOfKey, isCounterKey } from '../../analysis/state/properties/claimKeys.ts';
import { FIRST } from '../../analysis/state/properties/claims.ts';
import { goesBack } from '../../facts/functions/flow.ts';
import { countsDown } from '../../facts/functions/openAcquires.ts';
import { folderOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { says } from '../../facts/names/roles.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { saidAt } from '../shared/exits.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';
import { pairsOf } from './pairs.ts';

export function countedTwice(mapping: MappingReport, reports: HandlerReport[], program: Program): Draft[] {
  const { definition, balances, status, calls } = mapping;
  const { file } = definition;
  const drafts: Draft[] = [];
  if (status !== 'complete') return drafts;
  const folder = folderOf(file.path);
  const inFile = () => program.files.get(file.path)?.functions ?? [];
  const besideIt = () =>
    [...program.files.values()]
      .filter((other) => folderOf(other.file.path) === folder)
      .flatMap(({ functions }) => functions.filter((other) => other !== definition));
  // What puts something of it was looked into, or counts by itself.
  const isSeenWhole = () =>
    calls.every(
      ({ callee }) =>
        !says(callee, 'givesUp', 'maybe') ||
        claimName(callee)?.counter != null ||
        program.peek(callee, file).length > 0,
    );
  for (const one of balances) {
    const { name, definition: table } = one.table ?? { name: '', definition: null };
    if (one.failed || one.assumed || table === null) continue;
    // Only what was made here, and went to no function out of sight, is known to have no other user.
    const isMade = one.fields !== null && one.isAlone;
    const closes = handlersOf(table, 'close', reports);
    for (const { key, given } of pairsOf(table, reports)) {
      if (!isCounterKey(key) || !isOneEach(closes, key)) continue;
      // A loop, or a number, may count what close counts by a number.
      if (!isMade && (goesBack(definition) || countsByNumber(given.by))) continue;
      const counted = isMade ? countedFor(one, key) : countedAgain(one, key, isSeenWhole());
      if (counted === null) continue;
      const others = isMade ? inFile() : besideIt();
      if (isCountedElsewhere(fieldOfKey(key), given.place, closes, others)) continue;
      const { place, by } = counted;
      const field = fieldOfKey(key);
      const made = `${definition.name}()`;
      const said = saidAt(place, program, made, { function: definition.name, table: name, op: 'mmap' });
      const what = !isMade
        ? `${said.subject} counts the mapping twice in ${field} (${by})`
        : said.subject === made
          ? `${made} counts the mapping twice in the ${field} of the object that it makes for it (${by})`
          : `${said.subject} counts the mapping a second time (${by}) in the ${field} of the object that ${made} makes for it`;
      drafts.push({
        once: spot(place),
        place,
        ...said.of,
        confidence: confidenceOf(one),
        says: {
          fault: `${what}, and close counts it down once (${given.by})`,
          consequences: [
            `the count never comes to 0, and ${isMade ? 'the object is never freed' : 'what waits for that never happens'}`,
          ],
          advice: isMade ? 'begin with one user' : 'count it once',
        },
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

/** The same of an object that was there before: both were counted on this path. */
function countedAgain({ claims }: Balance, key: string, isSeenWhole: boolean) {
  const found = claimUnder(claims, key);
  if (!found?.hangs || found.allocated || found.isMixed === true || found.net < 2) return null;
  if (!found.sure && !isSeenWhole) return null;
  return found.taken && (found.taken.through ?? found.taken);
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
