// SPDX-License-Identifier: GPL-2.0-only
/** Keeps account of the files of a run that could not be read. */
import type { FileFacts } from '../facts/model.ts';
import type { Inputs } from '../io/inputs.ts';
import type { Skipped } from '../io/read.ts';

export class Account {
  /** What the user named and cannot have. */
  readonly bad: Skipped[];
  /** Files found on the way. */
  readonly skipped: Skipped[] = [];
  /** How many files a module has, none of which is one that a run reads: it maps nothing. */
  withoutMaps = 0;
  readonly #named: ReadonlyMap<string, string>;

  constructor(inputs: Inputs) {
    this.bad = [...inputs.bad];
    this.#named = inputs.written;
  }

  /** Enters a file under the path that the user wrote, when it was named. */
  add(skipped: Skipped): void {
    const written = this.#named.get(skipped.path);
    if (written === undefined) this.skipped.push(skipped);
    else this.bad.push({ ...skipped, path: written });
  }

  /** Says of which files some tables could not be read. */
  addFailures(files: Iterable<FileFacts & { failure: string | null }>): void {
    for (const { file, failure } of files)
      if (failure !== null) this.skipped.push({ path: file.path, reason: `its tables: ${failure}` });
  }
}
