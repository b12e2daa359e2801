// SPDX-License-Identifier: GPL-2.0-only
/** Remembers what a run asked of a tree by searching it. */
import type { Definition, DefinitionSearch } from './definitions.ts';
import { definesAny } from './definitions.ts';
import type { SearchOptions } from './search.ts';
import type { Searches } from './searches.ts';

/** The questions of a run, as plain data. */
export interface Asked {
  patterns: string[];
  names: string[];
  /** Those of the names that may be macros. */
  aliases: string[];
  /** The files that were found, relative to where was searched. */
  found: string[];
}

export class SearchLog implements Searches {
  readonly #inner: Searches;
  readonly #patterns = new Set<string>();
  readonly #names = new Set<string>();
  readonly #aliases = new Set<string>();
  readonly #found = new Set<string>();

  constructor(inner: Searches) {
    this.#inner = inner;
  }

  async files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    this.#patterns.add(pattern);
    const found = await this.#inner.files(root, pattern, options);
    for (const path of found) this.#found.add(path);
    return found;
  }

  async definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    for (const name of names) this.#names.add(name);
    for (const name of search.aliases ?? []) this.#aliases.add(name);
    const found = await this.#inner.definitions(root, names, search);
    for (const { path } of found) this.#found.add(path);
    return found;
  }

  confirm(): Promise<boolean> {
    return this.#inner.confirm();
  }

  get asked(): Asked {
    return {
      patterns: [...this.#patterns],
      names: [...this.#names],
      aliases: [...this.#aliases],
      found: [...this.#found],
    };
  }
}

/** Returns a function that says whether a text answers one of the questions. */
export function answers({ patterns, names, aliases }: Asked): (text: string) => boolean {
  const tests = patterns.map((pattern) => new RegExp(pattern, 'm'));
  const functions = new Set(names);
  const macros = new Set(aliases);
  return (text) => tests.some((test) => test.test(text)) || definesAny(text, functions, macros);
}
