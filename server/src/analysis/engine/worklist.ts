// SPDX-License-Identifier: GPL-2.0-only
/** What an exploration has yet to do: states that wait at blocks. */
import type { State } from '../state/state.ts';

/**
 * Hands out the block that comes first in an order, with everything that waits there: whatever leads to a place where
 * paths meet is walked before it, so that states merge once and what follows is walked once.
 */
export class Worklist {
  readonly #order: readonly number[];
  /** By place in the order. */
  readonly #waiting: { block: number; states: State[] }[] = [];
  #first = 0;

  /** @param order the place of each block */
  constructor(order: readonly number[]) {
    this.#order = order;
  }

  add(block: number, state: State): void {
    const place = this.#order[block] as number;
    const waiting = this.#waiting[place];
    if (waiting) waiting.states.push(state);
    else this.#waiting[place] = { block, states: [state] };
    if (place < this.#first) this.#first = place;
  }

  /** Null when nothing waits. */
  next(): { block: number; states: State[] } | null {
    for (; this.#first < this.#waiting.length; this.#first++) {
      const waiting = this.#waiting[this.#first];
      if (!waiting) continue;
      delete this.#waiting[this.#first];
      return waiting;
    }
    return null;
  }
}
