// SPDX-License-Identifier: GPL-2.0-only
/** Functions beside handlers that may take two locks in the other order than these do. */

import type { CallEvent } from '../analysis/reports/model/events.ts';
import { nestingsOf } from '../analysis/reports/nesting.ts';
import type { FileFacts, FunctionDefinition } from '../facts/model.ts';
import { calledNames } from '../facts/names/mentions.ts';
import { namesIn } from '../facts/names/words.ts';
import { isOwn } from '../text/source.ts';

/**
 * Returns them: functions of the same file that name both locks, themselves or in what they call there.
 *
 * @param reports of handlers, functions that map, and what these call
 */
export function orderUsers(
  reports: readonly { definition: FunctionDefinition; calls: readonly CallEvent[] }[],
  files: ReadonlyMap<string, FileFacts>,
): FunctionDefinition[] {
  const found = new Set<FunctionDefinition>();
  const known = new Set(reports.map(({ definition }) => definition));
  for (const { path, outer, inner } of pairsIn(reports)) {
    const facts = files.get(path);
    if (facts === undefined) continue;
    const namesOf = new Map(facts.functions.map((one) => [one.name, namesIn(one)]));
    for (const one of facts.functions) {
      if (found.has(one) || known.has(one)) continue;
      const own = namesIn(one);
      if (!own.has(outer) && !own.has(inner)) continue;
      const isNamed = (lock: string) =>
        own.has(lock) || calledNames(one).some((name) => namesOf.get(name)?.has(lock));
      if (isNamed(outer) && isNamed(inner)) found.add(one);
    }
  }
  return [...found];
}

/** The last names of the locks that are nested, each pair once a file. */
function pairsIn(
  reports: Parameters<typeof orderUsers>[0],
): { path: string; outer: string; inner: string }[] {
  const pairs = new Map<string, { path: string; outer: string; inner: string }>();
  for (const { definition, calls } of reports) {
    const { path } = definition.file;
    if (!isOwn(path)) continue;
    for (const { outer, inner } of nestingsOf(calls)) {
      const pair = { path, outer: lastName(outer.name), inner: lastName(inner) };
      pairs.set(Object.values(pair).join(), pair);
    }
  }
  return [...pairs.values()];
}

const lastName = (lock: string) => lock.slice(lock.search(/\w*$/));
