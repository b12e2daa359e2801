// SPDX-License-Identifier: GPL-2.0-only
/** How far a change reaches: the files whose tables and handlers it may touch. */
import { type HelperTable, helpersFor } from '../../analysis/models/table.ts';
import type { Release } from '../../contracts/model.ts';
import { createProgram } from '../../facts/program.ts';
import type { Change } from '../../patch/change.ts';
import { SourceFile } from '../../text/source.ts';
import { candidatePattern } from '../../workspace/candidates.ts';
import { DEPTH } from '../../workspace/definitions.ts';
import type { PatchedTree } from '../tree.ts';
import { changedNames } from './changedNames.ts';
import { addHomes, exportsOf, type Homes, homeOf } from './home.ts';
import type { NameUsers } from './nameUsers.ts';
import { needsOf } from './narrow.ts';
import { wordsOf } from './words.ts';

/** A function that more files call is the kernel's library: its callers are not followed further. */
const MOST_CALLERS = 200;

/** Finds out how far changes of one tree reach. */
export class Reach {
  readonly #users: NameUsers;
  readonly #pattern: RegExp;
  readonly #helpers: HelperTable;
  /** Whether a file is a candidate, as it was when last asked. */
  readonly #candidates = new Map<string, { text: string | null; isCandidate: boolean }>();
  /** The functions of a file that others may call, as it was when last asked for. */
  readonly #visible = new Map<string, { text: string; functions: VisibleFunction[] }>();

  constructor(release: Release, users: NameUsers) {
    this.#users = users;
    this.#pattern = new RegExp(candidatePattern(release), 'm');
    this.#helpers = helpersFor(release);
  }

  /** Searches for what many changes will ask for, all at once. */
  async prepare(tree: PatchedTree, changes: readonly Change[]): Promise<void> {
    const sources = changes.filter(isSource);
    let names = this.#followed(changedNames(sources).visible);
    await this.#users.learn(this.#withNeeds(tree, names, sources));
    for (let depth = 0; depth < DEPTH && names.size > 0; depth++) {
      await this.#users.learn(names);
      names = this.#followed(
        [...names.keys()].flatMap((name) => this.#next(tree, name, this.#users.in(tree, name))),
      );
    }
  }

  /** Returns the C files that a lint has to be about, sorted: those changed and those that they may have a hand in. */
  async of(tree: PatchedTree, changes: readonly Change[]): Promise<string[]> {
    const sources = changes.filter(isSource);
    const paths = new Set<string>();
    const add = (change: Change) => {
      for (const path of [change.oldPath, change.newPath]) if (path !== null) paths.add(path);
    };
    for (const change of sources)
      if (this.#isCandidate(change.before) || this.#isCandidate(change.after)) add(change);
    const seen = new Set<string>();
    let names = this.#followed(changedNames(sources).visible);
    // One search is for both, what the changes reach and what their lint asks for.
    await this.#users.learn(this.#withNeeds(tree, names, sources));
    for (let depth = 0; depth < DEPTH && names.size > 0; depth++) {
      await this.#users.learn(names);
      const next: [string, string][] = [];
      for (const name of names.keys()) {
        seen.add(name);
        const users = this.#users.in(tree, name);
        for (const path of users) {
          if (!this.#isCandidateNow(path, textOf(tree, path))) continue;
          paths.add(path);
          for (const change of sources) add(change);
        }
        next.push(...this.#next(tree, name, users));
      }
      names = this.#followed(next.filter(([name]) => !seen.has(name)));
    }
    return [...paths].sort();
  }

  #isCandidate(text: string | null): boolean {
    return text !== null && this.#pattern.test(text);
  }

  /** As `#isCandidate`, asked again and again of one file. */
  #isCandidateNow(path: string, text: string | null): boolean {
    let known = this.#candidates.get(path);
    if (known?.text !== text) {
      known = { text, isCandidate: this.#isCandidate(text) };
      this.#candidates.set(path, known);
    }
    return known.isCandidate;
  }

  #followed(names: Iterable<readonly [string, string]>): Map<string, string> {
    const followed = new Map<string, string>();
    addHomes(
      followed,
      [...names].filter(([name]) => !this.#helpers.has(name)),
    );
    return followed;
  }

  #withNeeds(tree: PatchedTree, names: Homes, changes: readonly Change[]): Homes {
    const candidates = changes.flatMap(({ newPath, after }) =>
      newPath !== null && this.#isCandidate(after) ? [newPath] : [],
    );
    const all = new Map(names);
    addHomes(all, needsOf(tree, candidates).names);
    return all;
  }

  /** The functions that use a name and that other files may call. */
  #next(tree: PatchedTree, name: string, users: readonly string[]): [string, string][] {
    if (users.length > MOST_CALLERS) return [];
    return users.flatMap((path) => {
      const text = textOf(tree, path);
      if (text === null || this.#isCandidateNow(path, text)) return [];
      let known = this.#visible.get(path);
      if (known?.text !== text) {
        known = { text, functions: visibleFunctions(path, text) };
        this.#visible.set(path, known);
      }
      return known.functions
        .filter(({ words }) => words.has(name))
        .map((one): [string, string] => [one.name, one.home]);
    });
  }
}

function isSource({ oldPath, newPath }: Change): boolean {
  return /\.[ch]$/.test(newPath ?? oldPath ?? '');
}

function textOf(tree: PatchedTree, path: string): string | null {
  const text = tree.read(path);
  return typeof text === 'string' ? text : null;
}

interface VisibleFunction {
  name: string;
  /** The folder that its users lie below. */
  home: string;
  /** What its body names. */
  words: Set<string>;
}

function visibleFunctions(path: string, text: string): VisibleFunction[] {
  const isHeader = path.endsWith('.h');
  const exported = exportsOf(text);
  return createProgram()
    .addFile(new SourceFile(path, text))
    .functions.filter(({ isStatic, item }) => (isHeader || !isStatic) && item.bodyStart >= 0)
    .map(({ name, item }) => ({
      name,
      home: homeOf(path, name, exported),
      words: wordsOf(text.slice(item.bodyStart, item.end)),
    }));
}
