// SPDX-License-Identifier: GPL-2.0-only
/** A test that the caller has answered already is not asked again in a callee. */
import { expect, test } from 'vitest';
import { reports } from './analyseSource.ts';

const called = (before: string) =>
  reports(
    `
static vm_fault_t inner(struct vm_fault *vmf, struct inode *host)
{
	char c;

	if (IS_DAX(host))
		copy_from_user(&c, (void __user *)vmf->address, 1);
	return filemap_fault(vmf);
}
static vm_fault_t f(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	${before}
	return inner(vmf, inode);
}`,
    'f',
    'fault',
  ).flatMap(({ calls }) =>
    calls.filter(({ callee }) => callee === 'copy_from_user').map(({ callee }) => callee),
  );

test('what happens under the other answer does not happen for this caller', () => {
  expect(called('if (IS_DAX(inode)) return VM_FAULT_SIGBUS;')).toEqual([]);
});

test('under the same answer, or when nobody asked, it may', () => {
  expect(called('if (!IS_DAX(inode)) return VM_FAULT_SIGBUS;')).toEqual(['copy_from_user']);
  expect(called('')).toEqual(['copy_from_user']);
});

test('the answer to another question says nothing', () => {
  expect(called('if (IS_ENCRYPTED(inode)) return VM_FAULT_SIGBUS;')).toEqual(['copy_from_user']);
});
