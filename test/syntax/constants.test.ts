// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { constantValue } from '../../server/src/syntax/words/constants.ts';

const KNOWN: Record<string, number> = { BASE: 8 };
const value = (text: string) => constantValue(text, (name) => KNOWN[name] ?? null);

test.each([
  ['7', 7],
  ['0x1fUL', 31],
  ['017', 15],
  ["'\\0'", 0],
  ["'a'", 97],
  ['-(2 + 3) * 4', -20],
  ['1 << 3 | 0x1', 9],
  ['~0x7 & 0xff', 248],
  ['BIT(4)', 16],
  ['BASE+1', 9],
  ['0x80000001', 2147483649],
])('%s is %d', (text, number) => {
  expect(value(text)).toBe(number);
});

test.each([
  '',
  'OTHER',
  '-ENOMEM',
  'sizeof(int)',
  '1 ? 2 : 3',
  '1 / 0',
  '1 && 2',
  '(int)5',
  '3 4',
  `${'-'.repeat(100_000)}1`,
])('%s is not worked out', (text) => {
  expect(value(text)).toBeNull();
});
