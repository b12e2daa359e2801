// SPDX-License-Identifier: GPL-2.0-only
/** Starts git, deaf to how the user has set it up and to the programs that a repository names. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Git is missing, or cannot answer; the message is one phrase for the user. */
export class GitError extends Error {
  /** What it ended with; null where it did not run. */
  readonly code: number | null;

  constructor(message: string, code: number | null = null) {
    super(message);
    this.code = code;
  }
}

/** Settings that change what plumbing does, or have it start a program. */
const DEAF = [
  '--no-pager',
  '-c',
  // Empty is off for every git; an old one takes `false` for a program.
  'core.fsmonitor=',
  '-c',
  'core.quotePath=false',
  '-c',
  'core.attributesFile=',
  '-c',
  'core.excludesFile=',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'diff.orderFile=',
  '-c',
  'diff.ignoreSubmodules=all',
  '-c',
  'submodule.recurse=false',
  '-c',
  'diff.renameLimit=2000',
  '-c',
  'log.showSignature=false',
  '-c',
  'gc.auto=0',
  '-c',
  'protocol.allow=never',
];

/**
 * Returns what git prints in a folder.
 *
 * @throws GitError
 */
export function runGit(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<Buffer> {
  const program = gitProgram();
  if (program === null) return Promise.reject(new GitError('git cannot be run: it is not in PATH'));
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...DEAF, ...args], {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const out: Buffer[] = [];
    let complaints = '';
    child.once('error', (error) => reject(new GitError(`git cannot be run: ${error.message}`)));
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out));
      else reject(new GitError(phraseOf(complaints) || `git ${args[0]} ended with ${code}`, code));
    });
    // Git may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Where programs are for who has no PATH, as some editors start what they run. */
const USUAL_PATH = ['/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);

/** Absolute path of git, or null: left to itself, a system may take a program of that name out of the folder. */
export function gitProgram(): string | null {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  for (const folder of (process.env.PATH ?? USUAL_PATH).split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  }
  return null;
}

/** The first line that git complains with. */
function phraseOf(complaints: string): string {
  const line = complaints.split('\n').find((one) => one.trim() !== '') ?? '';
  return line.replace(/^(?:fatal|error): /, 'git: ').trim();
}

/** An environment without what makes git do other things than it is asked for. */
export function withoutTricks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^GIT_(?:EXTERNAL_DIFF|DIFF_OPTS|PAGER|TRACE|.*PATHSPECS|ATTR_|ICASE|CONFIG$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    // Git that does not know the line before would fetch by a program that the repository names: no protocol is allowed.
    GIT_ALLOW_PROTOCOL: ':',
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C',
  };
}

/** The same, and without what names a repository. */
export function withoutRepository(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(withoutTricks(env)).filter(
    ([name]) =>
      !/^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)$/.test(
        name,
      ),
  );
  return Object.fromEntries(kept);
}
