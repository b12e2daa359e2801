// SPDX-License-Identifier: GPL-2.0-only
/** What a caller has asked about an argument holds in the callee that asks it again. */
import { expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

/** More outcomes than a caller tells apart by their conditions, all but one under `!IS_DAX()`. */
const shared = (guard: string, asked: string) => `
static vm_fault_t foo_common(struct foo *foo, struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	foo_trace(foo);
	if (${asked}) {
		foo_map(vmf->address);
		return VM_FAULT_NOPAGE;
	}
	if (foo->a) { foo->state = 1; return VM_FAULT_LOCKED; }
	if (foo->b) { foo->state = 2; return VM_FAULT_LOCKED; }
	if (foo->c) { foo->state = 3; return VM_FAULT_LOCKED; }
	if (foo->d) { foo->state = 4; return VM_FAULT_LOCKED; }
	if (foo->e) { foo->state = 5; return VM_FAULT_LOCKED; }
	if (foo->f) { foo->state = 6; return VM_FAULT_LOCKED; }
	return VM_FAULT_RETRY;
}

static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!${guard}(file_inode(vmf->vma->vm_file)))
		return VM_FAULT_FALLBACK;
	return foo_common(foo, vmf);
}`;

const results = (lines: string[]) => [...new Set(lines.map((line) => /: ([^·]*) ·/.exec(line)?.[1]))].sort();

test('the ways of the callee that the answer rules out are not taken', () => {
  expect(results(dump(shared('IS_DAX', 'IS_DAX(inode)'), 'foo_huge_fault', 'huge_fault'))).toEqual([
    'FALLBACK',
    'NOPAGE',
  ]);
});

test('another predicate says nothing about it', () => {
  const found = results(dump(shared('IS_SWAPFILE', 'IS_DAX(inode)'), 'foo_huge_fault', 'huge_fault'));
  expect(found.join()).toContain('LOCKED');
});

test('the same predicate of another object says nothing about it', () => {
  const found = results(dump(shared('IS_DAX', 'IS_DAX(foo->inode)'), 'foo_huge_fault', 'huge_fault'));
  expect(found.join()).toContain('LOCKED');
});
