// SPDX-License-Identifier: GPL-2.0-only
/** Asks git by plumbing alone, deaf to how the user has set it up. Nothing in the repository is written. */

import { lstatSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { groupsOf } from '../../text/match.ts';
import { withoutFilters } from './filters.ts';
import { GitError, runGit, withoutRepository, withoutTricks } from './runGit.ts';

/** How a file differs between two states. */
export interface RawChange {
  /** Null for a file that came. */
  oldPath: string | null;
  /** Null for a file that went. */
  newPath: string | null;
  /** Blob ids; null where there is no regular file, or only the work tree has it. */
  oldBlob: string | null;
  newBlob: string | null;
}

/** Options of everything that compares. */
const RAW = [
  '--raw',
  '-z',
  '-r',
  '-M',
  '--abbrev=64',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--ignore-submodules=all',
];

export class Git {
  /** Absolute path of the top of the work tree. */
  readonly top: string;
  /** Path of the index, from the folder that was asked for; null where its name cannot be told. */
  readonly index: string | null;
  readonly #environment: NodeJS.ProcessEnv;
  #deafToFilters: Promise<string[]> | null = null;

  private constructor(top: string, index: string | null, environment: NodeJS.ProcessEnv) {
    this.top = top;
    this.index = index;
    this.#environment = environment;
  }

  /** Returns the checkout that a folder lies in, or null. */
  static async at(folder: string): Promise<Git | null> {
    // What a hook is told of its repository holds for that one alone.
    for (const environment of [withoutTricks(process.env), withoutRepository(process.env)]) {
      try {
        const { top, index } = await placesOf(folder, environment);
        if (isWithin(top, realpathSync(folder)) && isTop(top, environment))
          return new Git(top, index, environment);
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        if (error.message.startsWith('git cannot be run')) return null;
      }
    }
    return null;
  }

  /** Why a folder that looks like a checkout is none for git; null when git has no objection. */
  static async objection(folder: string): Promise<string | null> {
    try {
      await runGit(folder, ['rev-parse', '--show-toplevel'], withoutTricks(process.env));
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Tells the paths of the checkout as a folder in it has them, with `/`. */
  pathsFrom(folder: string): (path: string) => string {
    const base = realpathSync(folder);
    return (path) => relative(base, join(this.top, path)).split(sep).join('/');
  }

  /** The full id of a commit, or null for what is none here. */
  async commit(revision: string): Promise<string | null> {
    try {
      const out = await this.#run([
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${revision}^{commit}`,
      ]);
      return out.toString('latin1').trim() || null;
    } catch {
      return null;
    }
  }

  async isShallow(): Promise<boolean> {
    return (await this.#run(['rev-parse', '--is-shallow-repository'])).toString('latin1').trim() === 'true';
  }

  /** The newest commit that both come from, or null. */
  async mergeBase(one: string, other: string): Promise<string | null> {
    try {
      return (await this.#run(['merge-base', one, other])).toString('latin1').trim() || null;
    } catch {
      return null;
    }
  }

  /** Whether the history of a commit has another in it. */
  async isAncestor(one: string, other: string): Promise<boolean> {
    return (await this.mergeBase(one, other)) === one;
  }

  /** The commits of one that another has not, the oldest first, parents before children. */
  async range(from: string, to: string): Promise<Commit[]> {
    const out = await this.#run([
      'rev-list',
      '--reverse',
      '--topo-order',
      '--no-commit-header',
      COMMIT,
      to,
      `^${from}`,
    ]);
    return commitsIn(out);
  }

  /** The newest commits of a history, the newest first. */
  async newest(of: string, count: number): Promise<Commit[]> {
    return commitsIn(await this.#run(['rev-list', `--max-count=${count}`, '--no-commit-header', COMMIT, of]));
  }

  /** How two commits differ. */
  async between(from: string, to: string): Promise<RawChange[]> {
    return changesIn(await this.#run(['diff-tree', ...RAW, '--end-of-options', from, to]));
  }

  /** What each of many commits changes against its first parent, by its id; the first of all has all its files new. */
  async changesOf(commits: readonly Commit[]): Promise<Map<string, RawChange[]>> {
    const found = new Map<string, RawChange[]>(commits.map(({ id }) => [id, []]));
    if (commits.length === 0) return found;
    const input = commits.map(({ id, parents }) => `${[id, ...parents.slice(0, 1)].join(' ')}\n`).join('');
    const out = (await this.#run(['diff-tree', '--stdin', '--root', ...RAW], input)).toString('utf8');
    let own: RawChange[] = [];
    // A commit that changes nothing has no entry.
    readRaw(out.split('\0'), {
      onCommit: (id) => {
        own = found.get(id) ?? [];
      },
      onChange: (change) => own.push(change),
    });
    return found;
  }

  /** How the work tree differs from a commit, without files that git does not follow. */
  async workTreeSince(commit: string): Promise<RawChange[]> {
    const deaf = await this.#filters();
    return changesIn(await this.#run([...deaf, 'diff-index', ...RAW, '--end-of-options', commit]));
  }

  /** Names of the files below a folder that are not as the index has them, as they are on disk, each with a NUL. */
  async unlikeIndex(folder: string, options: readonly string[]): Promise<Buffer> {
    const compare = [
      'diff-files',
      '--name-only',
      '--relative',
      '-z',
      '--no-textconv',
      '--ignore-submodules=all',
    ];
    return this.ask(folder, [...(await this.#filters()), ...options, ...compare]);
  }

  /** The C files of the work tree that git does not follow and is not told to ignore. */
  async untracked(): Promise<string[]> {
    const out = await this.#run([
      'ls-files',
      '-z',
      '--others',
      '--exclude-per-directory=.gitignore',
      '--full-name',
      '--',
      '*.c',
      '*.h',
    ]);
    return out.toString('utf8').split('\0').filter(Boolean);
  }

  /** The files that git follows. */
  async tracked(): Promise<Set<string>> {
    const out = await this.#run(['ls-files', '-z', '--full-name', '--', '*.c', '*.h']);
    return new Set(out.toString('utf8').split('\0').filter(Boolean));
  }

  /** The trees of commits, in their order; null for what is none here. */
  async treesOf(commits: readonly string[]): Promise<(string | null)[]> {
    if (commits.length === 0) return [];
    const input = commits.map((commit) => `${commit}^{tree}\n`).join('');
    const out = (await this.#run(['cat-file', '--batch-check'], input)).toString('latin1');
    return commits.map(
      (_, index) => /^([0-9a-f]{40,64}) tree /.exec(out.split('\n')[index] ?? '')?.[1] ?? null,
    );
  }

  /** Files as commits have them, in their order; null for what is none there. Paths are those of the checkout. */
  async filesOf(wanted: readonly { commit: string; path: string }[]): Promise<(Buffer | null)[]> {
    // A line of the question cannot hold every path.
    const asked = wanted.filter(({ path }) => !path.includes('\n'));
    if (asked.length === 0) return wanted.map(() => null);
    const input = asked.map(({ commit, path }) => `${commit}:${path}\n`).join('');
    const out = await this.#run(['cat-file', '--batch'], input);
    const found = new Map<(typeof asked)[number], Buffer>();
    let at = 0;
    for (const one of asked) {
      const end = out.indexOf(10, at);
      if (end === -1) break;
      const size = /^[0-9a-f]{40,64} blob (\d+)$/.exec(out.toString('latin1', at, end))?.[1];
      at = end + 1;
      if (size === undefined) continue;
      found.set(one, out.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return wanted.map((one) => found.get(one) ?? null);
  }

  /** A setting of the repository that is true. */
  async isSet(key: string): Promise<boolean> {
    try {
      return (await this.#run(['config', '--type=bool', '--get', key])).toString('latin1').trim() === 'true';
    } catch {
      return false;
    }
  }

  /** The contents of blobs by their ids. */
  async blobs(ids: readonly string[]): Promise<Map<string, Buffer>> {
    const wanted = [...new Set(ids)];
    const found = new Map<string, Buffer>();
    if (wanted.length === 0) return found;
    const out = await this.#run(['cat-file', '--batch'], wanted.map((id) => `${id}\n`).join(''));
    let at = 0;
    while (at < out.length) {
      const end = out.indexOf(10, at);
      if (end === -1) break;
      const [id = '', type = '', size = ''] = out.toString('latin1', at, end).split(' ');
      at = end + 1;
      if (type === 'missing')
        throw new GitError(`the object ${id} is missing: fetch it, as a partial clone does not have it`);
      found.set(id, out.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return found;
  }

  /** What a command prints that is run in a folder of the checkout, with its options of git before it. */
  ask(folder: string, args: readonly string[]): Promise<Buffer> {
    return runGit(folder, args, this.#environment);
  }

  /** Options for what reads files of the work tree. */
  #filters(): Promise<string[]> {
    this.#deafToFilters ??= withoutFilters(this.top, this.#environment);
    return this.#deafToFilters;
  }

  #run(args: readonly string[], input = ''): Promise<Buffer> {
    return runGit(this.top, args, this.#environment, input);
  }
}

/** What is asked of a commit. */
const COMMIT = '--format=%H%x00%T%x00%P%x00%s%x00';

export interface Commit {
  id: string;
  /** Names all that stands in it. */
  tree: string;
  parents: string[];
  subject: string;
}

function commitsIn(out: Buffer): Commit[] {
  const fields = out.toString('utf8').split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [id, tree, parents, subject] = fields.slice(at, at + 4) as [string, string, string, string];
    commits.push({ id: id.trim(), tree, parents: parents.split(' ').filter(Boolean), subject });
  }
  return commits;
}

function changesIn(out: Buffer): RawChange[] {
  return rawChanges(out.toString('utf8').split('\0'));
}

function rawChanges(fields: readonly string[]): RawChange[] {
  const found: RawChange[] = [];
  readRaw(fields, { onCommit: () => {}, onChange: (change) => found.push(change) });
  return found;
}

/** Reads records `:modes ids status NUL path NUL [path NUL]`, and between them the ids of commits. */
function readRaw(
  fields: readonly string[],
  { onCommit, onChange }: { onCommit: (id: string) => void; onChange: (change: RawChange) => void },
): void {
  for (let at = 0; at < fields.length; ) {
    const field = fields[at++] as string;
    const match = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(field);
    if (match === null) {
      if (/^[0-9a-f]{40,64}$/.test(field)) onCommit(field);
      continue;
    }
    const [oldMode, newMode, oldId, newId, status] = groupsOf(match, 5);
    const path = fields[at++] as string;
    const second = status === 'R' || status === 'C' ? (fields[at++] as string) : path;
    const isFile = (mode: string) => mode.startsWith('100');
    const blob = (id: string) => (/^0+$/.test(id) ? null : id);
    const oldPath = status !== 'C' && isFile(oldMode) ? path : null;
    // A file with a conflict has no mode: it is what stands in the work tree.
    const newPath = isFile(newMode) || status === 'U' ? second : null;
    if (oldPath === null && newPath === null) continue;
    onChange({
      oldPath,
      newPath,
      oldBlob: oldPath === null ? null : blob(oldId),
      newBlob: newPath === null ? null : blob(newId),
    });
  }
}

/** The top of the checkout that a folder lies in, and its index. */
async function placesOf(
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ top: string; index: string | null }> {
  const ask = async (...args: string[]) =>
    (await runGit(folder, ['rev-parse', '--show-toplevel', ...args], environment)).toString('utf8');
  const [top = '', index = '', ...rest] = (await ask('--git-path', 'index')).split(/\r?\n/);
  if (rest.length === 1) return { top, index };
  // One of the names has a line break.
  return { top: (await ask()).replace(/\r?\n$/, ''), index: null };
}

/** Whether a work tree is where its repository is: its configuration, which is data, may name any other folder. */
function isTop(folder: string, environment: NodeJS.ProcessEnv): boolean {
  if (environment.GIT_DIR !== undefined) return true;
  return folder !== '' && lstatSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined;
}

function isWithin(folder: string, inside: string): boolean {
  const path = relative(folder, inside);
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`));
}
