// SPDX-License-Identifier: GPL-2.0-only
/** Runs ripgrep: the binary that VMOPS_RIPGREP names, or the one that comes with `@vscode/ripgrep`. */
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { describeError, type Skipped } from '../read.ts';
import { CLOSED_FOLDERS, SOURCE_SUFFIXES } from './walk.ts';

/** Returns the path of the binary, or null where there is none for this platform. */
export async function findRipgrep(): Promise<string | null> {
  const { VMOPS_RIPGREP: given } = process.env;
  if (given && isRipgrep(given)) return given;
  try {
    // As the package itself looks for it, without loading an ES module for that.
    const from = createRequire(createRequire(join(__dirname, 'ripgrep')).resolve('@vscode/ripgrep'));
    const name = process.platform === 'win32' ? 'rg.exe' : 'rg';
    return from.resolve(`@vscode/ripgrep-${process.platform}-${process.arch}/bin/${name}`);
  } catch {
    return null;
  }
}

/** Whether a program says that it is ripgrep: another one would find nothing, without an error. */
function isRipgrep(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 5000, windowsHide: true });
  return /^ripgrep \d/.test(stdout ?? '');
}

/** The process could not be started: no descriptors, no memory, no such program any more. */
export class NotStarted extends Error {}

/** It ended before the search was done: what it had found by then is not all that there is. */
export class SearchFailed extends Error {}

export interface RipgrepRun {
  binary: string;
  /** Absolute path that it runs in; patterns and results are relative to it. */
  root: string;
  pattern: string;
  /** `-l`, `-n` and so on. */
  flags: readonly string[];
  /** Folders and files relative to the root, `''` for all of it. */
  paths: readonly string[];
  exclude: readonly string[];
  onSkip: (skipped: Skipped) => void;
  signal?: AbortSignal | undefined;
  /** Takes only what processor time is left over. */
  aside: boolean;
}

/**
 * Yields the output of a search in pieces of text, read as UTF-8. Files that ripgrep cannot read go to `onSkip`.
 *
 * @throws NotStarted before anything is yielded; SearchFailed when it is killed or refuses the pattern; another error
 *     when it is aborted
 */
export async function* runRipgrep(run: RipgrepRun): AsyncGenerator<string> {
  const child = spawn(run.binary, ripgrepArguments(run), {
    cwd: run.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: run.signal,
    windowsHide: true,
  });
  if (run.aside) stepBack(child.pid);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  // A rejection before the loop below ends is seen by the `await` after it.
  ended.catch(() => {});
  if (child.pid === undefined) {
    throw new NotStarted(
      await ended.then(
        () => 'ended',
        (error) => String(error),
      ),
    );
  }
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  try {
    for await (const text of child.stdout.setEncoding('utf8')) yield text as string;
    const code = await ended;
    const unexplained = reportComplaints(complaints, run.onSkip);
    // 0 found, 1 nothing found, 2 some error: about single files, or about the whole run.
    if (code !== 0 && code !== 1 && (code !== 2 || unexplained !== '')) {
      const how = typeof code === 'number' ? `ended with ${code}` : `was ended by ${code}`;
      const why = unexplained === '' ? '' : `: ${unexplained.split('\n', 1)[0]}`;
      throw new SearchFailed(`the search of the tree failed: ripgrep ${how}${why}`);
    }
  } finally {
    // The consumer may stop early.
    child.kill();
  }
}

function stepBack(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or may not: the search only competes then.
  }
}

/** Whether a pattern means the same to ripgrep and to git. */
function isPlain(pattern: string): boolean {
  return /^[\w.+@,/*!-]+$/.test(pattern) && !/[^/]\*\*|\*\*(?!\/)/.test(pattern.replace(/^!/, ''));
}

function ripgrepArguments(run: RipgrepRun): string[] {
  // As JavaScript understands `\b` and `\w`; for many names at once it takes half of the time, too.
  const own = ['--no-config', '--no-ignore', '--no-unicode', '--text', '--color=never', '--null'];
  const args = [...own, ...run.flags];
  for (const suffix of SOURCE_SUFFIXES) args.push('-g', `*${suffix}`);
  // What it may read otherwise than git is left to `compileExcludes`, which every caller puts behind it.
  if (run.exclude.every(isPlain))
    for (const pattern of run.exclude)
      args.push('-g', pattern.startsWith('!') ? pattern.slice(1) : `!${pattern}`);
  for (const folder of [...CLOSED_FOLDERS, '.*']) args.push('-g', `!${folder}`);
  args.push('-e', run.pattern, '--');
  // Without a path and without a terminal it would read standard input.
  for (const path of run.paths) args.push(`./${path}`);
  return args;
}

/** Hands what ripgrep's standard error says of single files or folders on, and returns the rest. */
export function reportComplaints(text: string, onSkip: (skipped: Skipped) => void): string {
  const rest: string[] = [];
  for (const line of text.split('\n')) {
    const match = /^(?:rg: )?(?:\.\/)?(.+): (.+) \(os error (\d+)\)$/.exec(line);
    if (match) {
      const code = { 2: 'ENOENT', 13: 'EACCES', 40: 'ELOOP' }[match[3] as string];
      onSkip({
        path: match[1] as string,
        reason: code ? describeError({ code }) : `cannot be read: ${match[2]}`,
      });
    } else if (line.trim() !== '') rest.push(line);
  }
  return rest.join('\n');
}
