// SPDX-License-Identifier: GPL-2.0-only
/** What changes are about, by what they say alone. */
import type { HelperSummary } from '../../analysis/models/model.ts';
import { type HelperTable, helpersFor, isByLevel, isToldByBody } from '../../analysis/models/table.ts';
import { ENTRY_MEMBERS, MAPPING_ENTRIES } from '../../contracts/mappingEntries.ts';
import type { Release } from '../../contracts/model.ts';
import { structIn } from '../../facts/declarations/structIn.ts';
import { entriesIn, foldersOfModule, mappingMembersOf } from '../../facts/mappings/ownMembers.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import type { Change } from '../../patch/change.ts';
import { isC } from '../../text/source.ts';
import { candidatePattern } from '../../workspace/candidates.ts';
import { type ChangedNames, changedNames } from './changedNames.ts';
import { addHomes } from './home.ts';
import { Versions } from './versions.ts';

export class ChangeReader {
  readonly release: Release;
  /** What a candidate matches. */
  readonly pattern: RegExp;
  /** The texts of changed files. */
  readonly versions: Versions;
  readonly #helpers: HelperTable;
  readonly #names = new WeakMap<Change, ChangedNames>();

  constructor(release: Release) {
    this.release = release;
    this.pattern = new RegExp(candidatePattern(release), 'm');
    this.versions = new Versions(this.pattern);
    this.#helpers = helpersFor(release);
  }

  /** Whether changes have to do with no table and no handler of whatever tree. */
  isAside(changes: readonly Change[]): boolean {
    const sources = changes.filter(isSource);
    const isAside = !sources.some((change) => this.isOfCandidate(change)) && this.namesOf(sources).size === 0;
    return isAside && this.libraryNames(sources).own.size === 0;
  }

  /** Whether a file is a candidate before or after a change. */
  isOfCandidate({ oldPath, newPath, before, after }: Change): boolean {
    const path = newPath ?? oldPath;
    return [before, after].some(
      (text) => path !== null && text !== null && this.versions.of(path, text).isCandidate,
    );
  }

