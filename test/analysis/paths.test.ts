// SPDX-License-Identifier: GPL-2.0-only
/** Paths that are walked alone after states were merged, and objects that are named through a getter. */
import { expect, test } from 'vitest';
import { dump, reports } from './analyseSource.ts';

/** More ways to the lock than are kept apart; `last` is what the way without `a` does before it leaves. */
function manyWays(last: string): string {
  const flags = 'abcdefgh'.split('');
  const tests = flags.map((name) => `if (foo_${name}(st)) ${name} = 1;`).join(' ');
  return `
static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
	struct foo *st = vmf->vma->vm_private_data;
	int ${flags.map((name) => `${name} = 0`).join(', ')};

	${tests}
	lock_page(vmf->page);
	if (!a) {
		foo_tell(${flags.join(', ')});
		${last}
		return VM_FAULT_SIGBUS;
	}
	return VM_FAULT_LOCKED;
}`;
}

const sure = (lines: string[]) => lines.filter((line) => !line.includes('assumed'));

test('a lock that is left behind after merged states is found on a path of its own', () => {
  expect(sure(dump(manyWays(''), 'foo_mkwrite', 'page_mkwrite'))).toContain(
    'line 12: SIGBUS · page set, locked · mmap held · holds vmf->page',
  );
});

test('with the unlock there is no such path', () => {
  const lines = dump(manyWays('unlock_page(vmf->page);'), 'foo_mkwrite', 'page_mkwrite');
  expect(lines.filter((line) => line.includes('SIGBUS · page set, locked'))).toEqual([]);
});

test('so is a wrong answer for a page that was truncated', () => {
  const wrong = 'if (vmf->page->mapping != st->mapping) { unlock_page(vmf->page); return VM_FAULT_OOM; }';
  const source = manyWays(`${wrong} unlock_page(vmf->page);`).replace(
    'return VM_FAULT_LOCKED',
    'unlock_page(vmf->page); return VM_FAULT_NOPAGE',
  );
  expect(sure(dump(source, 'foo_mkwrite', 'page_mkwrite'))).toContain(
    'line 11: OOM · page set, unlocked · mmap held · truncation checked yes',
  );
});

test('a path keeps to what calls returned on it', () => {
  const step = (n: number) => `
static int foo_step${n}(struct foo *st)
{
	if (st->a${n})
		return -EIO;
	if (st->b${n}) {
		st->d${n} = 1;
		return -ENOSPC;
	}
	st->c${n} = 1;
	return 0;
}`;
  const numbers = [1, 2, 3, 4, 5, 6];
  const steps = numbers.map(
    (n) => `err = foo_step${n}(st); if (err) err = 0; foo_tell(st->d${n}, st->c${n});`,
  );
  const all = numbers.map((n) => `err${n}`).join(', ');
  const source = manyWays(`foo_tell(${all});`).replace(
    'lock_page',
    `int ${all}; ${steps.join(' ')} lock_page`,
  );
  expect(sure(dump(numbers.map(step).join('') + source, 'foo_mkwrite', 'page_mkwrite'))).toContain(
    'line 78: SIGBUS · page set, locked · mmap held · holds vmf->page',
  );
});

test('a callee that only hands the mapping on has not looked at it', () => {
  const checked = (body: string) =>
    dump(
      `static bool foo_size(struct page *page) { ${body} }
static vm_fault_t f(struct vm_fault *vmf) { lock_page(vmf->page); foo_size(vmf->page); return VM_FAULT_LOCKED; }`,
      'f',
      'page_mkwrite',
    );
  expect(checked('return foo_pages(page->mapping);')).toEqual([
    'line 2: LOCKED · page set, locked · mmap held · holds vmf->page',
  ]);
  expect(checked('return page->mapping == foo_mapping;')).toEqual([
    'line 2: LOCKED · page set, locked · mmap held · truncation checked yes · holds vmf->page',
  ]);
});

