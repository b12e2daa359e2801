// SPDX-License-Identifier: GPL-2.0-only
/** Which files of a tree may matter. */
import { libraryHandlerNames } from '../analysis/models/libraryHandlers.ts';
import type { Release } from '../contracts/model.ts';
import { isSince } from '../contracts/release.ts';

/*
 * Each alternative holds a rare word near its beginning, and none begins with what may be left out: ripgrep then looks
 * for these words alone, and takes half the time.
 */

/** Every file that has a table or a special mapping, or a function that installs one, or one that maps without any. */
const CANDIDATES =
  'vm_operations_struct|vm_special_mapping \\w+(?:\\[\\w*\\])? =|dev_pagemap_ops \\w+ =|vm_ops|vm_flags.*VM_(?:MAY)?WRITE\\b|remap_pfn_range|remap_vmalloc_range|dma_mmap_|vm_insert_p|vm_map_pages|vm_iomap_memory' +
  // What hands the VMA on to another file.
  '|(?:return|\\w =) \\w+map\\w*\\((?:.*, )?vma?(?:, 0)?\\);|->mmap\\((?:.*, )?vma\\b' +
  // The head of an mmap function of a subsystem.
  `|${['ib_ucontext', 'vfio_device', 'fb_info', 'drm_gem_object', 'bpf_map', 'dma_buf'].map((of) => `${of} \\* ?\\w+, struct vm_area_struct \\* ?\\w+\\)(?: \\{|$)`).join('|')}` +
  // The head of an mmap function, and of any that calls its VMA by another name.
  '|file \\* ?\\w+, struct vm_area_struct \\* ?\\w+\\)(?: \\{|$)|vm_area_struct \\*(?:[a-uw-z]|v[a-ln-z]|vm[b-z]|vma\\w)\\w*\\)(?: \\{|$)';

/** Tables of other structs with ops that may not block: few files have one. */
const ATOMIC_TABLES = '|(?:dentry|file_lock|lock_manager|lease_manager)_operations \\w+[^;]*=';

/** The files that define the handlers of the kernel's library. */
const LIBRARIES = `EXPORT_SYMBOL(?:_GPL)?\\((?:${libraryHandlerNames.join('|')})\\)`;

/** Stores to the flags of a VMA, which do not compile since 6.3: few files have one. */
const FLAG_STORES = '->vm_flags[ \\t]*(?:[|&^]=|= )';

/** Of a module every file that has to do with a VMA: its mmap function may install no table, and map through others. */
const OF_MODULES = '|struct vm_area_struct';

/**
 * The pattern of the files to read first in a tree of this release.
 *
 * @param inTree whether it is a kernel tree, where most files with a VMA are of no concern
 */
export function candidatePattern(release: Release, inTree = true): string {
  const always = `${CANDIDATES}|${LIBRARIES}${ATOMIC_TABLES}${inTree ? '' : OF_MODULES}`;
  return isSince(release, '6.3') ? `${always}|${FLAG_STORES}` : always;
}
