// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Step } from '../../server/src/analysis/reports/model/exits.ts';
import { pathTo } from '../../server/src/rules/shared/path.ts';
import { SourceFile } from '../../server/src/text/source.ts';

test('a step at a place that the path has passed before is said to be the second', () => {
  const file = new SourceFile('a.c', 'retry: if (x) goto retry;');
  const place = { file, start: 11, end: 12 };
  const step = (truth: boolean): Step => ({
    kind: 'test',
    place,
    message: `\`x\` is ${truth}`,
    text: 'x',
    truth,
    ofArguments: false,
  });
  expect(pathTo([step(true), step(false)]).map(({ message }) => message)).toEqual([
    '`x` is true',
    '`x` is false (second time)',
  ]);
});
