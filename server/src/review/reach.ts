// SPDX-License-Identifier: GPL-2.0-only
/** How far a change reaches: the files whose tables and handlers it may touch. */
import { type HelperTable, helpersFor } from '../analysis/models/table.ts';
import type { Release } from '../contracts/model.ts';
import { createProgram } from '../facts/program.ts';
import type { Change } from '../patch/change.ts';
import { SourceFile } from '../text/source.ts';
import { candidatePattern } from '../workspace/candidates.ts';
import { DEPTH } from '../workspace/definitions.ts';
import { changedNames } from './changedNames.ts';
import type { NameUsers } from './nameUsers.ts';
import type { PatchedTree } from './tree.ts';
import { wordsOf } from './words.ts';

/** A function that more files call is the kernel's library: whoever calls it is not followed further. */
const MOST_CALLERS = 200;

/** Finds out how far changes of one tree reach. */
export class Reach {
  readonly #users: NameUsers;
  readonly #pattern: RegExp;
  readonly #helpers: HelperTable;
  /** The functions of a file that others may call, as it was when last asked for. */
  readonly #visible = new Map<string, { text: string; functions: VisibleFunction[] }>();
  /** The words of changed files, as they were when last asked for. */
  readonly #read = new Map<string, { text: string; words: Set<string> }>();

  constructor(release: Release, users: NameUsers) {
    this.#users = users;
    this.#pattern = new RegExp(candidatePattern(release), 'm');
    this.#helpers = helpersFor(release);
  }

  /** Searches for what many changes will ask for, all at once. */
  async prepare(tree: PatchedTree, changes: readonly Change[]): Promise<void> {
    let names = this.#followed(changedNames(changes.filter(isSource)).visible);
    for (let depth = 0; depth < DEPTH && names.length > 0; depth++) {
      await this.#users.learn(names);
      names = this.#followed(names.flatMap((name) => this.#next(tree, name, this.#users.of(name))));
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
    for (let depth = 0; depth < DEPTH && names.length > 0; depth++) {
      await this.#users.learn(names);
      const next: string[] = [];
      for (const name of names) {
        seen.add(name);
        const users = this.#usersIn(tree, name);
        for (const path of users) {
          if (!this.#isCandidate(textOf(tree, path))) continue;
          paths.add(path);
          for (const change of sources) add(change);
        }
        next.push(...this.#next(tree, name, users));
      }
      names = this.#followed(next).filter((name) => !seen.has(name));
    }
    return [...paths].sort();
  }

  #isCandidate(text: string | null): boolean {
    return text !== null && this.#pattern.test(text);
  }

  #followed(names: Iterable<string>): string[] {
    return [...new Set(names)].filter((name) => !this.#helpers.has(name));
  }

  #usersIn(tree: PatchedTree, name: string): string[] {
    const onDisk = this.#users.of(name).filter((path) => !tree.isChanged(path));
    return [...onDisk, ...tree.changedSources().filter((path) => this.#words(tree, path).has(name))];
  }

  #words(tree: PatchedTree, path: string): Set<string> {
    const text = textOf(tree, path) ?? '';
    let known = this.#read.get(path);
    if (known?.text !== text) {
      known = { text, words: wordsOf(text) };
      this.#read.set(path, known);
    }
    return known.words;
  }

  /** The functions that use a name and that other files may call. */
  #next(tree: PatchedTree, name: string, users: readonly string[]): string[] {
    if (users.length > MOST_CALLERS) return [];
    return users.flatMap((path) => {
      const text = textOf(tree, path);
      if (text === null || this.#isCandidate(text)) return [];
      let known = this.#visible.get(path);
      if (known?.text !== text) {
        known = { text, functions: visibleFunctions(path, text) };
        this.#visible.set(path, known);
      }
      return known.functions.filter(({ words }) => words.has(name)).map((one) => one.name);
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
  /** What its body names. */
  words: Set<string>;
}

function visibleFunctions(path: string, text: string): VisibleFunction[] {
  const isHeader = path.endsWith('.h');
  return createProgram()
    .addFile(new SourceFile(path, text))
    .functions.filter(({ isStatic, item }) => (isHeader || !isStatic) && item.bodyStart >= 0)
    .map(({ name, item }) => ({ name, words: wordsOf(text.slice(item.bodyStart, item.end)) }));
}
