// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { NumberMap } from '../../server/src/analysis/state/numberMap.ts';

test('keeps one value a key, in order of insertion', () => {
  const map = new NumberMap<string>();
  map.set(7, 'seven');
  map.set(-2, 'minus two');
  map.set(7, 'VII');
  expect([...map]).toEqual([
    [7, 'VII'],
    [-2, 'minus two'],
  ]);
  expect([map.size, map.has(-2), map.has(2), map.get(7), map.get(2)]).toEqual([
    2,
    true,
    false,
    'VII',
    undefined,
  ]);
});

test('a copy is on its own', () => {
  const map = new NumberMap<string>([1], ['one']);
  const copy = map.copy();
  copy.set(1, 'I');
  expect([map.get(1), copy.get(1)]).toEqual(['one', 'I']);
});

test('a filter that everything passes gives the same map, another leaves the map as it was', () => {
  const map = new NumberMap<string>([1, 2, 3], ['one', 'two', 'three']);
  expect(map.filter(() => true)).toBe(map);
  expect([...map.filter((key) => key !== 2)]).toEqual([
    [1, 'one'],
    [3, 'three'],
  ]);
  expect(map.size).toBe(3);
});