const getter = (body: string) => `
struct foo_inode { struct rw_semaphore lock; struct inode vfs; };

struct foo_inode *FOO(struct inode *inode)
{
	${body}
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	down_read(&FOO(inode)->lock);
	up_read(&FOO(inode)->lock);
	return VM_FAULT_SIGBUS;
}`;

test('container_of() of one thing is one object, and one lock', () => {
  expect(dump(getter('return container_of(inode, struct foo_inode, vfs);'), 'foo_fault', 'fault')).toEqual([
    'line 15: SIGBUS · page unset, unlocked · mmap held',
  ]);
});

test('file systems call that FOO_I(), also where nobody sees it', () => {
  const source = getter('')
    .replace(/struct foo_inode \*FOO[\s\S]*?\n}\n/, '')
    .replaceAll('FOO(', 'FOO_I(');
  expect(dump(source, 'foo_fault', 'fault')).toEqual(['line 11: SIGBUS · page unset, unlocked · mmap held']);
});

const frozen = (callee: string) => `
static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	sb_start_pagefault(inode->i_sb);
	${callee}(inode);
	return VM_FAULT_NOPAGE;
}`;

test('what is handed the inode does not end freeze protection, unless its name speaks of it', () => {
  expect(dump(frozen('foo_reserve'), 'foo_mkwrite', 'page_mkwrite')).toEqual([
    'line 8: NOPAGE · page set, unlocked · mmap held · holds inode->i_sb',
  ]);
  expect(dump(frozen('foo_mkwrite_done'), 'foo_mkwrite', 'page_mkwrite')).toEqual([
    'line 8: NOPAGE · page set, unlocked · mmap held · holds inode->i_sb?',
  ]);
});

test('a loop that unlocks what it never locked comes to an end', () => {
  const source = `
static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
again:
	if (foo_busy(vmf)) {
		unlock_page(vmf->page);
		goto again;
	}
	return VM_FAULT_NOPAGE;
}`;
  const lines = dump(source, 'foo_mkwrite', 'page_mkwrite');
  expect(lines.filter((line) => line.startsWith('not analysed'))).toEqual([]);
});

const reading = (body: string) => `
static int foo_read(struct foo *foo, struct page *page)
{
	${body}
}

static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	lock_page(vmf->page);
	foo_read(foo, vmf->page);
	return VM_FAULT_SIGBUS;
}`;

test('a read that a callee starts through a pointer may unlock the page when it ends', () => {
  expect(dump(reading('return foo->ops->fill(foo, page);'), 'foo_mkwrite', 'page_mkwrite')).toEqual([
    'line 13: SIGBUS · page set, unknown · mmap held · holds vmf->page?',
  ]);
  expect(dump(reading('return foo->count;'), 'foo_mkwrite', 'page_mkwrite')).toEqual([
    'line 13: SIGBUS · page set, locked · mmap held · holds vmf->page',
  ]);
});

test('map_pages is followed into callees elsewhere: whatever sleeps there matters', () => {
  const validate =
    'int foo_validate(struct foo *foo)\n{\n\tdown_write(&foo->lock);\n\tup_write(&foo->lock);\n\treturn 0;\n}';
  const source = (head: string) => `
static vm_fault_t f(struct vm_fault *vmf${head})
{
	if (foo_validate(vmf->vma->vm_private_data))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}`;
  const sleeping = (head: string, op: string) =>
    reports(source(head), 'f', op, '6.12', { 'lib/validate.c': validate }).flatMap(({ calls }) =>
      calls.flatMap(({ sleeps }) => sleeps?.map(({ message }) => message) ?? []),
    );
  expect(sleeping(', pgoff_t start, pgoff_t end', 'map_pages')).toEqual([
    'foo_validate() is called',
    'down_write() may sleep',
  ]);
  expect(sleeping('', 'fault')).toEqual([]);
});
