// SPDX-License-Identifier: GPL-2.0-only
/** Remarks about a call that is missing are more than that where the change itself took it out. */
import type { LintResult } from '../core/request.ts';
import { calledNames } from '../facts/names/mentions.ts';
import type { Finding } from '../findings/finding.ts';

/** The names that each function of some files calls, by `file:function`. */
export type Calls = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads them now: the next lint may go on with the same program. */
export function callsIn(result: LintResult | null, paths: Iterable<string | null>): Calls {
  const found = new Map<string, Set<string>>();
  for (const path of new Set(paths)) {
    const functions = (path !== null && result?.program.files.get(path)?.functions) || [];
    for (const one of functions) {
      const key = `${path}:${one.name}`;
      found.set(key, new Set([...(found.get(key) ?? []), ...calledNames(one)]));
    }
  }
  return found;
}

/**
 * Returns what a change brought in, with a warning in place of a remark where the function made the call before.
 *
 * @param pathBefore what a file of now was called
 */
export function withLostCalls(
  introduced: readonly Finding[],
  before: Calls,
  now: Calls,
  pathBefore: (path: string) => string | null,
): Finding[] {
  return introduced.map((finding) => {
    const { lost = [], severity, function: name, place } = finding;
    const { path } = place.file;
    const old = before.get(`${pathBefore(path)}:${name}`);
    const own = now.get(`${path}:${name}`);
    if (severity !== 'information' || old === undefined || own === undefined) return finding;
    const isLost = lost.some((callee) => old.has(callee) && !own.has(callee));
    return isLost ? { ...finding, severity: 'warning' } : finding;
  });
}
