// What is broken, by rule. An operator edits one function or table:
//   rule   the rule that has to report it
//   name   what the edit does, for the report
//   on     `handler` (of one of `ops`), `table`, or `mapping` (a function that installs a table)
//   where  whether the edit breaks this one: gets { text, op, members, handlers, mappings }; true when absent
//   edit   returns the mutated texts
// `members` are the ops of the table (of the first table that uses a handler), `handlers` the texts of its handlers,
// `mappings` those of the functions that map with it.
import {
  changeHead,
  dropCall,
  dropCalls,
  dropMember,
  gotoPast,
  insertFirst,
  parameter,
  renameMember,
  replaceEach,
  returnForGoto,
} from './edit.mjs';

const FAULTS = ['fault', 'huge_fault', 'page_mkwrite', 'pfn_mkwrite'];
const vmf = (text) => parameter(text, 'vm_fault');
/** An early way out that a reviewer might take for a sanity check. */
const early = (value) => (text) =>
  vmf(text) ? insertFirst(text, `if (!${vmf(text)}->vma->vm_file)\n\t\treturn ${value};`) : [];
const first = (statements) => (text) => (vmf(text) ? insertFirst(text, statements(vmf(text))) : []);
const PAGE_UNLOCK = 'unlock_page|folio_unlock';
const PAGE_LOCK = 'lock_page|folio_lock';
const LOCK_RELEASE =
  'mutex_unlock|spin_unlock|up_read|up_write|filemap_invalidate_unlock_shared|dma_resv_unlock|spin_unlock_irqrestore';

