// SPDX-License-Identifier: GPL-2.0-only
// Mistakes one or more calls below a handler: in a function of the driver, of another file, of the library.

import { dropCall, gotoPast, insertFirst, parameter, replaceEach, returnForGoto } from '../edit.mjs';
import { FAULTS, PAGE_UNLOCK } from './common.mjs';

const ALL = [...FAULTS, 'map_pages'];

/** Locks as drivers and file systems write them. */
const UNLOCK =
  'mutex_unlock|spin_unlock(?:_irq|_irqrestore|_bh)?|up_read|up_write|filemap_invalidate_unlock(?:_shared)?|dma_resv_unlock|inode_unlock(?:_shared)?|read_unlock|write_unlock|i_mmap_unlock_read';
const LOCK =
  'mutex_lock|spin_lock(?:_irq|_bh)?|down_read|down_write|filemap_invalidate_lock(?:_shared)?|inode_lock(?:_shared)?|read_lock|write_lock';

const head = (text) => text.slice(0, text.indexOf('{'));
const givesBits = ({ text }) => /\bvm_fault_t\b/.test(head(text).split('(')[0]);
const bits = (text) => (givesBits({ text }) ? 'VM_FAULT_SIGBUS' : '-EIO');
const givesInt = ({ text }) => /^(?:static\s+)?(?:inline\s+)?(?:int|vm_fault_t)\b/.test(head(text));
/** An expression that reaches the address space from what the function is handed. */
const mm = (text) => {
  const vmf = parameter(text, 'vm_fault');
  if (vmf) return `${vmf}->vma->vm_mm`;
  const vma = parameter(text, 'vm_area_struct');
  return vma ? `${vma}->vm_mm` : null;
};

