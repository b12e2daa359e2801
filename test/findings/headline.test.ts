// SPDX-License-Identifier: GPL-2.0-only
/** What to do comes first in a list that cuts its lines. */
import { expect, test } from 'vitest';
import { headline } from '../../server/src/findings/headline.ts';

const FIX = { title: 'Make t const', safe: true, edits: [] };

test.each([
  [
    'a() returns X: it counts as success; return VM_FAULT_NOPAGE',
    'return VM_FAULT_NOPAGE: a() returns X: it counts as success',
  ],
  ['a() returns -E: convert it with vmf_error()', 'convert it with vmf_error(): a() returns -E'],
  [
    't has no access; and more; add .access, or say why not',
    'add .access, or say why not: t has no access; and more',
  ],
  ['compare with >=: the index may be 4 itself', 'compare with >=: the index may be 4 itself'],
  ['a() maps with VM_IO: nobody can read it', 'a() maps with VM_IO: nobody can read it'],
])('%s', (message, expected) => {
  expect(headline({ rule: 'a-rule', message, fix: null })).toBe(expected);
});

test('without advice the title of the fix comes first', () => {
  expect(headline({ rule: 'non-const-table', message: 't can be const', fix: FIX })).toBe(
    'make t const: t can be const',
  );
});

test('without either what the rule asks for comes first', () => {
  expect(
    headline({ rule: 'op-prototype', message: 'int f(void) does not fit void (*open)(void)', fix: null }),
  ).toBe('give the member a function of its type: int f(void) does not fit void (*open)(void)');
});
