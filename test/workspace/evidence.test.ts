// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { createProgram } from '../../server/src/facts/program.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { identifiersOf } from '../../server/src/workspace/evidence.ts';

test('names that tell a release: constants, types, fields, calls; no bare words of comments', () => {
  const program = createProgram();
  const text = `/* mmap_sem is held */
static vm_fault_t foo(struct vm_fault *vmf, enum page_entry_size size)
{
	if (size == PE_SIZE_PTE || vmf->flags & FAULT_FLAG_WRITE)
		vma->vm_flags |= VM_RESERVED;
	return filemap_fault(vmf);
}`;
  program.addFile(new SourceFile('foo.c', text));
  expect([...identifiersOf(program)].sort()).toEqual([
    'FAULT_FLAG_WRITE',
    'VM_RESERVED',
    'filemap_fault',
    'flags',
    'foo',
    'page_entry_size',
    'vm_fault',
    'vm_fault_t',
    'vm_flags',
    'vma->vm_flags =',
  ]);
});
