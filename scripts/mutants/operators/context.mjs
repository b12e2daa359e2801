// SPDX-License-Identifier: GPL-2.0-only
// What a handler may do where it is called.

import { insertFirst, parameter, replaceEach, withFunction } from '../edit.mjs';
import { FAULTS, first, last, ofVma } from './common.mjs';

export const context = [
  {
    rule: 'mmap-lock-in-handler',
    name: 'mmap_lock taken',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      first((v) => `mmap_read_lock(${v}->vma->vm_mm);\n\tmmap_read_unlock(${v}->vma->vm_mm);`)(text),
  },
  {
    rule: 'mmap-lock-in-handler',
    name: 'mmap_lock of the task taken',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      first(() => 'down_read(&current->mm->mmap_lock);\n\tup_read(&current->mm->mmap_lock);')(text),
  },
  {
    rule: 'mmap-lock-in-handler',
    name: 'mmap_lock taken for writing',
    on: 'handler',
    ops: ['open', 'close'],
    edit: ({ text }) => {
      const vma = parameter(text, 'vm_area_struct');
      return vma
        ? insertFirst(text, `mmap_write_lock(${vma}->vm_mm);\n\tmmap_write_unlock(${vma}->vm_mm);`)
        : [];
    },
  },
  {
    rule: 'mmap-lock-in-handler',
    name: 'mmap_lock taken at the end',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      last((v) => `mmap_read_lock(${v}->vma->vm_mm);\n\tmmap_read_unlock(${v}->vma->vm_mm);`)(text),
  },
  {
    rule: 'mmap-lock-in-handler',
    name: 'mmap_lock taken through a local',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      first(
        () =>
          'struct mm_struct *mm = current->mm;\n\n\tif (mmap_read_lock_killable(mm))\n\t\treturn VM_FAULT_SIGBUS;\n\tmmap_read_unlock(mm);',
      )(text),
  },
  {
    rule: 'mmap-lock-in-handler',
    name: 'mmap_lock taken in a callee',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      first((v) => `note_user(${v}->vma);`)(text).map((changed) =>
        withFunction(
          changed,
          'static void note_user(struct vm_area_struct *area)\n{\n\tstruct mm_struct *mm = area->vm_mm;\n\n\tmmap_write_lock(mm);\n\tmm->def_flags = 0;\n\tmmap_write_unlock(mm);\n}',
        ),
      ),
  },
  {
    rule: 'mmap-lock-in-handler',
    name: 'vm_munmap()',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => first((v) => `vm_munmap(${v}->address, PAGE_SIZE);`)(text),
  },
  {
    rule: 'retry-protocol',
    name: 'VM_FAULT_RETRY with the lock held',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => replaceEach(text, /\breturn VM_FAULT_SIGBUS;/g, 'return VM_FAULT_RETRY;'),
  },
  {
    rule: 'retry-protocol',
    name: 'early VM_FAULT_RETRY',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => first((v) => `if (${v}->flags & FAULT_FLAG_TRIED)\n\t\treturn VM_FAULT_RETRY;`)(text),
  },
  {
    rule: 'retry-protocol',
    name: 'VM_FAULT_RETRY for VM_FAULT_NOPAGE',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => replaceEach(text, /\breturn VM_FAULT_NOPAGE;/g, 'return VM_FAULT_RETRY;'),
  },
  {
    rule: 'retry-protocol',
    name: 'VM_FAULT_RETRY for a mutex that is taken',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(text, /\bmutex_lock(\([^;]*\));/g, 'if (!mutex_trylock$1)\n\t\treturn VM_FAULT_RETRY;'),
  },
  {
    rule: 'retry-protocol',
    name: 'mmap_lock released without asking',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      first(
        (v) =>
          `if (signal_pending(current)) {\n\t\tmmap_read_unlock(${v}->vma->vm_mm);\n\t\treturn VM_FAULT_RETRY;\n\t}`,
      )(text),
  },
  {
    rule: 'vma-use-after-retry',
    name: 'VMA used after filemap_fault()',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /\breturn filemap_fault\((\w+)\);/g,
        '{\n\t\tvm_fault_t result = filemap_fault($1);\n\t\tfile_accessed($1->vma->vm_file);\n\t\treturn result;\n\t}',
      ),
  },
  {
    rule: 'vma-use-after-retry',
    name: 'VMA printed after filemap_fault()',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /\b(\w+)\s*=\s*filemap_fault\((\w+)\);/g,
        '$1 = filemap_fault($2);\n\tpr_debug("%lx\\n", $2->vma->vm_start);',
      ),
  },
  {
    rule: 'vma-use-after-retry',
    name: 'VMA used after mmap_read_unlock()',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      first(
        (v) =>
          `if ((${v}->flags & FAULT_FLAG_ALLOW_RETRY) && !(${v}->flags & FAULT_FLAG_RETRY_NOWAIT)) {\n\t\tmmap_read_unlock(${v}->vma->vm_mm);\n\t\tfile_accessed(${v}->vma->vm_file);\n\t\treturn VM_FAULT_RETRY;\n\t}`,
      )(text),
  },
  {
    rule: 'user-access-in-handler',
    name: 'copy_from_user()',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) =>
      first(
        (v) =>
          `char probe;\n\tif (copy_from_user(&probe, (void __user *)${v}->address, 1))\n\t\treturn VM_FAULT_SIGBUS;`,
      )(text),
  },
  {
    rule: 'user-access-in-handler',
    name: 'put_user()',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) =>
      first((v) => `if (put_user(0, (int __user *)${v}->address))\n\t\treturn VM_FAULT_SIGBUS;`)(text),
  },
  {
    rule: 'user-access-in-handler',
    name: 'copy_to_user() at the end',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'huge_fault'],
    edit: ({ text }) =>
      last((v) => `if (copy_to_user((void __user *)${v}->address, "", 1))\n\t\tpr_debug("not written\\n");`)(
        text,
      ),
  },
  {
    rule: 'user-access-in-handler',
    name: 'get_user() in a callee',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) =>
      first((v) => `if (peek_user(${v}))\n\t\treturn VM_FAULT_SIGBUS;`)(text).map((changed) =>
        withFunction(
          changed,
          'static int peek_user(struct vm_fault *vmf)\n{\n\tint c;\n\n\treturn get_user(c, (int __user *)vmf->address);\n}',
        ),
      ),
  },
  {
    rule: 'user-access-in-handler',
    name: 'clear_user()',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) =>
      first((v) => `if (clear_user((void __user *)${v}->address, PAGE_SIZE))\n\t\treturn VM_FAULT_SIGBUS;`)(
        text,
      ),
  },
  {
    rule: 'user-access-in-handler',
    name: 'copy_from_user() in open and close',
    on: 'handler',
    ops: ['open', 'close'],
    edit: ({ text }) =>
      ofVma(
        (vma) =>
          `char probe;\n\n\tif (copy_from_user(&probe, (void __user *)${vma}->vm_start, 1))\n\t\treturn;`,
      )(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'mutex in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) =>
      first(
        (v) =>
          `mutex_lock(&${v}->vma->vm_mm->context.lock);\n\tmutex_unlock(&${v}->vma->vm_mm->context.lock);`,
      )(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'GFP_KERNEL in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) => first(() => 'void *note = kmalloc(32, GFP_KERNEL);\n\tkfree(note);')(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'cond_resched() in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) => first(() => 'cond_resched();')(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'msleep() in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) => first(() => 'msleep(1);')(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'page lock in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) =>
      first((v) => `lock_page(${v}->prealloc_pte);\n\tunlock_page(${v}->prealloc_pte);`)(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'rwsem in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) =>
      first(
        (v) =>
          `struct inode *inode = file_inode(${v}->vma->vm_file);\n\n\tdown_read(&inode->i_rwsem);\n\tup_read(&inode->i_rwsem);`,
      )(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'alloc_page(GFP_KERNEL) in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) =>
      first(() => 'struct page *spare = alloc_page(GFP_KERNEL);\n\n\tif (spare)\n\t\t__free_page(spare);')(
        text,
      ),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'GFP_KERNEL at the end of map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) => last(() => 'kfree(kzalloc(8, GFP_KERNEL));')(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'invalidate_lock in map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) =>
      first(
        (v) =>
          `filemap_invalidate_lock_shared(${v}->vma->vm_file->f_mapping);\n\tfilemap_invalidate_unlock_shared(${v}->vma->vm_file->f_mapping);`,
      )(text),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'GFP_NOFS in a callee of map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) =>
      first(() => 'note_pages();')(text).map((changed) =>
        withFunction(
          changed,
          'static void note_pages(void)\n{\n\tvoid *p = kmalloc(64, GFP_NOFS);\n\n\tkfree(p);\n}',
        ),
      ),
  },
];
