// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { domainNumber, domainOf, onlyDomain, unite } from '../../server/src/analysis/state/domain.ts';
import { Interned } from '../../server/src/text/interned.ts';

test('what somebody holds stays the one object of its key, however many come after it', () => {
  const interned = new Interned<{ key: string }>(4);
  const one = (key: string) => {
    const known = interned.get(key);
    if (known !== undefined) return known;
    const made = { key };
    interned.add(key, made);
    return made;
  };
  const kept = Array.from({ length: 10 }, (_, at) => one(`k${at}`));
  const numbers = kept.map((value) => interned.numberOf(value));
  expect(new Set(numbers).size).toBe(10);
  for (let at = 0; at < 100; at++) one(`other${at}`);
  expect(kept.map(({ key }) => one(key))).toEqual(kept);
  for (const value of kept) expect(one(value.key)).toBe(value);
  expect(kept.map((value) => interned.numberOf(value))).toEqual(numbers);
});

test('equal domains are one object, also with more of them than are held', () => {
  const [seven, several] = [onlyDomain('7'), domainOf(['1', '-EIO', '+'])];
  const [number, both] = [domainNumber(several), unite(seven, several)];
  for (let at = 100; at < 60_000; at++) onlyDomain(`${at}`);
  expect(onlyDomain('7')).toBe(seven);
  expect(domainOf(['+', '1', '-EIO', '1'])).toBe(several);
  expect(domainNumber(domainOf(['-EIO', '1', '+']))).toBe(number);
  for (let at = 0; at < 10_000; at++) unite(onlyDomain(`${at}`), several);
  expect(unite(seven, several)).toBe(both);
});
