// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Finding } from '../../server/src/findings/finding.ts';
import { compareIdentities, identitiesOf, identityKey } from '../../server/src/findings/identity.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { finding } from '../report/fixture.ts';

const file = new SourceFile('a.c', 'one\ntwo\nthree\n');

function at(start: number, changes: Partial<Finding> = {}): Finding {
  return { ...finding, place: { file, start, end: start + 1 }, ...changes };
}

test('counts those alike in the order of their places, and keeps the order given', () => {
  const [second, first, other] = [at(8), at(0), at(4, { rule: 'lock-imbalance' })];
  expect([...identitiesOf([second, first, other]).values()]).toEqual([
    { rule: 'errno-as-vm-fault', file: 'a.c', function: 'x_fault', occurrence: 2 },
    { rule: 'errno-as-vm-fault', file: 'a.c', function: 'x_fault', occurrence: 1 },
    { rule: 'lock-imbalance', file: 'a.c', function: 'x_fault', occurrence: 1 },
  ]);
});

test('a finding about no function has the name of its table', () => {
  const of = (changes: Partial<Finding>) => {
    const one = at(0, changes);
    return identitiesOf([one]).get(one)?.function;
  };
  expect([of({ function: null }), of({ function: null, table: null })]).toEqual(['x_ops', '']);
});

test('lines and messages are no part of the key', () => {
  const key = (one: Finding) => [...identitiesOf([one]).values()].map(identityKey);
  expect(key(at(0))).toEqual(key(at(8, { message: 'in other words', confidence: 'low' })));
  expect(key(at(0))).not.toEqual(key(at(0, { rule: 'lock-imbalance' })));
});

test('orders by file, function, rule, occurrence', () => {
  const one = { rule: 'b', file: 'a.c', function: 'f', occurrence: 1 };
  const list = [
    { ...one, file: 'b.c' },
    { ...one, function: 'g', rule: 'a' },
    { ...one, occurrence: 10 },
    { ...one, occurrence: 2 },
    { ...one, rule: 'c' },
  ];
  expect([...list].sort(compareIdentities)).toEqual([list[3], list[2], list[4], list[1], list[0]]);
});
