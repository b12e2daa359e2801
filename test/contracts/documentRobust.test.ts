// SPDX-License-Identifier: GPL-2.0-only
/** Documents in a bad state are read as far as they go: nothing throws, and what is right in them is not reported. */
import { describe, expect, test } from 'vitest';
import { describedByLocking } from '../../server/src/contracts/document/described.ts';
import { readLockingDocument } from '../../server/src/contracts/document/document.ts';
import { readVfsDocument } from '../../server/src/contracts/document/vfsDocument.ts';
import { docsFindings } from '../rules/docsFindings.ts';

const HEADER = `struct dquot_operations {
	int (*write_dquot) (struct dquot *);		/* Ordinary write */
	struct dquot *(*alloc_dquot)(struct super_block *, int);
	int (*mark_dirty) (struct dquot *);
#ifdef CONFIG_ONE
	int (*write_info) (struct super_block *, int);
#else
	int (*write_info) (struct super_block *);
#endif
};
`;
const PROTOTYPES = `
	int (*write_dquot) (struct dquot *);
	struct dquot *(*alloc_dquot) (struct super_block *, int);
	int (*mark_dirty) (struct dquot *);
	int (*write_info) (struct super_block *, int);
`;
const ROWS = `
==============	============	====================
ops		FS recursion	Held locks
==============	============	====================
write_dquot:	yes		one
alloc_dquot:	no		-
mark_dirty:	no		-
write_info:	yes		two
==============	============	====================
`;
const section = (prototypes: string, rows: string) => `dquot_operations
================

prototypes::
${prototypes}
locking rules:
${rows}`;
const check = (text: string) => docsFindings({ 'locking.rst': text }, { 'quota.h': HEADER });
const rules = (text: string) =>
  check(text).map((line) => line.replace(/^.*: warning: (\w+ \w+ \w+).*(\[.*\])$/, '$1 $2'));

test('the whole section is right', () => expect(check(section(PROTOTYPES, ROWS))).toEqual([]));

describe('nothing is said where the document is only crooked', () => {
  test.each([
    ['rows without a colon', PROTOTYPES, ROWS.replaceAll(':\t', '\t')],
    [
      'empty cells',
      PROTOTYPES,
      ROWS.replace('alloc_dquot:	no		-', 'alloc_dquot:').replace('yes		two', '		two'),
    ],
    [
      'a footnote',
      PROTOTYPES,
      `${ROWS.replace('one', 'maybe[1]_')}\n.. [1]:\n   mark_dirty: is not like the others\n`,
    ],
    ['shouted cells', PROTOTYPES, ROWS.replace('one', '!!!dqio_sem!!!')],
    [
      'crooked tabs',
      PROTOTYPES,
      ROWS.replace('write_dquot:	yes		one', 'write_dquot:yes one').replace(
        'mark_dirty:	no',
        'mark_dirty:  	 no',
      ),
    ],
    ['prose for a table', PROTOTYPES, '\tAll may block: write_dquot and the rest hold one, or\n\ttwo.\n'],
    [
      'two tables',
      PROTOTYPES,
      `${ROWS.replace(/^write_info.*\n/m, '').replace(/^mark_dirty.*\n/m, '')}
Both below are called with a lock:

===========	=====
ops		lock
===========	=====
mark_dirty:	yes
write_info:	yes
===========	=====
`,
    ],
    ['Windows line ends', PROTOTYPES.replaceAll('\n', '\r\n'), ROWS.replaceAll('\n', '\r\n')],
    ['a bracket too many', PROTOTYPES.replace('(*mark_dirty) (', '(*mark_dirty)(('), ROWS],
    [
      'a bracket too few',
      PROTOTYPES.replace('(*mark_dirty) (struct dquot *);', '(*mark_dirty) (struct dquot *;'),
      ROWS,
    ],
    [
      'no semicolon',
      PROTOTYPES.replace('(*mark_dirty) (struct dquot *);', '(*mark_dirty) (struct dquot *)'),
      ROWS,
    ],
    [
      'a line broken inside of a word',
      PROTOTYPES.replace(
        'struct super_block *, int);\n	int (*mark',
        'struct super_bl\nock *, int);\n	int (*mark',
      ),
      ROWS,
    ],
    [
      'a return type on a line of its own',
      PROTOTYPES.replace('struct dquot *(*alloc', 'struct dquot *\n\t(*alloc'),
      ROWS,
    ],
    [
      'comments and names',
      PROTOTYPES.replace('(struct dquot *);', '(struct dquot *dq /* locked; */); // first'),
      ROWS,
    ],
    [
      'the other arm of an #if',
      PROTOTYPES.replace(
        '(*write_info) (struct super_block *, int)',
        '(*write_info) (struct super_block *sb)',
      ),
      ROWS,
    ],
    ['const of the pointer itself', PROTOTYPES.replace('(struct dquot *)', '(struct dquot *const)'), ROWS],
  ])('%s', (_, prototypes, rows) => expect(check(section(prototypes, rows))).toEqual([]));
});

