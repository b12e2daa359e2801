// SPDX-License-Identifier: GPL-2.0-only
/** What the name of a function says of references: that it takes or gives back one, and with which other it makes a pair. */

/** What a call takes or gives back. */
export interface ClaimName {
  /** It counts the argument at this index; null for one that is handed an object. */
  counter: number | null;
  /** What is left of the name without the word that says what it does: the same for both of a pair. */
  pair: string;
  sign: 1 | -1;
  /** The argument that says how many, or what the counter becomes; null for one. */
  by: number | null;
  /** It may take nothing, which its result tells: something else than 0 when it did. */
  isConditional: boolean;
}

const COUNTER = /^(?:atomic(?:64|_long)?|refcount|local(?:64)?|kref|percpu_ref)_(\w+)$/;
const UP = /(?:^|_)(?:inc|add|get|tryget)(?:_|$)/;
const DOWN = /(?:^|_)(?:dec|sub|put|kill)(?:_|$)/;
const CONDITIONAL = /unless|not_zero|not_one|if_positive|tryget|try_get/;

const TAKES = new Set(['get', 'ref', 'grab', 'hold', 'pin', 'inc', 'acquire', 'reference', 'addref']);
const GIVES = new Set(['put', 'unref', 'deref', 'drop', 'unpin', 'dec', 'release', 'unreference', 'unhold']);
/** Words that say how. */
const HOW = new Set([
  'unlocked',
  'locked',
  'rcu',
  'sync',
  'noresume',
  'autosuspend',
  'noidle',
  'try',
  'many',
  'all',
  'not',
  'zero',
  'unless',
  'nested',
]);

/** Old names that are made otherwise. */
const OTHERS: Readonly<Record<string, readonly [string, 1 | -1]>> = {
  fget: ['file', 1],
  fput: ['file', -1],
  igrab: ['inode', 1],
  ihold: ['inode', 1],
  iput: ['inode', -1],
  dget: ['dentry', 1],
  dput: ['dentry', -1],
  mmgrab: ['mm_struct', 1],
  mmdrop: ['mm_struct', -1],
  mmget: ['mm_users', 1],
  mmput: ['mm_users', -1],
  try_module_get: ['module', 1],
  get_dma_buf: ['dma_buf', 1],
};

/** User memory is no object, and what only reads something takes nothing. */
const NEITHER =
  /^_*(?:get|put)_(?:user|unaligned|order|random\w*|free_page\w*|zeroed_page)$|^(?:i_size|vma?_get|get_vm|pgprot|kstrto|xa|dev_get_drv|pci_get_drv|platform_get|of_get)_/;

/** Of the names that were asked for last. */
const known = new Map<string, ClaimName | null>();
const MOST_KNOWN = 20_000;

/** Returns null for a name that says nothing of references. */
export function claimName(name: string): ClaimName | null {
  let found = known.get(name);
  if (found === undefined) {
    found = counterName(name) ?? pairName(name);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, found);
  }
  return found;
}

function counterName(name: string): ClaimName | null {
  const does = COUNTER.exec(name)?.[1];
  if (does === undefined) return null;
  if (does === 'set') return { counter: 0, pair: '', sign: 1, by: 1, isConditional: false };
  if (name === 'kref_init') return { counter: 0, pair: '', sign: 1, by: null, isConditional: false };
  const isUp = UP.test(does);
  if (isUp === DOWN.test(does)) return null;
  // atomic_add(n, &v), but atomic_add_unless(&v, n, u).
  const counter = /(?:add|sub)/.test(does) && !/unless|kref/.test(name) ? 1 : 0;
  const by = /(?:add|sub)/.test(does) ? 1 - counter : null;
  return { counter, pair: '', sign: isUp ? 1 : -1, by, isConditional: CONDITIONAL.test(does) };
}

function pairName(name: string): ClaimName | null {
  const other = OTHERS[name];
  if (other !== undefined)
    return { counter: null, pair: other[0], sign: other[1], by: null, isConditional: name.startsWith('try') };
  if (NEITHER.test(name)) return null;
  const words = name.split('_').filter((word) => word !== '' && !HOW.has(word));
  const does = words.filter((word) => TAKES.has(word) || GIVES.has(word));
  const rest = words.filter((word) => !TAKES.has(word) && !GIVES.has(word));
  if (does.length !== 1 || rest.length === 0) return null;
  return {
    counter: null,
    pair: rest.join('_'),
    sign: TAKES.has(does[0] as string) ? 1 : -1,
    by: null,
    isConditional: CONDITIONAL.test(name) || /^try_|_try_/.test(name),
  };
}

/** An event by its name, of which no body is to be seen: it is told of what is taken or put, and does neither. */
export const isTracepoint = (name: string): boolean => name.startsWith('trace_');

/** Whether a call gives a counter its first value. */
export const isStart = (name: string): boolean => name.endsWith('_set') || name === 'kref_init';

/** Whether a call counts by a number, not by one. */
export const countsByNumber = (call: string): boolean => /_(?:add|sub)/.test(call);

/** Whether a call that counts down is for counters that start with 1. */
export const startsWithOne = (call: string): boolean =>
  /^(?:refcount_(?:dec|sub)|kref_put|atomic(?:64|_long)?_(?:dec|sub)_and_)/.test(call);

/** Whether a call that counts an atomic number down tells nobody what is left of it. */
export const countsSilently = (call: string): boolean =>
  /^(?:atomic(?:64|_long)?|local(?:64)?)_(?:dec|sub)\(/.test(call);

/** Whether its result is what is left of the counter, and what is read afterwards is: not so for what it was before. */
export const tellsRest = (name: string): boolean => /_return(?:_relaxed|_acquire|_release)?$/.test(name);

/** What takes a reference to the object itself, without a counter in its arguments. */
const GETS: ReadonlySet<string> = new Set([
  'get_page',
  'folio_get',
  'get_device',
  'get_file',
  'get_dma_buf',
  'get_pid',
  'get_task_struct',
  'dma_fence_get',
  'drm_gem_object_get',
  'ttm_bo_get',
  'kobject_get',
  'mmgrab',
]);

/** Whether a call of the library counts one more user of its first argument. */
export function isGet(name: string): boolean {
  if (GETS.has(name)) return true;
  const claim = claimName(name);
  return (
    claim?.counter === 0 &&
    claim.sign === 1 &&
    claim.by === null &&
    !isStart(name) &&
    !/^(?:atomic|local)/.test(name)
  );
}