  /**
   * The names that changes gave another meaning, as far as they are followed: with the folder that their users lie below.
   *
   * @param library names of the kernel's library that are followed as well
   */
  namesOf(changes: readonly Change[], library?: ReadonlySet<string>): Map<string, string> {
    return this.followed(
      changes.flatMap((change) => [...this.#namesIn(change).names]),
      library,
    );
  }

  /** The tables of other files that functions install which a change made anew. */
  tablesOf(changes: readonly Change[]): Set<string> {
    const tables = new Set<string>();
    for (const { oldPath, newPath, before, after } of changes) {
      if (newPath === null || after === null) continue;
      const now = this.versions.of(newPath, after);
      if (!now.isCandidate) continue;
      const old = this.versions.of(oldPath ?? newPath, before ?? '');
      const isNew = new Set([...now.items].flatMap(([text, { name }]) => (old.items.has(text) ? [] : name)));
      const own = new Set(now.facts.tables.map(({ name }) => name));
      for (const one of now.facts.installations)
        if (one.function !== null && isNew.has(one.function) && !own.has(one.table)) tables.add(one.table);
    }
    return tables;
  }

  /** Tables by which a subsystem or the page cache works on mappings, and that a change made anew, with their structs. */
  mappingTablesOf(changes: readonly Change[]): string[] {
    const found = new Set<string>();
    for (const { oldPath, newPath, before, after } of changes) {
      if (newPath === null || after === null) continue;
      const now = this.versions.of(newPath, after);
      const old = this.versions.of(oldPath ?? newPath, before ?? '');
      for (const [text, { name }] of now.items) {
        if (old.items.has(text) || !now.variables.has(name)) continue;
        for (const { declarator } of now.facts.variablesNaming(name)) {
          const struct = structIn(declarator.type);
          if (
            declarator.name === name &&
            declarator.init !== null &&
            struct !== null &&
            OF_MAPPINGS.has(struct)
          )
            found.add(`${name} (struct ${struct})`);
        }
      }
    }
    return [...found].sort();
  }

  /** Members of a module's own structs through which it calls what changes made anew, with the folder of the module. */
  membersOf(changes: readonly Change[]): Map<string, string> {
    const members = new Map<string, string>();
    for (const { oldPath, newPath, before, after } of changes) {
      const path = newPath ?? oldPath;
      if (path === null) continue;
      const old = this.versions.of(path, before ?? '');
      const now = this.versions.of(path, after ?? '');
      const folder = foldersOfModule(path).at(-1)?.slice(0, -1) ?? '';
      const anew = new Set([...now.items].flatMap(([text, { name }]) => (old.items.has(text) ? [] : name)));
      for (const { function: own, member } of entriesIn(now.facts))
        if (anew.has(own)) members.set(member, folder);
      // Of those that structs of the kernel have as well, only a module's own count: no call near them means `fops.mmap`.
      for (const name of anew)
        for (const member of mappingMembersOf(name, now.facts))
          if (!ENTRY_MEMBERS.has(member)) members.set(member, folder);
    }
    return members;
  }

  /** Of names those that are no functions of the kernel's library, which are known without a look. */
  followed(
    names: Iterable<readonly [string, string]>,
    library: ReadonlySet<string> = NO_NAMES,
  ): Map<string, string> {
    const followed = new Map<string, string>();
    addHomes(
      followed,
      [...names].filter(([name]) => !this.#helpers.has(name) || library.has(name)),
    );
    return followed;
  }

  /**
   * The functions and macros of the kernel's library that changes give another meaning, with the folder that their users
   * lie below; `own` are those that they define anew and whose bodies say what they do.
   */
  libraryNames(changes: readonly Change[]): { all: Map<string, string>; own: Set<string> } {
    const all = new Map<string, string>();
    const own = new Set<string>();
    for (const change of changes) {
      const { names, anew } = this.#namesIn(change);
      for (const [name, home] of names) {
        const helper = this.#helpers.get(name);
        if (helper === undefined) continue;
        addHomes(all, [[name, home]]);
        if (
          anew.has(name) &&
          isToldByBody(helper, this.#isInserting(name, change), this.#isOfLevel(name, change))
        )
          own.add(name);
      }
    }
    return { all, own };
  }

  /** Whether a function calls another one that inserts, before and after a change, or nothing any more. */
  #isInserting(name: string, change: Change): boolean {
    return this.#isCalling(name, change, (helper) => helper.insert !== null);
  }

  /** The same of one that takes or gives back freeze protection, of the level that it is told. */
  #isOfLevel(name: string, change: Change): boolean {
    return this.#isCalling(name, change, isByLevel);
  }

  #isCalling(
    name: string,
    { oldPath, newPath, before, after }: Change,
    isSuch: (helper: HelperSummary) => boolean,
  ): boolean {
    const path = newPath ?? oldPath;
    if (path === null) return false;
    const isCalledIn = (text: string | null) =>
      [...this.versions.of(path, text ?? '').items.values()].some(
        (item) =>
          item.name === name &&
          [...item.words].some((word) => {
            const helper = word === name ? undefined : this.#helpers.get(word);
            return helper !== undefined && isSuch(helper);
          }),
      );
    return isCalledIn(before) && (isCalledIn(after) || this.#callsNothing(name, path, after));
  }

  /** Whether a text has a function that calls no other: what it did not do itself is not done any more. */
  #callsNothing(name: string, path: string, text: string | null): boolean {
    const own = this.versions.of(path, text ?? '').facts.functions.filter((one) => one.name === name);
    return own.length > 0 && own.every((one) => calledNames(one).length === 0);
  }

  #namesIn(change: Change): ChangedNames {
    let names = this.#names.get(change);
    if (names === undefined) {
      names = changedNames(change, this.versions);
      this.#names.set(change, names);
    }
    return names;
  }
}

/** Structs with a member that maps, and that of the operations on the pages of a file. */
const OF_MAPPINGS: ReadonlySet<string> = new Set([
  'address_space_operations',
  ...MAPPING_ENTRIES.map(({ struct }) => struct),
]);

const NO_NAMES: ReadonlySet<string> = new Set();

/** Whether a change is one of a C file. */
export function isSource({ oldPath, newPath }: Change): boolean {
  return isC(newPath ?? oldPath ?? '');
}
