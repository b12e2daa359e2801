/** Reads files of one run and keeps account of those that could not be read. */
import { resolve } from 'node:path';
import type { Inputs } from '../io/inputs.ts';
import { isSkipped, readSource, type Skipped } from '../io/read.ts';
import type { SourceFile } from '../text/source.ts';

export class Reader {
  /** What the user named and cannot have. */
  readonly bad: Skipped[];
  /** Files found on the way. */
  readonly skipped: Skipped[] = [];
  readonly #base: string;
  readonly #named: Set<string>;

  constructor(inputs: Inputs) {
    this.bad = [...inputs.bad];
    this.#base = inputs.base;
    this.#named = new Set(inputs.files);
  }

  /**
   * Returns a file by its path relative to the base, or by an absolute one; null, and one more entry in the account,
   * when it cannot be read.
   */
  read(path: string): SourceFile | null {
    const file = readSource(resolve(this.#base, path), path);
    if (!isSkipped(file)) return file;
    (this.#named.has(path) ? this.bad : this.skipped).push(file);
    return null;
  }
}
