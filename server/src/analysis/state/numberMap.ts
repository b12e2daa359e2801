// SPDX-License-Identifier: GPL-2.0-only
/**
 * A map from numbers (symbols, locations) for the few dozen entries of a state. States are copied at each branch, and
 * two short arrays are copied many times faster than a `Map`, and leave a fraction of the garbage.
 */
export class NumberMap<V> {
  /** In order of insertion; `values` stands in the same order. */
  readonly keys: number[];
  readonly values: V[];

  constructor(keys: number[] = [], values: V[] = []) {
    this.keys = keys;
    this.values = values;
  }

  get size(): number {
    return this.keys.length;
  }

  copy(): NumberMap<V> {
    return new NumberMap(this.keys.slice(), this.values.slice());
  }

  has(key: number): boolean {
    return this.keys.includes(key);
  }

  get(key: number): V | undefined {
    const at = this.keys.indexOf(key);
    return at === -1 ? undefined : this.values[at];
  }

  set(key: number, value: V): void {
    const at = this.keys.indexOf(key);
    if (at !== -1) {
      this.values[at] = value;
      return;
    }
    this.keys.push(key);
    this.values.push(value);
  }

  /** Returns the entries that pass, in a map of their own; this one when all do. */
  filter(test: (key: number, value: V) => boolean): NumberMap<V> {
    const { keys, values } = this;
    let kept: NumberMap<V> | null = null;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number;
      const value = values[at] as V;
      const passes = test(key, value);
      if (!kept && !passes) kept = new NumberMap(keys.slice(0, at), values.slice(0, at));
      else if (kept && passes) {
        kept.keys.push(key);
        kept.values.push(value);
      }
    }
    return kept ?? this;
  }

  /** For the loops that run most: no pair is made of each entry. */
  forEach(visit: (value: V, key: number) => void): void {
    for (let at = 0; at < this.keys.length; at++) visit(this.values[at] as V, this.keys[at] as number);
  }

  *[Symbol.iterator](): Generator<[number, V]> {
    for (let at = 0; at < this.keys.length; at++) yield [this.keys[at] as number, this.values[at] as V];
  }
}

/** The part of it that does not write. */
export type ReadonlyNumberMap<V> = Pick<
  NumberMap<V>,
  'size' | 'has' | 'get' | 'copy' | 'forEach' | typeof Symbol.iterator
> & {
  readonly keys: readonly number[];
  readonly values: readonly V[];
};
