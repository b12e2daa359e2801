// SPDX-License-Identifier: GPL-2.0-only
/** Lints a tree in which a few files were edited: what the edits reach, before and after them, and else the last run. */
import { posix } from 'node:path';
import { freeze } from '../core/memory/frozen.ts';
import type { EditedRun, Further } from '../core/memory/keptRun.ts';
import type { LintReport, LintRequest, LintResult, NotAnalysed, NotFound } from '../core/request.ts';
import { DEFAULT_EXCLUDE } from '../core/settings.ts';
import type { AllowedFinding, Finding } from '../findings/finding.ts';
import { compareFindings, compareLines } from '../findings/order.ts';
import { HeldSearches } from '../io/search/heldSearches.ts';
import { KeptSearches } from '../io/search/keptSearches.ts';
import { ScopeLog } from '../io/search/scopeLog.ts';
import { SearchLog } from '../io/search/searchLog.ts';
import type { Change } from '../patch/change.ts';
import { ChangeReader } from './reach/changeReader.ts';
import { NameUsers } from './reach/nameUsers.ts';
import { Reach } from './reach/reach.ts';
import { releaseOf } from './releaseOf.ts';
import { PatchedTree } from './tree.ts';
import { TreeLint } from './treeLint.ts';

/** Where the edits reach more files, a run of the whole is no slower. */
const MOST_REACHED = 100;

/**
 * Returns what a run of the whole tree would give now, and what it rests on beside the last run; null where that cannot
 * be told: the files that the edits reach did not give by themselves what they gave in the last run.
 */
export async function lintEdited(
  request: LintRequest,
  last: EditedRun,
): Promise<{ report: LintReport; further: Further } | null> {
  const started = performance.now();
  const changes: Change[] = last.edits.map(({ path, before, after }) => ({
    oldPath: path,
    newPath: path,
    before,
    after,
    edits: [],
    hunks: [],
  }));
  // Both sides are texts in memory: what was kept of searches counts for the other files alone.
  const after = new PatchedTree(last.root).with(changes);
  const before = after.without(changes);
  const asked = new SearchLog(new KeptSearches(last.asked, last.files, new HeldSearches()));
  const log = new ScopeLog(asked);
  const users = new NameUsers(last.root, [...DEFAULT_EXCLUDE, ...request.exclude], log);
  const release = releaseOf(after, request);
  const reader = new ChangeReader(release);
  const reach = new Reach(reader, users);
  const reached = new Set(await reach.of(after, changes));
  for (const path of neighbours(last)) reached.add(path);
  if (reached.size > MOST_REACHED) return null;
  const lints = new TreeLint(request, release, { users, versions: reader.versions, log });
  const paths = [...reached].sort();
  const old = await lints.lintPart(before, paths);
  if (old === null || !isPartOf(old, last.report, reached)) return null;
  const now = await lints.lintPart(after, paths);
  if (now === null || now.skippedFiles.length > 0 || now.badInputs.length > 0) return null;
  const report = exchanged(last.report, old, now);
  const milliseconds = Math.round(performance.now() - started);
  return {
    report: { ...report, summary: { ...report.summary, milliseconds } },
    further: { filesRead: log.filesRead, asked: asked.asked, looked: lints.looked },
  };
}

/**
 * The files that say something about the edited ones, and those beside them that were read: they may call through
 * tables of functions that no name leads to.
 */
function neighbours({ report, edits, files }: EditedRun): string[] {
  const edited = new Set(edits.map(({ path }) => path));
  const folders = new Set([...edited].map((path) => posix.dirname(path)));
  const beside = files.filter((path) => folders.has(posix.dirname(path)));
  const speaking = [...report.findings, ...report.suppressed].filter((finding) =>
    freeze(finding).files.some((path) => edited.has(path)),
  );
  return [...beside, ...speaking.map(({ place }) => place.file.path)];
}

/** Whether the lint of some files gave what the run of the whole had said of them, and nothing else. */
function isPartOf(part: LintResult, whole: LintReport, files: ReadonlySet<string>): boolean {
  const said = signsOf(whole);
  const given = signsOf(part);
  return (
    [...given.keys()].every((sign) => said.has(sign)) &&
    [...said].every(([sign, file]) => given.has(sign) || !files.has(file))
  );
}

/** All that is said, with the file that each thing is said of. */
function signsOf({ findings, suppressed, notAnalysed, notFound }: LintReport): Map<string, string> {
  const signs = new Map<string, string>();
  for (const one of [...findings, ...suppressed]) signs.set(signOf(one), one.place.file.path);
  for (const one of [...notAnalysed, ...notFound]) signs.set(signOf(one), one.file);
  return signs;
}

/** The last report with what some files gave then exchanged for what they give now. */
function exchanged(last: LintReport, old: LintResult, now: LintResult): LintReport {
  const swap = <T>(list: (report: LintReport) => T[]): T[] => {
    const gone = new Set(list(old).map(signOf));
    return [...list(last).filter((one) => !gone.has(signOf(one))), ...list(now)];
  };
  const notAnalysed = swap<NotAnalysed>((report) => report.notAnalysed);
  const suppressed = swap<AllowedFinding>((report) => report.suppressed).sort(compareFindings);
  const count = (key: 'files' | 'tables' | 'handlers' | 'resolved' | 'unresolved') =>
    last.summary[key] + now.summary[key] - old.summary[key];
  return {
    ...last,
    findings: swap<Finding>((report) => report.findings).sort(compareFindings),
    suppressed,
    notAnalysed: notAnalysed.sort(compareLines),
    notFound: swap<NotFound>((report) => report.notFound).sort(compareLines),
    summary: {
      ...last.summary,
      files: count('files'),
      tables: count('tables'),
      handlers: count('handlers'),
      resolved: count('resolved'),
      unresolved: count('unresolved'),
      notAnalysed: notAnalysed.length,
      suppressed: suppressed.length,
    },
  };
}

/** All that is said of a thing, with files by their paths. */
function signOf(one: unknown): string {
  return JSON.stringify(freeze(one));
}
