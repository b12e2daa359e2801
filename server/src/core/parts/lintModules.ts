// SPDX-License-Identifier: GPL-2.0-only
/** A folder outside of a tree that holds modules for several releases: each is held against its own. */
import { resolve } from 'node:path';
import { compareReleases } from '../../contracts/model.ts';
import { formatRange } from '../../contracts/release.ts';
import { compareLines, comparePlaces, sortAndDedupe } from '../../findings/order.ts';
import type { Skipped } from '../../io/read.ts';
import { listed } from '../../text/words.ts';
import type { ReleaseRange } from '../../workspace/kernel.ts';
import type { ModulesApart } from '../../workspace/modules.ts';
import type { HandlerJob } from '../../workspace/scope.ts';
import type { LintRun } from '../lint.ts';
import type { LintRequest, Loaded } from '../request.ts';

/** Lints the modules of each range as a part of its own, and puts the parts together. */
export async function lintModules(
  loaded: Loaded,
  { ranges, rangeOf }: ModulesApart,
  request: LintRequest,
  lintPart: (part: LintRequest, range: ReleaseRange) => Promise<LintRun>,
): Promise<LintRun> {
  const { workspace: _, ...anew } = request;
  const parts: LintRun[] = [];
  for (const range of ranges) {
    const isInPart = (path: string) => rangeOf(path) === range && (request.isInPart?.(path) ?? true);
    parts.push(await lintPart({ ...anew, kernel: range.last, isOtherRelease: true, isInPart }, range));
  }
  return together(loaded, parts, noteOf(ranges));
}

/** @param head what all parts have in common */
export function together(head: Loaded, parts: LintRun[], releaseNote: string | null): LintRun {
  const all = <One>(listOf: (part: LintRun) => readonly One[]) => parts.flatMap(listOf);
  const sum = (key: keyof LintRun['summary']) => parts.reduce((n, { summary }) => n + summary[key], 0);
  const skippedFiles = distinct(all((part) => part.skippedFiles));
  const files = all(({ base, program }) =>
    [...program.files.values()].map(({ file }) => resolve(base, file.path)),
  );
  return {
    ...head,
    releaseNote,
    tables: all((part) => part.tables),
    handlers: all((part) => part.handlers),
    reports: all((part) => part.reports),
    mappings: all((part) => part.mappings),
    callees: all((part) => part.callees),
    holders: all((part) => part.holders),
    others: all((part) => part.others),
    libraries: all((part) => part.libraries),
    librariesElsewhere: all(({ librariesElsewhere }): HandlerJob[] => librariesElsewhere),
    findings: sortAndDedupe(all((part) => part.findings)),
    suppressed: all((part) => part.suppressed).sort((a, b) => comparePlaces(a.place, b.place)),
    notAnalysed: all((part) => part.notAnalysed).sort(compareLines),
    notFound: all((part) => part.notFound).sort(compareLines),
    skippedFiles,
    summary: {
      files: new Set(files).size,
      tables: sum('tables'),
      handlers: sum('handlers'),
      resolved: sum('resolved'),
      unresolved: sum('unresolved'),
      skipped: skippedFiles.length,
      notAnalysed: sum('notAnalysed'),
      suppressed: sum('suppressed'),
      milliseconds: Math.max(...parts.map(({ summary }) => summary.milliseconds)),
    },
  };
}

/** Each but once. */
export function distinct(skipped: readonly Skipped[]): Skipped[] {
  return [...new Map(skipped.map((one) => [`${one.path} ${one.reason}`, one])).values()];
}

export function noteOf(ranges: readonly ReleaseRange[]): string {
  const all = [...ranges].sort(byAge).map(formatRange);
  return `release${all.length === 1 ? '' : 's'} ${listed(all)}, module by module`;
}

const byAge = (a: ReleaseRange, b: ReleaseRange) =>
  compareReleases(a.first, b.first) || compareReleases(a.last, b.last);
