// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lint --diff` and `vmops lint --commits`: what changes in a git checkout bring in. */
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { underLint } from '../../core/candidates.ts';
import type { LintRequest, LintResult } from '../../core/request.ts';
import type { Shard } from '../../core/shard.ts';
import { Git } from '../../io/git/git.ts';
import { GitError } from '../../io/git/runGit.ts';
import { resolveInputs } from '../../io/inputs.ts';
import { DISK } from '../../io/sources.ts';
import { findTreeRoot } from '../../io/tree.ts';
import { emptyLint } from '../../review/emptyLint.ts';
import { lintCommits } from '../../review/git/lintCommits.ts';
import { lintWorkTree } from '../../review/git/lintWorkTree.ts';
import { CommitMemory } from '../../review/memory/commitMemory.ts';
import type { CommitReview } from '../../review/model.ts';
import type { LintSettings } from '../../review/treeLint.ts';
import { UsageError } from '../errors.ts';

/**
 * Lints what the work tree has changed since it and a base parted; of the findings those that are new.
 *
 * @param base a revision
 * @throws UsageError when git cannot tell
 */
export async function lintDiff(request: LintRequest, base: string): Promise<LintResult> {
  if (!(await isPath(base, request.cwd))) return lintSince(request, base);
  const paths = isWhole(request) ? [base] : [base, ...request.paths];
  return lintSince({ ...request, paths }, 'HEAD');
}

async function lintSince(request: LintRequest, base: string): Promise<LintResult> {
  const { git, root } = await checkoutOf(request);
  const { comparison, result, conflicts, unnamed } = await answered(() =>
    lintWorkTree(git, root, base, settingsOf(request)),
  );
  const inputs = resolveInputs(request.paths, realpathSync(request.cwd), DISK, root);
  // By way of a symbolic link they may lie elsewhere in name.
  const isBelow = [...inputs.folders, ...inputs.files].every((path) => !path.startsWith('..'));
  const isAsked =
    inputs.base === root && isBelow
      ? underLint(inputs, request.isInPart)
      : (request.isInPart ?? (() => true));
  const findings = comparison.introduced
    .map(({ finding }) => finding)
    .filter(({ place }) => isAsked(place.file.path));
  const torn = conflicts.filter(isAsked).map((path) => ({ path, reason: 'has a conflict to resolve' }));
  const nameless = unnamed.filter(isAsked).map((path) => ({ path, reason: 'has a name that is no UTF-8' }));
  const badInputs = [...inputs.bad, ...torn, ...nameless];
  if (result === null) return { ...emptyLint(root, request.kernel), badInputs };
  return { ...result, findings, badInputs: [...result.badInputs, ...badInputs] };
}

export interface LintedCommits {
  commits: CommitReview[];
  /** Absolute path of the tree. */
  root: string;
  inTree: boolean;
}

/** Whether the word behind `--diff` is no revision but the first path. */
async function isPath(word: string, cwd: string): Promise<boolean> {
  if (!existsSync(resolve(cwd, word))) return false;
  const git = await Git.at(cwd);
  return git === null || (await git.commit(word)) === null;
}

/** Whether the command named no path. */
function isWhole({ paths }: LintRequest): boolean {
  return paths.length === 1 && paths[0] === '.';
}

export interface RangeRequest {
  /** The part of the range to look at; null for all of it. */
  shard: Shard | null;
  /** Where earlier runs are remembered, and what tells this program from others; null for nowhere. */
  cache: { folder: string; part: readonly string[] } | null;
  /** Called before anything is linted. */
  prepare: () => Promise<void>;
}

/**
 * Lints each commit of a range against its parent.
 *
 * @throws UsageError when git cannot tell
 */
export async function lintRange(
  request: LintRequest,
  range: string,
  { shard, cache, prepare }: RangeRequest,
): Promise<LintedCommits> {
  const { git, root } = await checkoutOf(request);
  const settings = settingsOf(request);
  const memory = cache && new CommitMemory(cache.folder, cache.part, root, settings);
  const commits = await answered(() => lintCommits(git, root, range, settings, { shard, memory, prepare }));
  return { commits, root, inTree: findTreeRoot(root) !== null };
}

/** The checkout of the paths that were named, and the tree in it. */
async function checkoutOf({ paths, cwd }: LintRequest): Promise<{ git: Git; root: string }> {
  const inputs = resolveInputs(paths, cwd);
  const [bad] = inputs.bad;
  if (bad !== undefined) throw new UsageError(`${bad.path}: ${bad.reason}`);
  const base = realpathSync(inputs.tree ?? resolve(inputs.base));
  const git = await Git.at(base);
  if (git === null) {
    const objection = await Git.objection(base);
    throw new UsageError(`${base}: ${objection ?? 'not in the work tree of a git checkout'}`);
  }
  return { git, root: inputs.tree === null ? git.top : base };
}

function settingsOf({ kernel, exclude, severities, contract }: LintRequest): LintSettings {
  return { kernel, exclude, severities, contract };
}

/** Runs what asks git; what git cannot tell becomes a usage error. */
export async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}
