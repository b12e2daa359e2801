// SPDX-License-Identifier: GPL-2.0-only
/** Lints a tree before and after a change, as far as the change reaches. */
import { join, resolve } from 'node:path';
import { lint } from '../core/lint.ts';
import type { LintRequest, LintResult } from '../core/request.ts';
import { DEFAULT_EXCLUDE } from '../core/settings.ts';
import { HeldSearches } from '../io/search/heldSearches.ts';
import type { Searches } from '../io/search/searches.ts';
import { findTreeRoot } from '../io/tree.ts';
import type { Change } from '../patch/change.ts';
import { type ChosenKernel, chooseKernel } from '../workspace/kernel.ts';
import { anchorOf } from './anchor.ts';
import { compareFindings } from './compare.ts';
import { functionsOf } from './functions.ts';
import type { Comparison } from './model.ts';
import { NameUsers } from './nameUsers.ts';
import { narrowCandidates } from './narrow.ts';
import { Reach } from './reach.ts';
import type { PatchedTree } from './tree.ts';

/** The kernel that a tree is checked against. */
export function kernelOfTree(tree: PatchedTree, { kernel }: Pick<LintSettings, 'kernel'>): ChosenKernel {
  const own = findTreeRoot(tree.root);
  return chooseKernel({ own, given: null, release: kernel, sources: tree.sources });
}

/** What holds for every lint of a review. */
export type LintSettings = Pick<LintRequest, 'kernel' | 'exclude' | 'severities' | 'contract'>;

/** What the lints of one review share: what they asked of the tree. */
export interface Shared {
  reach: Reach;
  users: NameUsers;
  searches: Searches;
}

/** Begins a review of changes of a tree. The tree on disk must not change while it goes on. */
export function sharedFor(tree: PatchedTree, settings: LintSettings): Shared {
  const { release } = kernelOfTree(tree, settings).kernel;
  const searches = new HeldSearches();
  const users = new NameUsers(tree.root, [...DEFAULT_EXCLUDE, ...settings.exclude], searches);
  return { reach: new Reach(release, users), users, searches };
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
  settings: LintSettings,
  shared: Shared,
): Promise<ChangeLint> {
  const paths = await shared.reach.of(after, changes);
  const old = await lintPaths(before, paths, settings, shared);
  const now = await lintPaths(after, paths, settings, shared);
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

async function lintPaths(
  tree: PatchedTree,
  paths: string[],
  settings: LintSettings,
  shared: Shared,
): Promise<LintResult | null> {
  const there = paths.filter((path) => typeof tree.read(path) === 'string');
  if (there.length === 0) return null;
  return lint({
    ...settings,
    paths: there.map((path) => join(tree.root, path)),
    cwd: resolve(tree.root),
    tree: null,
    sources: tree.sources,
    searches: shared.searches,
    candidates: (pattern) => narrowCandidates(tree, there, pattern, shared),
  });
}
