// SPDX-License-Identifier: GPL-2.0-only
// Locks of their own, and freeze protection.

import { dropCall, dropCalls, gotoPast, replaceEach, returnForGoto, returnForGotoBelow } from '../edit.mjs';
import { FAULTS, first, LOCK_RELEASE, LOCK_TAKE, vmf } from './common.mjs';

export const locks = [
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
    rule: 'freeze-unbalanced',
    name: 'one sb_end_pagefault() dropped',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault', 'huge_fault'],
    edit: ({ text }) => dropCall(text, 'sb_end_pagefault'),
  },
  {
    rule: 'freeze-unbalanced',
    name: 'sb_start_write() for sb_start_pagefault()',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault', 'huge_fault'],
    edit: ({ text }) => replaceEach(text, /\bsb_start_pagefault\(/g, 'sb_start_write('),
  },
  {
    rule: 'freeze-unbalanced',
    name: 'sb_start_pagefault() dropped',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault', 'huge_fault'],
    edit: ({ text }) => dropCall(text, 'sb_start_pagefault'),
  },
  {
    rule: 'freeze-unbalanced',
    name: 'return for a goto to sb_end_pagefault()',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite'],
    edit: ({ text }) => returnForGotoBelow(text, 'sb_start_pagefault', 'sb_end_pagefault', 'VM_FAULT_SIGBUS'),
  },
  {
    rule: 'mkwrite-no-freeze-protection',
    name: 'freeze protection dropped',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite'],
    edit: ({ text }) => dropCalls(text, 'sb_start_pagefault|sb_end_pagefault'),
  },
  {
    rule: 'mkwrite-no-freeze-protection',
    name: 'sb_start_write() for all of it',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite'],
    edit: ({ text }) => {
      const changed = text.replace(/\bsb_(start|end)_pagefault\(/g, 'sb_$1_write(');
      return changed === text ? [] : [changed];
    },
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
  {
    rule: 'lock-imbalance',
    name: 'way out with a spinlock or rwsem held',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\b(?:spin_lock|down_read|down_write|filemap_invalidate_lock_shared|dma_resv_lock)\([^;]*\);)/g,
        '$1\n\tif (need_resched())\n\t\treturn VM_FAULT_NOPAGE;',
      ),
  },
  {
    rule: 'lock-imbalance',
    name: 'return for any goto to the unlock',
    on: 'handler',
    ops: [...FAULTS, 'access'],
    edit: ({ text }) => returnForGotoBelow(text, LOCK_TAKE, LOCK_RELEASE, 'VM_FAULT_SIGBUS'),
  },
  {
    rule: 'lock-imbalance',
    name: 'mutex_lock() for mutex_unlock()',
    on: 'handler',
    ops: [...FAULTS, 'open', 'close'],
    edit: ({ text }) => replaceEach(text, /\bmutex_unlock\(/g, 'mutex_lock('),
  },
  {
    rule: 'lock-imbalance',
    name: 'return before the unlock',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(
        text,
        new RegExp(`\\b((?:${LOCK_RELEASE})\\([^;]*\\);)\\s*(return [^;]*;)`, 'g'),
        '$2\n\t$1',
      ),
  },
  {
    rule: 'lock-imbalance',
    name: 'another lock of the object unlocked',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      replaceEach(text, /\bmutex_unlock\(&(\w+)->\w+\);/g, 'mutex_unlock(&$1->other_lock);'),
  },
  {
    rule: 'lock-imbalance',
    name: 'RCU section left open',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      first(
        () => 'rcu_read_lock();\n\tif (need_resched())\n\t\treturn VM_FAULT_NOPAGE;\n\trcu_read_unlock();',
      )(text),
  },
];
