/** `vmops lint`: reads, checks, reports, and says by its exit code what came out. */
import { version } from '../../../package.json';
import { lint } from '../core/lint.ts';
import type { LintResult } from '../core/request.ts';
import type { Basis, Finding, Severity } from '../findings/finding.ts';
import { userCacheFolder } from '../io/cacheFile.ts';
import { RememberedSearches } from '../io/rememberedSearches.ts';
import { freshSearches, type Searches } from '../io/searches.ts';
import { jsonReport } from '../report/json.ts';
import { summaryLine } from '../report/summary.ts';
import { textReport } from '../report/text.ts';
import { rules } from '../rules/index.ts';
import { EXIT } from './errors.ts';
import { parseKernel, parseSeverities } from './options.ts';
import { loadParser } from './parser.ts';
import { displayPaths } from './paths.ts';
import type { ColorMode } from './terminal.ts';
import { complain, complainOfFiles, outputColors, progressLine } from './terminal.ts';

export type Shown = Exclude<Severity, 'off'>;
export type FailOn = Shown | 'never';

export interface LintOptions {
  format: 'text' | 'json';
  severity: Shown;
  failOn: FailOn;
  kernel?: string;
  tree?: string;
  exclude?: string[];
  rule?: string[];
  contract?: Basis;
  color: ColorMode;
  verbose?: boolean;
  quiet?: boolean;
  cache: boolean;
}

/** Runs the command and returns its exit code. */
export async function lintCommand(paths: string[], options: LintOptions): Promise<number> {
  await loadParser(complain);
  const progress = progressLine(options.quiet === true);
  const result = await lint({
    paths: paths.length > 0 ? paths : ['.'],
    cwd: process.cwd(),
    kernel: options.kernel === undefined ? null : parseKernel(options.kernel),
    tree: options.tree ?? null,
    exclude: options.exclude ?? [],
    severities: parseSeverities(
      options.rule ?? [],
      rules.map((rule) => rule.id),
    ),
    contract: options.contract ?? null,
    onProgress: progress.update,
    searches: searchesFor(paths, options),
  }).finally(progress.clear);
  const display = displayPaths(result, process.cwd());
  complainOfFiles(result, display);
  const shown = result.findings.filter(({ severity }) => isAtLeast(severity, options.severity));
  process.stdout.write(
    options.format === 'json'
      ? jsonReport({ ...result, findings: shown })
      : textOutput(result, shown, display, options),
  );
  if (result.badInputs.length > 0) return EXIT.trouble;
  return fails(result.findings, options.failOn) ? EXIT.findings : EXIT.clean;
}

/** With the memory of the last run over the same part of a tree. */
function searchesFor(paths: string[], { cache, kernel, tree, exclude }: LintOptions): Searches {
  const folder = cache ? userCacheFolder() : null;
  if (folder === null) return freshSearches;
  const part = JSON.stringify([process.cwd(), paths, kernel, tree, exclude]);
  return new RememberedSearches(folder, [version, part]);
}

function textOutput(
  result: LintResult,
  shown: Finding[],
  display: (path: string) => string,
  options: LintOptions,
): string {
  // "No findings" would be wrong where nothing was read.
  if (result.badInputs.length > 0 && result.summary.files === 0) return '';
  const report = textReport(shown, { colors: outputColors(options.color), display });
  if (options.quiet) return report;
  return `${report}${options.verbose ? gaps(result, display) : ''}${summaryLine(result)}\n`;
}

/** What the run did not see, a line each. */
function gaps(result: LintResult, display: (path: string) => string): string {
  const lines = [
    ...result.notFound.map(
      (gap) => `not found: ${display(gap.file)}:${gap.line}: ${gap.handler}, ${gap.op} of ${gap.table}`,
    ),
    ...result.notAnalysed.map(
      (gap) => `not analysed: ${display(gap.file)}:${gap.line}: ${gap.function}: ${gap.reason}`,
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const RANK = { information: 1, warning: 2, error: 3, never: 4 };

/** True when a finding is at or above the severity that `--fail-on` names. */
function fails(findings: Finding[], failOn: FailOn): boolean {
  return findings.some(({ severity }) => isAtLeast(severity, failOn));
}

/** Whether a severity is at or above another; nothing is at `never`. */
export function isAtLeast(severity: Shown, least: FailOn): boolean {
  return RANK[severity] >= RANK[least];
}
