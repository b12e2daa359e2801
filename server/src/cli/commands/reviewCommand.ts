// SPDX-License-Identifier: GPL-2.0-only
/** `vmops review`: what patches bring in and mend, before they are applied. */
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { version } from '../../../../package.json';
import { ConfigError } from '../../config/config.ts';
import type { Basis } from '../../findings/finding.ts';
import { type FailOn, isAtLeast, type Shown } from '../../findings/severity.ts';
import { Git } from '../../io/git/git.ts';
import { readMailFiles } from '../../io/mailFiles.ts';
import { checkText, describeError } from '../../io/read.ts';
import { findTreeRoot } from '../../io/tree.ts';
import type { PatchMail } from '../../mail/patchMail.ts';
import { readMails } from '../../mail/read.ts';
import { inOrder } from '../../mail/series.ts';
import { b4Checks, checkpatchLines, type Trouble } from '../../report/review/checks.ts';
import { reviewJson } from '../../report/review/json.ts';
import { reviewMail } from '../../report/review/mail.ts';
import { reviewRdjson } from '../../report/review/rdjson.ts';
import { reviewText, titleOf } from '../../report/review/text.ts';
import { Bases } from '../../review/git/bases.ts';
import { ChangeMemory } from '../../review/memory/changeMemory.ts';
import type { PatchReview, Review, ReviewFinding } from '../../review/model.ts';
import { review } from '../../review/review.ts';
import type { LintSettings } from '../../review/treeLint.ts';
import { isC } from '../../text/source.ts';
import { EXIT, UsageError } from '../errors.ts';
import { cacheFolderOf, programParts } from '../options/cacheOption.ts';
import { parseKernel, parseSeverities } from '../options/options.ts';
import { loadParser } from '../parser.ts';
import { displayPaths, printable, repositoryPaths } from '../paths.ts';
import type { ColorMode } from '../terminal.ts';
import { complain, outputColors, writeOut } from '../terminal.ts';
import { answered } from './gitCommands.ts';

export interface ReviewOptions {
  format: 'text' | 'json' | 'mail' | 'checkpatch' | 'b4' | 'rdjson';
  tree?: string;
  kernel?: string;
  base: string;
  fuzz: string;
  revision?: string;
  replyAll?: boolean;
  severity?: Shown;
  failOn: FailOn;
  existing?: boolean;
  exclude?: string[];
  rule?: string[];
  contract?: Basis;
  /** A folder, or false for none. */
  cache?: string | boolean;
  color: ColorMode;
  quiet?: boolean;
}

/** Runs the command and returns its exit code. */
export async function reviewCommand(names: string[], options: ReviewOptions): Promise<number> {
  if (options.format !== 'checkpatch' && options.format !== 'b4') return run(names, options);
  // Who reads these takes every line on standard error for a failure of the patch.
  try {
    return await run(names, options);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
    writeOut(forChecks(options, { patches: [] }, [{ what: 'the patch', reason: error.message }]));
    return EXIT.trouble;
  }
}

async function run(names: string[], options: ReviewOptions): Promise<number> {
  const cwd = process.cwd();
  const isForChecks = options.format === 'checkpatch' || options.format === 'b4';
  const say = isForChecks ? () => {} : complain;
  const root = rootOf(options.tree, cwd);
  const settings = await settingsOf(options);
  const fuzz = numberOf('--fuzz', options.fuzz);
  const revision = options.revision === undefined ? null : numberOf('--revision', options.revision);
  const { mails, trouble } = await readAll(names.length > 0 ? names : ['-'], cwd);
  for (const { what, reason } of trouble) say(`${what}: ${reason}`);
  const ordered = inOrder(mails, revision);
  if (revision !== null && mails.some(isPatch) && !ordered.some(isPatch))
    throw new UsageError(`--revision ${revision}: no patch of that version`);
  const folder = cacheFolderOf(options.cache);
  const memory = folder === null ? null : new ChangeMemory(folder, programParts(), root, settings);
  const bases = new Bases(await Git.at(root), root, options.base);
  const result = await answered(() =>
    review({ root, bases, mails: ordered, fuzz, settings, memory, prepare: () => loadParser(say) }),
  );
  const failed = result.patches.filter(({ status }) => status === 'failed');
  for (const patch of failed) say(`${printable(titleOf(patch))}: ${patch.reason}`);
  const unread = result.patches.flatMap(unreadOf);
  for (const line of unread) say(line);
  writeOut(output(names, atLeast(result, options), trouble, options, cwd));
  if (trouble.length + failed.length + unread.length > 0) return EXIT.trouble;
  return fails(result, options.failOn) ? EXIT.findings : EXIT.clean;
}

