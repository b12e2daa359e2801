// SPDX-License-Identifier: GPL-2.0-only
/** Lints a tree before and after a change, as far as the change reaches. */
import { helpersFor } from '../analysis/models/table.ts';
import type { LintResult } from '../core/request.ts';
import { DEFAULT_EXCLUDE } from '../core/settings.ts';
import { HeldSearches } from '../io/search/heldSearches.ts';
import { findTreeRoot } from '../io/tree.ts';
import type { Change } from '../patch/change.ts';
import { type ChosenKernel, chooseKernel } from '../workspace/kernel.ts';
import { anchorOf } from './anchor.ts';
import { compareFindings } from './compare.ts';
import { functionsOf } from './functions.ts';
import type { Comparison } from './model.ts';
import { NameUsers } from './reach/nameUsers.ts';
import { Reach } from './reach/reach.ts';
import type { PatchedTree } from './tree.ts';
import { type LintSettings, TreeLint } from './treeLint.ts';

/** The kernel that a tree is checked against. */
export function kernelOfTree(tree: PatchedTree, { kernel }: Pick<LintSettings, 'kernel'>): ChosenKernel {
  const own = findTreeRoot(tree.root);
  return chooseKernel({ own, given: null, release: kernel, sources: tree.sources });
}

/** What the lints of one review share: what they asked of the tree. */
export interface Shared {
  reach: Reach;
  lints: TreeLint;
}

/** Begins a review of changes of a tree. The tree on disk must not change while it goes on. */
export function sharedFor(tree: PatchedTree, settings: LintSettings): Shared {
  const { release } = kernelOfTree(tree, settings).kernel;
  const searches = new HeldSearches();
  const users = new NameUsers(tree.root, [...DEFAULT_EXCLUDE, ...settings.exclude], searches);
  return {
    reach: new Reach(release, users),
    lints: new TreeLint(settings, helpersFor(release), users, searches),
  };
}

export interface ChangeLint {
  comparison: Comparison;
  /** The lint of what the change reaches, after it; null where that is nothing. */
  result: LintResult | null;
  /** Whether it reaches anything. */
  isRelevant: boolean;
}

/** Compares the findings of two states of a tree that a change lies between. */
export async function lintChange(
  before: PatchedTree,
  after: PatchedTree,
  changes: readonly Change[],
  { reach, lints }: Shared,
): Promise<ChangeLint> {
  const paths = await reach.of(after, changes);
  const old = await lints.lint(before, paths);
  const now = await lints.lint(after, paths);
  const compared = compareFindings(old?.findings ?? [], now?.findings ?? [], changes);
  const functions = now === null ? null : functionsOf(now);
  const comparison = {
    introduced: compared.introduced.map((finding) => ({
      finding,
      anchor: functions === null ? null : anchorOf(finding, changes, functions),
    })),
    fixed: compared.fixed.map((finding) => ({ finding, anchor: null })),
    existing: compared.existing.map((finding) => ({ finding, anchor: null })),
  };
  return { comparison, result: now, isRelevant: paths.length > 0 };
}
