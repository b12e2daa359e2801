// SPDX-License-Identifier: GPL-2.0-only
/** How far a change reaches: the files whose tables and handlers it may touch. */
import { calledNames } from '../../facts/names/mentions.ts';
import { createProgram } from '../../facts/program.ts';
import type { Change } from '../../patch/change.ts';
import { SourceFile } from '../../text/source.ts';
import { DEPTH } from '../../workspace/definitions.ts';
import type { PatchedTree } from '../tree.ts';
import { type ChangeReader, isSource } from './changeReader.ts';
import { addHomes, exportsOf, type Homes, homeOf } from './home.ts';
import type { NameUsers } from './nameUsers.ts';
import { mayHandle, needsOf } from './narrow.ts';
import { wordsOf } from './words.ts';

/** A function that more files call is the kernel's library: its callers are not followed further. */
const MOST_CALLERS = 200;

/** A function of the kernel's library that more candidates use is the same to all of them, as far as it is known. */
const MOST_USERS = 100;

/** A function of the kernel's library that more files name is known to all: none of them is named. */
const MOST_NAMED = 20;

/** A table that more files name is one of the kernel's library. */
const MOST_INSTALLERS = 8;

/** Finds out how far changes of one tree reach. */
export class Reach {
  readonly #users: NameUsers;
  readonly #reader: ChangeReader;
  /** Whether a file is a candidate, as it was when last asked. */
  readonly #candidates = new Map<string, { text: string | null; isCandidate: boolean }>();
  /** The functions of a file that others may call, as it was when last asked for. */
  readonly #visible = new Map<string, { text: string; functions: VisibleFunction[] }>();

  constructor(reader: ChangeReader, users: NameUsers) {
    this.#reader = reader;
    this.#users = users;
  }

  /** Searches for what many changes will ask for, all at once. */
  async prepare(tree: PatchedTree, changes: readonly Change[]): Promise<void> {
    const sources = changes.filter(isSource);
    let names = this.#reader.namesOf(sources);
    await this.#users.learn(this.#withNeeds(tree, names, sources));
    for (let depth = 0; depth < DEPTH && names.size > 0; depth++) {
      await this.#users.learn(names);
      names = this.#reader.followed(
        [...names.keys()].flatMap((name) => this.#next(tree, name, this.#users.in(tree, name))),
      );
    }
  }

