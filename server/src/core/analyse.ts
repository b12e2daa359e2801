// SPDX-License-Identifier: GPL-2.0-only
/** Explores what a run asks for in one go. */
import type { CalleeReport, HandlerReport, HolderReport, MappingReport } from '../analysis/reports/report.ts';
import { isKnown } from '../analysis/reports/values.ts';
import type { Kernel } from '../contracts/model.ts';
import { mappingCandidates } from '../facts/mappings/mappings.ts';
import type { FunctionDefinition } from '../facts/model.ts';
import { AnalysisCache } from '../workspace/analysisCache.ts';
import { explore } from '../workspace/explore.ts';
import { tableScope } from '../workspace/scope.ts';
import type { Loaded, LoadRequest, NotAnalysed } from './request.ts';

export interface Analysis {
  reports: HandlerReport[];
  mappings: MappingReport[];
  callees: CalleeReport[];
  holders: HolderReport[];
  notAnalysed: NotAnalysed[];
}

/** What an analysis needs of a run. */
export type Facts = Pick<
  Loaded,
  'program' | 'workspace' | 'context' | 'kernel' | 'tables' | 'handlers' | 'libraries' | 'isUnderLint'
>;

/** What has been explored of the program: the workspace's, where there is one. */
export function analysisOf({
  workspace,
  program,
  context,
}: Pick<Loaded, 'workspace' | 'program' | 'context'>): AnalysisCache {
  return workspace?.analysis ?? new AnalysisCache(program, () => context);
}

/** Returns a report per handler and op, and one per function that maps under lint or with a table under lint. */
export function analyse(
  { program, workspace, context, kernel, tables, handlers, libraries, isUnderLint = () => true }: Facts,
  { onProgress, isExplored = () => true }: Pick<LoadRequest, 'onProgress' | 'isExplored'> = {},
): Analysis {
  const mappings = mappingCandidates(program);
  const all = tableScope({ tables, handlers, mappings, libraries }, isUnderLint);
  const scope = { ...all, jobs: all.jobs.filter(({ definition }) => isExplored(definition)) };
  const analysis = analysisOf({ workspace, program, context });
  const steps = explore(analysis, scope);
  let step = steps.next();
  for (; !step.done; step = steps.next()) onProgress?.({ step: 'analyse', ...step.value });
  const { reports, callees, holders, lost } = step.value;
  return {
    reports,
    mappings: step.value.mappings,
    callees,
    holders,
    notAnalysed: gaps(reports, lost, kernel),
  };
}

const REASONS = { budget: 'too many paths', unreadable: 'part of it could not be parsed' };

type Gap = Pick<NotAnalysed, 'gap' | 'reason'>;

/** Each function once, whatever number of ops and configurations have a gap: the gravest counts. */
function gaps(
  reports: HandlerReport[],
  lost: ReadonlyMap<FunctionDefinition, string>,
  kernel: Kernel,
): NotAnalysed[] {
  const found = new Map<FunctionDefinition, Gap>();
  for (const report of reports) {
    const known = found.get(report.definition);
    if (known?.gap === 'body') continue;
    const gap = bodyGap(report) ?? (known ? null : resultGap(report, kernel));
    if (gap) found.set(report.definition, gap);
  }
  for (const [definition, reason] of lost) found.set(definition, { gap: 'body', reason });
  return [...found].map(([{ name, file, item }, gap]) => ({
    function: name,
    file: file.path,
    line: file.positionAt(item.nameSpan.start).line,
    ...gap,
  }));
}

function bodyGap({ status, unread, exits, returnsValue, readsOfAbsentPage, op }: HandlerReport): Gap | null {
  const [macro] = unread;
  if (macro !== undefined) return { gap: 'body', reason: `the macro ${macro}() was not understood` };
  if (status !== 'complete') return { gap: 'body', reason: REASONS[status] };
  if (!returnsValue || exits.length > 0 || readsOfAbsentPage.length > 0) return null;
  return { gap: 'body', reason: `no path through it returns when core calls it as ${op}` };
}

function resultGap({ op, exits }: HandlerReport, kernel: Kernel): Gap | null {
  if (kernel.ops.get(op)?.result !== 'fault-code') return null;
  const exit = exits.find(({ values }) => values.some((value) => !isKnown(value)));
  if (!exit) return null;
  const { line } = exit.place.file.positionAt(exit.place.start);
  return { gap: 'result', reason: `what it returns in line ${line} is not known` };
}
