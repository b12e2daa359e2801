/** One run over a tree: the single entry that the command line and the editor share. */
import { rules } from '../rules/index.ts';
import { analyse } from './analyse.ts';
import { applyRules } from './applyRules.ts';
import { load } from './load.ts';
import type { LintRequest, LintResult } from './request.ts';

/** How many calls deep a handler is followed into files that nothing else loads; deeper ones count as unseen. */
const DEPTH = 3;

/** Loads, analyses and checks. Throws only on a mistake in the program itself. */
export async function lint(request: LintRequest): Promise<LintResult> {
  const started = performance.now();
  const loaded = await load(request, DEPTH);
  const { kernel, program, tables, handlers } = loaded;
  const { reports, mappings, notAnalysed } = analyse(loaded, request.onProgress);
  const context = { kernel, program, tables, handlers, reports, mappings, contract: request.contract };
  const findings = applyRules(rules, context, request.severities);
  const resolved = handlers.filter(({ definitions }) => definitions.length > 0).length;
  return {
    ...loaded,
    findings,
    notAnalysed,
    summary: {
      files: program.files.size,
      tables: tables.length,
      handlers: handlers.length,
      resolved,
      unresolved: handlers.length - resolved,
      skipped: loaded.skippedFiles.length,
      notAnalysed: notAnalysed.length,
      milliseconds: Math.round(performance.now() - started),
    },
  };
}
