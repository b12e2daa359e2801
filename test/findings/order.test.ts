// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Finding } from '../../server/src/findings/finding.ts';
import { sortAndDedupe } from '../../server/src/findings/order.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { finding } from '../report/fixture.ts';

const files = { a: new SourceFile('a.c', 'x\ny\nz\n'), B: new SourceFile('B.c', 'x\n') };

function at(file: SourceFile, start: number, rule: string, changes: Partial<Finding> = {}): Finding {
  return { ...finding, rule, place: { file, start, end: start + 1 }, ...changes };
}

test('orders by file in code-unit order, position, rule', () => {
  const shuffled = [at(files.a, 2, 'x'), at(files.a, 0, 'z'), at(files.B, 0, 'x'), at(files.a, 2, 'a')];
  expect(
    sortAndDedupe(shuffled).map(({ place, rule }) => `${place.file.path} ${place.start} ${rule}`),
  ).toEqual(['B.c 0 x', 'a.c 0 z', 'a.c 2 a', 'a.c 2 x']);
});

test('keeps the surest of twins, and what differs in its message', () => {
  const twins = [
    at(files.a, 0, 'x', { confidence: 'medium' }),
    at(files.a, 0, 'x', { confidence: 'high' }),
    at(files.a, 0, 'x', { confidence: 'low', message: 'another' }),
  ];
  expect(sortAndDedupe(twins).map(({ message, confidence }) => `${message} ${confidence}`)).toEqual([
    'another low',
    'x_fault returns -ENOMEM high',
  ]);
});
