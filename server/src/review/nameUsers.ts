// SPDX-License-Identifier: GPL-2.0-only
/** Which files of a tree on disk name a name: asked for many names at once, for a search costs a walk over the tree. */
import { freshSearches } from '../io/search/searches.ts';
import { readTreeText } from '../io/treeText.ts';
import { wordsOf } from './words.ts';

/** Names in one search. */
const MOST_NAMES = 1000;

export class NameUsers {
  readonly #root: string;
  readonly #exclude: readonly string[];
  readonly #files = new Map<string, string[]>();

  /** @param exclude patterns of what no search enters */
  constructor(root: string, exclude: readonly string[]) {
    this.#root = root;
    this.#exclude = exclude;
  }

  /** Searches for those of the names that are not known yet. */
  async learn(names: Iterable<string>): Promise<void> {
    const open = [...new Set(names)].filter((name) => !this.#files.has(name));
    for (let at = 0; at < open.length; at += MOST_NAMES) await this.#search(open.slice(at, at + MOST_NAMES));
  }

  /** The files on disk that have a name that was learnt, relative to the root. */
  of(name: string): readonly string[] {
    return this.#files.get(name) ?? [];
  }

  async #search(names: readonly string[]): Promise<void> {
    for (const name of names) this.#files.set(name, []);
    const pattern = `\\b(?:${names.join('|')})\\b`;
    const options = { folders: [''], exclude: this.#exclude };
    for (const path of await freshSearches.files(this.#root, pattern, options)) {
      const text = readTreeText(this.#root, path);
      if (typeof text !== 'string') continue;
      const words = wordsOf(text);
      for (const name of names) if (words.has(name)) this.#files.get(name)?.push(path);
    }
  }
}
