// SPDX-License-Identifier: GPL-2.0-only
/** Reviews patches: applies them one after the other in memory, and tells what each brings in and mends. */

import type { Release } from '../contracts/model.ts';
import { findTreeRoot } from '../io/tree.ts';
import type { PatchMail } from '../mail/patchMail.ts';
import { type AppliedPatch, applyPatch } from '../patch/change.ts';
import { PatchError } from '../patch/model.ts';
import { parsePatch } from '../patch/parse.ts';
import type { Bases, Start } from './git/bases.ts';
import type { ChangeLints } from './lintChange.ts';
import type { ChangeMemory, Known } from './memory/changeMemory.ts';
import { NOTHING_REACHED, type PatchReview, type Review } from './model.ts';
import { releaseOf } from './releaseOf.ts';
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
  /** What earlier reviews gave; null for none. */
  memory: ChangeMemory | null;
  /** Called before anything is parsed. */
  prepare: () => Promise<void>;
}

/**
 * Reviews all patches. One that does not apply leaves the tree as it was.
 *
 * @throws GitError when there is no such base as was asked for
 */
export async function review(request: ReviewRequest): Promise<Review> {
  const { root, mails, bases, fuzz, memory } = request;
  const started = performance.now();
  const patches: PatchReview[] = [];
  let lints: ChangeLints | null = null;
  let release: Release | null = null;
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
    const after = start.tree.with(applied.changes, applied.links);
    const before = start.tree;
    let known: Known | null = memory?.recall(before, after) ?? null;
    if (known === null) {
      lints ??= await lintsOf(request);
      const { comparison, isRelevant, reached } = await lints.compare(before, after, applied.changes);
      known = { comparison, isRelevant, reached, release: lints.release };
      memory?.add(before, after, known);
    }
    release = known.release;
    patches.push({
      ...none,
      ...applied,
      ...known.comparison,
      isRelevant: known.isRelevant,
      reached: known.reached,
      status: 'applied',
      reason: null,
      base: start.base,
    });
    now = { tree: after, base: start.base };
  }
  if (lints !== null) memory?.keep(lints.grounds);
  return {
    root,
    inTree: findTreeRoot(root) !== null,
    release: release ?? releaseOf(new PatchedTree(root), request.settings),
    patches,
    milliseconds: Math.round(performance.now() - started),
  };
}

/** The rooms that lint are loaded when something is to be linted. */
async function lintsOf({ root, settings, prepare }: ReviewRequest): Promise<ChangeLints> {
  await prepare();
  const { ChangeLints } = await import('./lintChange.ts');
  return new ChangeLints(new PatchedTree(root), settings);
}

const NOTHING = {
  isRelevant: false,
  reached: NOTHING_REACHED,
  offset: 0,
  fuzz: 0,
  changes: [],
  introduced: [],
  fixed: [],
  existing: [],
  notCompared: [],
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