describe('what is wrong is found all the same', () => {
  const DRIFT = ['the documented mark_dirty [doc-prototype-drift]'];
  test.each([
    ['a bracket too many', '(*mark_dirty)((struct super_block *);', DRIFT],
    ['no semicolon', '(*mark_dirty)(struct super_block *)', DRIFT],
    ['an ellipsis', '(*mark_dirty)(struct dquot *, ...);', DRIFT],
    ['const of what is pointed to', '(*mark_dirty)(const struct dquot *);', DRIFT],
  ])('%s', (_, written, found) => {
    expect(rules(section(PROTOTYPES.replace('(*mark_dirty) (struct dquot *);', written), ROWS))).toEqual(
      found,
    );
  });
  test('half a table', () => {
    const half = ROWS.slice(0, ROWS.indexOf('mark_dirty'));
    expect(rules(section(PROTOTYPES, half))).toEqual([
      'mark_dirty of struct [doc-missing-op]',
      'write_info of struct [doc-missing-op]',
    ]);
    const document = describedByLocking(readLockingDocument(section(PROTOTYPES, half), 'x'));
    expect(document.problems.map(({ text }) => text)).toEqual(['the table of dquot_operations has no end']);
  });
  test('a row for an op that is gone, in the second table too', () => {
    const rows = `${ROWS}\n====	====\nops	lock\n====	====\ngone:	yes\n====	====\n`;
    expect(rules(section(PROTOTYPES, rows))).toEqual(['struct dquot_operations has [doc-stale-op]']);
  });
});

describe('the struct of vfs.rst', () => {
  const shown = (body: string, end = '\t};\n') =>
    `struct dquot_operations\n-----------------------\n\n.. code-block:: c\n\n\tstruct dquot_operations {\n${body}${end}\nWords about it.\n`;
  const body = PROTOTYPES.replaceAll('\t', '\t\t').trimStart();
  const found = (text: string) => docsFindings({ 'vfs.rst': text }, { 'quota.h': HEADER });
  test('is right', () => expect(found(shown(`\t\t${body}`))).toEqual([]));
  test('needs no closing brace, and says so', () => {
    expect(found(shown(`\t\t${body}`, ''))).toEqual([]);
    expect(readVfsDocument(shown(`\t\t${body}`, ''), 'vfs.rst').problems.map(({ text }) => text)).toEqual([
      'struct dquot_operations has no closing brace',
    ]);
  });
  test('has data that the header has not', () => {
    expect(found(shown(`\t\tint dirty;\n\t\t${body}`))).toEqual([
      'vfs.rst:7:3: warning: struct dquot_operations has no member dirty [doc-stale-op]',
    ]);
  });
});

test.each([
  ['', 'nothing'],
  ['\0\0', 'bytes'],
  ['prototypes::\n\n\t(*x)(', 'half a prototype'],
])('a document of %j gives nothing', (text) => {
  expect(check(text)).toEqual([]);
  expect(docsFindings({ 'vfs.txt': text }, { 'quota.h': text })).toEqual([]);
});

test('a document may end anywhere', () => {
  const text = section(PROTOTYPES, ROWS);
  for (let end = 0; end < text.length; end += 7) {
    const readings = check(text.slice(0, end));
    expect(readings.every((line) => /\[doc-(?:missing-op|stale-op|prototype-drift)\]$/.test(line))).toBe(
      true,
    );
  }
});
