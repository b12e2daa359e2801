// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { readSuppressions } from '../../server/src/findings/suppressions.ts';
import { SourceFile } from '../../server/src/text/source.ts';

function read(...lines: string[]) {
  return readSuppressions(new SourceFile('x.c', lines.join('\n')));
}

test('both forms of comment, several rules, the reason without its punctuation', () => {
  const found = read(
    'int a; /* vmops: allow(unknown-op) it is patched in */',
    '// vmops: allow(page-lock-leak, lock-imbalance): the caller unlocks',
    '/*',
    ' * vmops: allow(errno-as-vm-fault) -- told',
    ' * in two lines',
    ' */',
    'int b;',
  );
  expect(found.map(({ rules, reason }) => [rules.map(({ id }) => id), reason])).toEqual([
    [['unknown-op'], 'it is patched in'],
    [['page-lock-leak', 'lock-imbalance'], 'the caller unlocks'],
    [['errno-as-vm-fault'], 'told in two lines'],
  ]);
});

test('what each speaks of: its own line behind code, else the next line with code', () => {
  const found = read(
    'int a; /* vmops: allow(x) r */',
    '/* vmops: allow(x) r */ /* more */',
    '',
    '/* words */ // vmops: allow(x) r',
    'int b;',
    '/* vmops: allow(x) r */',
  );
  expect(
    found.map(({ firstLine, lastLine, trailing, nextLine }) => [firstLine, lastLine, trailing, nextLine]),
  ).toEqual([
    [1, 1, true, 5],
    [2, 2, false, 5],
    [4, 4, false, 5],
    [6, 6, false, null],
  ]);
});

test('places of the rules', () => {
  const [found] = read('/* vmops: allow( a ,b ) r */');
  expect(found?.rules).toEqual([
    { id: 'a', start: 17, end: 18 },
    { id: 'b', start: 20, end: 21 },
  ]);
});

test('none in strings, none in the middle of a comment, and comments in strings are none', () => {
  expect(read('char *a = "/* vmops: allow(x) r */";', '/* see vmops: allow(x) r */')).toEqual([]);
  expect(read(`char *a = "/*", b = '"'; /* vmops: allow(x) r */`)).toHaveLength(1);
});

test('one that cannot be read names no rules', () => {
  for (const text of [
    '/* vmops: alow(x) r */',
    '/* vmops: allow x r */',
    '// vmops:',
    '/* vmops: allow() r */',
  ]) {
    expect(read(text).map(({ rules }) => rules)).toEqual([[]]);
  }
});

test('no reason', () => {
  expect(
    read('/* vmops: allow(x) */', '// vmops: allow(x)', '/* vmops: allow(x): -- */').map((s) => s.reason),
  ).toEqual(['', '', '']);
});

test('the word that an editor puts in place of the reason is no reason', () => {
  const read = (comment: string) => readSuppressions(new SourceFile('a.c', `${comment}\nint a;\n`));
  expect(read('/* vmops: allow(lock-imbalance) REASON */')[0]?.reason).toBe('');
  expect(read('/* vmops: allow(lock-imbalance) the REASON is known */')[0]?.reason).toBe(
    'the REASON is known',
  );
});
