// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Finding } from '../../server/src/findings/finding.ts';
import { said } from '../../server/src/findings/says.ts';
import { type Calls, withLostCalls } from '../../server/src/review/lostCalls.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const finding: Finding = {
  rule: 'mkwrite-no-freeze-protection',
  severity: 'information',
  confidence: 'medium',
  basis: 'core',
  ...said({ fault: 'without freeze protection' }),
  place: { file: new SourceFile('fs/new.c', 'line one;\n'), start: 0, end: 4 },
  function: 'foo_page_mkwrite',
  table: null,
  op: 'page_mkwrite',
  path: [],
  fix: null,
  lost: ['sb_start_pagefault'],
};
const calls = (path: string, ...names: string[]): Calls =>
  new Map([[`${path}:foo_page_mkwrite`, new Set(names)]]);
const severity = (one: Finding, before: Calls) =>
  withLostCalls([one], before, calls('fs/new.c', 'foo_dirty'), () => 'fs/old.c')[0]?.severity;

test('a remark about a call that the change took out is a warning', () => {
  expect(severity(finding, calls('fs/old.c', 'sb_start_pagefault', 'foo_dirty'))).toBe('warning');
});

test('of code that is new, or never made the call, it is a remark', () => {
  expect(severity(finding, new Map())).toBe('information');
  expect(severity(finding, calls('fs/old.c', 'foo_dirty'))).toBe('information');
});

test('where the severity was chosen nothing is named', () => {
  const { lost: _, ...chosen } = finding;
  expect(severity(chosen, calls('fs/old.c', 'sb_start_pagefault'))).toBe('information');
});
