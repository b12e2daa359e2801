// SPDX-License-Identifier: GPL-2.0-only
/** Functions whose result says whether the mapping has what it was made for. */
import { FRONTS } from './mappingEntries.ts';

/** It makes entries, or the mapping as a whole. */
export function isInsertion(callee: string): boolean {
  return isFront(callee) || INSERTIONS.some((start) => callee.startsWith(start));
}

/** It makes the mapping for a driver: looks for the object, refuses what does not fit, and installs the table. */
export const isFront = (callee: string): boolean =>
  FRONTS.has(callee) || MORE_FRONTS.has(callee) || MOVES.has(callee);

/** It turns vm_pgoff into the frame that is mapped then. */
export const MOVES: ReadonlySet<string> = new Set(['pci_iobar_pfn']);

const MORE_FRONTS: ReadonlySet<string> = new Set([
  'dma_buf_mmap',
  'drm_gem_dma_mmap',
  'drm_gem_shmem_mmap',
  'drm_gem_ttm_mmap',
  'fb_deferred_io_mmap',
  'generic_file_mmap',
  'rdma_user_mmap_io',
  'ttm_bo_mmap_obj',
  'vb2_mmap',
]);

const INSERTIONS = [
  'vm_insert_',
  'vmf_insert_',
  'remap_pfn_range',
  'remap_page_range',
  'io_remap_pfn_range',
  'io_remap_page_range',
  'remap_vmalloc_range',
  'vm_iomap_memory',
  'vm_map_pages',
  'dma_common_mmap',
  'dma_mmap_',
];
