// SPDX-License-Identifier: GPL-2.0-only
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { tablesJson, tablesText } from '../../server/src/report/tables.ts';
import { resultWith } from './fixture.ts';

test('JSON has a null for what is not known', () => {
  expect(JSON.parse(tablesJson(resultWith()))).toEqual({
    tables: [
      {
        file: 'fs/x/file.c',
        line: 6,
        name: 'x_ops',
        const: true,
        members: {
          fault: { handler: 'x_fault', file: 'fs/x/file.c', line: 1 },
          open: { handler: 'y_open', file: null, line: null },
          close: { handler: null, file: null, line: null },
        },
      },
    ],
  });
});

test('text has a paragraph per table', () => {
  expect(tablesText(resultWith(), { colors: pc.createColors(false), display: (path) => path })).toBe(
    [
      'fs/x/file.c:6:42: const x_ops',
      '  .fault  x_fault  fs/x/file.c:1',
      '  .open   y_open  definition not found',
      '  .close  NULL',
      '',
    ].join('\n'),
  );
});

test('no tables are an empty list and no text', () => {
  const none = resultWith({ tables: [] });
  expect(JSON.parse(tablesJson(none))).toEqual({ tables: [] });
  expect(tablesText(none, { colors: pc.createColors(false), display: (path) => path })).toBe('');
});
