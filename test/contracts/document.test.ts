// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, it } from 'vitest';
import { readLockingDocument } from '../../server/src/contracts/document/document.ts';
import { cellValue } from '../../server/src/contracts/document/documentTable.ts';

const PLAIN = `	Rules of this file, written for a test.

--------------------------- inode_operations ---------------------------
prototypes:
	int (*create) (struct inode *,
			struct dentry *);
	struct dentry * (*lookup) (struct inode *, struct name
data *);
	int (*link) (struct dentry *);
	void (*d_odd)((struct inode *inode, int x);

locking rules:
	none of them is atomic
		BKL	i_sem(inode)
create:		no	yes
lookup:		no	yes (both)
link		no

	Also ->create() has a second lock.

vm_operations_struct -----------------------------
prototypes:
	void (*open)(struct vm_area_struct*);
	int (*fault)(struct vm_area_struct*, struct vm_fault *);

locking rules:
		BKL	mmap_sem	PageLocked(page)
open:		no	yes
fault:		no	yes		can return with page locked
gone:		no	yes		no

	->fault() finds a page.
	It may sleep.
	->gone() and ->open() do nothing.

================================================================================
			Other things
`;

const RST = `=======
Locking
=======

Words about the file.

block_operations
================
prototypes::

	int (*open) (struct disk *);
	int (*activate)(struct disk *)
	int (*stop)(struct disk *);

locking rules:

======== =========== ========
ops	 open_mutex  may block
======== =========== ========
open:	 yes	     maybe[1]_
activate: no
stop
======== =========== ========

.. [1]:
   A note.

stop is called last.

empty_operations
================

locking rules:
	All may block.

->first() is special.

This goes on about it.

vm_operations_struct
====================

prototypes::

	vm_fault_t (*huge_fault)(struct vm_fault *, unsigned int order);

locking rules:

=============	==========	===========================
ops		mmap_lock	PageLocked(page)
=============	==========	===========================
huge_fault:	maybe-read
access:		read
=============	==========	===========================

->huge_fault() installs one entry,
and no more.

--------------------------------------------------------------------------------

			Other things
`;

const sections = (text: string) => readLockingDocument(text, 'x').sections.map((section) => section.title);
const table = (text: string, title: string) =>
  readLockingDocument(text, 'x').sections.find((section) => section.title === title)?.tables[0];

describe('the plain text form', () => {
  const document = readLockingDocument(PLAIN, 'Documentation/filesystems/Locking');
  it('finds sections and where they end', () =>
    expect(sections(PLAIN)).toEqual(['inode_operations', 'vm_operations_struct']));
  it('reads prototypes over several lines and broken ones', () => {
    expect(document.sections[0]?.prototypes.map((p) => [p.op, p.prototype.parameters.length])).toEqual([
      ['create', 2],
      ['lookup', 2],
      ['link', 1],
      ['d_odd', 2],
    ]);
    expect(document.problems.map((p) => p.text)).toEqual([
      'the brackets of the prototype of d_odd do not match',
    ]);
  });
  it('reads columns and rows, one without a colon too', () => {
    expect(table(PLAIN, 'inode_operations')?.columns).toEqual(['BKL', 'i_sem(inode)']);
    expect(
      table(PLAIN, 'inode_operations')?.rows.map((row) => [row.op, ...Object.values(row.cells)]),
    ).toEqual([
      ['create', 'no', 'yes'],
      ['lookup', 'no', 'yes (both)'],
      ['link', 'no', ''],
    ]);
  });
  it('reads a row that fills all columns in their order, whatever its tabs', () => {
    const text = `--------------------------- foo_operations ---------------------------
prototypes:
\tint (*short)(struct foo *);
\tint (*a_long_name)(struct foo *);

locking rules:
\t\tfoo_lock\t->f_lock\t\tmay block
short:\tno\t\tno\t\tyes
a_long_name:\tyes\t\tno\t\tno
`;
    expect(table(text, 'foo_operations')?.rows.map(({ op, cells }) => [op, ...Object.values(cells)])).toEqual(
      [
        ['short', 'no', 'no', 'yes'],
        ['a_long_name', 'yes', 'no', 'no'],
      ],
    );
  });
  it('reads the operations of a VMA', () => {
    const fault = document.operations.get('fault');
    expect(fault?.row?.cells).toEqual({
      BKL: 'no',
      mmap_sem: 'yes',
      'PageLocked(page)': 'can return with page locked',
    });
    expect(fault?.prototype?.text).toBe('int (*fault)(struct vm_area_struct*, struct vm_fault *)');
    expect(fault?.paragraphs.map((p) => p.text)).toEqual(['->fault() finds a page. It may sleep.']);
    expect(document.operations.get('gone')).toMatchObject({
      prototype: null,
      paragraphs: [{ text: '->gone() and ->open() do nothing.' }],
    });
    expect(document.operations.get('open')?.paragraphs).toHaveLength(1);
  });
  it('gives places that hold the text', () => {
    const place = document.operations.get('fault')?.row?.place;
    expect(place?.file.text.slice(place.start, place.end)).toBe(
      'fault:\t\tno\tyes\t\tcan return with page locked',
    );
    expect(place?.file.positionAt(place.start)).toEqual({ line: 29, column: 1 });
    const prose = document.operations.get('fault')?.paragraphs[0]?.place;
    expect(prose?.file.text.slice(prose.start, prose.end)).toBe('->fault() finds a page.\n\tIt may sleep.');
  });
});

