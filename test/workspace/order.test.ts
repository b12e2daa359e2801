// SPDX-License-Identifier: GPL-2.0-only
/** What was typed last stands where it is read, not where it came: order and choice are those of a whole lint. */
import { expect, test } from 'vitest';
import { MemoryLint } from '../rules/lintSources.ts';

const TEXT = `static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
};

static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &foo_ops;
	return 0;
}

static int second_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &foo_ops;
	return 0;
}

static int third_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_IO;
	return 0;
}
`;
const FILES = { 'drivers/foo/foo.c': TEXT };

function found(files: Record<string, string>, edited?: string): string[] {
  const lint = new MemoryLint(files, '6.12', 'documentation');
  const { findings } = lint.run();
  const now = edited === undefined ? findings : lint.findingsWith('drivers/foo/foo.c', edited);
  return now.map(({ rule, function: name }) => `${name}: ${rule}`);
}

test('of two functions that map with a table the first is named, also when it was edited last', () => {
  expect(found(FILES)).toEqual(['first_mmap: missing-access', 'third_mmap: vm-flags-direct-write']);
  const edited = TEXT.replace('return 0;', 'return foo_count(vma);');
  expect(found(FILES, edited)).toEqual(found({ 'drivers/foo/foo.c': edited }));
  expect(found(FILES, edited)[0]).toBe('first_mmap: missing-access');
});

test('findings of a table that was edited last stand in front of those below it', () => {
  const edited = TEXT.replace('.fault = foo_fault', '.fault = foo_other_fault');
  expect(found(FILES, edited)).toEqual(['first_mmap: missing-access', 'third_mmap: vm-flags-direct-write']);
});
