// SPDX-License-Identifier: GPL-2.0-only
/** Locks that a pair of small callees takes and drops under one condition. */
import { expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

const source = (body: string) => `
static inline void foo_lock(struct foo *foo)
{
	if (!foo->ext_lock)
		mutex_lock(&foo->lock);
}
static inline void foo_unlock(struct foo *foo)
{
	if (!foo->ext_lock)
		mutex_unlock(&foo->lock);
}
static void f(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;
	int i;

	foo_lock(foo);
	${body}
}`;
const balanced = 'line 19: void · page unknown, unlocked · mmap held';

test('the condition of the first holds for the second', () => {
  expect(dump(source('foo_unlock(foo);'), 'f', 'close')).toEqual([balanced]);
});

test('a loop between them changes nothing', () => {
  const loop = 'for (i = 0; i < 32; i++) { if (!foo->parts[i]) continue; foo->parts[i]->map = NULL; }';
  expect(dump(source(`${loop} foo_unlock(foo);`), 'f', 'close')).toEqual([balanced]);
});

test('without the second the lock is held where it was taken', () => {
  expect(dump(source('foo->count--;'), 'f', 'close')).toEqual([balanced, `${balanced} · holds &foo->lock`]);
});
