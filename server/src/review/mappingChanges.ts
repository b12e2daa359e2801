// SPDX-License-Identifier: GPL-2.0-only
/** The functions that map in what a change reaches, and what user space can do with their mappings before and after it. */

import type { MappingExit } from '../analysis/reports/model/mappings.ts';
import { areOtherMappings, mappingsInWords } from '../analysis/state/mappingWords.ts';
import type { LintRun } from '../core/lint.ts';
import type { Change } from '../patch/change.ts';
import { pathAfter } from './lines.ts';
import type { MappingChange } from './model.ts';

/** A function that maps, by what all its explorations say. */
interface Mapping {
  file: string;
  name: string;
  line: number;
  exits: MappingExit[];
  /** It refuses VM_WRITE for some objects. */
  refusesSome: boolean;
  isComplete: boolean;
}

/** The functions that map, each as `file:function`, sorted. */
export function mappingNames(run: LintRun): string[] {
  return [...mappingsOf(run).keys()].sort();
}

/**
 * Returns what user space can do with mappings, where that is another thing after a change: in words for each way out of
 * a function that succeeds, those left out that it has before and after.
 */
export function mappingChanges(before: LintRun, after: LintRun, changes: readonly Change[]): MappingChange[] {
  const rename = pathAfter(changes);
  const old = mappingsOf(before, rename);
  const found: MappingChange[] = [];
  for (const [key, now] of mappingsOf(after)) {
    const then = old.get(key);
    if (then === undefined || !then.isComplete || !now.isComplete) continue;
    const isWriteRefused = then.refusesSome && now.refusesSome;
    if (!areOtherMappings(then.exits, now.exits, isWriteRefused)) continue;
    const { name, file, line } = now;
    found.push({
      function: name,
      file,
      line,
      ...difference(mappingsInWords(then.exits), mappingsInWords(now.exits)),
    });
  }
  return found;
}

/** What only one of two sets has, sorted; all of both where one of them has nothing of its own. */
function difference(was: ReadonlySet<string>, is: ReadonlySet<string>) {
  const before = [...was].filter((words) => !is.has(words)).sort();
  const after = [...is].filter((words) => !was.has(words)).sort();
  if (before.length > 0 && after.length > 0) return { before, after };
  return { before: [...was].sort(), after: [...is].sort() };
}

/** By `file:function`; the path is that after the change. */
function mappingsOf(
  { mappings, isUnderLint }: LintRun,
  rename: (path: string) => string | null = (path) => path,
): Map<string, Mapping> {
  const found = new Map<string, Mapping>();
  for (const { definition, exits, status, refusedWrites } of mappings) {
    const { file: source, item, name } = definition;
    const file = rename(source.path);
    if (file === null || isUnderLint?.(source.path) === false) continue;
    const key = `${file}:${name}`;
    const known = found.get(key);
    const refusesSome = refusedWrites.some(({ isConditional }) => isConditional);
    const isComplete = status === 'complete';
    if (known === undefined) {
      const { line } = source.positionAt(source.toCurrent(item.start));
      found.set(key, { file, name, line, exits: [...exits], refusesSome, isComplete });
      continue;
    }
    known.exits.push(...exits);
    known.refusesSome ||= refusesSome;
    known.isComplete &&= isComplete;
  }
  return found;
}
