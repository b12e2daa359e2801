// SPDX-License-Identifier: GPL-2.0-only
/** Which two calls belong together, as the one takes what the other gives back: of the kernel's library by a table, else by their names. */

import { type Freed, freesOf } from '../models/memoryCalls.ts';

/** What a function of the kernel's library hands out, and who takes it back. */
export interface LibraryPair {
  gives: readonly string[];
  /** It is for the running function alone: no caller, and no other task, can give it back. */
  isLocal?: true;
  /** It hands something out whatever happens. */
  neverFails?: true;
  /** It hands out a page with a reference: many functions are handed pages and leave the reference to their caller. */
  isPage?: true;
  /** It hands nothing out, but changes what it is handed, which has to be changed back before that is freed. */
  changes?: true;
  /** Functions that count what they are handed by themselves, for as long as they keep it. */
  takesOwn?: readonly string[];
}

const names = (...kinds: Freed[]) => [...freesOf(...kinds).keys()];
const PAGES = [...names('pages'), 'put_page', 'folio_put', 'page_cache_release'];

/** By the names of those that take. Allocations are of memory that nothing else knows of yet. */
const LIBRARY: ReadonlyMap<string, LibraryPair> = new Map(
  (
    [
      [
        ['kmap_local_page', 'kmap_local_folio', 'kmap_local_pfn'],
        { gives: ['kunmap_local'], isLocal: true, neverFails: true },
      ],
      [
        ['kmap_atomic', 'kmap_atomic_prot', 'kmap_atomic_pfn'],
        { gives: ['kunmap_atomic'], isLocal: true, neverFails: true },
      ],
      [['kmap'], { gives: ['kunmap'], isLocal: true, neverFails: true }],
      [
        [
          'ioremap',
          'ioremap_wc',
          'ioremap_wt',
          'ioremap_np',
          'ioremap_uc',
          'ioremap_cache',
          'ioremap_prot',
          'ioremap_encrypted',
        ],
        { gives: ['iounmap'] },
      ],
      [['memremap'], { gives: ['memunmap'] }],
      [['vmap', 'vmap_pfn'], { gives: ['vunmap', 'vfree'] }],
      [
        [
          'kmalloc',
          'kzalloc',
          'kcalloc',
          'kmalloc_array',
          'kmalloc_node',
          'kzalloc_node',
          'kcalloc_node',
          'kmalloc_array_node',
          'kmemdup',
          'kstrdup',
          'kstrndup',
          'kasprintf',
        ],
        { gives: names('slab') },
      ],
      [
        ['kvmalloc', 'kvzalloc', 'kvcalloc', 'kvmalloc_array', 'kvmalloc_node', 'kvzalloc_node', 'kvmemdup'],
        { gives: names('vmalloc') },
      ],
      [
        [
          'vmalloc',
          'vzalloc',
          'vmalloc_user',
          'vmalloc_32',
          'vmalloc_32_user',
          'vmalloc_node',
          'vzalloc_node',
        ],
        { gives: names('vmalloc') },
      ],
      [
        ['kmem_cache_alloc', 'kmem_cache_zalloc', 'kmem_cache_alloc_node'],
        { gives: [...names('cache'), 'kfree'] },
      ],
      [['alloc_page', 'alloc_pages', 'alloc_pages_node', 'folio_alloc'], { gives: PAGES, isPage: true }],
      [['__get_free_page', '__get_free_pages', 'get_zeroed_page'], { gives: PAGES }],
      [
        [
          'find_get_page',
          'find_get_page_flags',
          'find_lock_page',
          'find_or_create_page',
          'grab_cache_page',
          'pagecache_get_page',
          'read_mapping_page',
          'read_cache_page',
          'filemap_get_folio',
          '__filemap_get_folio',
          'filemap_lock_folio',
          'filemap_grab_folio',
          'read_mapping_folio',
          'shmem_read_mapping_page',
          'shmem_read_mapping_page_gfp',
        ],
        { gives: PAGES, isPage: true },
      ],
      [
        ['dma_alloc_coherent', 'dma_alloc_wc', 'dma_alloc_attrs', 'dma_alloc_noncoherent'],
        { gives: names('dma') },
      ],
      [
        ['rdma_user_mmap_entry_get', 'rdma_user_mmap_entry_get_pgoff'],
        { gives: ['rdma_user_mmap_entry_put'], isLocal: true, takesOwn: ['rdma_user_mmap_io'] },
      ],
      [['set_direct_map_invalid_noflush'], { gives: ['set_direct_map_default_noflush'], changes: true }],
      [['set_memory_uc', 'set_memory_wc'], { gives: ['set_memory_wb'], changes: true }],
      [
        ['set_pages_uc', 'set_pages_array_uc', 'set_pages_array_wc'],
        { gives: ['set_pages_wb', 'set_pages_array_wb'], changes: true },
      ],
      [['set_memory_decrypted'], { gives: ['set_memory_encrypted'], changes: true }],
      [['fget', 'fget_raw'], { gives: ['fput'] }],
      [['igrab', 'ilookup'], { gives: ['iput'] }],
      [['dma_buf_get'], { gives: ['dma_buf_put'] }],
      [
        ['drm_gem_object_lookup'],
        {
          gives: [
            'drm_gem_object_put',
            'drm_gem_object_put_unlocked',
            'drm_gem_object_unreference',
            'drm_gem_object_unreference_unlocked',
          ],
        },
      ],
      [['get_task_mm'], { gives: ['mmput', 'mmput_async'] }],
      [['get_pid_task', 'find_get_task_by_vpid'], { gives: ['put_task_struct'] }],
    ] as [string[], LibraryPair][]
  ).flatMap(([names, pair]) => names.map((name) => [name, pair] as const)),
);

