// SPDX-License-Identifier: GPL-2.0-only
/** Remembers what a run asked of a tree by searching it. */
import type { Definition, DefinitionSearch } from './definitions.ts';
import { definesAny } from './definitions.ts';
import type { SearchOptions } from './search.ts';
import type { Searches } from './searches.ts';

/** The questions of a run, as plain data. */
export interface Asked {
  patterns: string[];
  names: string[];
  /** Those of the names that may be macros. */
  aliases: string[];
  /** The files that were found, relative to where was searched. */
  found: string[];
  /** Those that match a pattern that the whole tree was searched for, by pattern. */
  everywhere: [pattern: string, paths: string[]][];
  /** What was found of the names. */
  definitions: Definition[];
}

/** What a run was told, by what it asked; as plain data. */
export interface Answered {
  files: [question: string, paths: string[]][];
  names: PlacedNames[];
}

/** What was asked of the same places. */
export interface PlacedNames {
  place: string;
  names: string[];
  /** Those of the names that may be macros. */
  aliases: string[];
  found: Definition[];
}

/** A search for files as one text. */
export function questionOf(
  pattern: string,
  { folders = [''], flat = [], exclude = [] }: SearchOptions,
): string {
  return JSON.stringify([pattern, folders, flat, exclude]);
}

/** The places that names are searched for in, as one text. */
export function placeOf({ places, options: { exclude = [] } = {} }: DefinitionSearch): string {
  return JSON.stringify([places, exclude]);
}

export class SearchLog implements Searches {
  readonly #inner: Searches;
  /** The tree that is asked; what is asked of another is not told as an answer. */
  #root: string | null = null;
  readonly #files = new Map<string, string[]>();
  readonly #placed = new Map<string, PlacedNames>();
  readonly #patterns = new Set<string>();
  readonly #names = new Set<string>();
  readonly #aliases = new Set<string>();
  readonly #found = new Set<string>();
  readonly #everywhere = new Map<string, string[]>();
  readonly #definitions = new Map<string, Definition>();

  constructor(inner: Searches) {
    this.#inner = inner;
  }

  async files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    this.#patterns.add(pattern);
    const found = await this.#inner.files(root, pattern, options);
    for (const path of found) this.#found.add(path);
    if (isWholeTree(options)) this.#everywhere.set(pattern, found);
    if (this.#isRoot(root)) this.#files.set(questionOf(pattern, options), found);
    return found;
  }

  async definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    for (const name of names) this.#names.add(name);
    for (const name of search.aliases ?? []) this.#aliases.add(name);
    const found = await this.#inner.definitions(root, names, search);
    for (const one of found) {
      this.#found.add(one.path);
      this.#definitions.set(`${one.path}\0${one.name}`, one);
    }
    if (this.#isRoot(root)) this.#place(names, search, found);
    return found;
  }

  #isRoot(root: string): boolean {
    this.#root ??= root;
    return root === this.#root;
  }

  /** A name that was asked for twice has the last answer. */
  #place(names: readonly string[], search: DefinitionSearch, found: readonly Definition[]): void {
    const place = placeOf(search);
    const before = this.#placed.get(place) ?? { names: [], aliases: [], found: [] };
    const isNew = new Set(names);
    const others = <T>(list: T[], nameOf: (one: T) => string) =>
      list.filter((one) => !isNew.has(nameOf(one)));
    this.#placed.set(place, {
      place,
      names: [...others(before.names, (name) => name), ...names],
      aliases: [...others(before.aliases, (name) => name), ...(search.aliases ?? [])],
      found: [...others(before.found, ({ name }) => name), ...found],
    });
  }

  get answered(): Answered {
    return { files: [...this.#files], names: [...this.#placed.values()] };
  }

  confirm(): Promise<boolean> {
    return this.#inner.confirm();
  }

  get asked(): Asked {
    return {
      patterns: [...this.#patterns],
      names: [...this.#names],
      aliases: [...this.#aliases],
      found: [...this.#found],
      everywhere: [...this.#everywhere],
      definitions: [...this.#definitions.values()],
    };
  }
}

/** Whether a search leaves out no folder by its place. */
export function isWholeTree({ folders = [''] }: Pick<SearchOptions, 'folders'>): boolean {
  return folders.includes('');
}

/** What two runs asked, where the later one has what of the first has changed in its own answers. */
export function askedByBoth(first: Asked, later: Asked, isChanged: (path: string) => boolean): Asked {
  const both = <T>(a: readonly T[], b: readonly T[]) => [...new Set([...a, ...b])];
  const everywhere = new Map(first.everywhere);
  for (const [pattern, paths] of everywhere) {
    const now = later.everywhere.find(([one]) => one === pattern)?.[1].filter(isChanged) ?? [];
    everywhere.set(pattern, [...paths.filter((path) => !isChanged(path)), ...now].sort());
  }
  const definitions = [...first.definitions.filter(({ path }) => !isChanged(path)), ...later.definitions];
  return {
    patterns: both(first.patterns, later.patterns),
    names: both(first.names, later.names),
    aliases: both(first.aliases, later.aliases),
    found: both(first.found, later.found),
    everywhere: [...everywhere],
    definitions: [...new Map(definitions.map((one) => [`${one.path}\0${one.name}`, one])).values()],
  };
}

/** Returns a function that says whether a text answers one of the questions. */
export function answers({ patterns, names, aliases }: Asked): (text: string) => boolean {
  const tests = patterns.map((pattern) => new RegExp(pattern, 'm'));
  const functions = new Set(names);
  const macros = new Set(aliases);
  return (text) => tests.some((test) => test.test(text)) || definesAny(text, functions, macros);
}
