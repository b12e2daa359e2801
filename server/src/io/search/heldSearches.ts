// SPDX-License-Identifier: GPL-2.0-only
/** Answers of searches, held folder by folder: for runs that ask a tree much the same again and again. */

import type { Skipped } from '../read.ts';
import { type Definition, type DefinitionSearch, type Place, sortDefinitions } from './definitions.ts';
import type { SearchOptions } from './search.ts';
import { freshSearches, type Searches } from './searches.ts';

/** A folder that is searched: with what is below, or only what stands right in it. */
interface Folder {
  path: string;
  isFlat: boolean;
}

/** What was asked of one folder. */
interface Held {
  /** By pattern: the files that match it. */
  files: Map<string, string[]>;
  functions: Map<string, Definition[]>;
  macros: Map<string, Definition[]>;
}

type Kind = 'functions' | 'macros';

/**
 * Asks each question of each folder once. The tree must not change meanwhile. What could not be read is told with each
 * search that is made, and not again with what is held.
 */
export class HeldSearches implements Searches {
  readonly #inner: Searches;
  readonly #held = new Map<string, Held>();

  constructor(inner: Searches = freshSearches) {
    this.#inner = inner;
  }

  async files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    const { folders = [''], flat = [], exclude = [], onSkip } = options;
    const asked = foldersOf({ folders, flat });
    const heldFor = (folder: Folder) => this.#heldFor(root, exclude, folder).files;
    const open = asked.filter((folder) => !heldFor(folder).has(pattern));
    if (open.length > 0) {
      const found = await this.#inner.files(root, pattern, { ...placeOf(open), exclude, onSkip });
      const parts = parted(open, found, (path) => path);
      for (const folder of open) heldFor(folder).set(pattern, parts.get(folder) ?? []);
    }
    return [...new Set(asked.flatMap((folder) => heldFor(folder).get(pattern) ?? []))].sort();
  }

  async definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    const { places, aliases = [], options: { exclude = [], onSkip } = {} } = search;
    const found = new Map<string, Definition>();
    const known = new Set<string>();
    for (const place of places) {
      const asked = foldersOf(place);
      const left = [...exclude, ...place.exclude];
      for (const kind of ['functions', 'macros'] as const) {
        const open = (kind === 'functions' ? names : aliases).filter((name) => !known.has(name));
        await this.#learn({ root, exclude: left, folders: asked, names: open, kind, onSkip });
        for (const folder of asked) {
          const held = this.#heldFor(root, left, folder)[kind];
          for (const name of open)
            for (const one of held.get(name) ?? []) found.set(`${one.path}\0${one.name}`, one);
        }
        for (const { name } of found.values()) known.add(name);
      }
    }
    return sortDefinitions([...found.values()]);
  }

  confirm(): Promise<boolean> {
    return this.#inner.confirm();
  }

  /** Asks each folder for the names that it was not asked for yet; those with the same ones at once. */
  async #learn({ root, exclude, folders, names, kind, onSkip }: Lesson): Promise<void> {
    const groups = new Map<string, { names: string[]; folders: Folder[] }>();
    for (const folder of folders) {
      const held = this.#heldFor(root, exclude, folder)[kind];
      const open = names.filter((name) => !held.has(name));
      if (open.length === 0) continue;
      const key = open.join(' ');
      const group = groups.get(key) ?? { names: open, folders: [] };
      groups.set(key, group);
      group.folders.push(folder);
    }
    const searches = [...groups.values()].map(async (group) => {
      const wanted = kind === 'functions' ? group.names : [];
      const found = await this.#inner.definitions(root, wanted, {
        places: [{ ...placeOf(group.folders), exclude: [] }],
        aliases: kind === 'macros' ? group.names : [],
        options: { exclude, onSkip },
      });
      const parts = parted(group.folders, found, ({ path }) => path);
      for (const folder of group.folders) {
        const held = this.#heldFor(root, exclude, folder)[kind];
        for (const name of group.names) held.set(name, []);
        for (const one of parts.get(folder) ?? []) held.get(one.name)?.push(one);
      }
    });
    await Promise.all(searches);
  }

  #heldFor(root: string, exclude: readonly string[], { path, isFlat }: Folder): Held {
    const key = JSON.stringify([root, exclude, path, isFlat]);
    let held = this.#held.get(key);
    if (held === undefined) {
      held = { files: new Map(), functions: new Map(), macros: new Map() };
      this.#held.set(key, held);
    }
    return held;
  }
}

interface Lesson {
  root: string;
  exclude: readonly string[];
  folders: readonly Folder[];
  names: readonly string[];
  kind: Kind;
  onSkip: ((skipped: Skipped) => void) | undefined;
}

function foldersOf({ folders, flat }: Pick<Place, 'folders' | 'flat'>): Folder[] {
  const deep = new Set(folders);
  const shallow = [...new Set(flat)].filter((path) => !deep.has(path));
  return [
    ...[...deep].map((path) => ({ path, isFlat: false })),
    ...shallow.map((path) => ({ path, isFlat: true })),
  ];
}

function placeOf(folders: readonly Folder[]): Pick<Place, 'folders' | 'flat'> {
  const paths = (isFlat: boolean) => folders.filter((one) => one.isFlat === isFlat).map(({ path }) => path);
  return { folders: paths(false), flat: paths(true) };
}

/** Parts what was found by the folders that have it. */
function parted<T>(
  folders: readonly Folder[],
  found: readonly T[],
  pathOf: (one: T) => string,
): Map<Folder, T[]> {
  const parts = new Map<Folder, T[]>(folders.map((folder) => [folder, []]));
  const deep = new Map(folders.filter(({ isFlat }) => !isFlat).map((folder) => [folder.path, folder]));
  const shallow = new Map(folders.filter(({ isFlat }) => isFlat).map((folder) => [folder.path, folder]));
  for (const one of found) {
    const path = pathOf(one);
    const own = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    const flat = shallow.get(own);
    if (flat !== undefined) parts.get(flat)?.push(one);
    // A folder that is searched may lie in another one.
    for (let above = path; above !== ''; ) {
      const folder = deep.get(above);
      if (folder !== undefined) parts.get(folder)?.push(one);
      above = above.slice(0, Math.max(above.lastIndexOf('/'), 0));
    }
    const whole = deep.get('');
    if (whole !== undefined) parts.get(whole)?.push(one);
  }
  return parts;
}