export const callees = [
  {
    rule: 'lock-imbalance',
    name: 'unlock dropped in a callee',
    on: 'callee',
    ops: FAULTS,
    edit: ({ text }) => dropCall(text, UNLOCK),
  },
  {
    rule: 'lock-imbalance',
    name: 'way out with the lock held in a callee',
    on: 'callee',
    ops: FAULTS,
    where: givesInt,
    edit: ({ text }) =>
      replaceEach(
        text,
        new RegExp(`(?<=[;{}]\\s*)(\\b(?:${LOCK})\\([^;]*\\);)`, 'g'),
        `$1\n\tif (need_resched())\n\t\treturn ${bits(text)};`,
      ),
  },
  {
    rule: 'lock-imbalance',
    name: 'return for a goto to the unlock in a callee',
    on: 'callee',
    ops: FAULTS,
    where: givesInt,
    edit: ({ text }) => returnForGoto(text, UNLOCK, bits(text)),
  },
  {
    rule: 'lock-imbalance',
    name: 'goto past the unlock in a callee',
    on: 'callee',
    ops: FAULTS,
    edit: ({ text }) => gotoPast(text, UNLOCK),
  },
  {
    rule: 'lock-imbalance',
    name: 'inode lock left in a handler',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => {
      const vmf = parameter(text, 'vm_fault');
      return vmf ? insertFirst(text, `inode_lock(file_inode(${vmf}->vma->vm_file));`) : [];
    },
  },
  {
    rule: 'lock-imbalance',
    name: 'lock taken again by goto',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(
        text,
        /(?<=[;{}]\s*)(\b(?:mutex_lock|down_read|spin_lock)\([^;]*\);)/g,
        'again:\n\t$1\n\tif (need_resched())\n\t\tgoto again;',
      ),
  },
  {
    rule: 'page-lock-leak',
    name: 'page unlock dropped in a callee',
    on: 'callee',
    ops: FAULTS,
    edit: ({ text }) => dropCall(text, PAGE_UNLOCK),
  },
  {
    rule: 'page-lock-leak',
    name: 'return for a goto to the page unlock in a callee',
    on: 'callee',
    ops: FAULTS,
    where: givesInt,
    edit: ({ text }) => returnForGoto(text, PAGE_UNLOCK, bits(text)),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'errno for a bit in a callee',
    on: 'callee',
    ops: FAULTS,
    where: givesBits,
    edit: ({ text }) => replaceEach(text, /\bVM_FAULT_(?:SIGBUS|OOM);/g, '-ENOMEM;'),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'converter dropped in a callee',
    on: 'callee',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(
        text,
        /\b(?:vmf_error|vmf_fs_error|block_page_mkwrite_return|dax_fault_return)\s*\((\w+)\)/g,
        '$1',
      ),
  },
  {
    rule: 'errno-as-vm-fault',
    name: 'early errno in a callee',
    on: 'callee',
    ops: FAULTS,
    where: givesBits,
    edit: ({ text }) => insertFirst(text, 'if (need_resched())\n\t\treturn -EINTR;'),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_RETRY in a callee',
    on: 'callee',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'map_pages'],
    where: givesBits,
    edit: ({ text }) => replaceEach(text, /\bVM_FAULT_(?:NOPAGE|SIGBUS);/g, 'VM_FAULT_RETRY;'),
  },
  {
    rule: 'fault-code-not-allowed',
    name: 'VM_FAULT_FALLBACK in a callee',
    on: 'callee',
    ops: ['fault', 'page_mkwrite', 'pfn_mkwrite'],
    where: givesBits,
    edit: ({ text }) => replaceEach(text, /\breturn VM_FAULT_SIGBUS;/g, 'return VM_FAULT_FALLBACK;'),
  },
  {
    rule: 'retry-protocol',
    name: 'VM_FAULT_RETRY in a callee',
    on: 'callee',
    ops: ['fault'],
    where: givesBits,
    edit: ({ text }) => replaceEach(text, /\breturn VM_FAULT_(?:NOPAGE|SIGBUS);/g, 'return VM_FAULT_RETRY;'),
  },
  {
    rule: 'locked-not-locked',
    name: 'VM_FAULT_LOCKED after the unlock in a callee',
    on: 'callee',
    ops: ['fault', 'page_mkwrite'],
    where: givesBits,
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\b(?:unlock_page|folio_unlock)\([^;]*\);\s*)return VM_FAULT_(?:NOPAGE|SIGBUS);/g,
        '$1return VM_FAULT_LOCKED;',
      ),
  },
  {
    rule: 'mmap-lock-in-handler',
    name: 'mmap_lock taken in a callee that is there',
    on: 'callee',
    ops: FAULTS,
    where: ({ text }) => mm(text) !== null,
    edit: ({ text }) => insertFirst(text, `mmap_read_lock(${mm(text)});\n\tmmap_read_unlock(${mm(text)});`),
  },
  {
    rule: 'user-access-in-handler',
    name: 'copy_from_user() in a callee that is there',
    on: 'callee',
    ops: ['fault', 'page_mkwrite'],
    where: ({ text }) => parameter(text, 'vm_fault') !== undefined,
    edit: ({ text }) =>
      insertFirst(
        text,
        `{\n\t\tchar c;\n\n\t\tif (copy_from_user(&c, (void __user *)${parameter(text, 'vm_fault')}->address, 1))\n\t\t\tpr_debug("unread\\n");\n\t}`,
      ),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_flags_set() in a callee',
    on: 'callee',
    ops: ALL,
    where: ({ text }) => mm(text) !== null,
    edit: ({ text }) => insertFirst(text, `vm_flags_set(${mm(text).replace('->vm_mm', '')}, VM_IO);`),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'mutex in a callee of map_pages',
    on: 'callee',
    ops: ['map_pages'],
    edit: ({ text }) => insertFirst(text, 'mutex_lock(&note_mutex);\n\tmutex_unlock(&note_mutex);'),
  },
  {
    rule: 'sleep-in-atomic-op',
    name: 'GFP_KERNEL for GFP_ATOMIC in a callee of map_pages',
    on: 'callee',
    ops: ['map_pages'],
    edit: ({ text }) => replaceEach(text, /\bGFP_(?:ATOMIC|NOWAIT)\b/g, 'GFP_KERNEL'),
  },
  {
    rule: 'sleep-under-spinlock',
    name: 'msleep() under a spinlock in a callee',
    on: 'callee',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /(?<=[;{}]\s*)(\bspin_lock(?:_irq|_bh)?\([^;]*\);)/g, '$1\n\tmsleep(1);'),
  },
  {
    rule: 'freeze-unbalanced',
    name: 'sb_end_pagefault() dropped in a callee',
    on: 'callee',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault', 'huge_fault'],
    edit: ({ text }) => dropCall(text, 'sb_end_pagefault'),
  },
  {
    rule: 'fault-without-page',
    name: 'page not handed over in a callee',
    on: 'callee',
    ops: ['fault'],
    where: ({ text }) => text.match(/->page\s*=/g)?.length === 1,
    edit: ({ text }) => replaceEach(text, /\bvmf->page\s*=[^;=]*;/g, ';'),
  },
  {
    rule: 'mkwrite-truncate-check',
    name: 'look at the mapping dropped in a callee',
    on: 'callee',
    ops: ['page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(text, /\b(?:folio|page)->mapping != (?:inode->i_mapping|mapping)/g, 'false'),
  },
  {
    rule: 'ignored-insert-result',
    name: 'result of an insertion dropped in a callee',
    on: 'callee',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /\breturn (vmf_insert_\w+\s*\([^;]*\));/g, '{ $1; return VM_FAULT_NOPAGE; }'),
  },
];
