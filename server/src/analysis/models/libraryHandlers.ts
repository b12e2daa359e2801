// SPDX-License-Identifier: GPL-2.0-only
/** Functions of the kernel's library that are handlers by themselves: tables reach them through one line. */

export interface LibraryHandler {
  name: string;
  op: string;
  /** The helper that turns what it returns into a result of the op; null where it returns one itself. */
  converted: string | null;
  /** A part of handlers, which do the rest: what it leaves to them (locks, vmf->page) says nothing. */
  isPart?: boolean;
}

const HANDLERS: readonly LibraryHandler[] = [
  { name: 'netfs_page_mkwrite', op: 'page_mkwrite', converted: null },
  { name: 'iomap_page_mkwrite', op: 'page_mkwrite', converted: null },
  { name: 'block_page_mkwrite', op: 'page_mkwrite', converted: 'block_page_mkwrite_return' },
  { name: 'ttm_bo_vm_reserve', op: 'fault', converted: null, isPart: true },
  { name: 'ttm_bo_vm_fault_reserved', op: 'fault', converted: null, isPart: true },
  { name: 'dax_iomap_fault', op: 'huge_fault', converted: null, isPart: true },
  { name: 'dax_finish_sync_fault', op: 'huge_fault', converted: null, isPart: true },
];

const byName = new Map(HANDLERS.map((handler) => [handler.name, handler]));

/** The handler that a function of that name of the kernel is; undefined for any other function. */
export function libraryHandler(name: string): LibraryHandler | undefined {
  return byName.get(name);
}

/** The names of all of them. */
export const libraryHandlerNames: readonly string[] = HANDLERS.map(({ name }) => name);
