// SPDX-License-Identifier: GPL-2.0-only
/** One run over files or a tree, from request to findings. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import type { CalleeReport, HandlerReport, HolderReport } from '../analysis/reports/report.ts';
import { compareReleases } from '../contracts/model.ts';
import { formatRelease } from '../contracts/release.ts';
import { mappingCandidates } from '../facts/mappings/mappings.ts';
import type { OpsTable } from '../facts/model.ts';
import type { Finding } from '../findings/finding.ts';
import { compareLines } from '../findings/order.ts';
import { said } from '../findings/says.ts';
import { rules } from '../rules/index.ts';
import { isOwn } from '../text/source.ts';
import { DEPTH } from '../workspace/definitions.ts';
import { structMembers } from '../workspace/structMembers.ts';
import { analyse, analysisOf } from './analyse.ts';
import { checkRules } from './applyRules.ts';
import { load } from './load.ts';
import { lintModules } from './parts/lintModules.ts';
import { lintTrees, treesBelow } from './parts/lintTrees.ts';
import type { LintRequest, LintResult, Loaded, NotFound } from './request.ts';
import { ruleContext } from './ruleContext.ts';

/** A run with the reports that its rules read. */
export interface LintRun extends LintResult {
  reports: HandlerReport[];
  mappings: MappingReport[];
  callees: CalleeReport[];
  holders: HolderReport[];
  others: CalleeReport[];
}

/** Loads, analyses and checks. Throws ConfigError on a configuration file with a mistake in it. */
export async function lint(request: LintRequest): Promise<LintRun> {
  const started = performance.now();
  const result = await whole(request, started);
  // The searches may have answered from memory, and know better by now.
  const isRight = (await request.searches?.confirm()) ?? true;
  return isRight ? result : whole(request, started);
}

async function whole(request: LintRequest, started: number): Promise<LintRun> {
  const below = await treesBelow(request);
  if (below === null) return ofOneKernel(request, started);
  return lintTrees(below, request, (part) => ofOneKernel(part, started));
}

async function ofOneKernel(request: LintRequest, started: number): Promise<LintRun> {
  const loaded = await load({ ...request, withTouched: true }, DEPTH);
  if (loaded.modules === undefined) return overRange(explore(loaded, request, started), request, started);
  return lintModules(loaded, loaded.modules, request, async (part, range) => {
    const result = await run(part, started);
    return overRange({ ...result, releaseRange: range }, part, started);
  });
}

/**
 * Where the release is inferred as a range, the findings of its newest release say so if the oldest does not have them.
 * Arms of another release may move one, to another function or file too.
 */
async function overRange(result: LintRun, request: LintRequest, started: number): Promise<LintRun> {
  const { releaseRange: range, findings } = result;
  if (range === undefined || findings.length === 0) return result;
  if (compareReleases(range.first, range.last) === 0) return result;
  const { workspace: _, ...anew } = request;
  const findingsOf = async (isAsked: (path: string) => boolean) => {
    const isInPart = (path: string) => isAsked(path) && (request.isInPart?.(path) ?? true);
    return (await run({ ...anew, kernel: range.first, isOtherRelease: true, isInPart }, started)).findings;
  };
  const own = new Set(findings.map(({ place }) => place.file.path));
  const keyOf = ({ rule, function: name, table, op }: Finding) => `${rule}:${name}:${table}:${op}`;
  const now = new Set(findings.map(keyOf));
  const old = await findingsOf((path) => own.has(path));
  const isNew = (finding: Finding) => !old.some((one) => keyOf(one) === keyOf(finding));
  if (findings.some(isNew))
    // What is said of one file may be told by another: of how it maps, or of who calls it.
    old.push(...(await findingsOf(() => true)));
  const before = new Set(old.map(keyOf));
  const moved = new Set(old.filter((finding) => !now.has(keyOf(finding))).map(({ rule }) => rule));
  const [first, last] = [formatRelease(range.first), formatRelease(range.last)];
  const remark = `so in ${last}, not in ${first}: --kernel says which release it is for`;
  const judged = findings.map((finding): Finding => {
    if (before.has(keyOf(finding)) || moved.has(finding.rule)) return finding;
    return { ...finding, confidence: 'medium', ...said({ ...finding.says, remark }) };
  });
  const milliseconds = Math.round(performance.now() - started);
  return { ...result, findings: judged, summary: { ...result.summary, milliseconds } };
}

