// SPDX-License-Identifier: GPL-2.0-only
/** Whose mmap_lock is taken and released, and what is used afterwards. */
import { expect, test } from 'vitest';
import { reports } from './analyseSource.ts';

const fault = (body: string, others = '') =>
  reports(`${others}static vm_fault_t f(struct vm_fault *vmf)\n{\n${body}\n}\n`, 'f', 'fault')[0];

const taken = (body: string, others?: string) =>
  fault(body, others)
    ?.locks.filter((l) => l.what === 'take-mmap-lock')
    .map((l) => l.lock);

test('the lock of the VMA and of current is that of the fault, any other is a lock like others', () => {
  expect(taken('mmap_read_lock(vmf->vma->vm_mm); return 0;')).toEqual([
    'mmap_read_lock() of vmf->vma->vm_mm',
  ]);
  expect(taken('down_read(&current->mm->mmap_sem); return 0;')).toEqual([
    'down_read() of &current->mm->mmap_sem',
  ]);
  expect(taken('struct foo *foo = vmf->vma->vm_private_data; mmap_read_lock(foo->mm); return 0;')).toEqual(
    [],
  );
});

test('a callee that locks its argument locks what the caller hands it', () => {
  const callee =
    'static void take(struct mm_struct *mm)\n{\n\tmmap_read_lock(mm);\n\tmmap_read_unlock(mm);\n}\n';
  expect(taken('take(vmf->vma->vm_mm); return 0;', callee)).toEqual(['mmap_read_lock() of mm']);
  expect(taken('struct foo *foo = vmf->vma->vm_private_data; take(foo->mm); return 0;', callee)).toEqual([]);
});

test('a lock taken twice and released once is still held', () => {
  const exit = fault(
    'mmap_read_lock(vmf->vma->vm_mm); mmap_read_unlock(vmf->vma->vm_mm); return VM_FAULT_NOPAGE;',
  )?.exits[0];
  expect(exit?.mmapLock).toBe('held');
  expect(fault('mmap_read_unlock(vmf->vma->vm_mm); return VM_FAULT_RETRY;')?.exits[0]?.mmapLock).toBe(
    'released',
  );
});

test('uses of the VMA and of what its file holds are told after a release, numbers are not', () => {
  const uses = (body: string) => fault(body)?.usesAfterRelease.map((u) => `${u.what}: ${u.text}`);
  expect(uses('filemap_fault(vmf); return g(vmf->vma->vm_flags);')).toEqual(['vma: vmf->vma->vm_flags']);
  expect(uses('struct file *f = vmf->vma->vm_file; filemap_fault(vmf); return g(f);')).toEqual(['file: f']);
  expect(uses('unsigned long n = vmf->vma->vm_file->f_pos; filemap_fault(vmf); return g(n);')).toEqual([]);
});

test('a predicate that is asked again gives the same answer', () => {
  const exits = fault(
    'struct inode *i = file_inode(vmf->vma->vm_file); int n = 0;\nif (IS_DAX(i) || vmf->flags & FAULT_FLAG_WRITE) n = g(i);\nif (IS_DAX(i)) return n ? VM_FAULT_OOM : VM_FAULT_SIGBUS;\nif (!(vmf->flags & FAULT_FLAG_WRITE) && n) return VM_FAULT_LOCKED;\nreturn VM_FAULT_NOPAGE;',
  )?.exits;
  expect(exits?.flatMap((e) => e.values)).not.toContain('LOCKED');
});
