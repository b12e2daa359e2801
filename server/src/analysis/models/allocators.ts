// SPDX-License-Identifier: GPL-2.0-only
/** What kind of memory the kernel's allocators give, and which functions take one kind alone. */
import { freesOf, mapsWhere } from './memoryCalls.ts';

/**
 * `linear` lies in the kernel's linear mapping, and `slab` there in a page of the slab allocator; `pages` is the struct page of such; `vmalloc` is mapped page by page,
 * `vmalloc-user` marked for user space (VM_USERMAP) as well; `vmap` are pages of somebody's mapped so, `io` is no memory, `either`
 * linear or of vmalloc().
 */
export type MemoryKind = 'linear' | 'slab' | 'pages' | 'vmalloc' | 'vmalloc-user' | 'vmap' | 'io' | 'either';

export interface Allocator {
  kind: MemoryKind;
  /** The argument with the gfp flags that say whether it comes cleared; null where it does, or who filled it is unknown. */
  gfp: number | null;
  /** It never comes cleared. */
  isRaw: boolean;
}

const group = (kind: MemoryKind, names: string, gfp: number | null = null, isRaw = false) =>
  names.split(' ').map((name): [string, Allocator] => [name, { kind, gfp, isRaw }]);

/** Allocators by name. Those that give one kind or another by the device (memremap(), dma_alloc_coherent()) are left out. */
export const ALLOCATORS: ReadonlyMap<string, Allocator> = new Map([
  ...group('linear', 'kmalloc kmalloc_node', 1),
  ...group('linear', 'kmalloc_array kmalloc_array_node devm_kmalloc', 2),
  ...group('linear', 'kzalloc kzalloc_node kcalloc kcalloc_node kmem_cache_zalloc devm_kzalloc devm_kcalloc'),
  ...group('linear', 'kmem_cache_alloc kmem_cache_alloc_node kmemdup kstrdup krealloc get_zeroed_page'),
  ...group('linear', '__get_free_page __get_free_pages', 0),
  ...group('linear', 'alloc_pages_exact devm_get_free_pages', 1),
  ...group('pages', 'alloc_page alloc_pages folio_alloc', 0),
  ...group('pages', 'alloc_pages_node', 1),
  ...group('vmalloc', 'vmalloc vmalloc_node vmalloc_32', null, true),
  ...group('vmalloc', 'vmalloc_huge __vmalloc', 1),
  ...group('vmalloc', 'vzalloc vzalloc_node vcalloc'),
  ...group('vmalloc-user', 'vmalloc_user vmalloc_32_user'),
  ...group('either', 'kvmalloc kvzalloc kvmalloc_node kvzalloc_node kvcalloc kvmalloc_array'),
  ...group('vmap', 'vm_map_ram vmap'),
  ...group('io', 'ioremap ioremap_wc ioremap_np ioremap_uc devm_ioremap pci_iomap pci_ioremap_bar'),
]);

/** Whether a call, as `Memory` has it, gives the address of pages that nothing but that has a reference to. */
export const givesPages = (by: string): boolean => PAGE_GIVERS.has(by);
const PAGE_GIVERS = new Set(['__get_free_page()', '__get_free_pages()', 'get_zeroed_page()']);

/** They give back memory of those kinds, or a page of it. */
export const FREES: ReadonlySet<string> = new Set(freesOf('slab', 'vmalloc', 'pages').keys());

/** Which arguments say how much is allocated: where one is 0 there is no memory, whatever pointer comes back. */
const AMOUNTS: ReadonlyMap<string, readonly number[]> = new Map(
  [
    [[0], 'kmalloc kzalloc kmalloc_node kzalloc_node kvmalloc kvzalloc kvmalloc_node kvzalloc_node'],
    [[0], 'vmalloc vzalloc vmalloc_node vzalloc_node vmalloc_user vmalloc_32 vmalloc_32_user'],
    [[0, 1], 'kcalloc kmalloc_array kcalloc_node kmalloc_array_node kvcalloc kvmalloc_array vcalloc'],
    [[1], 'kmemdup kvmemdup memdup_user vmemdup_user krealloc'],
    [[1, 2], 'krealloc_array'],
  ].flatMap(([amounts, names]) =>
    (names as string).split(' ').map((name): [string, readonly number[]] => [name, amounts as number[]]),
  ),
);

