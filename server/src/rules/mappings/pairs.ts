// SPDX-License-Identifier: GPL-2.0-only
/** What open of a table takes for a copy and its close gives back. */
import type { ClaimOf } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { areSameClaim, claimUnder } from '../../analysis/state/properties/claimKeys.ts';
import { GIVEN_BY_POINTER, OPENED } from '../../analysis/state/properties/claims.ts';
import type { OpsTable } from '../../facts/model.ts';
import type { Draft } from '../rule.ts';
import { handlersOf } from '../shared/handlersOf.ts';

export interface Pair {
  key: string;
  /** Where open takes it, and by what. */
  taken: { place: Draft['place']; by: string };
  given: { place: Draft['place']; by: string; isFirst?: boolean };
  of: 'private' | 'file' | 'made' | 'other';
  path: string | null;
  /** Each way through open takes it. */
  always: boolean;
}

const known = new WeakMap<HandlerReport[], Map<OpsTable, Pair[]>>();

/** What open of a table takes and its close gives back, by the same name; worked out once for the reports of a run. */
export function pairsOf(table: OpsTable, reports: HandlerReport[]): Pair[] {
  const all = known.get(reports) ?? new Map<OpsTable, Pair[]>();
  known.set(reports, all);
  let pairs = all.get(table);
  if (pairs === undefined) {
    pairs = findPairs(table, reports);
    all.set(table, pairs);
  }
  return pairs;
}

function findPairs(table: OpsTable, reports: HandlerReport[]): Pair[] {
  if (table.form === 'copy' || table.writtenAtRunTime) return [];
  const own = (op: string) => handlersOf(table, op, reports);
  const [opens, closes] = [own('open'), own('close')];
  const exits = opens.flatMap(({ balances }) => balances);
  if (closes.some(({ status }) => status === 'unreadable')) return [];
  const pairs = new Map<string, Pair>();
  for (const { claims } of exits)
    for (const [key, { net, taken, of, path }] of claims) {
      if (net <= 0 || taken === null || key === OPENED) continue;
      const given = givenByClose(closes, [key, GIVEN_BY_POINTER]);
      if (given === null) continue;
      const always = exits.every((exit) => (claimUnder(exit.claims, key)?.net ?? 0) > 0);
      pairs.set(key, { key, taken, given, of, path, always });
    }
  return [...pairs.values()];
}

/** Of tables of which each may be meant: what open of every one takes and its close gives back, told of the first. */
export function agreedBehind(
  tables: readonly OpsTable[],
  reports: HandlerReport[],
): { table: OpsTable; pairs: Pair[] } | null {
  const [table, ...others] = new Set(tables);
  if (table === undefined) return null;
  const theirs = others.map((other) => pairsOf(other, reports));
  const pairs = pairsOf(table, reports).filter(({ key }) =>
    theirs.every((own) => own.some((one) => areSameClaim(one.key, key))),
  );
  return pairs.length > 0 ? { table, pairs } : null;
}

/** What some close gives back under one of the names, of what is right for the caller. */
export function givenByClose(
  reports: readonly HandlerReport[],
  names: readonly string[],
  isRight: (claim: ClaimOf) => boolean = () => true,
): ClaimOf['given'] {
  for (const { op, balances } of reports)
    if (op === 'close')
      for (const { claims } of balances)
        for (const name of names) {
          const found = claimUnder(claims, name);
          if (found?.given && found.net < 0 && isRight(found)) return found.given;
        }
  return null;
}
