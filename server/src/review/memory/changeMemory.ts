// SPDX-License-Identifier: GPL-2.0-only
/** What changes of a tree bring in, kept for the next review of the same changes of the same tree. */
import { join } from 'node:path';
import type { Release } from '../../contracts/model.ts';
import { formatRelease, parseRelease } from '../../contracts/release.ts';
import { type Frozen, freeze } from '../../core/memory/frozen.ts';
import { configPaths } from '../../core/settings.ts';
import { CacheFile } from '../../io/cacheFile.ts';
import type { ScopeLog } from '../../io/search/scopeLog.ts';
import { FolderStates, type Scope, signOf } from '../../io/treeState/scopeState.ts';
import type { Comparison, Reached } from '../model.ts';
import type { PatchedTree } from '../tree.ts';
import type { LintSettings } from '../treeLint.ts';
import { foldersAbove, programAndSettings, thawedIn } from './kept.ts';

/** Folder of the cache. */
const KIND = 'changes';

/** How many changes are kept, some kilobytes each. */
const MOST = 2000;

/** What came out, as far as a later review needs it. */
export interface Known {
  comparison: Comparison;
  isRelevant: boolean;
  reached: Reached;
  release: Release;
}

/** What a review went by. */
export interface Grounds {
  /** Where it searched, and what it read. */
  log: ScopeLog;
  /** The folders that it looked into for a configuration. */
  looked: Iterable<string>;
}

/** What is kept. Everything in it is plain data. */
interface Kept {
  scope: Scope;
  /** Of the scope. */
  state: string;
  /** Other paths that count, absolute, with what the file system says of each. */
  beside: [path: string, sign: string | null][];
  release: string;
  isRelevant: boolean;
  reached: Reached;
  /** What stands in the tree after the change, and what stood in it before. */
  after: Frozen;
  before: Frozen;
}

const FIELDS: readonly (keyof Kept)[] = ['scope', 'state', 'beside', 'release', 'reached', 'after', 'before'];

export class ChangeMemory {
  readonly #folder: string;
  readonly #part: string;
  readonly #root: string;
  readonly #started = Date.now();
  readonly #states: FolderStates;
  /** What is to be kept. */
  readonly #found: { before: PatchedTree; after: PatchedTree; known: Known }[] = [];

  /**
   * @param folder the cache folder
   * @param part what tells this program from others
   */
  constructor(folder: string, part: readonly string[], root: string, settings: LintSettings) {
    this.#folder = folder;
    this.#root = root;
    this.#states = new FolderStates(root);
    this.#part = programAndSettings(part, settings);
  }

  /** What the last review of the same gave, where this one would give the same; else null. */
  recall(before: PatchedTree, after: PatchedTree): Known | null {
    const kept = this.#fileFor(before, after)?.readChecked(FIELDS) as Kept | undefined;
    if (kept === undefined) return null;
    if (kept.beside.some(([path, sign]) => signOf(path).sign !== sign)) return null;
    if (this.#states.of(kept.scope)?.id !== kept.state) return null;
    const release = parseRelease(kept.release);
    if (release === null) return null;
    const now = thawedIn(kept.after, release, (path) => after.read(path)) as Pick<
      Comparison,
      'introduced' | 'existing'
    > | null;
    const then = thawedIn(kept.before, release, (path) => before.read(path)) as Pick<
      Comparison,
      'fixed' | 'notCompared'
    > | null;
    if (now === null || then === null) return null;
    const { isRelevant, reached } = kept;
    return { comparison: { ...now, ...then }, isRelevant, reached, release };
  }

  /** Keeps what came out of a change when the review is at its end. */
  add(before: PatchedTree, after: PatchedTree, known: Known): void {
    this.#found.push({ before, after, known });
  }

  /** Keeps what was added, unless the tree may have changed while it was read. */
  keep({ log, looked }: Grounds): void {
    if (this.#found.length === 0) return;
    const { scope } = log;
    const state = new FolderStates(this.#root).of(scope);
    if (state === null || state.latest >= this.#started) return;
    const configs = configPaths([...foldersAbove(this.#root), ...looked]);
    const parts = ['arch', 'drivers'].map((folder) => join(this.#root, folder));
    const changed = this.#found.flatMap(({ before, after }) => [...before.overlaid, ...after.overlaid]);
    const beside: Kept['beside'] = [];
    for (const path of new Set([...log.filesRead, ...changed, ...configs, ...parts])) {
      const { sign, latest } = signOf(path);
      if (latest >= this.#started) return;
      beside.push([path, sign]);
    }
    for (const { before, after, known } of this.#found) {
      const { introduced, existing, fixed, notCompared } = known.comparison;
      const kept: Kept = {
        scope,
        state: state.id,
        beside,
        release: formatRelease(known.release),
        isRelevant: known.isRelevant,
        reached: known.reached,
        after: freeze({ introduced, existing }),
        before: freeze({ fixed, notCompared }),
      };
      this.#fileFor(before, after)?.writeChecked(kept, MOST);
    }
  }

  #fileFor(before: PatchedTree, after: PatchedTree): CacheFile | null {
    const states = [before.id, after.id];
    if (states.includes(null)) return null;
    return new CacheFile(this.#folder, KIND, [this.#part, this.#root, ...(states as string[])]);
  }
}
