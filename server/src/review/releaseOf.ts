// SPDX-License-Identifier: GPL-2.0-only
/** The release of a state of a tree, without its headers and documents. */
import type { Release } from '../contracts/model.ts';
import { findTreeRoot } from '../io/tree.ts';
import { chooseKernel, kernelOfRelease } from '../workspace/kernel.ts';
import type { PatchedTree } from './tree.ts';
import type { LintSettings } from './treeLint.ts';

/** The release that a tree is checked against. */
export function releaseOf(tree: PatchedTree, { kernel }: Pick<LintSettings, 'kernel'>): Release {
  const own = findTreeRoot(tree.root);
  if (own !== null) return kernelOfRelease(own, kernel, tree.sources).release;
  return chooseKernel({ own, given: null, release: kernel, sources: tree.sources }).kernel.release;
}
