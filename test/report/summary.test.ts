// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { summaryLine } from '../../server/src/report/summary.ts';
import { finding, resultWith } from './fixture.ts';

test('counts by severity, what was read, and what was not seen', () => {
  expect(summaryLine(resultWith())).toBe(
    '1 error in 1 table, 2 handlers, 1 file (Linux 6.12, 1.2 s); 1 handler without a definition',
  );
});

test('nothing found, nothing unseen', () => {
  const { summary } = resultWith();
  expect(summaryLine(resultWith({ findings: [], summary: { ...summary, resolved: 2, unresolved: 0 } }))).toBe(
    'no findings in 1 table, 2 handlers, 1 file (Linux 6.12, 1.2 s)',
  );
});

test('says when the release is a guess', () => {
  const releaseNote = 'release 4.11–4.16 inferred from the names in use';
  expect(summaryLine(resultWith({ releaseNote }))).toContain(` 1 file (${releaseNote}, 1.2 s)`);
});

test('several of each, and every gap', () => {
  const { summary } = resultWith();
  const gap = { function: 'x_fault', file: 'fs/x/file.c', line: 1, reason: 'too many paths' };
  const notAnalysed = [
    { ...gap, gap: 'body' as const },
    { ...gap, gap: 'mapping' as const },
    { ...gap, gap: 'result' as const },
  ];
  const findings = [
    finding,
    finding,
    { ...finding, severity: 'warning' as const },
    { ...finding, severity: 'information' as const },
  ];
  expect(
    summaryLine(
      resultWith({
        findings,
        notAnalysed,
        summary: { ...summary, unresolved: 2, notAnalysed: 2, skipped: 3 },
      }),
    ),
  ).toBe(
    '2 errors, 1 warning, 1 remark in 1 table, 2 handlers, 1 file (Linux 6.12, 1.2 s); ' +
      '2 handlers without a definition, 1 handler not analysed to the end, ' +
      '1 mmap function not analysed to the end, 1 handler whose result is not known, 3 files skipped',
  );
});

test('says how to see the remarks that are left out', () => {
  const findings = [{ ...finding, severity: 'information' as const }];
  expect(summaryLine(resultWith({ findings }), { isHidden: true })).toBe(
    '1 remark in 1 table, 2 handlers, 1 file (Linux 6.12, 1.2 s); 1 handler without a definition; ' +
      'remarks are shown with --severity information',
  );
});

test('says how to have named what was not seen, where something was not', () => {
  const { summary } = resultWith();
  const seen = resultWith({ findings: [], summary: { ...summary, resolved: 2, unresolved: 0 } });
  expect(summaryLine(resultWith(), { isUnnamed: true })).toBe(
    '1 error in 1 table, 2 handlers, 1 file (Linux 6.12, 1.2 s); 1 handler without a definition; -v names them',
  );
  expect(summaryLine(seen, { isUnnamed: true })).toBe(
    'no findings in 1 table, 2 handlers, 1 file (Linux 6.12, 1.2 s)',
  );
});