/** What the table has of a function; undefined for one that it does not have. */
export const libraryPair = (name: string): LibraryPair | undefined => LIBRARY.get(name);

/** Words that take, each with those that give it back. */
const OPPOSITES: Readonly<Record<string, readonly string[]>> = {
  alloc: ['free', 'dealloc', 'release', 'destroy'],
  create: ['destroy', 'free', 'release', 'delete', 'put'],
  get: ['put', 'release', 'unref', 'drop'],
  ref: ['unref', 'deref', 'put'],
  grab: ['put', 'drop', 'release'],
  acquire: ['release', 'put'],
  lookup: ['put'],
  find: ['put'],
  pin: ['unpin'],
  map: ['unmap'],
  vmap: ['vunmap'],
  kmap: ['kunmap'],
  ioremap: ['iounmap'],
  lock: ['unlock'],
  trylock: ['unlock'],
  reserve: ['release', 'unreserve'],
  enable: ['disable'],
  start: ['stop'],
  begin: ['end'],
  enter: ['exit', 'leave'],
  open: ['close', 'release'],
  register: ['unregister', 'deregister'],
  attach: ['detach'],
  claim: ['release', 'unclaim'],
  use: ['unuse'],
  charge: ['uncharge'],
  insert: ['erase', 'remove', 'delete', 'del'],
  store: ['erase'],
  add: ['del', 'delete', 'remove'],
  link: ['unlink'],
};

const GIVING = new Set(Object.values(OPPOSITES).flat());
/** Words of names that are of calls which give an object back. */
const ALSO_GIVING = new Set([
  'kfree',
  'vfree',
  'kvfree',
  'fput',
  'iput',
  'dput',
  'iounmap',
  'memunmap',
  'drop',
]);

interface Words {
  /** Without the word that takes or gives. */
  rest: string;
  word: string;
}

/** Of the names that were asked for last: a whole tree has some 10,000. */
const takers = new Map<string, Words | null>();
const givers = new Map<string, Words | null>();
const MOST_KNOWN = 40_000;

function split(name: string, is: (word: string) => boolean, known: Map<string, Words | null>): Words | null {
  let found = known.get(name);
  if (found === undefined) {
    const words = name.split('_').filter((word) => word !== '');
    const word = words.findLast(is);
    found = word === undefined ? null : { word, rest: words.toSpliced(words.lastIndexOf(word), 1).join('_') };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, found);
  }
  return found;
}

const taker = (name: string) => split(name, (word) => Object.hasOwn(OPPOSITES, word), takers);
const giver = (name: string) => split(name, (word) => GIVING.has(word) || ALSO_GIVING.has(word), givers);

/** Whether the name says that what it is handed is given back. */
export const saysGivesBack = (name: string): boolean =>
  giver(name) !== null && !/_(?:lock|get|alloc)_|^(?:get|alloc)_/.test(name);

/** Whether the name says that it puts what it is handed where others find it. */
export const putsIn = (name: string): boolean => PUTTING.has(taker(name)?.word ?? '');
const PUTTING = new Set(['insert', 'store', 'add', 'link']);

/** Whether the name says that it hands out an object. */
export const handsOut = (name: string): boolean => OBJECTS.has(taker(name)?.word ?? '');

/** Whether by their names the second gives back what the first takes. */
export function arePair(takes: string, gives: string): boolean {
  const library = LIBRARY.get(takes);
  if (library !== undefined) return library.gives.includes(gives);
  const [t, g] = [taker(takes), giver(gives)];
  if (t === null || g === null || g.rest === '' || !OPPOSITES[t.word]?.includes(g.word)) return false;
  return t.rest === g.rest || t.rest.startsWith(`${g.rest}_`) || g.rest.startsWith(`${t.rest}_`);
}

/**
 * As `arePair`, or the second releases what the first is about, whatever that does with it: `foo_release_budget()` and
 * `foo_budget_space()`. Something else has to say so as well.
 */
export function mayBePair(takes: string, gives: string): boolean {
  if (arePair(takes, gives)) return true;
  const g = giver(gives);
  if (g === null || g.word !== 'release' || taker(takes) !== null || saysGivesBack(takes)) return false;
  return g.rest.includes('_') && takes.startsWith(`${g.rest}_`);
}

/** As `arePair`, of names that differ in nothing but the word, and of what is surely an object of its own. */
export function areTwins(takes: string, gives: string): boolean {
  const [t, g] = [taker(takes), giver(gives)];
  if (t === null || g === null || g.rest === '' || !OWNED.has(t.word)) return false;
  return t.rest === g.rest && (OPPOSITES[t.word]?.includes(g.word) ?? false);
}

/** Whether `areTwins` may say yes of it at all. */
export const mayHaveTwin = (takes: string): boolean => OWNED.has(taker(takes)?.word ?? '');

const OBJECTS = new Set([
  'alloc',
  'create',
  'get',
  'ref',
  'grab',
  'acquire',
  'lookup',
  'find',
  'pin',
  'vmap',
  'kmap',
  'ioremap',
  'open',
]);
const OWNED = new Set(['alloc', 'create', 'pin', 'map', 'vmap', 'kmap', 'ioremap']);

/** It frees the memory and nothing that is in it. */
export const isFree = (name: string): boolean => OF_MEMORY.has(name);
const OF_MEMORY = freesOf('slab', 'vmalloc', 'cache');

/** Something else gives it back, when the device goes or with the page tables that it hangs in. */
export const isManaged = (name: string): boolean =>
  /^(?:devm|drmm|pcim|dmam|devres)_|^(?:huge_)?(?:p4d|pud|pmd|pte)_alloc(?!_one)/.test(name);
