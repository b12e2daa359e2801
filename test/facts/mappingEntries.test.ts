// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { programOf } from './programOf.ts';

test('a store to a member that maps tells of a function by its name alone', () => {
  const path = 'drivers/foo/foo.c';
  const text = `void foo_open(struct file_operations *ops, struct foo *foo)
{
	ops->mmap = Foo_Mmap;
	ops->mmap = foo->ops->mmap;
	ops->mmap = foo_chosen(foo, 1);
	ops->mmap = FOO_NONE;
	ops->mmap = NULL;
	ops->mmap = foo_mmap;
}
`;
  const entries = programOf({ [path]: text }).files.get(path)?.entries ?? [];
  expect(entries.map((entry) => entry.function)).toEqual(['Foo_Mmap', 'foo_mmap']);
});
