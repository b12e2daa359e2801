// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { ofRule } from '../../server/src/findings/ruleId.ts';
import { groupsOf } from '../../server/src/text/match.ts';
import { compare } from '../../server/src/text/order.ts';

test('the groups of a match are texts, also of those that took no part', () => {
  const match = /^(a)(b)?(c)$/.exec('ac') as RegExpExecArray;
  expect(groupsOf(match, 3)).toEqual(['a', '', 'c']);
  expect(groupsOf(match, 1)).toEqual(['a']);
});

test('texts go by their code units, numbers by their size', () => {
  expect(['b', 'Z', 'a', 'é', ''].sort(compare)).toEqual(['', 'Z', 'a', 'b', 'é']);
  expect([10, 9, 9, -1].sort(compare)).toEqual([-1, 9, 9, 10]);
});

test('what is kept by rule has nothing for another name', () => {
  expect(ofRule({ 'op-prototype': 1 }, 'op-prototype')).toBe(1);
  for (const name of ['unknown-op', 'toString', '__proto__', ''])
    expect(ofRule({ 'op-prototype': 1 }, name)).toBe(undefined);
});
