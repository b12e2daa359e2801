// SPDX-License-Identifier: GPL-2.0-only
/** What the files of a program define, by name. */
import type { SourceFile } from '../../text/source.ts';

export class NameIndex<T extends { file: SourceFile }> {
  readonly #entries = new Map<string, T[]>();

  /** Returns what bears the name, in the order in which it was added. */
  get(name: string): readonly T[] {
    return this.#entries.get(name) ?? [];
  }

  add(name: string, entry: T): void {
    const known = this.#entries.get(name);
    if (known) known.push(entry);
    else this.#entries.set(name, [entry]);
  }

  /** Takes out what a file has under these names. */
  remove(file: SourceFile, names: Iterable<string>): void {
    for (const name of names) {
      const left = this.get(name).filter((entry) => entry.file !== file);
      if (left.length === 0) this.#entries.delete(name);
      else this.#entries.set(name, left);
    }
  }
}
