// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lint`: reads, checks, reports, and says by its exit code what came out. */
import { version } from '../../../../package.json';
import type { Release } from '../../contracts/model.ts';
import { lint } from '../../core/lint.ts';
import { LintMemory } from '../../core/memory/lintMemory.ts';
import type { LintReport, LintRequest, LintResult } from '../../core/request.ts';
import { isInShard, type Shard } from '../../core/shard.ts';
import { lintTarget, TargetError } from '../../core/target.ts';
import type { Basis, Finding } from '../../findings/finding.ts';
import { identitiesOf } from '../../findings/identity.ts';
import { type FailOn, isAtLeast, type Shown } from '../../findings/severity.ts';
import { RememberedSearches } from '../../io/search/rememberedSearches.ts';
import { freshSearches, type Searches } from '../../io/search/searches.ts';
import type { ReportInput } from '../../report/formats/format.ts';
import { commitsJson, commitsText } from '../../report/review/commits.ts';
import { rules } from '../../rules/index.ts';
import { EXIT, UsageError } from '../errors.ts';
import { fixedFiles, lintAndFix, patchOf } from '../fix.ts';
import { applyBaseline, type BaselineOptions, complainOfStale, readBaseline } from '../options/baseline.ts';
import { cacheFolderOf, programParts } from '../options/cacheOption.ts';
import { parseKernel, parseSeverities, parseShard } from '../options/options.ts';
import { readOutputs, writeOutputs } from '../options/outputs.ts';
import { loadParser } from '../parser.ts';
import { displayPaths, repositoryPaths } from '../paths.ts';
import { rulePage } from '../rulePages.ts';
import type { ColorMode } from '../terminal.ts';
import { complain, complainOfFiles, outputColors, progressLine, writeOut } from '../terminal.ts';
import { type LintedCommits, lintDiff, lintRange } from './gitCommands.ts';

export interface LintOptions extends BaselineOptions {
  format?: string;
  output?: string[];
  severity?: Shown;
  failOn: FailOn;
  kernel?: string;
  tree?: string;
  exclude?: string[];
  rule?: string[];
  contract?: Basis;
  diff?: string | true;
  commits?: string;
  color: ColorMode;
  verbose?: boolean;
  quiet?: boolean;
  /** A folder, or false for none. */
  cache?: string | boolean;
  shard?: string;
  fix?: boolean;
  dryRun?: boolean;
  target?: string;
}

/** Runs the command and returns its exit code. */
export async function lintCommand(paths: string[], options: LintOptions): Promise<number> {
  const { commits, diff } = options;
  const outputs = readOutputs(options.format, options.output ?? []);
  const baseline = readBaseline(options);
  if (options.dryRun && !options.fix) throw new UsageError('--dry-run: it belongs to --fix');
  if (options.fix && options.shard !== undefined)
    throw new UsageError('--fix: it is for a whole run, not for a part of one (--shard)');
  if (options.fix && (commits ?? diff) !== undefined)
    throw new UsageError('--fix: it is for the files as they are, not for --diff or --commits');
  const target = targetOf(options);
  const isPlain = !options.fix && target === null && (commits ?? diff) === undefined;
  const memory = isPlain ? memoryOf(paths, options) : null;
  const known = (await memory?.recall()) ?? null;
  let isUsual = true;
  const prepare = () =>
    loadParser((line) => {
      isUsual = false;
      complain(line);
    });
  if (known === null && commits === undefined) await prepare();
  if (commits !== undefined) {
    const { request, clear } = requestOf(paths, options);
    const folder = cacheFolderOf(options.cache);
    const cache = folder === null ? null : { folder, part: programParts() };
    const range = lintRange(request, commits, { shard: shardOf(options), cache, prepare });
    return reportCommits(await range.finally(clear), options);
  }
  const run = () => {
    const { request: asked, clear } = requestOf(paths, options);
    const request =
      memory === null ? asked : { ...asked, sources: memory.sources, searches: memory.over(freshSearches) };
    const linted =
      target !== null
        ? lintTarget(request, target).catch(asUsage)
        : diff === undefined
          ? lint(request)
          : lintDiff(request, diff === true ? 'HEAD' : diff);
    return linted.finally(clear);
  };
  const edited = known === null && isUsual ? await afterEdits(memory, paths, options) : null;
  const fresh = (known ?? edited) === null ? await lintAndFix(run, options, baseline) : null;
  const result: LintReport = known ?? edited ?? (fresh as LintResult);
  const display = displayPaths(result, process.cwd());
  complainOfFiles(result, display);
  const identities = identitiesOf([...result.findings, ...result.suppressed]);
  const held = baseline && applyBaseline(result, identities, baseline, options);
  if (held) complainOfStale(held.compared, options.baseline ?? '', options.strictBaseline === true);
  const found = held?.compared.fresh ?? result.findings;
  const input = {
    ...reportInput({ ...result, findings: found }, display, options),
    identities,
    baseline: held?.compared ?? null,
    shard: options.shard ?? null,
  };
  if (options.dryRun) process.stdout.write(patchOf(fixedFiles(found), input.repositoryPath));
  const isWritten =
    (options.dryRun || writeOutputs(outputs, input, options.severity)) && held?.isWritten !== false;
  if (fresh !== null && isUsual) await memory?.keep(fresh);
  if (result.badInputs.length > 0 || !isWritten) return EXIT.trouble;
  if (options.strictBaseline && held && held.compared.stale.length > 0) return EXIT.findings;
  return fails(found, options.failOn) ? EXIT.findings : EXIT.clean;
}

