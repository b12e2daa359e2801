// SPDX-License-Identifier: GPL-2.0-only
/** Ops that run for a fault of user space itself. */
export const FAULT_OPS: ReadonlySet<string> = new Set([
  'nopage',
  'nopfn',
  'fault',
  'huge_fault',
  'pmd_fault',
  'map_pages',
  'page_mkwrite',
  'pfn_mkwrite',
  'migrate_to_ram',
]);
