// SPDX-License-Identifier: GPL-2.0-only
// What handlers and mapping functions return.

import { insertFirst, parameter, replaceEach, withFunction } from '../edit.mjs';
import { ERRNO_OPS, early, FAULTS, first, vmf } from './common.mjs';

export const results = [
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
    rule: 'pfn-mkwrite-return',
    name: 'result dropped for 0',
    on: 'handler',
    ops: ['pfn_mkwrite'],
    edit: ({ text }) => replaceEach(text, /\breturn (\w+\([^;]*\));/g, '{ $1; return 0; }'),
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
    rule: 'errno-as-vm-fault',
    name: 'early -EINVAL',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => first((v) => `if (${v}->pgoff > 1UL << 20)\n\t\treturn -EINVAL;`)(text),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'PTR_ERR() without its converter',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => replaceEach(text, /\bvmf_error\s*\((PTR_ERR\(\w+\))\)/g, '$1'),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'errno through a local',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /\breturn VM_FAULT_SIGBUS;/g, '{ int rc = -EIO;\n\n\t\treturn rc; }'),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'errno of a callee',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /\breturn VM_FAULT_SIGBUS;/g, 'return report_bad_fault();').map((changed) =>
        withFunction(
          changed,
          'static int report_bad_fault(void)\n{\n\tpr_err("bad fault\\n");\n\treturn -EFAULT;\n}',
        ),
      ),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'errno in ?:',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(
        text,
        /\breturn VM_FAULT_SIGBUS;/g,
        'return fatal_signal_pending(current) ? -EINTR : VM_FAULT_SIGBUS;',
      ),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'errno assigned before a goto',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /\b(ret|err|result) = VM_FAULT_(?:SIGBUS|OOM|NOPAGE);(?=\s*goto)/g, '$1 = -EAGAIN;'),
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
    rule: 'vm-fault-as-errno',
    name: 'early VM_FAULT_OOM',
    on: 'handler',
    ops: ERRNO_OPS,
    edit: ({ text }) => insertFirst(text, 'if (need_resched())\n\t\treturn VM_FAULT_OOM;'),
  },
  {
    rule: 'vm-fault-as-errno',
    name: 'VM_FAULT_SIGBUS through a variable of mmap',
    on: 'mapping',
    edit: ({ text }) =>
      /^(?:static\s+)?int\b/.test(text) && parameter(text, 'vm_area_struct')
        ? replaceEach(text, /\b(ret|err|rc|retval|error)\s*=\s*-E\w+;/g, '$1 = VM_FAULT_SIGBUS;')
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
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_LOCKED beside VM_FAULT_NOPAGE',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => replaceEach(text, /\bVM_FAULT_NOPAGE;/g, 'VM_FAULT_NOPAGE | VM_FAULT_LOCKED;'),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_LOCKED that core does not unlock',
    on: 'handler',
    ops: ['map_pages', 'pfn_mkwrite', 'huge_fault'],
    edit: ({ text }) => first(() => 'if (need_resched())\n\t\treturn VM_FAULT_LOCKED;')(text),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_RETRY from map_pages',
    on: 'handler',
    ops: ['map_pages'],
    edit: ({ text }) => first(() => 'if (need_resched())\n\t\treturn VM_FAULT_RETRY;')(text),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_COMPLETED for VM_FAULT_NOPAGE',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => replaceEach(text, /\breturn VM_FAULT_NOPAGE;/g, 'return VM_FAULT_COMPLETED;'),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_FALLBACK beside VM_FAULT_MAJOR',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(text, /\breturn VM_FAULT_SIGBUS;/g, 'return VM_FAULT_FALLBACK | VM_FAULT_MAJOR;'),
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
    rule: 'fault-without-page',
    name: '0 for VM_FAULT_NOPAGE',
    on: 'handler',
    ops: ['fault'],
    where: ({ text }) => !/->page\s*=/.test(text) && /insert_/.test(text),
    edit: ({ text }) => replaceEach(text, /\b(return |ret\s*=\s*)VM_FAULT_NOPAGE;/g, '$10;'),
  },
  {
    rule: 'fault-without-page',
    name: 'VM_FAULT_MAJOR before the page is set',
    on: 'handler',
    ops: ['fault'],
    where: ({ text }) => /->page\s*=/.test(text),
    edit: ({ text }) => {
      const at = text.search(/->page\s*=/);
      return replaceEach(
        text.slice(0, at),
        /\breturn VM_FAULT_(?:SIGBUS|OOM);/g,
        'return VM_FAULT_MAJOR;',
      ).map((head) => head + text.slice(at));
    },
  },
  {
    rule: 'fault-without-page',
    name: 'NULL for the page',
    on: 'handler',
    ops: ['fault'],
    where: ({ text }) => text.match(/->page\s*=/g)?.length === 1 && !/![\s(]*vmf->page\b/.test(text),
    edit: ({ text }) => replaceEach(text, /\bvmf->page\s*=[^;=]*;/g, 'vmf->page = NULL;'),
  },
  {
    rule: 'fault-without-page',
    name: 'early 0',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => early('0')(text),
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
  {
    rule: 'ignored-insert-result',
    name: 'result of remap_pfn_range() dropped',
    on: 'mapping',
    edit: ({ text }) =>
      replaceEach(text, /\breturn ((?:io_)?remap_pfn_range\s*\([^;]*\));/g, '{ $1; return 0; }'),
  },
  {
    rule: 'ignored-insert-result',
    name: 'test of a result in mmap dropped',
    on: 'mapping',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\b(?:ret|err|rc|r|error)\s*=\s*((?:vm_insert_page|(?:io_)?remap_pfn_range|vm_iomap_memory|vm_map_pages)\s*\([^;]*\));\s*if \([^;{}]*\)\s*(?:\{[^}]*\}|(?:goto|return)[^;]*;)/g,
        '$1;',
      ),
  },
  {
    rule: 'ignored-insert-result',
    name: 'vm_insert_page() by the way',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => first((v) => `vm_insert_page(${v}->vma, ${v}->address, ${v}->page);`)(text),
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
    rule: 'huge-fault-filemap',
    name: 'filemap_fault() for the work',
    on: 'handler',
    ops: ['huge_fault'],
    edit: ({ text }) =>
      replaceEach(text, /\breturn (?!VM_FAULT_FALLBACK)[^;]*;/g, `return filemap_fault(${vmf(text)});`),
  },
];
