// SPDX-License-Identifier: GPL-2.0-only
/** Tells what the changes that are not committed yet, and the commits since a base, bring in together. */
import type { Git } from '../../io/git/git.ts';
import { GitError } from '../../io/git/runGit.ts';
import { type ChangeLint, ChangeLints } from '../lintChange.ts';
import { PatchedTree } from '../tree.ts';
import type { LintSettings } from '../treeLint.ts';
import { History } from './history.ts';
import { noBase, unknown } from './whyNot.ts';

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
