// SPDX-License-Identifier: GPL-2.0-only
/** Answers at once what the last run of the same kind was told, and asks the tree meanwhile. */
import { CacheFile } from '../cacheFile.ts';
import { type Definition, type DefinitionSearch, sortDefinitions } from './definitions.ts';
import { NamesQuestion } from './namesQuestion.ts';
import { Question, searchAll } from './question.ts';
import { findRipgrep } from './ripgrep.ts';
import { type SearchOptions, searchFiles } from './search.ts';
import type { Searches } from './searches.ts';
import { type KeptNames, readMemory, type SearchMemory } from './searchMemory.ts';

/** Trees with fewer files that matter are searched in no time. */
const WORTH_KEEPING = 50;

/**
 * The second run over a tree need not wait for its searches: it goes on with what they said last time, while they run
 * beside it. A run whose answers turn out to have changed is done again, so the outcome is that of a run without memory.
 * One object serves one run, which asks for its candidates first; what files it asks for besides is searched.
 */
export class RememberedSearches implements Searches {
  readonly #folder: string;
  readonly #run: readonly string[];
  #cache: CacheFile | null = null;
  #kept = '';
  #files: Question<string> | null = null;
  #asked = '';
  #names: NamesQuestion[] = [];

  /**
   * @param folder the user's cache folder
   * @param run what tells a kind of run from others, besides the tree and what is searched there: the version of this
   *   program, and what is under lint
   */
  constructor(folder: string, run: readonly string[]) {
    this.#folder = folder;
    this.#run = run;
  }

  async files(root: string, pattern: string, options: SearchOptions): Promise<string[]> {
    const { folders = [''], flat = [], exclude = [] } = options;
    const asked = JSON.stringify([root, pattern, folders, flat, exclude]);
    if (this.#files !== null && asked !== this.#asked) return searchFiles(root, pattern, options);
    this.#asked = asked;
    this.#files ??= await this.#begin(root, pattern, options);
    const { found, skipped } = this.#files.answer;
    for (const one of skipped) options.onSkip?.(one);
    return found;
  }

  async definitions(root: string, names: readonly string[], search: DefinitionSearch): Promise<Definition[]> {
    const { places, aliases = [], options: { exclude = [], onSkip } = {} } = search;
    const open = new Set(names);
    const found: Definition[] = [];
    const use = (asked: NamesQuestion) => {
      const known = new Set([...open].filter((name) => asked.has(name, aliases.includes(name))));
      if (known.size === 0) return;
      for (const name of known) open.delete(name);
      found.push(...asked.use(known));
      for (const one of asked.question.answer.skipped) onSkip?.(one);
    };
    for (const asked of this.#names) if (asked.isAbout(root, places, exclude)) use(asked);
    if (open.size > 0) {
      const rest = { root, places: [...places], exclude: [...exclude], names: [...open] };
      const asked = await NamesQuestion.ask({
        ...rest,
        aliases: aliases.filter((name) => open.has(name)),
      });
      this.#names.push(asked);
      use(asked);
    }
    return sortDefinitions(found);
  }

  async confirm(): Promise<boolean> {
    const used = this.#names.filter(({ isUsed }) => isUsed);
    for (const asked of this.#names) if (!asked.isUsed) asked.question.stop();
    const asked = [...(this.#files ? [this.#files] : []), ...used.map(({ question }) => question)];
    const same = await Promise.all(asked.map((one) => one.confirm()));
    if (same.includes(false)) return false;
    this.#keep(used);
    return true;
  }

  async #begin(root: string, pattern: string, options: SearchOptions): Promise<Question<string>> {
    const { folders = [''], flat = [], exclude = [] } = options;
    const parts = [...this.#run, this.#asked];
    const search = searchAll((more) => searchFiles(root, pattern, { folders, flat, exclude, ...more }));
    this.#cache = new CacheFile(this.#folder, 'searches', parts);
    const memory = readMemory(this.#cache.read());
    if (memory === null) return Question.ask(search);
    this.#kept = JSON.stringify(memory);
    const files = Question.recall(memory.files, search);
    this.#names = memory.names.map((kept) => NamesQuestion.recall(kept));
    // What follows may compute without a pause: the processes are to be there before.
    await findRipgrep();
    await new Promise(setImmediate);
    return files;
  }

  #keep(used: NamesQuestion[]): void {
    if (this.#files === null || this.#files.answer.found.length < WORTH_KEEPING) return;
    const memory: SearchMemory = { files: this.#files.answer, names: merged(used.map((one) => one.keep())) };
    if (JSON.stringify(memory) !== this.#kept) this.#cache?.write(memory);
  }
}

/** Joins questions about the same places: each costs the next run a process. */
function merged(all: KeptNames[]): KeptNames[] {
  const byPlace = new Map<string, KeptNames>();
  for (const one of all) {
    const key = JSON.stringify([one.root, one.places, one.exclude]);
    const other = byPlace.get(key);
    byPlace.set(key, other === undefined ? one : joined(other, one));
  }
  return [...byPlace.values()];
}

function joined(a: KeptNames, b: KeptNames): KeptNames {
  return {
    ...a,
    names: [...a.names, ...b.names],
    aliases: [...a.aliases, ...b.aliases],
    answer: {
      found: sortDefinitions([...a.answer.found, ...b.answer.found]),
      skipped: [...a.answer.skipped, ...b.answer.skipped],
    },
  };
}
