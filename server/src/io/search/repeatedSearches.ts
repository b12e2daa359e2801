// SPDX-License-Identifier: GPL-2.0-only
/** Answers searches with what an earlier run was told, of a tree that differs from that one in a few texts alone. */
import { type Definition, type DefinitionSearch, definitionsIn, sortDefinitions } from './definitions.ts';
import type { SearchOptions } from './search.ts';
import type { Searches } from './searches.ts';
import { type Answered, type PlacedNames, placeOf, questionOf } from './searchLog.ts';
import { within } from './within.ts';

/** A file that was there and is, with another text. */
export interface Edit {
  /** Relative to the root. */
  path: string;
  before: string;
  after: string;
}

/** What the edits change in an answer is searched for anew, as are other questions. */
export class RepeatedSearches implements Searches {
  readonly #root: string;
  readonly #files: ReadonlyMap<string, string[]>;
  readonly #names: ReadonlyMap<string, PlacedNames>;
  readonly #edits: readonly Edit[];
  readonly #inner: Searches;
  /** Names that the edited files define otherwise than they did. */
  readonly #moved: ReadonlySet<string>;

  constructor(root: string, { files, names }: Answered, edits: readonly Edit[], inner: Searches) {
    this.#root = root;
    this.#files = new Map(files);
    this.#names = new Map(names.map((one) => [one.place, one]));
    this.#edits = edits;
    this.#inner = inner;
    this.#moved = movedNames(names, edits);
  }

  async files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    const known = root === this.#root ? this.#files.get(questionOf(pattern, options)) : undefined;
    if (known === undefined) return this.#inner.files(root, pattern, options);
    const { folders = [''], flat = [], exclude = [] } = options;
    const isSearched = within({ folders, flat, exclude });
    const test = new RegExp(pattern, 'm');
    const found = new Set(known);
    for (const { path, before, after } of this.#edits) {
      if (test.test(before) === test.test(after)) continue;
      if (found.has(path)) found.delete(path);
      else if (isSearched(path)) found.add(path);
    }
    return [...found].sort();
  }

  async definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    const known = root === this.#root ? this.#names.get(placeOf(search)) : undefined;
    if (known === undefined) return this.#inner.definitions(root, names, search);
    const { aliases = [] } = search;
    const [asked, askedAliases] = [new Set(known.names), new Set(known.aliases)];
    const isAlias = new Set(aliases);
    const isKept = (name: string) =>
      asked.has(name) && isAlias.has(name) === askedAliases.has(name) && !this.#moved.has(name);
    const kept = new Set(names.filter(isKept));
    const found = known.found.filter(({ name }) => kept.has(name));
    const open = names.filter((name) => !kept.has(name));
    if (open.length === 0) return sortDefinitions(found);
    const rest = { ...search, aliases: aliases.filter((name) => !kept.has(name)) };
    return sortDefinitions([...found, ...(await this.#inner.definitions(root, open, rest))]);
  }

  confirm(): Promise<boolean> {
    return this.#inner.confirm();
  }
}

function movedNames(all: readonly PlacedNames[], edits: readonly Edit[]): Set<string> {
  const names = [...new Set(all.flatMap((one) => one.names))];
  const aliases = [...new Set(all.flatMap((one) => one.aliases))];
  const moved = new Set<string>();
  for (const { path, before, after } of edits) {
    // As what may be a macro, too: whether that counts is a matter of each question.
    const signs = (text: string) =>
      new Map(
        [...definitionsIn(path, text, names, []), ...definitionsIn(path, text, [], aliases)].map((one) => [
          JSON.stringify(one),
          one.name,
        ]),
      );
    const [then, now] = [signs(before), signs(after)];
    for (const [sign, name] of [...then, ...now]) if (then.has(sign) !== now.has(sign)) moved.add(name);
  }
  return moved;
}
