// SPDX-License-Identifier: GPL-2.0-only
/** Remembers, between runs of the language server, which files of a tree matter. */
import { CacheFile, isSourcePath } from './cacheFile.ts';

/** A list that the server begins with while it searches the tree all the same. */
export class IndexCache {
  readonly #file: CacheFile;

  /**
   * @param folder the user's cache folder
   * @param parts what the list depends on: root of the tree, version of the server, pattern of the search
   */
  constructor(folder: string, parts: readonly string[]) {
    this.#file = new CacheFile(folder, 'index', parts);
  }

  /** The paths that were found last, relative to the root; none where there is no list that can be used. */
  read(): string[] {
    const value = this.#file.read();
    return Array.isArray(value) && value.every(isSourcePath) ? value : [];
  }

  /** Keeps a list for the next run. */
  write(paths: readonly string[]): void {
    this.#file.write(paths);
  }
}
