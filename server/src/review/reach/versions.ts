// SPDX-License-Identifier: GPL-2.0-only
/** What reviews ask of the texts of changed files, kept for the next change of the same file. */
import type { FileFacts } from '../../facts/model.ts';
import { createProgram } from '../../facts/program.ts';
import { SourceFile } from '../../text/source.ts';
import { exportsOf } from './home.ts';
import { wordsOf } from './words.ts';

/** Texts of one file that are kept: before a change, after it, and after the next one. */
const MOST_TEXTS = 3;
/** Files of which texts are kept, up to a megabyte each, where changes are about fewer. */
const FEWEST_FILES = 40;
/** Items of a file that are kept, in any of its texts. */
const MOST_ITEMS = 20_000;

/** A function, variable, type or macro. */
class NamedItem {
  readonly name: string;
  /** Other files may use it. */
  readonly isVisible: boolean;
  readonly #text: string;
  #words: Set<string> | undefined;

  constructor(name: string, isVisible: boolean, text: string) {
    this.name = name;
    this.isVisible = isVisible;
    this.#text = text;
  }

  get words(): ReadonlySet<string> {
    this.#words ??= wordsOf(this.#text);
    return this.#words;
  }
}

/** Items by what they say. */
type Items = Map<string, NamedItem>;

/** One text of a file. What is asked of it is worked out once. */
export class Version {
  readonly text: string;
  readonly #path: string;
  readonly #pattern: RegExp;
  /** Of all texts of the file, which share most of them. */
  readonly #known: Items;
  #isCandidate: boolean | undefined;
  #items: Items | undefined;
  #users: Map<string, string[]> | undefined;
  #variables: Set<string> | undefined;
  #exports: Set<string> | undefined;
  #facts: FileFacts | undefined;

  constructor(path: string, text: string, pattern: RegExp, known: Items) {
    this.#path = path;
    this.text = text;
    this.#pattern = pattern;
    this.#known = known;
  }

  /** It may hold a table, a handler or a function that maps. */
  get isCandidate(): boolean {
    this.#isCandidate ??= this.#pattern.test(this.text);
    return this.#isCandidate;
  }

  get items(): ReadonlyMap<string, NamedItem> {
    this.#items ??= this.#readItems();
    return this.#items;
  }

  /** The names of variables. */
  get variables(): ReadonlySet<string> {
    this.#variables ??= new Set(
      this.facts.items.filter(({ kind }) => kind === 'variable').map(({ name }) => name),
    );
    return this.#variables;
  }

  /** The names of the items that have a word in them. */
  users(word: string): readonly string[] {
    this.#users ??= usersIn(this.items);
    return this.#users.get(word) ?? [];
  }

  /** The names that it exports to modules. */
  get exports(): ReadonlySet<string> {
    this.#exports ??= exportsOf(this.text);
    return this.#exports;
  }

  /** By itself, of all configurations. */
  get facts(): FileFacts {
    this.#facts ??= createProgram().addFile(new SourceFile(this.#path, this.text));
    return this.#facts;
  }

  #readItems(): Items {
    const found: Items = new Map();
    const isHeader = this.#path.endsWith('.h');
    if (this.#known.size > MOST_ITEMS) this.#known.clear();
    for (const { name, kind, start, end, isStatic } of this.facts.items) {
      if (name === '' || kind === 'include' || kind === 'other' || kind === 'prototype') continue;
      const isVisible = isHeader || (kind !== 'define' && kind !== 'type' && !isStatic);
      const text = this.text.slice(start, end);
      const known = this.#known.get(text);
      const isSame = known !== undefined && known.name === name && known.isVisible === isVisible;
      const item = isSame ? known : new NamedItem(name, isVisible, text);
      this.#known.set(text, item);
      found.set(text, item);
    }
    return found;
  }
}

/** The texts of the files that changes are about. */
export class Versions {
  readonly #pattern: RegExp;
  readonly #files = new Map<string, { versions: Version[]; items: Items }>();
  #most = FEWEST_FILES;

  /** @param pattern what a candidate matches */
  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  /** Makes room for so many files: each is asked for again and again, all of them in turn. */
  expect(files: number): void {
    this.#most = Math.max(FEWEST_FILES, files);
  }

  of(path: string, text: string): Version {
    const { versions, items } = this.#files.get(path) ?? { versions: [], items: new Map() };
    const version =
      versions.find((one) => one.text === text) ?? new Version(path, text, this.#pattern, items);
    const others = versions.filter((one) => one !== version);
    this.#files.delete(path);
    this.#files.set(path, { versions: [version, ...others].slice(0, MOST_TEXTS), items });
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= this.#most) break;
      this.#files.delete(oldest);
    }
    return version;
  }
}

function usersIn(items: ReadonlyMap<string, NamedItem>): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const { name, words } of items.values())
    for (const word of words) {
      const known = users.get(word);
      if (known === undefined) users.set(word, [name]);
      else known.push(name);
    }
  return users;
}
