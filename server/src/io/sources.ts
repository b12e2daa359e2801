// SPDX-License-Identifier: GPL-2.0-only
/** Where a run reads its files: on disk, with texts in memory in place of some of them. */
import { accessSync, constants, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { SourceFile } from '../text/source.ts';
import { checkText, describeError, readSource, type Skipped } from './read.ts';
import {
  type Definition,
  type DefinitionSearch,
  definitionsIn,
  sortDefinitions,
} from './search/definitions.ts';
import type { SearchOptions } from './search/search.ts';
import type { Searches } from './search/searches.ts';
import { within } from './search/within.ts';

export interface Sources {
  /** As `readSource`. */
  read(absolute: string, shown: string): SourceFile | Skipped;
  /** Whether the path is a folder, or why it cannot be read. */
  look(absolute: string): boolean | { reason: string };
  /** What searches of the disk find, corrected for what is in memory. */
  over(searches: Searches): Searches;
}

export interface Overlay {
  /** Texts by absolute path; null stands for a file that is gone. */
  texts: ReadonlyMap<string, string | null>;
  /** Says of a file on disk that has no text here whether it is to be seen; absent: all are. */
  isSeen?: (absolute: string) => boolean;
  /** Names what `isSeen` says. */
  seenId?: string;
}

/** Everything as it is on disk. */
export const DISK: Sources = { read: readSource, look, over: (searches) => searches };

/** The disk, with some texts in place of files. An overlay must not change while a run uses it. */
export function overlaid(overlay: Overlay): Sources {
  const { texts, isSeen = () => true } = overlay;
  if (texts.size === 0 && overlay.isSeen === undefined) return DISK;
  const textOf = (absolute: string) =>
    texts.get(absolute) ?? (texts.has(absolute) || !isSeen(absolute) ? null : undefined);
  return {
    read: (absolute, shown) => {
      const text = textOf(absolute);
      if (text === undefined) return readSource(absolute, shown);
      if (text === null) return { path: shown, reason: 'does not exist' };
      const reason = checkText(text);
      return reason === null ? new SourceFile(shown, text) : { path: shown, reason };
    },
    look: (absolute) => {
      const text = texts.get(absolute);
      if (text === undefined) return look(absolute);
      return text === null ? { reason: 'does not exist' } : false;
    },
    over: (searches) => new OverlaidSearches(searches, overlay),
  };
}

function look(absolute: string): boolean | { reason: string } {
  try {
    const stat = statSync(absolute);
    if (!stat.isDirectory() && !stat.isFile()) return { reason: 'is neither a file nor a folder' };
    accessSync(absolute, stat.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return stat.isDirectory();
  } catch (error) {
    return { reason: describeError(error) };
  }
}

/** Leaves out what is overlaid of the answers of other searches, and searches the texts instead. */
class OverlaidSearches implements Searches {
  readonly #inner: Searches;
  readonly #overlay: Overlay;

  constructor(inner: Searches, overlay: Overlay) {
    this.#inner = inner;
    this.#overlay = overlay;
  }

  async files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    const inside = this.#inside(root);
    const isOnDisk = this.#isOnDisk(root, inside);
    const onDisk = (await this.#inner.files(root, pattern, options)).filter(isOnDisk);
    const test = new RegExp(pattern, 'm');
    const { folders = [''], flat = [], exclude = [] } = options;
    const isSearched = within({ folders, flat, exclude });
    const inMemory = [...inside].filter(
      ([path, text]) => text !== null && isSearched(path) && test.test(text),
    );
    return [...onDisk, ...inMemory.map(([path]) => path)].sort();
  }

  async definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    const inside = this.#inside(root);
    const isOnDisk = this.#isOnDisk(root, inside);
    const found = (await this.#inner.definitions(root, names, search)).filter(({ path }) => isOnDisk(path));
    const { places, aliases = [], options = {} } = search;
    const searched = places.map(({ folders, flat, exclude }) =>
      within({ folders, flat, exclude: [...(options.exclude ?? []), ...exclude] }),
    );
    for (const [path, text] of inside) {
      if (text === null || !searched.some((isSearched) => isSearched(path))) continue;
      found.push(...definitionsIn(path, text, names, aliases));
    }
    return sortDefinitions(found);
  }

  confirm(): Promise<boolean> {
    return this.#inner.confirm();
  }

  /** Says of a path that was found on disk whether it counts. */
  #isOnDisk(root: string, inside: ReadonlyMap<string, unknown>): (path: string) => boolean {
    const { isSeen = () => true } = this.#overlay;
    return (path) => !inside.has(path) && isSeen(join(root, path));
  }

  /** The overlay by paths relative to a root. */
  #inside(root: string): Map<string, string | null> {
    const found = new Map<string, string | null>();
    const start = join(root, sep);
    for (const [absolute, text] of this.#overlay.texts)
      if (absolute.startsWith(start)) found.set(relative(root, absolute).split(sep).join('/'), text);
    return found;
  }
}
