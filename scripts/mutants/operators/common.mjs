// SPDX-License-Identifier: GPL-2.0-only
// What operators share.
import { insertFirst, insertLast, parameter } from '../edit.mjs';

export const FAULTS = ['fault', 'huge_fault', 'page_mkwrite', 'pfn_mkwrite'];
export const ERRNO_OPS = ['access', 'may_split', 'mremap', 'mprotect', 'set_policy'];
export const PAGE_UNLOCK = 'unlock_page|folio_unlock';
export const PAGE_LOCK = 'lock_page|folio_lock';
export const LOCK_TAKE =
  'mutex_lock|spin_lock|down_read|down_write|filemap_invalidate_lock_shared|dma_resv_lock|spin_lock_irqsave';
export const LOCK_RELEASE =
  'mutex_unlock|spin_unlock|up_read|up_write|filemap_invalidate_unlock_shared|dma_resv_unlock|spin_unlock_irqrestore';

/** The name of the fault, in functions that are handed one. */
export const vmf = (text) => parameter(text, 'vm_fault');

/** An early way out that a reviewer might take for a sanity check. */
export const early = (value) => first((v) => `if (!${v}->vma->vm_file)\n\t\treturn ${value};`);

/** Statements before all others. */
export const first = (statements) => (text) => (vmf(text) ? insertFirst(text, statements(vmf(text))) : []);

/** Statements before the last return. */
export const last = (statements) => (text) => (vmf(text) ? insertLast(text, statements(vmf(text))) : []);

/** Statements before all others, of a function that is handed a VMA. */
export const ofVma = (statements) => (text) => {
  const vma = parameter(text, 'vm_area_struct');
  return vma ? insertFirst(text, statements(vma)) : [];
};
