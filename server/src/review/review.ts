// SPDX-License-Identifier: GPL-2.0-only
/** Reviews patches: applies them one after the other in memory, and tells what each brings in and mends. */

import { findTreeRoot } from '../io/tree.ts';
import type { PatchMail } from '../mail/patchMail.ts';
import { type AppliedPatch, applyPatch } from '../patch/change.ts';
import { PatchError } from '../patch/model.ts';
import { parsePatch } from '../patch/parse.ts';
import type { Bases, Start } from './bases.ts';
import { kernelOfTree, lintChange, type Shared, sharedFor } from './lintChange.ts';
import type { PatchReview, Review } from './model.ts';
import { PatchedTree } from './tree.ts';
import type { LintSettings } from './treeLint.ts';

export interface ReviewRequest {
  /** Absolute path of the tree. */
  root: string;
  /** In the order in which they apply. */
  mails: readonly PatchMail[];
  bases: Bases;
  /** Lines of context that a hunk may do without at each end. */
  fuzz: number;
  settings: LintSettings;
}

/**
 * Reviews all patches. One that does not apply leaves the tree as it was.
 *
 * @throws GitError when there is no such base as was asked for
 */
export async function review({ root, mails, bases, fuzz, settings }: ReviewRequest): Promise<Review> {
  const started = performance.now();
  const patches: PatchReview[] = [];
  let shared: Shared | null = null;
  let now: Start | null = null;
  let series = -1;
  for (const [at, mail] of mails.entries()) {
    const none = { ...NOTHING, index: at + 1, mail, base: now?.base ?? null };
    if (mail.skipped !== null) {
      patches.push({ ...none, base: null, status: 'skipped', reason: mail.skipped });
      continue;
    }
    if (now === null || mail.series !== series) now = (await bases.of(mail, now === null)) ?? (now as Start);
    const found: Found = await applyHere(mail, now, { bases, fuzz, isBegun: mail.series === series });
    series = mail.series;
    if ('reason' in found) {
      patches.push({ ...none, base: now.base, status: 'failed', reason: found.reason });
      continue;
    }
    const { start, applied } = found;
    const after = start.tree.with(applied.changes);
    shared ??= sharedFor(new PatchedTree(root), settings);
    const { comparison, isRelevant } = await lintChange(start.tree, after, applied.changes, shared);
    patches.push({
      ...none,
      ...applied,
      ...comparison,
      isRelevant,
      status: 'applied',
      reason: null,
      base: start.base,
    });
    now = { tree: after, base: start.base };
  }
  return {
    root,
    inTree: findTreeRoot(root) !== null,
    release: kernelOfTree(now?.tree ?? new PatchedTree(root), settings).kernel.release,
    patches,
    milliseconds: Math.round(performance.now() - started),
  };
}

const NOTHING = {
  isRelevant: false,
  offset: 0,
  fuzz: 0,
  changes: [],
  introduced: [],
  fixed: [],
  existing: [],
};

type Found = { start: Start; applied: AppliedPatch } | { reason: string };

/**
 * Applies a patch to the tree as it is now, or, where HEAD has it already, to the tree before it: a branch is checked
 * by its own patches.
 */
async function applyHere(
  mail: PatchMail,
  now: Start,
  { bases, fuzz, isBegun }: { bases: Bases; fuzz: number; isBegun: boolean },
): Promise<Found> {
  const isOfHead = now.base.how === 'HEAD' || now.base.how === 'history';
  if (isOfHead && !isBegun) {
    for (const begin of await bases.inHistory(mail)) {
      const start = await begin();
      const applied = applyMail(mail, start.tree, 0);
      if (!('reason' in applied) && applied.offset === 0) return { start, applied };
    }
  }
  const applied = applyMail(mail, now.tree, fuzz);
  return 'reason' in applied ? applied : { start: now, applied };
}

/** Applies what may be the diff of a mail, the likeliest first. */
function applyMail(mail: PatchMail, tree: PatchedTree, fuzz: number): AppliedPatch | { reason: string } {
  let failed = mail.problem === null ? null : { reason: mail.problem };
  for (const diff of mail.diffs) {
    const result = tryDiff(diff, tree, fuzz);
    if (!('reason' in result)) return result;
    failed ??= result;
  }
  return failed ?? { reason: 'no patch in it' };
}

function tryDiff(diff: string, tree: PatchedTree, fuzz: number): AppliedPatch | { reason: string } {
  try {
    return applyPatch(parsePatch(diff), (path) => tree.read(path), fuzz);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    return { reason: error.message };
  }
}
