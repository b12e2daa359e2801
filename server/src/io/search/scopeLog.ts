// SPDX-License-Identifier: GPL-2.0-only
/** Remembers where a run searched and which files it read. */
import type { SourceFile } from '../../text/source.ts';
import type { Skipped } from '../read.ts';
import type { Sources } from '../sources.ts';
import type { Scope } from '../treeState/scopeState.ts';
import type { Definition, DefinitionSearch } from './definitions.ts';
import type { SearchOptions } from './search.ts';
import type { Searches } from './searches.ts';

export class ScopeLog implements Searches {
  readonly #inner: Searches;
  readonly #folders = new Set<string>();
  readonly #flat = new Set<string>();
  readonly #read = new Set<string>();

  constructor(inner: Searches) {
    this.#inner = inner;
  }

  files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    this.#add(options);
    return this.#inner.files(root, pattern, options);
  }

  definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    for (const place of search.places) this.#add(place);
    return this.#inner.definitions(root, names, search);
  }

  confirm(): Promise<boolean> {
    return this.#inner.confirm();
  }

  /** As `Sources.read`, remembered. */
  read(sources: Sources, absolute: string, shown: string): SourceFile | Skipped {
    this.#read.add(absolute);
    return sources.read(absolute, shown);
  }

  get scope(): Scope {
    return { folders: [...this.#folders].sort(), flat: [...this.#flat].sort() };
  }

  /** Absolute paths. */
  get filesRead(): string[] {
    return [...this.#read].sort();
  }

  #add({ folders = [''], flat = [] }: Pick<SearchOptions, 'folders' | 'flat'>): void {
    for (const folder of folders) this.#folders.add(folder);
    for (const folder of flat) this.#flat.add(folder);
  }
}
