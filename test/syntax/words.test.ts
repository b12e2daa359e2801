// SPDX-License-Identifier: GPL-2.0-only
/** Small readers of C text: comments and layout are nothing to them. */
import { expect, test } from 'vitest';
import { callsIn } from '../../server/src/syntax/words/calls.ts';
import { withoutComments } from '../../server/src/syntax/words/skip.ts';
import { tokensIn } from '../../server/src/syntax/words/tokens.ts';

test.each([
  ['', 0],
  ['  \t\n', 0],
  ['foo(bar)', 4],
  ['foo ( bar )', 4],
  ['a->b += 10;', 6],
  ['a / b', 3],
  ['"a long message, with words in it"', 1],
  ["'\\''", 1],
  ['foo(/* what it is */ bar) // and why', 4],
  ['foo(bar) \\\n', 4],
  ['/* foo(bar) */', 0],
  ['"/*" foo "*/"', 3],
])('%j has %d tokens', (text, count) => {
  expect(tokensIn(text)).toBe(count);
});

test.each([
  ['a /* b */ c', 'a         c'],
  ['a // b\nc', 'a     \nc'],
  ['a \\\nb', 'a  \nb'],
  ['"/*" a "*/"', '"/*" a "*/"'],
  ['"https://foo" /* a */', '"https://foo"        '],
  [`'"' /* a */ '"'`, `'"'         '"'`],
  ["don't /* a */", "don't        "],
])('%j without comments', (text, plain) => {
  expect(withoutComments(text)).toBe(plain);
});

test('an argument is as long as its code', () => {
  const comment = `/* ${'which is told elsewhere, '.repeat(20)}*/`;
  expect(callsIn(`foo(${comment} &bar->lock ${comment}, 1); baz();`)).toEqual([
    { name: 'foo', argument: '&bar->lock' },
    { name: 'baz', argument: '' },
  ]);
});