export const operators = [
  // Ops table
  {
    rule: 'unknown-op',
    name: 'may_split under its old name',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'may_split', 'split'),
  },
  {
    rule: 'unknown-op',
    name: 'fault under the name of 2.6',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'fault', 'nopage'),
  },
  {
    rule: 'unknown-op',
    name: 'huge_fault under its old name',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'huge_fault', 'pmd_fault'),
  },
  {
    rule: 'op-prototype',
    name: 'int for vm_fault_t',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => changeHead(text, /\bvm_fault_t\b/, 'int'),
  },
  {
    rule: 'op-prototype',
    name: 'the prototype of 4.10',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      changeHead(text, /\(\s*struct vm_fault/, '(struct vm_area_struct *area, struct vm_fault'),
  },
  {
    rule: 'op-prototype',
    name: 'open and close with a result',
    on: 'handler',
    ops: ['open', 'close'],
    edit: ({ text }) => changeHead(text, /\bvoid\b/, 'int'),
  },
  {
    rule: 'non-const-table',
    name: 'const dropped',
    on: 'table',
    edit: ({ text }) => changeHead(text, /\bconst\s+/, ''),
  },
  {
    rule: 'missing-pfn-mkwrite',
    name: 'pfn_mkwrite dropped',
    on: 'table',
    where: ({ mappings }) => mappings.some((text) => /VM_MIXEDMAP|VM_PFNMAP/.test(text)),
    edit: ({ text }) => dropMember(text, 'pfn_mkwrite'),
  },
  {
    rule: 'missing-pfn-mkwrite',
    name: 'VM_MIXEDMAP for VM_PFNMAP',
    on: 'mapping',
    where: ({ members, handlers }) =>
      !members.includes('pfn_mkwrite') && handlers.some((text) => /insert_pfn|insert_mixed/.test(text)),
    edit: ({ text }) => replaceEach(text, /\bVM_PFNMAP\b/g, 'VM_MIXEDMAP'),
  },
  {
    rule: 'close-without-open',
    name: 'open dropped',
    on: 'table',
    // A table that refuses splits, of mappings that a fork does not copy, has one VMA an object.
    where: ({ members, mappings, handlers }) =>
      !(members.includes('may_split') && mappings.some((text) => /VM_DONTCOPY/.test(text))) &&
      handlers.some(
        (text) =>
          /_close\b/.test(text.split('{')[0]) &&
          /\w*(?:_put|put_\w+|_dec|dec_\w+|_unref|_release|kref_put)\w*\s*\(|--/.test(text),
      ),
    edit: ({ text }) => dropMember(text, 'open'),
  },
  {
    rule: 'missing-access',
    name: 'access dropped',
    on: 'table',
    // Without VM_IO and VM_PFNMAP get_user_pages() reads the mapping, and nobody asks for access.
    where: ({ mappings }) => mappings.some((text) => /VM_IO\b|VM_PFNMAP\b|remap_pfn|iomap/.test(text)),
    edit: ({ text }) => dropMember(text, 'access'),
  },
  // Return values
  {
    rule: 'pfn-mkwrite-return',
    name: 'early 0',
    on: 'handler',
    ops: ['pfn_mkwrite'],
    edit: ({ text }) => early('0')(text),
  },
  {
    rule: 'pfn-mkwrite-return',
    name: 'early VM_FAULT_LOCKED',
    on: 'handler',
    ops: ['pfn_mkwrite'],
    edit: ({ text }) => early('VM_FAULT_LOCKED')(text),
  },
  {
    rule: 'pfn-mkwrite-livelock',
    name: 'early VM_FAULT_NOPAGE',
    on: 'handler',
    ops: ['pfn_mkwrite'],
    edit: ({ text }) => early('VM_FAULT_NOPAGE')(text),
  },
  {
    rule: 'errno-as-vm-fault',
    name: '-EFAULT for VM_FAULT_SIGBUS',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => replaceEach(text, /(\breturn\s+|\bret\s*=\s*)VM_FAULT_SIGBUS;/g, '$1-EFAULT;'),
  },
  {
    rule: 'errno-as-vm-fault',
    name: '-ENOMEM for VM_FAULT_OOM',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => replaceEach(text, /(\breturn\s+|\bret\s*=\s*)VM_FAULT_OOM;/g, '$1-ENOMEM;'),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'converter dropped',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /\b(?:vmf_error|vmf_fs_error|block_page_mkwrite_return)\s*\((\w+)\)/g, '$1'),
  },
  {
    rule: 'vm-fault-as-errno',
    name: 'VM_FAULT_SIGBUS for an errno',
    on: 'handler',
    ops: ['access', 'may_split', 'mremap', 'mprotect', 'set_policy'],
    edit: ({ text }) => replaceEach(text, /\breturn\s+-E\w+;/g, 'return VM_FAULT_SIGBUS;'),
  },
  {
    rule: 'vm-fault-as-errno',
    name: 'VM_FAULT_SIGBUS from mmap',
    on: 'mapping',
    edit: ({ text }) =>
      /^(?:static\s+)?int\b/.test(text) && parameter(text, 'vm_area_struct')
        ? replaceEach(text, /\breturn\s+-E\w+;/g, 'return VM_FAULT_SIGBUS;')
        : [],
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_RETRY for VM_FAULT_NOPAGE',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite'],
    edit: ({ text }) => replaceEach(text, /\bVM_FAULT_NOPAGE;/g, 'VM_FAULT_RETRY;'),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'early VM_FAULT_RETRY',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite'],
    edit: ({ text }) => early('VM_FAULT_RETRY')(text),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_FALLBACK for VM_FAULT_SIGBUS',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => replaceEach(text, /\breturn VM_FAULT_SIGBUS;/g, 'return VM_FAULT_FALLBACK;'),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_LOCKED for VM_FAULT_FALLBACK',
    on: 'handler',
    ops: ['huge_fault'],
    edit: ({ text }) => replaceEach(text, /\bVM_FAULT_FALLBACK;/g, 'VM_FAULT_LOCKED;'),
  },
  {
    rule: 'fault-without-page',
    name: '0 for VM_FAULT_SIGBUS before the page is set',
    on: 'handler',
    ops: ['fault'],
    where: ({ text }) => /->page\s*=/.test(text),
    edit: ({ text }) =>
      replaceEach(text.slice(0, text.search(/->page\s*=/)), /\breturn VM_FAULT_SIGBUS;/g, 'return 0;').map(
        (head) => head + text.slice(text.search(/->page\s*=/)),
      ),
  },
  {
    rule: 'fault-without-page',
    name: 'page not handed over',
    on: 'handler',
    ops: ['fault'],
    // Where the page is tested afterwards, the fault always fails instead.
    where: ({ text }) => text.match(/->page\s*=/g)?.length === 1 && !/![\s(]*vmf->page\b/.test(text),
    edit: ({ text }) => replaceEach(text, /\bvmf->page\s*=[^;=]*;/g, ';'),
  },
  {
    rule: 'fault-without-page',
    name: '0 after an insertion',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(text, /\breturn (vmf_insert_\w+\s*\([^;]*\));/g, 'return $1 & VM_FAULT_ERROR;'),
  },
  {
    rule: 'ignored-insert-result',
    name: 'result of an insertion dropped',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /\breturn (vmf_insert_\w+\s*\([^;]*\));/g, '{ $1; return VM_FAULT_NOPAGE; }'),
  },
  {
    rule: 'ignored-insert-result',
    name: 'result of an insertion not assigned',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => replaceEach(text, /\b(?:ret|err|rc)\s*=\s*(vmf?_insert_\w+\s*\([^;]*\));/g, '$1;'),
  },
  {
    rule: 'ignored-insert-result',
    name: 'result of an insertion overwritten',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(
        text,
        /\b(ret|err|rc)\s*=\s*(vmf_insert_\w+\s*\([^;]*\));/g,
        '{ $1 = $2; $1 = VM_FAULT_NOPAGE; }',
      ),
  },
  // Locks and context
  {
    rule: 'locked-not-locked',
    name: 'early VM_FAULT_LOCKED',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) => early('VM_FAULT_LOCKED')(text),
  },
  {
    rule: 'locked-not-locked',
    name: 'lock dropped',
    on: 'handler',
    ops: ['page_mkwrite'],
    where: ({ text }) => /VM_FAULT_LOCKED/.test(text),
    edit: ({ text }) => dropCalls(text, PAGE_LOCK),
  },
  {
    rule: 'locked-not-locked',
    name: 'VM_FAULT_LOCKED after the unlock',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\b(?:unlock_page|folio_unlock)\([^;]*\);\s*)return VM_FAULT_(?:NOPAGE|SIGBUS);/g,
        '$1return VM_FAULT_LOCKED;',
      ),
  },
  {
    rule: 'page-lock-leak',
    name: 'unlock dropped',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => dropCall(text, PAGE_UNLOCK),
  },
  {
    rule: 'page-lock-leak',
    name: 'goto past the unlock',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => gotoPast(text, PAGE_UNLOCK),
  },
  {
    rule: 'page-lock-leak',
    name: 'return for a goto to the unlock',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => returnForGoto(text, PAGE_UNLOCK, 'VM_FAULT_SIGBUS'),
  },
  {
    rule: 'mkwrite-truncate-check',
    name: 'mapping not looked at',
    on: 'handler',
    ops: ['page_mkwrite'],
    where: ({ text }) => text.match(/->mapping\s*!=/g)?.length === 1,
    edit: ({ text }) => replaceEach(text, /\b(?:page|folio)(?:->|_)mapping\s*!=\s*[\w>-]+/g, 'false'),
  },
  {
    rule: 'mkwrite-truncate-check',
    name: 'VM_FAULT_SIGBUS for a truncated page',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /((?:->|_)mapping\s*!=\s*[\w>-]+\)\s*\{\s*(?:(?:unlock_page|folio_unlock)\(\w+\);\s*)?(?:return|ret =) )VM_FAULT_NOPAGE;/g,
        '$1VM_FAULT_SIGBUS;',
      ),
  },
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
    rule: 'retry-protocol',
    name: 'VM_FAULT_RETRY with the lock held',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => replaceEach(text, /\breturn VM_FAULT_SIGBUS;/g, 'return VM_FAULT_RETRY;'),
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
    rule: 'freeze-unbalanced',
    name: 'sb_end_pagefault() dropped',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault'],
    edit: ({ text }) => dropCalls(text, 'sb_end_pagefault'),
  },
  {
    rule: 'freeze-unbalanced',
    name: 'way out before sb_end_pagefault()',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /(sb_start_pagefault\([^;]*\);)/g,
        '$1\n\tif (!vmf->vma->vm_file)\n\t\treturn VM_FAULT_SIGBUS;',
      ),
  },
  {
    rule: 'freeze-unbalanced',
    name: 'sb_end_write() for sb_end_pagefault()',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault'],
    edit: ({ text }) => replaceEach(text, /\bsb_end_pagefault\(/g, 'sb_end_write('),
  },
  {
    rule: 'freeze-unbalanced',
    name: 'sb_end_pagefault() twice',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault'],
    edit: ({ text }) => replaceEach(text, /\b(sb_end_pagefault\([^;]*\);)/g, '{ $1 $1 }'),
  },
  {
    rule: 'mkwrite-no-freeze-protection',
    name: 'freeze protection dropped',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite'],
    edit: ({ text }) => dropCalls(text, 'sb_start_pagefault|sb_end_pagefault'),
  },
  {
    rule: 'huge-fault-filemap',
    name: 'filemap_fault() for VM_FAULT_FALLBACK',
    on: 'handler',
    ops: ['huge_fault'],
    edit: ({ text }) =>
      replaceEach(text, /\breturn VM_FAULT_FALLBACK;/g, `return filemap_fault(${vmf(text)});`),
  },
  {
    rule: 'lock-imbalance',
    name: 'unlock dropped',
    on: 'handler',
    ops: [...FAULTS, 'access', 'open', 'close', 'mremap'],
    edit: ({ text }) => dropCall(text, LOCK_RELEASE),
  },
  {
    rule: 'lock-imbalance',
    name: 'way out with the mutex held',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\bmutex_lock\([^;]*\);)/g,
        `$1\n\tif (!${vmf(text)}->vma->vm_file)\n\t\treturn VM_FAULT_SIGBUS;`,
      ),
  },
  {
    rule: 'lock-imbalance',
    name: 'goto past the unlock',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => gotoPast(text, LOCK_RELEASE),
  },
  {
    rule: 'lock-imbalance',
    name: 'return for a goto to the unlock',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => returnForGoto(text, LOCK_RELEASE, 'VM_FAULT_SIGBUS'),
  },
  // VMA flags
  {
    rule: 'insert-flags',
    name: 'VM_PFNMAP not set',
    on: 'mapping',
    // remap_pfn_range() sets the flag by itself.
    where: ({ text, handlers }) =>
      handlers.some((body) => /vmf_insert_pfn/.test(body)) && !/\bremap_pfn_range\(/.test(text),
    edit: ({ text }) => replaceEach(text, /\bVM_PFNMAP\b/g, 'VM_IO'),
  },
  {
    rule: 'insert-flags',
    name: 'VM_MIXEDMAP not set',
    on: 'mapping',
    where: ({ handlers }) => handlers.some((text) => /vmf_insert_mixed/.test(text)),
    edit: ({ text }) => replaceEach(text, /\bVM_MIXEDMAP\b/g, 'VM_IO'),
  },
  {
    rule: 'insert-flags',
    name: 'vmf_insert_mixed() for vmf_insert_pfn()',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => replaceEach(text, /\bvmf_insert_pfn\(/g, 'vmf_insert_mixed('),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_flags_set() in a fault',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => first((v) => `vm_flags_set(${v}->vma, VM_DONTDUMP);`)(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_page_prot set in a fault',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      first((v) => `${v}->vma->vm_page_prot = pgprot_noncached(${v}->vma->vm_page_prot);`)(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_ops set in a fault',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => first((v) => `${v}->vma->vm_ops = NULL;`)(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'remap_pfn_range() in a fault',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      first(
        (v) =>
          `if (remap_pfn_range(${v}->vma, ${v}->address, 0, PAGE_SIZE, ${v}->vma->vm_page_prot))\n\t\treturn VM_FAULT_SIGBUS;`,
      )(text),
  },
  {
    rule: 'vm-flags-direct-write',
    name: 'vm_flags |= for vm_flags_set()',
    on: 'mapping',
    edit: ({ text }) => replaceEach(text, /\bvm_flags_set\((\w+),\s*([^;]*)\);/g, '$1->vm_flags |= $2;'),
  },
  {
    rule: 'vm-flags-direct-write',
    name: 'vm_flags &= for vm_flags_clear()',
    on: 'mapping',
    edit: ({ text }) => replaceEach(text, /\bvm_flags_clear\((\w+),\s*([^;]*)\);/g, '$1->vm_flags &= ~($2);'),
  },
  {
    rule: 'pgoff-bound',
    name: '> for >=',
    on: 'handler',
    ops: ['fault'],
    // Not where it is the start of a range that the index may lie in.
    edit: ({ text }) => replaceEach(text, /(\b(?:vmf->)?(?:pgoff|page_offset)\s*)>=(?![^;{}]*&&)/g, '$1>'),
  },
  {
    rule: 'pgoff-bound',
    name: 'bound dropped',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \((?:unlikely\()?(?:vmf->)?(?:pgoff|page_offset)\s*>=?\s*[^;{}()]*\)?\)\s*return VM_FAULT_SIGBUS;/g,
        '',
      ),
  },
  // Comments
  {
    rule: 'unused-suppression',
    name: 'a comment that allows nothing',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => [`/* vmops: allow(errno-as-vm-fault) the old error path */\n${text}`],
  },
];

