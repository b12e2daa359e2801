// SPDX-License-Identifier: GPL-2.0-only
/** A question where names are defined, of which a run may ask a part. */
import { type Definition, findDefinitions, type Place } from './definitions.ts';
import { Question, searchAll } from './question.ts';
import type { KeptNames } from './searchMemory.ts';

type Asked = Omit<KeptNames, 'answer'>;

export class NamesQuestion {
  readonly question: Question<Definition>;
  readonly #asked: Asked;
  readonly #names: ReadonlySet<string>;
  readonly #aliases: ReadonlySet<string>;
  /** The names that this run wanted to know. */
  readonly #used = new Set<string>();

  private constructor(asked: Asked, question: Question<Definition>) {
    this.question = question;
    this.#asked = asked;
    this.#names = new Set(asked.names);
    this.#aliases = new Set(asked.aliases);
  }

  /** Searches, and waits for it. */
  static async ask(asked: Asked): Promise<NamesQuestion> {
    return new NamesQuestion(asked, await Question.ask(searchOf(asked)));
  }

  /** As `Question.recall`. */
  static recall(kept: KeptNames): NamesQuestion {
    return new NamesQuestion(kept, Question.recall(kept.answer, searchOf(kept)));
  }

  isAbout(root: string, places: readonly Place[], exclude: readonly string[]): boolean {
    const asked = this.#asked;
    return (
      JSON.stringify([root, places, exclude]) === JSON.stringify([asked.root, asked.places, asked.exclude])
    );
  }

  has(name: string, isAlias: boolean): boolean {
    return this.#names.has(name) && this.#aliases.has(name) === isAlias;
  }

  /** The definitions of some of its names. */
  use(names: ReadonlySet<string>): Definition[] {
    for (const name of names) this.#used.add(name);
    return this.question.answer.found.filter(({ name }) => names.has(name));
  }

  get isUsed(): boolean {
    return this.#used.size > 0;
  }

  /** What the next run should know: the names that this one wanted. */
  keep(): KeptNames {
    const { found, skipped } = this.question.answer;
    const isUsed = (name: string) => this.#used.has(name);
    return {
      ...this.#asked,
      names: this.#asked.names.filter(isUsed),
      aliases: this.#asked.aliases.filter(isUsed),
      answer: { found: found.filter(({ name }) => isUsed(name)), skipped },
    };
  }
}

function searchOf({ root, places, exclude, names, aliases }: Asked) {
  return searchAll((options) =>
    findDefinitions(root, names, { places, aliases, options: { ...options, exclude } }),
  );
}
