// SPDX-License-Identifier: GPL-2.0-only
/** Answers searches from what an earlier run asked of the same tree, and from the files that it read. */
import { join } from 'node:path';
import { isSkipped, readSource } from '../read.ts';
import { type Definition, type DefinitionSearch, sortDefinitions } from './definitions.ts';
import type { SearchOptions } from './search.ts';
import type { Searches } from './searches.ts';
import { type Asked, isWholeTree } from './searchLog.ts';
import { within } from './within.ts';

/**
 * What that run never asked is searched for among the files that it read: only these had a part in what it found. New
 * names alone are searched for in the tree. Files that have changed since are to be overlaid.
 */
export class KeptSearches implements Searches {
  readonly #files: readonly string[];
  readonly #everywhere: ReadonlyMap<string, string[]>;
  readonly #names: ReadonlySet<string>;
  readonly #aliases: ReadonlySet<string>;
  readonly #definitions: readonly Definition[];
  readonly #inner: Searches;

  /** @param files what the run read, relative to the root */
  constructor(asked: Asked, files: readonly string[], inner: Searches) {
    this.#files = files;
    this.#everywhere = new Map(asked.everywhere);
    this.#names = new Set(asked.names);
    this.#aliases = new Set(asked.aliases);
    this.#definitions = asked.definitions;
    this.#inner = inner;
  }

  async files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    const { folders = [''], flat = [], exclude = [] } = options;
    const isSearched = within({ folders, flat, exclude });
    const known = this.#everywhere.get(pattern);
    if (known !== undefined) return isWholeTree(options) ? known : known.filter(isSearched);
    const test = new RegExp(pattern, 'm');
    return this.#files.filter((path) => {
      if (!isSearched(path)) return false;
      const file = readSource(join(root, path), path);
      return !isSkipped(file) && test.test(file.text);
    });
  }

  async definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    const { aliases = [] } = search;
    const wanted = new Set([...names, ...aliases]);
    const known = this.#definitions.filter(({ name }) => wanted.has(name));
    const open = names.filter((name) => !this.#names.has(name));
    const openAliases = aliases.filter((name) => !this.#aliases.has(name));
    if (open.length + openAliases.length === 0) return sortDefinitions(known);
    const found = await this.#inner.definitions(root, open, { ...search, aliases: openAliases });
    return sortDefinitions([...known, ...found]);
  }

  confirm(): Promise<boolean> {
    return this.#inner.confirm();
  }
}