/** Of a `linear` allocation, whether it comes out of a slab: kmalloc() takes pages for what is larger than two of them. */
export function isOfSlab(name: string, isOfPage: boolean): boolean {
  return name.startsWith('kmem_cache_') || (isOfPage && OF_SIZE.has(name));
}

/** Those of one size, which is their first argument. */
const OF_SIZE: ReadonlySet<string> = new Set(['kmalloc', 'kzalloc', 'kmalloc_node', 'kzalloc_node']);

export const amountsOf = (name: string): readonly number[] => AMOUNTS.get(name) ?? [];

/** A function that takes one kind of memory alone. */
export interface Taker {
  /** Which argument is the memory. */
  argument: number;
  /** It is handed the struct page of the memory. */
  isPage?: boolean;
  wrong: ReadonlySet<MemoryKind>;
}

const OUTSIDE: ReadonlySet<MemoryKind> = new Set(['vmalloc', 'vmalloc-user', 'vmap', 'io']);
const LINEAR: ReadonlySet<MemoryKind> = new Set(['linear', 'slab', 'pages']);
const SLAB: ReadonlySet<MemoryKind> = new Set(['slab']);
const NOT_OF_USER: ReadonlySet<MemoryKind> = new Set([
  'linear',
  'slab',
  'pages',
  'vmalloc',
  'vmap',
  'io',
  'either',
]);

export const TAKERS: ReadonlyMap<string, Taker> = new Map([
  ...['virt_to_page', 'virt_to_head_page', 'virt_to_folio', 'virt_to_phys', 'virt_to_pfn', '__pa'].map(
    (name): [string, Taker] => [name, { argument: 0, wrong: OUTSIDE }],
  ),
  ['vmalloc_to_page', { argument: 0, wrong: LINEAR }],
  ['vmalloc_to_pfn', { argument: 0, wrong: LINEAR }],
  ['remap_vmalloc_range', { argument: 1, wrong: NOT_OF_USER }],
  ['remap_vmalloc_range_partial', { argument: 2, wrong: NOT_OF_USER }],
  ...[...mapsWhere(({ maps }) => maps === 'page')].map(([name, { argument }]): [string, Taker] => [
    name,
    { argument, wrong: SLAB, isPage: true },
  ]),
]);

/** Functions that are handed memory or its struct page and leave what is in it alone: they count, mark, map or print. */
const LEAVES_ALONE: ReadonlySet<string> = new Set(
  [
    'get_page folio_get page_ref_inc SetPageReserved __SetPageReserved lock_page unlock_page folio_lock folio_unlock',
    'page_count page_ref_count split_page set_page_private SetPagePrivate INIT_LIST_HEAD list_add list_add_tail',
    'printk _printk pr_err pr_warn pr_info pr_debug dev_err dev_warn dev_info dev_dbg get_order',
    'set_memory_uc set_memory_wc set_pages_uc set_pages_wc set_pages_array_wc kmemleak_not_leak kmemleak_ignore',
    'dmac_inv_range dmac_flush_range dmac_clean_range dmac_map_area __cpuc_flush_dcache_area outer_inv_range',
    'outer_flush_range outer_clean_range flush_dcache_page __flush_dcache_area invalidate_dcache_range',
    'inc_zone_page_state mod_node_page_state inc_node_page_state inc_lruvec_page_state mod_lruvec_page_state',
  ]
    .join(' ')
    .split(' '),
);

export const leavesAlone = (name: string): boolean => LEAVES_ALONE.has(name);
