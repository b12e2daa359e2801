// SPDX-License-Identifier: GPL-2.0-only
/** Remembers which files of the disk a run read, so that a later one can tell whether it would read the same. */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceFile } from '../text/source.ts';
import { MAX_FILE_BYTES, type Skipped } from './read.ts';
import { isSearchedPath } from './search/walk.ts';
import { DISK, type Sources } from './sources.ts';
import { latestChange } from './treeState/clock.ts';

export class ReadLog implements Sources {
  /** Absolute paths. */
  readonly #read = new Set<string>();

  read(absolute: string, shown: string): SourceFile | Skipped {
    this.#read.add(absolute);
    return DISK.read(absolute, shown);
  }

  look = DISK.look;
  over = DISK.over;

  /** Takes in what was read by another way; absolute paths. */
  note(files: Iterable<string>): void {
    for (const absolute of files) this.#read.add(absolute);
  }

  /**
   * What was read that the state of a tree does not cover: other than C, hidden, behind a symbolic link, or not there.
   * Relative to the root; null when something lies outside of it.
   */
  beside(root: string): string[] | null {
    const found: string[] = [];
    for (const absolute of this.#read) {
      const path = relative(root, absolute).split(sep).join('/');
      if (path.startsWith('../') || path === '') return null;
      if (!isSearchedPath(path) || !isItself(absolute)) found.push(path);
    }
    return found.sort();
  }

  /** What was read below the root, relative to it. */
  within(root: string): string[] {
    return [...this.#read].map((absolute) => relative(root, absolute).split(sep).join('/')).sort();
  }

  /** Whether nothing of what was read has changed since a moment, in milliseconds since 1970. */
  isOlderThan(moment: number): boolean {
    return isOlderThan(this.#read, moment);
  }
}

/** Whether none of the files has changed since a moment, in milliseconds since 1970. */
export function isOlderThan(files: Iterable<string>, moment: number): boolean {
  return [...files].every((path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat === undefined || latestChange(stat) < moment;
  });
}

/** Whether a path leads through no symbolic link, and to a file. */
function isItself(absolute: string): boolean {
  try {
    return realpathSync.native(absolute) === absolute && lstatSync(absolute).isFile();
  } catch {
    return false;
  }
}

/** Names the content of a file below a root; null where there is none that could be read. */
export function digestOf(root: string, path: string): string | null {
  try {
    const absolute = join(root, path);
    const stat = statSync(absolute);
    if (!stat.isFile() || stat.size > MAX_FILE_BYTES) return null;
    return createHash('sha256').update(readFileSync(absolute)).digest('hex');
  } catch {
    return null;
  }
}
