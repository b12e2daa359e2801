/** Lints a tree before and after a change, as far as the change reaches. */
import { join, resolve } from 'node:path';
import { lint } from '../core/lint.ts';
import type { LintRequest, LintResult } from '../core/request.ts';
import { freshSearches } from '../io/searches.ts';
import { findTreeRoot } from '../io/tree.ts';
import type { Change } from '../patch/change.ts';
import { type ChosenKernel, chooseKernel } from '../workspace/kernel.ts';
import { anchorOf } from './anchor.ts';
import { compareFindings } from './compare.ts';
import { functionsOf } from './functions.ts';
import type { Comparison } from './model.ts';
import { reachOf } from './reach.ts';
import type { PatchedTree } from './tree.ts';

/** The kernel that a tree is checked against. */
export function kernelOfTree(tree: PatchedTree, { kernel }: Pick<LintSettings, 'kernel'>): ChosenKernel {
  const own = findTreeRoot(tree.root);
  return chooseKernel({ own, given: null, release: kernel, sources: tree.sources });
}

/** What holds for every lint of a review. */
export type LintSettings = Pick<LintRequest, 'kernel' | 'exclude' | 'severities' | 'contract' | 'searches'>;

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
): Promise<ChangeLint> {
  const { searches = freshSearches, exclude } = settings;
  const { release } = kernelOfTree(after, settings).kernel;
  const paths = await reachOf({ before, after, changes, release, searches, exclude });
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
  });
}
