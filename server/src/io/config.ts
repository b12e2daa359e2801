// SPDX-License-Identifier: GPL-2.0-only
/** Finds configuration files. */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Looks for a file of one name upwards from folders, each folder once. */
export class Upwards {
  readonly #name: string;
  readonly #known = new Map<string, string | null>();

  /** The folders that were looked into so far, with the nearest file of each. */
  get looked(): ReadonlyMap<string, string | null> {
    return this.#known;
  }

  constructor(name: string) {
    this.#name = name;
  }

  /** Returns the absolute path of the nearest such file in a folder or above it, or null. */
  find(folder: string): string | null {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const own = join(folder, this.#name);
    const above = dirname(folder);
    const found = isThere(own) ? own : above === folder ? null : this.find(above);
    this.#known.set(folder, found);
    return found;
  }
}

/** Something of that name that cannot be looked at counts too: its reader says why. */
function isThere(path: string): boolean {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat !== undefined && !stat.isDirectory();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ELOOP';
  }
}
