// SPDX-License-Identifier: GPL-2.0-only
/** What to do comes first in a list that cuts its lines. */
import { expect, test } from 'vitest';
import { headline } from '../../server/src/findings/headline.ts';
import { type Says, said } from '../../server/src/findings/says.ts';

const FIX = { title: 'Make t const', safe: true, edits: [] };

const shown = (says: Says, rule = 'a-rule', fix: typeof FIX | null = null) =>
  headline({ rule, fix, ...said(says) });

test('advice comes first', () => {
  const fault = 'a() returns X';
  const consequences = ['it counts as success'];
  expect(shown({ fault, consequences, advice: 'return Y' })).toBe(
    'return Y: a() returns X: it counts as success',
  );
  expect(shown({ fault, advice: 'return Y' })).toBe('return Y: a() returns X');
  expect(shown({ fault, consequences, advice: 'return Y', remark: 'so in 4.10' })).toBe(
    'return Y: a() returns X: it counts as success; so in 4.10',
  );
  expect(shown({ fault, consequences })).toBe('a() returns X: it counts as success');
});

test('without advice the title of the fix comes first', () => {
  expect(shown({ fault: 't can be const' }, 'non-const-table', FIX)).toBe('make t const: t can be const');
});

test('without either what the rule asks for comes first', () => {
  expect(shown({ fault: 'int f(void) does not fit void (*open)(void)' }, 'op-prototype')).toBe(
    'give the member a function of its type: int f(void) does not fit void (*open)(void)',
  );
});