  /**
   * Returns the functions and macros of the kernel's library that changes give another meaning: `read` are those that
   * they define anew and few use, who can be looked at with the bodies in place of what is known of them. Of the others
   * `callers` are handlers and functions that map, as long as few do.
   */
  async library(
    tree: PatchedTree,
    changes: readonly Change[],
  ): Promise<{ read: ReadonlySet<string>; notFollowed: string[]; callers: string[] }> {
    const { all, own } = this.#reader.libraryNames(changes.filter(isSource));
    await this.#users.learn(all);
    const isUsedByFew = (name: string) => {
      const users = this.#users.in(tree, name);
      return users.filter((path) => this.#isCandidateNow(path, textOf(tree, path))).length <= MOST_USERS;
    };
    const read = new Set([...own].filter(isUsedByFew));
    const notFollowed = [...all.keys()].filter((name) => !read.has(name)).sort();
    const callers = notFollowed.flatMap((name) => this.#callersIn(tree, name));
    return { read, notFollowed, callers: [...new Set(callers)].sort() };
  }

  /** The functions that are handed a fault or a VMA and call another one, as handlers do. */
  #callersIn(tree: PatchedTree, name: string): string[] {
    const users = this.#users.in(tree, name);
    if (users.length > MOST_NAMED) return [];
    return users.flatMap((path) =>
      this.#reader.versions
        .of(path, textOf(tree, path) ?? '')
        .facts.functions.filter(
          (one) => one.name !== name && mayHandle(one) && calledNames(one).includes(name),
        )
        .map((one) => `${path}:${one.name}`),
    );
  }

  /**
   * Returns the C files that a lint has to be about, sorted: those changed and those that they may have a hand in.
   *
   * @param library names of the kernel's library whose users count as well
   */
  async of(tree: PatchedTree, changes: readonly Change[], library?: ReadonlySet<string>): Promise<string[]> {
    const sources = changes.filter(isSource);
    const paths = new Set<string>();
    const add = (change: Change) => {
      for (const path of [change.oldPath, change.newPath]) if (path !== null) paths.add(path);
    };
    for (const change of sources) if (this.#reader.isOfCandidate(change)) add(change);
    const seen = new Set<string>();
    let isSeen = false;
    let names = this.#reader.namesOf(sources, library);
    // What calls through a member is called by others in turn.
    const through: [string, string][] = [];
    for (const [member, folder] of this.#reader.membersOf(sources)) {
      const callers = await this.#users.callersThrough(tree, member, folder);
      for (const path of callers) if (this.#isCandidateNow(path, textOf(tree, path))) paths.add(path);
      through.push(...callers.flatMap((path) => this.#visibleNaming(tree, member, path)));
    }
    addHomes(names, this.#reader.followed(through));
    // One search is for both, what the changes reach and what their lint asks for.
    await this.#users.learn(this.#withNeeds(tree, names, sources));
    for (let depth = 0; depth < DEPTH && names.size > 0; depth++) {
      await this.#users.learn(names);
      const next: [string, string][] = [];
      for (const name of names.keys()) {
        seen.add(name);
        const users = this.#users.in(tree, name);
        for (const path of users) {
          if (!this.#isCandidateNow(path, textOf(tree, path))) continue;
          paths.add(path);
          isSeen = true;
        }
        next.push(...this.#next(tree, name, users));
      }
      names = this.#reader.followed(next.filter(([name]) => !seen.has(name)));
    }
    if (isSeen) for (const change of sources) add(change);
    for (const table of this.#reader.tablesOf(sources))
      for (const path of this.#definers(tree, table)) paths.add(path);
    return [...paths].sort();
  }

  /** The files that define a table, which few others name: what is wrong with a mapping may show in its handlers. */
  #definers(tree: PatchedTree, table: string): string[] {
    const users = this.#users.in(tree, table);
    if (users.length > MOST_INSTALLERS) return [];
    return users.filter((path) => {
      const text = textOf(tree, path);
      if (text === null || !this.#isCandidateNow(path, text)) return false;
      return this.#reader.versions.of(path, text).facts.tables.some(({ name }) => name === table);
    });
  }

  /** Whether a file is a candidate, asked again and again of one file. */
  #isCandidateNow(path: string, text: string | null): boolean {
    let known = this.#candidates.get(path);
    if (known?.text !== text) {
      known = { text, isCandidate: text !== null && this.#reader.pattern.test(text) };
      this.#candidates.set(path, known);
    }
    return known.isCandidate;
  }

  #withNeeds(tree: PatchedTree, names: Homes, changes: readonly Change[]): Homes {
    const candidates = changes.flatMap(({ newPath, after }) =>
      newPath !== null && after !== null && this.#reader.versions.of(newPath, after).isCandidate
        ? [newPath]
        : [],
    );
    const all = new Map(names);
    addHomes(all, needsOf(tree, candidates, this.#reader.versions).names);
    return all;
  }

  /** The functions that use a name and that other files may call. */
  #next(tree: PatchedTree, name: string, users: readonly string[]): [string, string][] {
    if (users.length > MOST_CALLERS) return [];
    return users.flatMap((path) =>
      this.#isCandidateNow(path, textOf(tree, path)) ? [] : this.#visibleNaming(tree, name, path),
    );
  }

  /** The functions of a file that say a name and that other files may call. */
  #visibleNaming(tree: PatchedTree, name: string, path: string): [string, string][] {
    const text = textOf(tree, path);
    if (text === null) return [];
    let known = this.#visible.get(path);
    if (known?.text !== text) {
      known = { text, functions: visibleFunctions(path, text) };
      this.#visible.set(path, known);
    }
    return known.functions
      .filter(({ words }) => words.has(name))
      .map((one): [string, string] => [one.name, one.home]);
  }
}

function textOf(tree: PatchedTree, path: string): string | null {
  const text = tree.read(path);
  return typeof text === 'string' ? text : null;
}

interface VisibleFunction {
  name: string;
  /** The folder that its users lie below. */
  home: string;
  /** What its body names. */
  words: Set<string>;
}

function visibleFunctions(path: string, text: string): VisibleFunction[] {
  const isHeader = path.endsWith('.h');
  const exported = exportsOf(text);
  return createProgram()
    .addFile(new SourceFile(path, text))
    .functions.filter(({ isStatic, item }) => (isHeader || !isStatic) && item.bodyStart >= 0)
    .map(({ name, item }) => ({
      name,
      home: homeOf(path, name, exported),
      words: wordsOf(text.slice(item.bodyStart, item.end)),
    }));
}
