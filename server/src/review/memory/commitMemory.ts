// SPDX-License-Identifier: GPL-2.0-only
/** What commits bring in, kept by what stands in the trees before and after: both never change. */
import { relative } from 'node:path';
import type { Release } from '../../contracts/model.ts';
import { formatRelease, parseRelease } from '../../contracts/release.ts';
import { type Frozen, freeze } from '../../core/memory/frozen.ts';
import { configPaths } from '../../core/settings.ts';
import { CacheFile } from '../../io/cacheFile.ts';
import { digestOf, isOlderThan } from '../../io/readLog.ts';
import type { History } from '../git/history.ts';
import { type Comparison, NOTHING_FOUND } from '../model.ts';
import type { LintSettings } from '../treeLint.ts';
import type { Grounds } from './changeMemory.ts';
import { foldersAbove, programAndSettings, thawedIn } from './kept.ts';

/** Folder of the cache. */
const KIND = 'commits';

/** The ends of what a commit changes. */
export interface CommitStep {
  commit: string;
  parent: string;
  /** Ids of all that stands in both. */
  tree: string;
  parentTree: string;
}

/** What is kept of one; null where nothing is to be said. */
type KeptStep = { release: string; after: Frozen; before: Frozen } | null;

/** What one run found. Everything in it is plain data. */
interface Kept {
  /** Configuration files and others that git does not follow, relative to the root, with their content. */
  beside: [path: string, content: string | null][];
  steps: Record<string, KeptStep>;
}

const FIELDS: readonly (keyof Kept)[] = ['beside', 'steps'];

export class CommitMemory {
  readonly #folder: string;
  readonly #group: string;
  readonly #root: string;
  readonly #started = Date.now();
  readonly #found: Kept['steps'] = {};

  /**
   * @param folder the cache folder
   * @param part what tells this program from others
   */
  constructor(folder: string, part: readonly string[], root: string, settings: LintSettings) {
    this.#folder = folder;
    this.#root = root;
    this.#group = programAndSettings(part, settings);
  }

  /** What is known of commits, by their ids. */
  async recall(steps: readonly CommitStep[], history: History): Promise<Map<string, Comparison>> {
    const known = new Map<string, Comparison>();
    const told: { step: CommitStep; kept: NonNullable<KeptStep> }[] = [];
    let open = [...steps];
    for (const file of CacheFile.group(this.#folder, KIND, this.#group)) {
      if (open.length === 0) break;
      const kept = file.readChecked(FIELDS) as Kept | undefined;
      if (kept === undefined || !this.#isBeside(kept)) continue;
      open = open.filter((step) => {
        const one = kept.steps[keyOf(step)];
        if (one === undefined) return true;
        if (one === null) known.set(step.commit, NOTHING_FOUND);
        else told.push({ step, kept: one });
        return false;
      });
    }
    const wanted = told.flatMap(({ step: { commit, parent }, kept: { after, before } }) => [
      ...after.files.map((path) => ({ commit, path })),
      ...before.files.map((path) => ({ commit: parent, path })),
    ]);
    const texts = await history.textsAt(wanted);
    let at = 0;
    for (const { step, kept } of told) {
      const own = texts.slice(at, at + kept.after.files.length + kept.before.files.length);
      at += own.length;
      const comparison = thawed(kept, own);
      if (comparison !== null) known.set(step.commit, comparison);
    }
    return known;
  }

  /** Keeps what came out of a commit when the run is at its end. */
  add(step: CommitStep, { introduced, fixed }: Comparison, release: Release): void {
    this.#found[keyOf(step)] =
      introduced.length + fixed.length === 0
        ? null
        : { release: formatRelease(release), after: freeze({ introduced }), before: freeze({ fixed }) };
  }

  /**
   * Keeps what was added, unless a file may have changed while it was read.
   *
   * @param grounds what was read; null where nothing was linted
   */
  keep(grounds: Grounds | null): void {
    const keys = Object.keys(this.#found);
    if (keys.length === 0) return;
    if (!isOlderThan(grounds?.log.filesRead ?? [], this.#started)) return;
    const configs = configPaths([...foldersAbove(this.#root), ...(grounds?.looked ?? [])]);
    const beside = [...new Set(configs)].map((absolute): [string, string | null] => {
      const path = relative(this.#root, absolute);
      return [path, digestOf(this.#root, path)];
    });
    const kept: Kept = { beside, steps: this.#found };
    new CacheFile(this.#folder, KIND, keys, this.#group).writeChecked(kept);
  }

  #isBeside({ beside }: Kept): boolean {
    return beside.every(([path, content]) => digestOf(this.#root, path) === content);
  }
}

function keyOf({ tree, parentTree }: CommitStep): string {
  return `${parentTree} ${tree}`;
}

function thawed(
  { release: written, after, before }: NonNullable<KeptStep>,
  texts: readonly (string | null)[],
): Comparison | null {
  const release = parseRelease(written);
  if (release === null) return null;
  const rest = [...texts];
  const next = () => rest.shift();
  const now = thawedIn(after, release, next) as Pick<Comparison, 'introduced'> | null;
  const then = now && (thawedIn(before, release, next) as Pick<Comparison, 'fixed'> | null);
  return then && { ...NOTHING_FOUND, ...now, ...then };
}