/** A few edits since the last run: what they reach is linted, and the rest is known. */
async function afterEdits(
  memory: LintMemory | null,
  paths: string[],
  options: LintOptions,
): Promise<LintReport | null> {
  const last = memory?.edited ?? null;
  if (memory === null || last === null) return null;
  const { lintEdited } = await import('../../review/lintEdited.ts');
  const { request, clear } = requestOf(paths, options);
  const found = await lintEdited(request, last).finally(clear);
  if (found === null) return null;
  await memory.keepEdited(found.report, found.further);
  return found.report;
}

function asUsage(error: unknown): never {
  throw error instanceof TargetError ? new UsageError(error.message) : error;
}

/** The release that the code is to move to. Throws UsageError where the rest of the options does not go with it. */
function targetOf({ target, commits, diff, shard, contract }: LintOptions): Release | null {
  if (target === undefined) return null;
  const other = { '--commits': commits, '--diff': diff, '--shard': shard, '--contract': contract };
  const [clash] = Object.entries(other).find(([, value]) => value !== undefined) ?? [];
  if (clash !== undefined) throw new UsageError(`--target: it does not go with ${clash}`);
  return parseKernel(target, '--target');
}

/** What a run is asked for, and what takes its progress off the terminal. */
function requestOf(paths: string[], options: LintOptions): { request: LintRequest; clear: () => void } {
  const progress = progressLine(options.quiet === true);
  const shard = shardOf(options);
  const request: LintRequest = {
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
    ...(shard && { isInPart: (path: string) => isInShard(path, shard) }),
    onProgress: progress.update,
    searches: searchesFor(paths, options),
  };
  return { request, clear: progress.clear };
}

function reportCommits({ commits, root, inTree }: LintedCommits, options: LintOptions): number {
  const { format = 'text', output = [], severity = format === 'json' ? 'information' : 'warning' } = options;
  if (output.length > 0 || (format !== 'text' && format !== 'json'))
    throw new UsageError('--commits is reported with --format text or json');
  const shown = commits.map((one) => ({
    ...one,
    introduced: one.introduced.filter(({ finding }) => isAtLeast(finding.severity, severity)),
    fixed: one.fixed.filter(({ finding }) => isAtLeast(finding.severity, severity)),
  }));
  const display = displayPaths({ base: root, inTree }, process.cwd());
  const colors = outputColors(options.color);
  writeOut(
    format === 'json'
      ? commitsJson(shown, options.shard ?? null)
      : commitsText(shown, { colors, display, quiet: options.quiet === true }),
  );
  const introduced = commits.flatMap((one) => one.introduced.map(({ finding }) => finding));
  return fails(introduced, options.failOn) ? EXIT.findings : EXIT.clean;
}

function shardOf({ shard }: LintOptions): Shard | null {
  return shard === undefined ? null : parseShard(shard);
}

/** What was kept of a run that was asked the same. */
function memoryOf(paths: string[], options: LintOptions): LintMemory | null {
  const folder = cacheFolderOf(options.cache);
  if (folder === null) return null;
  const part = [...programParts(), options.shard ?? ''];
  return LintMemory.for(requestOf(paths, options).request, folder, part);
}

/** With the memory of the last run over the same part of a tree. */
function searchesFor(paths: string[], options: LintOptions): Searches {
  const { kernel, tree, exclude } = options;
  const folder = cacheFolderOf(options.cache);
  if (folder === null) return freshSearches;
  const part = JSON.stringify([process.cwd(), paths, kernel, tree, exclude]);
  return new RememberedSearches(folder, [version, part]);
}

function reportInput(
  result: LintReport,
  display: (path: string) => string,
  options: LintOptions,
): Omit<ReportInput, 'shown' | 'identities' | 'baseline' | 'shard'> {
  return {
    result,
    display,
    repositoryPath: repositoryPaths(result, process.cwd()),
    colors: outputColors(options.color),
    quiet: options.quiet === true,
    verbose: options.verbose === true,
    rules: () => rules.map((rule) => ({ ...rule, page: rulePage(rule.id) })),
    version,
  };
}

/** True when a finding is at or above the severity that `--fail-on` names. */
function fails(findings: Finding[], failOn: FailOn): boolean {
  return findings.some(({ severity }) => isAtLeast(severity, failOn));
}
