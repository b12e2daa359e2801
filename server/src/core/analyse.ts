/** Explores the handlers and the functions that map. */
import { analyseHandler } from '../analysis/reports/handler.ts';
import { analyseMapping } from '../analysis/reports/mapping.ts';
import type { HandlerReport, MappingReport } from '../analysis/reports/report.ts';
import { mappingCandidates } from '../facts/mappings.ts';
import type { FunctionDefinition, OpsTable } from '../facts/model.ts';
import { reasonOf } from '../text/failure.ts';
import type { Loaded, NotAnalysed, Progress } from './request.ts';

export interface Analysis {
  reports: HandlerReport[];
  mappings: MappingReport[];
  notAnalysed: NotAnalysed[];
}

/** What an analysis needs of a run. */
export type Facts = Pick<Loaded, 'program' | 'context' | 'kernel' | 'tables' | 'handlers'>;

/** Returns a report per handler and op, and one per function that installs a table under lint. */
export function analyse(
  { program, context, kernel, tables, handlers }: Facts,
  onProgress?: (progress: Progress) => void,
): Analysis {
  const reports: HandlerReport[] = [];
  const lost = new Map<FunctionDefinition, string>();
  const lose = (definition: FunctionDefinition, error: unknown) => {
    lost.set(definition, reasonOf(error));
    context.active.clear();
  };
  const jobs = handlerJobs(handlers);
  for (const [done, { definition, op, tables: users }] of jobs.entries()) {
    onProgress?.({ step: 'analyse', done, total: jobs.length });
    try {
      reports.push(...analyseHandler(definition, op, kernel.ops.get(op), users, context));
    } catch (error) {
      lose(definition, error);
    }
  }
  const underLint = new Set(tables);
  const mappings: MappingReport[] = [];
  for (const { definition, tables: installed } of mappingCandidates(program)) {
    if (!installed.some((table) => underLint.has(table))) continue;
    try {
      mappings.push(...analyseMapping(definition, context));
    } catch (error) {
      lose(definition, error);
    }
  }
  return { reports, mappings, notAnalysed: gaps(reports, lost) };
}

interface Job {
  definition: FunctionDefinition;
  op: string;
  tables: OpsTable[];
}

/** One job per definition and op, whatever number of tables share it. */
function handlerJobs(handlers: Loaded['handlers']): Job[] {
  const jobs = new Map<FunctionDefinition, Map<string, Job>>();
  for (const { table, member, definitions } of handlers) {
    for (const definition of definitions) {
      const byOp = jobs.get(definition) ?? new Map<string, Job>();
      jobs.set(definition, byOp);
      const job = byOp.get(member.op) ?? { definition, op: member.op, tables: [] };
      byOp.set(member.op, job);
      job.tables.push(table);
    }
  }
  return [...jobs.values()].flatMap((byOp) => [...byOp.values()]);
}

const REASONS = { budget: 'too many paths', unreadable: 'part of it could not be parsed' };

/** Each function once, whatever number of ops and configurations have a gap. */
function gaps(reports: HandlerReport[], lost: Map<FunctionDefinition, string>): NotAnalysed[] {
  const reasons = new Map<FunctionDefinition, string>();
  for (const { definition, status } of reports)
    if (status !== 'complete') reasons.set(definition, REASONS[status]);
  for (const [definition, reason] of lost) reasons.set(definition, reason);
  return [...reasons].map(([{ name, file, item }, reason]) => ({
    function: name,
    file: file.path,
    line: file.positionAt(item.nameSpan.start).line,
    reason,
  }));
}
