// SPDX-License-Identifier: GPL-2.0-only
/** The texts that a run read, kept as one file: what they were is asked for when some of them have changed. */
import { closeSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { removeOldest } from './cacheFile.ts';
import { makeFolder } from './makeFolder.ts';
import { decodeSource } from './read.ts';
import { contentOf, digestOfBytes, type ReadContent } from './readContent.ts';

/** Folder of the cache. */
const KIND = 'texts';

/** How many runs have theirs: some 25 MB each. */
const MOST = 4;

/** What was read, in the order in which it is kept. */
export type ReadFiles = readonly (readonly [path: string, content: ReadContent | null])[];

export class KeptTexts {
  readonly #path: string;

  /** @param id names the run: letters and digits */
  constructor(folder: string, id: string) {
    this.#path = join(folder, KIND, id);
  }

  /**
   * Keeps the files of a root.
   *
   * @returns what they are; a failure to keep them is ignored
   */
  write(root: string, paths: readonly string[]): ReadFiles {
    const own = `${this.#path}.${process.pid}`;
    let file: number | null = null;
    try {
      makeFolder(dirname(own));
      rmSync(own, { force: true });
      file = openSync(own, 'wx');
    } catch {
      // A full or read-only disk.
    }
    let isWhole = file !== null;
    const keep = (bytes: Uint8Array) => {
      try {
        if (isWhole) isWhole = writeSync(file as number, bytes) === bytes.length;
      } catch {
        isWhole = false;
      }
    };
    const read: ReadFiles = paths.map((path) => [path, contentOf(join(root, path), keep)]);
    if (file === null) return read;
    try {
      closeSync(file);
      if (isWhole) renameSync(own, this.#path);
      else rmSync(own, { force: true });
      removeOldest(dirname(own), MOST);
    } catch {
      // As above.
    }
    return read;
  }

  /** The text of one of the files; null where it is not there as it was. */
  read(files: ReadFiles, path: string): string | null {
    let start = 0;
    for (const [one, content] of files) {
      if (one === path) return content && this.#slice(start, content);
      start += content?.[0] ?? 0;
    }
    return null;
  }

  #slice(start: number, [length, digest]: ReadContent): string | null {
    try {
      if (!statSync(this.#path).isFile()) return null;
      const file = openSync(this.#path, 'r');
      try {
        const bytes = Buffer.alloc(length);
        if (readSync(file, bytes, 0, length, start) !== length) return null;
        return digestOfBytes(bytes) === digest ? decodeSource(bytes) : null;
      } finally {
        closeSync(file);
      }
    } catch {
      return null;
    }
  }
}
