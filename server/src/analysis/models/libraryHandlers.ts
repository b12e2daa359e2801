// SPDX-License-Identifier: GPL-2.0-only
/** Functions of the kernel's library that are handlers by themselves: tables reach them through one line. */

export interface LibraryHandler {
  name: string;
  op: string;
  /** The helper that turns what it returns into a result of the op; null where it returns one itself. */
  converted: string | null;
  /** A part of handlers, which do the rest: what it leaves to them (locks, vmf->page) says nothing. */
  isPart?: boolean;
  /** It maps what DAX has, by itself: entries without a struct page, and some that wait for a sync. */
  mapsDax?: true;
}

const HANDLERS: readonly LibraryHandler[] = [
  { name: 'netfs_page_mkwrite', op: 'page_mkwrite', converted: null },
  { name: 'iomap_page_mkwrite', op: 'page_mkwrite', converted: null },
  { name: 'block_page_mkwrite', op: 'page_mkwrite', converted: 'block_page_mkwrite_return' },
  { name: 'ttm_bo_vm_reserve', op: 'fault', converted: null, isPart: true },
  { name: 'ttm_bo_vm_fault_reserved', op: 'fault', converted: null, isPart: true },
  { name: 'dax_iomap_fault', op: 'huge_fault', converted: null, isPart: true, mapsDax: true },
  { name: 'dax_finish_sync_fault', op: 'huge_fault', converted: null, isPart: true },
];

const byName = new Map(HANDLERS.map((handler) => [handler.name, handler]));

/** The handler that a function of that name of the kernel is; undefined for any other function. */
export function libraryHandler(name: string): LibraryHandler | undefined {
  return byName.get(name);
}

/** Whether a function of that name maps what DAX has. */
export const mapsDax = (name: string): boolean => byName.get(name)?.mapsDax === true;

/** Whether it is a fault handler of the page cache: it looks one page up, by the offset that faulted, and hands it to core locked. */
export const isCacheFault = (name: string): boolean => CACHE_FAULTS.has(name);
const CACHE_FAULTS: ReadonlySet<string> = new Set(['filemap_fault', 'shmem_fault']);

/** The names of all of them. */
export const libraryHandlerNames: readonly string[] = HANDLERS.map(({ name }) => name);
