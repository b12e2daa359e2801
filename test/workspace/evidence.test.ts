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

const STORES = 'static void foo(struct vm_area_struct *vma)\n{\n\tvma->vm_flags |= VM_IO;\n}\n';
const CALLS = 'static void bar(struct vm_area_struct *vma)\n{\n\tvm_flags_set(vma, VM_IO);\n}\n';

function namesOf(...texts: string[]): Set<string> {
  const program = createProgram();
  for (const [at, text] of texts.entries()) program.addFile(new SourceFile(`foo${at}.c`, text));
  return identifiersOf(program);
}

test('what code brings along for kernels without it tells no release', () => {
  const own = `#ifndef HAVE_VM_FLAGS_SET
static inline void vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}
#endif
`;
  expect(namesOf(own, CALLS).has('vm_flags_set')).toBe(false);
  expect(namesOf('#define vm_flags_set(vma, flags) ((vma)->vm_flags |= (flags))\n', CALLS)).not.toContain(
    'vm_flags_set',
  );
  expect(namesOf(CALLS)).toContain('vm_flags_set');
});

test('where most files store to vm_flags the functions for that are of a header out of sight', () => {
  expect(namesOf(STORES, STORES, CALLS)).not.toContain('vm_flags_set');
  expect(namesOf(STORES, CALLS)).toContain('vm_flags_set');
  expect(namesOf(STORES, `/* vm_flags_set() came later */\n${STORES}`)).not.toContain('vm_flags_set');
});

test('a store to vm_flags counts whatever the pointer is called', () => {
  for (const pointer of ['vma', 'psVMA', 'ps_vma', 'area'])
    expect(namesOf(STORES.replaceAll('vma', pointer))).toContain('vma->vm_flags =');
  expect(namesOf(STORES.replace('vma->', 'bo->'))).not.toContain('vma->vm_flags =');
});
