// SPDX-License-Identifier: GPL-2.0-only
/** Lints a tree before and after a change, as far as the change reaches. */
import { join, resolve } from 'node:path';
import { lint } from '../core/lint.ts';
import type { LintRequest, LintResult } from '../core/request.ts';
import { DEFAULT_EXCLUDE } from '../core/settings.ts';
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
export type LintSettings = Pick<LintRequest, 'kernel' | 'exclude' | 'severities' | 'contract' | 'searches'>;

/** Finds out how far changes of a tree reach; one for a whole review, for it remembers what it has asked. */
export function reachIn(tree: PatchedTree, settings: LintSettings): Reach {
  const { release } = kernelOfTree(tree, settings).kernel;
  return new Reach(release, new NameUsers(tree.root, [...DEFAULT_EXCLUDE, ...settings.exclude]));
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
  { reach, ...settings }: LintSettings & { reach: Reach },
): Promise<ChangeLint> {
  const paths = await reach.of(after, changes);
  const old = await lintPaths(before, paths, settings);
  const now = await lintPaths(after, paths, settings);
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
): Promise<LintResult | null> {
  const there = paths.filter((path) => typeof tree.read(path) === 'string');
  if (there.length === 0) return null;
  return lint({
    ...settings,
    paths: there.map((path) => join(tree.root, path)),
    cwd: resolve(tree.root),
    tree: null,
    sources: tree.sources,
    candidates: (pattern, all) => narrowCandidates(tree, there, pattern, all),
  });
}
