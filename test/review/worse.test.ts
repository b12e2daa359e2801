// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Finding } from '../../server/src/findings/finding.ts';
import { compareFindings } from '../../server/src/review/compare.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const file = new SourceFile('drivers/frame.c', 'line one;\nline two;\n');

const finding = (message: string, degree?: number): Finding => ({
  rule: 'pgoff-bound',
  severity: 'warning',
  confidence: 'medium',
  basis: 'core',
  message,
  place: { file, start: 0, end: 4 },
  function: 'frame_fault',
  table: null,
  op: 'fault',
  path: [],
  fix: null,
  ...(degree === undefined ? {} : { degree }),
});

const compare = (before: Finding, after: Finding) => {
  const { introduced, fixed, existing } = compareFindings([before], [after], []);
  return { introduced: introduced.length, fixed: fixed.length, existing: existing.length };
};

test('what has become worse at its place was brought in, and mends nothing', () => {
  expect(compare(finding('a part is checked', 1), finding('nothing is checked', 2))).toEqual({
    introduced: 1,
    fixed: 0,
    existing: 0,
  });
});

test('what is as bad as before, or better, was there', () => {
  const there = { introduced: 0, fixed: 0, existing: 1 };
  expect(compare(finding('nothing is checked', 2), finding('nothing is checked', 2))).toEqual(there);
  expect(compare(finding('nothing is checked', 2), finding('a part is checked', 1))).toEqual(there);
  expect(compare(finding('it is wrong'), finding('it is wrong'))).toEqual(there);
});
