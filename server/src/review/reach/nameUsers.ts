// SPDX-License-Identifier: GPL-2.0-only
/** Which files of a tree name a name: asked for many names at once, for a search costs a walk over the tree. */
import { foldersOnDisk, headerFolders, isLargeTree } from '../../io/folders.ts';
import type { Searches } from '../../io/search/searches.ts';
import { readTreeText } from '../../io/treeText.ts';
import { isName } from '../../text/words.ts';
import type { PatchedTree } from '../tree.ts';
import { type Homes, isForAll } from './home.ts';
import { wordsOf } from './words.ts';

/** Names in one search. */
const MOST_NAMES = 1000;

export class NameUsers {
  readonly #root: string;
  readonly #exclude: readonly string[];
  readonly #searches: Searches;
  readonly #isLarge: boolean;
  /** On disk. */
  readonly #files = new Map<string, string[]>();
  /** The words of changed files, as they were when last asked for. */
  readonly #read = new Map<string, { text: string; words: Set<string> }>();

  /** @param exclude patterns of what no search enters */
  constructor(root: string, exclude: readonly string[], searches: Searches) {
    this.#root = root;
    this.#exclude = exclude;
    this.#searches = searches;
    this.#isLarge = isLargeTree(root);
  }

  /** Searches for those of the names that are not known yet. */
  async learn(names: Homes): Promise<void> {
    const open = [...names].filter(([name]) => !this.#files.has(name));
    for (let at = 0; at < open.length; at += MOST_NAMES) await this.#learn(open.slice(at, at + MOST_NAMES));
  }

  /** The files of a tree that have a name that was learnt, relative to the root. */
  in(tree: PatchedTree, name: string): string[] {
    const onDisk = (this.#files.get(name) ?? []).filter((path) => !tree.isChanged(path));
    return [...onDisk, ...tree.changedSources().filter((path) => this.#words(tree, path).has(name))];
  }

  /** The files below a folder that call something through a member of that name. */
  async callersThrough(tree: PatchedTree, member: string, folder: string): Promise<string[]> {
    const pattern = `(?:->|\\.)\\s*${member}\\s*\\(`;
    const options = { folders: foldersOnDisk(this.#root, [folder]), exclude: this.#exclude };
    if (options.folders.length === 0) return [];
    const onDisk = await this.#searches.files(this.#root, pattern, options);
    const isCaller = new RegExp(pattern);
    return [
      ...onDisk.filter((path) => !tree.isChanged(path)),
      ...tree.changedSources().filter((path) => {
        const text = path.startsWith(`${folder}/`) ? tree.read(path) : null;
        return typeof text === 'string' && isCaller.test(text);
      }),
    ];
  }

  async #learn(names: readonly (readonly [string, string])[]): Promise<void> {
    const folders = new Set(names.map(([, folder]) => folder));
    const all = names.map(([name]) => name);
    if (folders.has('') || !this.#isLarge) return this.#search(all, ['']);
    await this.#search(all, [...folders, ...headerFolders(this.#root)]);
    const declared = all.filter((name) => this.#files.get(name)?.some(isForAll));
    if (declared.length > 0) await this.#search(declared, ['']);
  }

  async #search(names: readonly string[], folders: readonly string[]): Promise<void> {
    for (const name of names) this.#files.set(name, []);
    const asked = names.filter(isName);
    if (asked.length === 0) return;
    const pattern = `\\b(?:${asked.join('|')})\\b`;
    const options = { folders: foldersOnDisk(this.#root, folders), exclude: this.#exclude };
    if (options.folders.length === 0) return;
    for (const path of await this.#searches.files(this.#root, pattern, options)) {
      const text = readTreeText(this.#root, path);
      if (typeof text !== 'string') continue;
      const words = wordsOf(text);
      for (const name of names) if (words.has(name)) this.#files.get(name)?.push(path);
    }
  }

  #words(tree: PatchedTree, path: string): Set<string> {
    const found = tree.read(path);
    const text = typeof found === 'string' ? found : '';
    let known = this.#read.get(path);
    if (known?.text !== text) {
      known = { text, words: wordsOf(text) };
      this.#read.set(path, known);
    }
    return known.words;
  }
}
