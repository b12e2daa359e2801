// SPDX-License-Identifier: GPL-2.0-only
/** A question to the tree whose answer may be that of the last run, until the search confirms it. */
import type { Skipped } from '../read.ts';
import type { SearchOptions } from './search.ts';

export interface Answer<T> {
  found: T[];
  /** What could not be read. */
  skipped: Skipped[];
}

/** Runs a search and gives its whole answer. Rejects when the signal aborts it. */
export type Search<T> = (signal?: AbortSignal) => Promise<Answer<T>>;

/** Makes a search of a function that tells of what it cannot read on the way. One with a signal runs aside. */
export function searchAll<T>(find: (options: Listening) => Promise<T[]>): Search<T> {
  return async (signal) => {
    const skipped: Skipped[] = [];
    const onSkip = (one: Skipped) => skipped.push(one);
    return { found: await find(signal ? { onSkip, signal, aside: true } : { onSkip }), skipped };
  };
}

type Listening = Pick<SearchOptions, 'onSkip' | 'signal' | 'aside'>;

export class Question<T> {
  /** What is known so far. */
  answer: Answer<T>;
  readonly #search: Promise<Answer<T>>;
  readonly #abort = new AbortController();

  private constructor(answer: Answer<T>, search: Search<T>) {
    this.answer = answer;
    this.#search = search(this.#abort.signal);
    // It may not be awaited; where it is, `confirm` rejects.
    this.#search.catch(() => {});
  }

  /** Searches, and waits for it. */
  static async ask<T>(search: Search<T>): Promise<Question<T>> {
    const answer = await search();
    return new Question(answer, async () => answer);
  }

  /** Takes the answer of the last run for now, and searches beside what goes on. */
  static recall<T>(answer: Answer<T>, search: Search<T>): Question<T> {
    return new Question(answer, search);
  }

  /** Takes what the tree says; returns whether that is what was answered. */
  async confirm(): Promise<boolean> {
    const real = await this.#search;
    const isSame = JSON.stringify(real) === JSON.stringify(this.answer);
    this.answer = real;
    return isSame;
  }

  /** Ends a search that is not needed any more. */
  stop(): void {
    this.#abort.abort();
  }
}
