// SPDX-License-Identifier: GPL-2.0-only
/**
 * What the words of a function's name say that it does. This is the one place that takes names apart: a letter in the
 * middle of a word says nothing, so `trace_output()` puts nothing and `foo_send()` ends nothing.
 */

const GIVES_UP = [
  'free',
  'kfree',
  'vfree',
  'kvfree',
  'dealloc',
  'destroy',
  'put',
  'release',
  'drop',
  'unref',
];

/** By role the words that name it. */
const ROLES = {
  /** It gives an object back for good. */
  frees: ['free', 'kfree', 'kzfree', 'vfree', 'kvfree', 'destroy', 'dealloc'],
  /** It gives back what it is handed, or a reference to that. */
  givesUp: [...GIVES_UP, 'fput', 'iput', 'dput', 'mmput', 'putback'],
  /** It gives back a reference. */
  puts: ['put'],
  /** It may give back what it is handed, whatever it is called. */
  ends: [
    ...[
      ...GIVES_UP,
      'fput',
      'iput',
      'dput',
      'mmput',
      'putback',
      'cleanup',
      'close',
      'abort',
      'cancel',
      'unmap',
    ],
    ...[
      'fini',
      'exit',
      'delete',
      'del',
      'remove',
      'detach',
      'undo',
      'fail',
      'unpin',
      'stop',
      'disable',
      'dec',
    ],
    ...['decref', 'end', 'unwind', 'teardown', 'err', 'error', 'shutdown'],
  ],
  /** It may take out all that belongs to what it is handed. */
  empties: [
    ...[
      'clean',
      'clear',
      'cancel',
      'abort',
      'destroy',
      'tear',
      'unregister',
      'flush',
      'drain',
      'purge',
      'evict',
    ],
    ...['exit', 'fini', 'close', 'kill', 'shutdown', 'release', 'undo', 'unwind', 'end', 'drop'],
  ],
  /** It may put a page that it is handed. */
  losesPage: [...GIVES_UP, 'delete', 'truncate', 'discard', 'invalidate', 'putback'],
  /** It makes a new object. */
  makes: ['alloc', 'creat', 'dup', 'memdup', 'strdup', 'new', 'make', 'init'],
  /** It takes or gives back a reference, or waits for that. */
  counts: [
    ...[
      ...GIVES_UP,
      'fput',
      'iput',
      'dput',
      'mmput',
      'get',
      'fget',
      'mmget',
      'ref',
      'kref',
      'addref',
      'decref',
    ],
    ...['delete', 'remove', 'open', 'close', 'unmap', 'wait', 'inc', 'dec', 'use', 'user', 'users', 'count'],
    ...['counts', 'hold', 'pin'],
  ],
  /** It takes page-table entries away. */
  unmaps: ['zap', 'unmap', 'munmap'],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof ROLES;

/** The words of a name in lower case: those of `_`, and of capitals inside. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}

/** How sure a name has to be of it: what reports has to be sure, what keeps still need not. */
type Strictness = 'surely' | 'maybe';

/** Names of which the answer is kept, by role: a language server meets new ones as long as it runs. */
const MOST_KNOWN = 20_000;
const known: Record<Strictness, Map<Role, Map<string, boolean>>> = { surely: new Map(), maybe: new Map() };

/**
 * Says whether a name has that role: `surely` where its first or its last word is the verb, apart from those that say how;
 * `maybe` where any word is it, or begins or ends with it.
 */
export function says(name: string, role: Role, how: Strictness): boolean {
  let names = known[how].get(role);
  if (names === undefined || names.size > MOST_KNOWN) {
    names = new Map();
    known[how].set(role, names);
  }
  let is = names.get(name);
  if (is === undefined) {
    is = how === 'surely' ? isVerb(name, role) : hasWord(name, ROLES[role]);
    names.set(name, is);
  }
  return is;
}

function isVerb(name: string, role: Role): boolean {
  const words = wordsOf(name);
  const verbs: readonly string[] = ROLES[role];
  const first = words.find((word) => !BEFORE.has(word)) ?? '';
  const last = words.findLast((word) => !BEHIND.has(word)) ?? '';
  return verbs.includes(first) || verbs.includes(last);
}

/** Words before the verb, and behind it, that are no part of what is done: the manner, and the one object that it is done to. */
const BEFORE = new Set(['do', 'try']);
const BEHIND = new Set([
  ...[
    'locked',
    'unlocked',
    'rcu',
    'sync',
    'async',
    'all',
    'one',
    'many',
    'deferred',
    'delayed',
    'now',
    'nowait',
  ],
  ...['page', 'folio', 'buf', 'buffer', 'bo', 'obj', 'object'],
]);

/** Whether some word of a name is one of these, or a longer one that begins or ends with it: `cleanup`, `iounmap`. */
export function hasWord(name: string, verbs: readonly string[]): boolean {
  return wordsOf(name).some((word) => verbs.some((verb) => isOf(word, verb)));
}

/** Short ones are part of too many other words. */
const isOf = (word: string, verb: string) =>
  word === verb ||
  (verb.length > 3 && (word.startsWith(verb) || word.endsWith(verb)) && !word.startsWith('freez'));