// Edits that break nothing, found by reading what was missed: they are not counted, in `series` alone if it is given.
export const harmless = [
  {
    name: '-ENOMEM for VM_FAULT_OOM',
    path: 'fs/ceph/addr.c',
    subject: 'ceph_filemap_fault',
    why: 'err is -EAGAIN there, so the end of the function overwrites ret',
  },
  {
    name: 'open dropped',
    path: 'kernel/trace/trace.c',
    subject: 'tracing_buffers_vmops',
    why: 'may_split refuses the split, and ring_buffer_map() sets VM_DONTCOPY: there are no copies',
  },
  {
    name: 'bound dropped',
    path: 'drivers/dma-buf/heaps/cma_heap.c',
    subject: 'cma_heap_vm_fault',
    series: '6.12',
    why: 'dma_buf_mmap() and dma_buf_mmap_internal() compare with the size, and VM_DONTEXPAND keeps it',
  },
  {
    name: 'bound dropped',
    path: 'drivers/dma-buf/udmabuf.c',
    subject: 'udmabuf_vm_fault',
    series: '6.12',
    why: 'dma_buf_mmap() and dma_buf_mmap_internal() compare with the size, and VM_DONTEXPAND keeps it',
  },
  {
    name: 'bound dropped',
    path: 'samples/vfio-mdev/mbochs.c',
    subject: 'mbochs_region_vm_fault',
    why: 'mbochs_get_page() compares again and returns NULL, which the handler refuses',
  },
];
