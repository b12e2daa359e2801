// SPDX-License-Identifier: GPL-2.0-only
/** One object for all that are equal, as long as anybody holds it; a language server does not collect those of years. */

/** So many are held for the next who asks: a whole tree meets some 1500 domains. */
const MOST = 20_000;

export class Interned<T extends object> {
  readonly #numbers = new WeakMap<T, number>();
  readonly #most: number;
  #lately = new Map<string, T>();
  readonly #before = new Map<string, WeakRef<T>>();
  #count = 0;

  constructor(most: number = MOST) {
    this.#most = most;
  }

  /** The one with a key; undefined where nobody holds it. */
  get(key: string): T | undefined {
    const held = this.#lately.get(key);
    if (held !== undefined || this.#before.size === 0) return held;
    const found = this.#before.get(key)?.deref();
    if (found !== undefined) this.#hold(key, found);
    return found;
  }

  /** Takes one that `get` does not have. */
  add(key: string, value: T): void {
    this.#numbers.set(value, ++this.#count);
    this.#hold(key, value);
  }

  /** Of one that was added; no other one ever gets the same. */
  numberOf(value: T): number | undefined {
    return this.#numbers.get(value);
  }

  #hold(key: string, value: T): void {
    if (this.#lately.size >= this.#most) {
      for (const [old, reference] of this.#before)
        if (reference.deref() === undefined) this.#before.delete(old);
      for (const [old, held] of this.#lately) this.#before.set(old, new WeakRef(held));
      this.#lately = new Map();
    }
    this.#lately.set(key, value);
  }
}
