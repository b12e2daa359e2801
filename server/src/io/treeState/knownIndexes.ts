// SPDX-License-Identifier: GPL-2.0-only
/** Which entries the indexes of git have that were read before: to read one again takes longer than to name its bytes. */
import { CacheFile } from '../cacheFile.ts';

/** Folder of the cache. */
const KIND = 'indexes';

export class KnownIndexes {
  readonly #folder: string;

  /** @param folder the cache folder */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The name of the entries of the index with that name, below a folder of the checkout; null where it is not known. */
  entriesOf(index: string, below: string): string | null {
    const known = this.#file(index, below).readChecked(['entries']) as { entries: unknown } | undefined;
    return typeof known?.entries === 'string' ? known.entries : null;
  }

  /** Keeps what `entriesOf` is to say. */
  keep(index: string, below: string, entries: string): void {
    this.#file(index, below).writeChecked({ entries });
  }

  #file(index: string, below: string): CacheFile {
    return new CacheFile(this.#folder, KIND, [index, below]);
  }
}
