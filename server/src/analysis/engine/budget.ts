// SPDX-License-Identifier: GPL-2.0-only
/** How much one exploration may do: steps, and what there is to look through in the states that take them. */
import type { State } from '../state/state.ts';

/**
 * Entries of states that one exploration may look through. The hardest function of Linux 6.12 needs 190,000; this many
 * take about a second and some hundred megabytes.
 */
const MOST_ENTRIES = 1_500_000;

export class Budget {
  #steps: number;
  #taken = 0;
  #entries = MOST_ENTRIES;

  constructor(steps: number) {
    this.#steps = steps;
  }

  get isSpent(): boolean {
    return this.#steps <= 0;
  }

  /** How many steps were taken. */
  get taken(): number {
    return this.#taken;
  }

  /** Counts a state that takes a step. */
  step(state: State): void {
    this.#steps--;
    this.#taken++;
    this.pass(state);
  }

  /** Counts a state that is copied or compared. */
  pass({ env, domains, locks, flags }: State): void {
    this.#entries -= 1 + env.size + domains.size + locks.size + flags.size;
    if (this.#entries < 0) this.giveUp();
  }

  /** Nothing more is to be done. */
  giveUp(): void {
    this.#steps = 0;
  }
}
