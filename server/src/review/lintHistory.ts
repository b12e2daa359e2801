// SPDX-License-Identifier: GPL-2.0-only
/** Tells what commits, or the changes that are not committed yet, bring in. */
import { type Shard, stretchOf } from '../core/shard.ts';
import { type Git, GitError } from '../io/git/git.ts';
import type { Change } from '../patch/change.ts';
import type { ChangeMemory, Known } from './changeMemory.ts';
import { History } from './history.ts';
import { type ChangeLint, ChangeLints } from './lintChange.ts';
import type { CommitReview } from './model.ts';
import { PatchedTree } from './tree.ts';
import type { LintSettings } from './treeLint.ts';

/**
 * Compares each commit of a range with its parent, without the work tree. A merge brings in nothing by itself.
 *
 * @param range `A..B`, or `A` for what HEAD has more
 * @param shard the part of it to look at; null for all of it
 * @param memory what earlier runs gave
 * @throws GitError when git cannot tell the commits or their parents
 */
export async function lintCommits(
  git: Git,
  root: string,
  range: string,
  settings: LintSettings,
  { shard = null, memory = null }: { shard?: Shard | null; memory?: ChangeMemory | null } = {},
): Promise<CommitReview[]> {
  const [from, to] = await endsOf(git, range);
  if ((await git.mergeBase(from, to)) === null) throw new GitError(await noBase(git, range));
  const all = await git.range(from, to);
  const commits = shard === null ? all : stretchOf(all, shard);
  const history = new History(git, root);
  const changes = await history.changesOf(commits.filter(({ parents }) => parents.length === 1));
  const start = await history.treeAt(from);
  let lints: ChangeLints | null = null;
  const compare = async (before: PatchedTree, after: PatchedTree, own: readonly Change[]) => {
    let known: Known | null = memory?.recall(before, after) ?? null;
    if (known !== null) return known.comparison;
    if (lints === null) {
      lints = new ChangeLints(start, settings);
      await lints.prepare(start, [...changes.values()].flat());
    }
    const { comparison, isRelevant } = await lints.compare(before, after, own);
    known = { comparison, isRelevant, release: lints.release };
    memory?.add(before, after, known);
    return comparison;
  };
  const trees = new Map<string, PatchedTree>([[from, start]]);
  const reviews: CommitReview[] = [];
  for (const { id, parents, subject } of commits) {
    const nothing = { introduced: [], fixed: [], existing: [] };
    const [parent] = parents;
    if (parents.length !== 1 || parent === undefined) {
      if (parents.length === 0 && (await git.isShallow())) throw new GitError(await noBase(git, range));
      reviews.push({ commit: id, subject, ...nothing });
      continue;
    }
    const own = changes.get(id) ?? [];
    const before = trees.get(parent) ?? start.with(await history.between(from, parent));
    const after = before.with(own);
    trees.set(id, after);
    const compared = own.length === 0 ? nothing : await compare(before, after, own);
    reviews.push({ commit: id, subject, ...compared });
  }
  if (lints !== null) memory?.keep((lints as ChangeLints).grounds);
  return reviews;
}

/**
 * Compares the work tree, with what is staged and files that git does not follow, with the commit that HEAD and a base
 * both come from. Files with a conflict that waits for its user are named besides, and those whose names are no UTF-8.
 *
 * @throws GitError when there is no such commit
 */
export async function lintWorkTree(
  git: Git,
  root: string,
  base: string,
  settings: LintSettings,
): Promise<ChangeLint & { conflicts: string[]; unnamed: string[] }> {
  const start = await mergeBaseOf(git, base);
  const changes = await new History(git, root).workTreeSince(start);
  const now = new PatchedTree(root);
  const before = now.without(changes);
  const compared = await new ChangeLints(now, settings).compare(before, now, changes);
  const conflicts = changes.flatMap(({ newPath, after }) =>
    newPath !== null && isTorn(after ?? '') ? [newPath] : [],
  );
  const unnamed = changes.flatMap(({ newPath, oldPath }) => {
    const path = newPath ?? oldPath ?? '';
    return path.includes('\ufffd') ? [path] : [];
  });
  return { ...compared, conflicts, unnamed };
}

/** Both sides of a merge stand in the file, so it says nothing yet. */
function isTorn(text: string): boolean {
  return /^<{7} /m.test(text) && /^={7}$/m.test(text) && /^>{7} /m.test(text);
}

async function mergeBaseOf(git: Git, base: string): Promise<string> {
  const head = await git.commit('HEAD');
  if (head === null) throw new GitError('HEAD is no commit yet: there is nothing to compare with');
  const other = await git.commit(base);
  if (other === null) throw new GitError(await unknown(git, base));
  const common = await git.mergeBase(other, head);
  if (common === null) throw new GitError(await noBase(git, `${base} and HEAD`));
  return common;
}

async function endsOf(git: Git, range: string): Promise<[string, string]> {
  const match = /^(.*?)(\.{2,3})(.*)$/.exec(range);
  const [left, right] = match === null ? [range, 'HEAD'] : [match[1] || 'HEAD', match[3] || 'HEAD'];
  const ends = await Promise.all([left, right].map((one) => git.commit(one as string)));
  const [from, to] = ends;
  if (from === null || from === undefined) throw new GitError(await unknown(git, left as string));
  if (to === null || to === undefined) throw new GitError(await unknown(git, right as string));
  return [from, to];
}

const UNSHALLOW = 'the clone is shallow: run "git fetch --unshallow", or fetch more of its history';

async function unknown(git: Git, revision: string): Promise<string> {
  const shallow = (await git.isShallow()) ? `; ${UNSHALLOW}` : '';
  return `${revision} is no commit here${shallow}`;
}

async function noBase(git: Git, what: string): Promise<string> {
  if (await git.isShallow()) return `no commit that both of ${what} come from: ${UNSHALLOW}`;
  return `no commit that both of ${what} come from; if the history was cut, "git fetch --unshallow" brings it back`;
}