async function run(request: LintRequest, started: number): Promise<LintRun> {
  return explore(await load({ ...request, withTouched: true }, DEPTH), request, started);
}

function explore(loaded: Loaded, request: LintRequest, started: number): LintRun {
  const { program, handlers, isUnderLint } = loaded;
  const { notAnalysed, ...explored } = analyse(loaded, request);
  const structs = loaded.structs
    ? structMembers(program, loaded.structs, analysisOf(loaded), isUnderLint ?? (() => true))
    : [];
  const context = ruleContext(loaded, loaded, explored, isUnderLint, structs);
  const settingsOf = loaded.settings.forFiles(loaded.base, request);
  const checked = checkRules(rules, context, settingsOf);
  const belongs = belongsToLint(loaded);
  const findings = checked.findings.filter(belongs);
  const suppressed = checked.suppressed.filter(belongs);
  const counted = countedOf(loaded);
  const resolved = counted.handlers.filter(({ definitions }) => definitions.length > 0).length;
  const skippedFiles = [...loaded.skippedFiles, ...checked.lost];
  return {
    ...loaded,
    ...explored,
    skippedFiles,
    findings,
    suppressed,
    notAnalysed: notAnalysed.sort(compareLines),
    notFound: notFoundOf(handlers),
    ...(counted.tables === 0 && othersOf(loaded)),
    summary: {
      files: program.files.size,
      tables: counted.tables,
      handlers: counted.handlers.length,
      resolved,
      unresolved: counted.handlers.length - resolved,
      skipped: skippedFiles.length,
      notAnalysed: notAnalysed.length,
      suppressed: suppressed.length,
      milliseconds: Math.round(performance.now() - started),
    },
  };
}

/** What was looked at where it is tables of other structs alone. */
function othersOf({ structs, withoutMaps, program: { files } }: Loaded): Pick<LintResult, 'subject'> {
  if (withoutMaps !== undefined)
    return {
      subject: `${withoutMaps} ${withoutMaps === 1 ? 'file' : 'files'}, as none maps anything or has a vm_operations_struct`,
    };
  const count = structs?.tables.filter(({ isNamed }) => isNamed).length ?? 0;
  if (count === 0) return {};
  const tables = `${count} ${count === 1 ? 'table of another struct' : 'tables of other structs'}`;
  return { subject: `${tables}, ${files.size} ${files.size === 1 ? 'file' : 'files'}` };
}

/** What the summary counts; of a part of a run its own tables alone, so that the parts add up to the whole. */
function countedOf({ tables, handlers, isUnderLint, isOfOtherPart }: Loaded) {
  const isOwnTable = ({ place }: OpsTable) =>
    isOfOtherPart === undefined || isUnderLint?.(place.file.path) === true;
  return {
    tables: tables.filter(isOwnTable).length,
    handlers: handlers.filter(({ table }) => isOwnTable(table)),
  };
}

/**
 * What is said of a table elsewhere belongs to this run where it stands in the files under lint. A kernel tree that a
 * module is linted against is not under lint at all.
 */
function belongsToLint({
  program,
  workspace,
  tables,
  inTree,
  isUnderLint,
  isOfOtherPart,
}: Loaded): (finding: Finding) => boolean {
  if (!inTree) return ({ place }) => isOwn(place.file.path);
  if (isUnderLint === undefined) return () => true;
  const isInside = ({ place }: OpsTable) => isUnderLint(place.file.path);
  const own = new Set(tables.filter(isInside));
  let mapping: Set<string> | null = null;
  const mapsOwn = (name: string) => {
    mapping ??= new Set(
      (workspace?.mappings ?? mappingCandidates(program))
        .filter((candidate) => candidate.tables.some((table) => own.has(table)))
        .map(({ definition }) => definition.name),
    );
    return mapping.has(name);
  };
  return ({ place, table, function: name }) => {
    if (isUnderLint(place.file.path)) return true;
    if (isOfOtherPart?.(place.file.path)) return false;
    if (table === null) return name !== null && mapsOwn(name);
    const meant = program.lookupTable(table, place.file);
    return meant !== undefined && isInside(meant);
  };
}

function notFoundOf(handlers: Loaded['handlers']): NotFound[] {
  return handlers
    .filter(({ member, definitions }) => member.handler !== null && definitions.length === 0)
    .map(({ table, member }) => {
      const { file, start } = member.handlerPlace;
      const { line } = file.positionAt(start);
      return { handler: member.handler as string, op: member.op, table: table.name, file: file.path, line };
    })
    .sort(compareLines);
}
