// SPDX-License-Identifier: GPL-2.0-only
/** Explores what a run asks for in one go. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import type { CalleeReport, HandlerReport, HolderReport } from '../analysis/reports/report.ts';
import { mappingCandidates } from '../facts/mappings/mappings.ts';
import { AnalysisCache } from '../workspace/analysisCache.ts';
import { explore } from '../workspace/explore.ts';
import { tableScope } from '../workspace/scope.ts';
import { gaps, openTables } from './gaps.ts';
import type { Loaded, LoadRequest, NotAnalysed } from './request.ts';

export interface Analysis {
  reports: HandlerReport[];
  mappings: MappingReport[];
  callees: CalleeReport[];
  holders: HolderReport[];
  others: CalleeReport[];
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
  const mappings = workspace?.mappings ?? mappingCandidates(program);
  const all = tableScope({ tables, handlers, mappings, libraries }, isUnderLint);
  const scope = { ...all, jobs: all.jobs.filter(({ definition }) => isExplored(definition)) };
  const analysis = analysisOf({ workspace, program, context });
  const steps = explore(analysis, scope);
  let step = steps.next();
  for (; !step.done; step = steps.next()) onProgress?.({ step: 'analyse', ...step.value });
  const { reports, callees, holders, others, lost } = step.value;
  return {
    reports,
    mappings: step.value.mappings,
    callees,
    holders,
    others,
    notAnalysed: [
      ...openTables(tables, isUnderLint),
      ...[...gaps(reports, step.value.mappings, lost, kernel)].map(([{ name, file, item }, gap]) => ({
        function: name,
        file: file.path,
        line: file.positionAt(item.nameSpan.start).line,
        ...gap,
      })),
    ],
  };
}