/** The files of a patch that are not read after it, as NUL bytes or endless lines make them, with the reason. */
function unreadOf(patch: PatchReview): string[] {
  return patch.changes.flatMap(({ newPath, after }) => {
    if (newPath === null || after === null || !isC(newPath)) return [];
    const reason = checkText(after);
    return reason === null ? [] : [`${titleOf(patch)}: ${printable(newPath)}: skipped: ${reason}`];
  });
}

const isPatch = ({ skipped }: PatchMail) => skipped === null;

async function settingsOf(options: ReviewOptions): Promise<LintSettings> {
  const { rule = [] } = options;
  // The rules are loaded when one is named, or something is to be linted.
  const ids = rule.length === 0 ? [] : (await import('../../rules/index.ts')).rules.map(({ id }) => id);
  return {
    kernel: options.kernel === undefined ? null : parseKernel(options.kernel),
    exclude: options.exclude ?? [],
    severities: parseSeverities(rule, ids),
    contract: options.contract ?? null,
  };
}

async function readAll(names: string[], cwd: string): Promise<{ mails: PatchMail[]; trouble: Trouble[] }> {
  const { files, bad } = readMailFiles(names, cwd);
  const trouble: Trouble[] = bad.map(({ path, reason }) => ({ what: printable(path), reason }));
  const mails: PatchMail[] = [];
  for (const { name, bytes } of files) {
    const read = await readMails(bytes);
    mails.push(...read.mails);
    trouble.push(...read.bad.map((reason) => ({ what: printable(name), reason })));
  }
  return { mails, trouble };
}

function output(
  names: string[],
  result: Review,
  trouble: Trouble[],
  options: ReviewOptions,
  cwd: string,
): string {
  const existing = options.existing === true;
  switch (options.format) {
    case 'json':
      return reviewJson(result, { existing });
    case 'rdjson':
      return reviewRdjson(result, repositoryPaths({ base: result.root }, cwd));
    case 'mail':
      return reviewMail(result, {
        replyAll: options.replyAll === true,
        version,
        command: commandOf(names, options),
      });
    case 'checkpatch':
    case 'b4':
      return forChecks(options, result, trouble);
    default: {
      const display = displayPaths({ base: result.root, inTree: result.inTree }, cwd);
      const colors = outputColors(options.color);
      return reviewText(result, { colors, display, existing, quiet: options.quiet === true });
    }
  }
}

/** The findings that are reported. */
function atLeast(
  result: Review,
  { format, severity = format === 'json' ? 'information' : 'warning' }: ReviewOptions,
): Review {
  const keep = (all: ReviewFinding[]) => all.filter(({ finding }) => isAtLeast(finding.severity, severity));
  const patches = result.patches.map((patch) => ({
    ...patch,
    introduced: keep(patch.introduced),
    fixed: keep(patch.fixed),
    existing: keep(patch.existing),
    notCompared: keep(patch.notCompared),
  }));
  return { ...result, patches };
}

function forChecks({ format }: ReviewOptions, result: Pick<Review, 'patches'>, trouble: Trouble[]): string {
  return format === 'b4' ? b4Checks(result, trouble) : checkpatchLines(result, trouble);
}

/** The command that repeats a review in the same tree, without the folders of this machine. */
function commandOf(names: string[], options: ReviewOptions): string {
  const { kernel, rule = [], contract, base, fuzz, revision, severity, exclude = [] } = options;
  const told: [option: string, value: string | undefined][] = [
    ['--base', base === 'auto' ? undefined : base],
    ['--revision', revision],
    ['--fuzz', fuzz === '2' ? undefined : fuzz],
    ['--kernel', kernel],
    ['--contract', contract],
    ['--severity', severity],
    ...rule.map((one): [string, string] => ['--rule', one]),
    ...exclude.map((one): [string, string] => ['--exclude', one]),
  ];
  const words = told.flatMap(([option, value]) => (value === undefined ? [] : [option, asWord(value)]));
  const files = names.filter((name) => name !== '-').map((name) => asWord(printable(basename(name))));
  return ['vmops review', ...words, ...(files.length > 0 ? files : ['< MAIL'])].join(' ');
}

/** As a shell takes it for one word. */
function asWord(text: string): string {
  return /^[\w@%+=:,./^~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The tree that patches apply to: what was named, or what the current folder lies in. */
function rootOf(given: string | undefined, cwd: string): string {
  const path = resolve(cwd, given ?? '.');
  try {
    if (!statSync(path).isDirectory()) throw new UsageError(`--tree ${printable(path)}: is no folder`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--tree ${printable(given ?? '.')}: ${describeError(error)}`);
  }
  return findTreeRoot(path) ?? path;
}

function numberOf(option: string, text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`${option} ${text}: not a number`);
  return Number(text);
}

function fails({ patches }: Review, failOn: FailOn): boolean {
  return patches.some(({ introduced }) =>
    introduced.some(({ finding }) => isAtLeast(finding.severity, failOn)),
  );
}