describe('the rst form', () => {
  const document = readLockingDocument(RST, 'Documentation/filesystems/locking.rst');
  it('finds sections', () =>
    expect(sections(RST)).toEqual([
      'Locking',
      'block_operations',
      'empty_operations',
      'vm_operations_struct',
    ]));
  it('reads a prototype without an end and says so', () => {
    expect(document.sections[1]?.prototypes.map((p) => p.op)).toEqual(['open', 'activate', 'stop']);
    expect(document.problems.map((p) => p.text)).toEqual(['the prototype of activate does not end with ;']);
  });
  it('puts cells under their columns, empty ones too', () => {
    expect(table(RST, 'block_operations')?.columns).toEqual(['open_mutex', 'may block']);
    expect(table(RST, 'block_operations')?.rows.map((row) => [row.op, ...Object.values(row.cells)])).toEqual([
      ['open', 'yes', 'maybe[1]_'],
      ['activate', 'no', ''],
      ['stop', '', ''],
    ]);
  });
  it('gives paragraphs to the ops that they begin with, and on to the next', () => {
    expect(document.sections[1]?.paragraphs.at(-1)).toMatchObject({
      ops: ['stop'],
      text: 'stop is called last.',
    });
    expect(document.sections[2]?.tables).toEqual([]);
    expect(document.sections[2]?.paragraphs.map((p) => [p.ops.join(), p.text])).toEqual([
      ['', 'All may block.'],
      ['first', '->first() is special.'],
      ['first', 'This goes on about it.'],
    ]);
  });
  it('reads the operations of a VMA', () => {
    expect([...document.operations.keys()]).toEqual(['huge_fault', 'access']);
    expect(document.operations.get('huge_fault')).toMatchObject({
      row: { cells: { mmap_lock: 'maybe-read', 'PageLocked(page)': '' } },
      paragraphs: [{ text: '->huge_fault() installs one entry, and no more.' }],
    });
    expect(document.operations.get('access')?.prototype).toBeNull();
  });
  it('reads the same with CRLF', () => {
    const cells = (text: string) =>
      [...readLockingDocument(text, 'x').operations.values()].map((op) => [
        op.op,
        op.row?.cells,
        op.prototype?.text,
      ]);
    expect(cells(RST.replaceAll('\n', '\r\n'))).toEqual(cells(RST));
  });
});

describe('documents that are none', () => {
  it.each([
    ['empty', ''],
    ['binary', '\0\x01\xff'.repeat(50)],
    ['prose', 'Some words.\n\nMore words.\n'],
    ['rules only', '=====\n====\n---- ----\n'],
  ])('%s', (_, text) => {
    const document = readLockingDocument(text, 'x');
    expect([document.operations.size, document.problems]).toEqual([0, []]);
  });
  it('reads every beginning of a document without a throw', () => {
    for (const text of [PLAIN, RST]) {
      for (let end = 0; end < text.length; end += 7) readLockingDocument(text.slice(0, end), 'x');
    }
    const half = readLockingDocument(RST.slice(0, RST.lastIndexOf('access:')), 'x');
    expect([...half.operations.keys()]).toEqual(['huge_fault']);
  });
});

describe('cellValue', () => {
  it.each([
    ['yes', 'yes'],
    ['yes (both)', 'yes'],
    ['yes, unlocks (see below)', 'yes'],
    ['no (may not block if called in rcu-walk mode)', 'no'],
    ['maybe[1]_', 'maybe'],
    ['maybe(read)', 'maybe-read'],
    ['maybe-read', 'maybe-read'],
    ['read/write', 'read/write'],
    ['write', 'write'],
    ['exclusive (both)(see below)', 'exclusive'],
    ['shared (exclusive if O_CREAT is set)', 'shared'],
    ['can return with page locked', 'may-return-locked'],
    ['', 'empty'],
    [' ', 'empty'],
    ['!!!inode->i_lock!!!', 'unknown'],
    ['locks the folio', 'unknown'],
    ['no or exclusive', 'unknown'],
    ['yesterday', 'unknown'],
    ['-', 'unknown'],
  ])('%s → %s', (cell, value) => expect(cellValue(cell)).toBe(value));
});
