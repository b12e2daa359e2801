// SPDX-License-Identifier: GPL-2.0-only
/** What the name of an opaque callee says about locks. */
import { says } from '../../facts/names/roles.ts';

/** Words of names, of macros for the most part, that say that something is given back. */
const RELEASES = /unlock|unreserve|release|(^|_)(end|exit|leave|finish|fini)(_|$)/;

/** A page is unlocked by such, or when a read that they start ends. */
const UNLOCKS_PAGES = /unlock|read_?(?:page|folio)|write_?(?:page|folio|begin|end)/;

/** Those that may mean freeze protection against page faults, which nothing but its own family gives back. */
const THAWS = /pagefault|mkwrite|freeze|thaw/;

/** To do such to a page is no matter of its lock, nor of the file that it belongs to. */
const LEAVES_PAGES =
  /^(?:__)?(?:Set|Clear)?Page[A-Z]|(?:^|_)(?:set|clear|test|mark|is|has|zero|memzero|memcpy|copy|wait|of|verify|flush|account|charge|stats|state|sector|private|uptodate|dirty|reservation)(?:_|$)/;

/** Unless the name has one of these too. */
const MOVES_PAGES =
  /lock|[Ll]ock|read|write(?!back)|begin|end|submit|put|free|release|grab|find|fault|mkwrite|truncat|invalidat/;

/** A function of that name may give back a reference to a device that is awake, or a read section. */
export const dropsReferences = (name: string): boolean =>
  /(?:^|_)(?:put|suspend|idle|exit|leave|done|end)(?:_|$)/.test(name);

/** A function of that name may exchange the credentials of the task. */
export const speaksOfCredentials = (name: string): boolean => /cred/.test(name);

/** A function of that name may let signals through to the task again. */
export const speaksOfSignals = (name: string): boolean =>
  /sig(?:s|nals?|set|mask|procmask)?(?:_|$)/.test(name);

/** A function of that name leaves to others what is to be done with the object. */
export const defers = (name: string): boolean =>
  /work|rcu|timer|list_(?:add|move|splice)|kthread|async/.test(name);

/** An atomic counter of that name counts references. */
export const isReferenceCount = (field: string): boolean => /ref|usage/.test(field);

/** What is called so gives the memory around what it is handed. */
export const namesMemory = (name: string): boolean => /^(?:container_of|list_entry|to_[a-z])/.test(name);

/** A function of that name gives back a reference to the object that it is handed. */
export const isPut = (name: string): boolean => says(name, 'puts', 'surely') && !NO_PUT.test(name);
const NO_PUT = /cpu|page|folio|put_user|unaligned|runtime|(?:^|_)pm_|power|clk|_get|input|output/;

/** A function of that name takes page-table entries of user space away: no mapping of the kernel's, or of a device. */
export const unmapsUsers = (name: string): boolean => says(name, 'unmaps', 'maybe') && !OF_OTHERS.test(name);
const OF_OTHERS = /^_*(?:(?:k|io|v|mem)unmap|(?:dma|pci|iommu|sg)_)/;

/** A function of that name may take something out of where it is found. */
export const takesOut = (name: string): boolean =>
  /erase|remove|delete|(?:^|_)del(?:_|$)|unlink|detach|forget|(?:xa|idr|mtree)_destroy|(?:xa|mas|xas)_(?:store|cmpxchg)/.test(
    name,
  );

/** A function of the library that gives what is kept under a key, and takes nothing. */
export const looksUp = (name: string): boolean =>
  /^(?:xa_load|idr_find|radix_tree_lookup|mtree_load)$/.test(name);

/** Words of names that say that something is taken. */
const TAKES =
  /(?<!un|b|c)lock(?!ed|dep|s?_init)|(^|_)(down|begin|start|enter|reserve|acquire|grab|prepare|hold)(_|$)/i;

export const mayTake = (name: string): boolean => TAKES.test(name);

export const mayRelease = (name: string): boolean => RELEASES.test(name) || THAWS.test(name);

export const mayThaw = (name: string): boolean => THAWS.test(name);

export const mayUnlockPages = (name: string): boolean => UNLOCKS_PAGES.test(name);

/** Whether a page that is handed over is surely locked afterwards when it was before, and only then. */
export const leavesPages = (name: string): boolean => LEAVES_PAGES.test(name) && !MOVES_PAGES.test(name);
