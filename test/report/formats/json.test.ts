// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { jsonReport } from '../../../server/src/report/formats/json.ts';
import { resultWith } from '../fixture.ts';

test('the vmops/1 report, key by key', () => {
  expect(JSON.parse(jsonReport(resultWith()))).toEqual({
    schema: 'vmops/1',
    tree: { release: '6.12' },
    findings: [
      {
        rule: 'errno-as-vm-fault',
        severity: 'error',
        confidence: 'high',
        basis: 'core',
        message: 'x_fault returns -ENOMEM',
        says: { fault: 'x_fault returns -ENOMEM', consequences: [] },
        file: 'fs/x/file.c',
        range: { start: { line: 4, column: 9 }, end: { line: 4, column: 16 } },
        function: 'x_fault',
        table: 'x_ops',
        op: 'fault',
        related: [
          {
            file: 'fs/x/file.c',
            range: { start: { line: 3, column: 2 }, end: { line: 3, column: 16 } },
            message: 'the lock is taken here',
          },
        ],
        path: [
          {
            kind: 'takes',
            file: 'fs/x/file.c',
            range: { start: { line: 3, column: 2 }, end: { line: 3, column: 16 } },
            message: 'the lock is taken here',
          },
          {
            kind: 'call',
            file: 'fs/x/file.c',
            range: { start: { line: 1, column: 19 }, end: { line: 1, column: 26 } },
            message: 'entered here',
          },
        ],
        fix: null,
      },
    ],
    notAnalysed: [],
    summary: {
      files: 1,
      tables: 1,
      handlers: 2,
      resolved: 1,
      unresolved: 1,
      skipped: 0,
      notAnalysed: 0,
      suppressed: 0,
      milliseconds: 1234,
    },
  });
});

test('what was not seen is named with its reason', () => {
  const gap = { function: 'x_fault', file: 'fs/x/file.c', line: 1, reason: 'too many paths' };
  const report = JSON.parse(jsonReport(resultWith({ notAnalysed: [{ gap: 'body', ...gap }] })));
  expect(report.notAnalysed).toEqual([gap]);
});

test('no findings are an empty list', () => {
  expect(JSON.parse(jsonReport(resultWith({ findings: [] }))).findings).toEqual([]);
});
