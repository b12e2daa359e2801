// SPDX-License-Identifier: GPL-2.0-only
/** Functions beside handlers that hold a lock while they touch user memory, and those below handlers that take one. */
import type { AnalysisContext } from '../analysis/engine/context.ts';
import { SLEEPING_LOCKS, TRIED_LOCKS } from '../analysis/models/sleepingLocks.ts';
import type { Step } from '../analysis/reports/model/exits.ts';
import { folderOf, wholeOf } from '../facts/functions/texts.ts';
import type { FileFacts, FunctionDefinition } from '../facts/model.ts';
import { calledNames } from '../facts/names/mentions.ts';
import { isHeader } from '../facts/names/nearness.ts';
import { namesIn } from '../facts/names/words.ts';
import { isOwn } from '../text/source.ts';

/** How many calls below a handler. */
const DEPTH = 2;

/** The functions of one file that have to be looked at for their locks. */
export interface LockUsers {
  /** They hold some lock while they, or what they call there, touch user memory. */
  holding: FunctionDefinition[];
  /** They take some lock, and handlers call them. */
  below: FunctionDefinition[];
  /** The names of functions that touch user memory and leave the locks of their callers alone. */
  touching: ReadonlySet<string>;
}

/**
 * Returns them for each file of these roots (handlers and functions that map), and for the files of the same folder that
 * are loaded, without the roots. A file in which nothing holds a lock over user memory gives none.
 */
export function lockUsers(
  roots: readonly FunctionDefinition[],
  { helpers }: AnalysisContext,
  files: ReadonlyMap<string, FileFacts>,
): LockUsers[] {
  const found: LockUsers[] = [];
  const mayTouch = anyOf([...helpers.userAccessNames, ...TAKES_MMAP_LOCK]);
  const isRoot = new Set(roots);
  for (const facts of filesBeside(roots, files)) {
    if (!SLEEPING.test(facts.file.text) || !mayTouch.test(facts.file.text)) continue;
    const others = facts.functions.filter((one) => !isRoot.has(one));
    const locking = others.filter((one) => SLEEPING.test(wholeOf(one)) && some(namesIn(one), isTaking));
    if (locking.length === 0) continue;
    const touches = others.filter(
      (one) =>
        mayTouch.test(wholeOf(one)) &&
        some(namesIn(one), (name) => helpers.get(name)?.userAccess || TAKES_MMAP_LOCK.has(name)),
    );
    if (touches.length === 0) continue;
    const touching = new Set(touches.map(({ name }) => name));
    const holding = locking.filter(
      (one) => touching.has(one.name) || calledNames(one).some((name) => touching.has(name)),
    );
    if (holding.length === 0) continue;
    const reached = reachedFrom(facts, isRoot);
    const leaves = touches.filter((one) => !some(namesIn(one), (name) => UNLOCKS.has(name)));
    found.push({
      holding,
      below: locking.filter((one) => reached.has(one)),
      touching: new Set(leaves.map(({ name }) => name)),
    });
  }
  return found;
}

/** The ioctl of a driver may stand in another file than its mmap, and both know the same objects. */
function filesBeside(
  roots: readonly FunctionDefinition[],
  files: ReadonlyMap<string, FileFacts>,
): FileFacts[] {
  const own = new Set(roots.map(({ file }) => file.path).filter(isOwn));
  const folders = new Set([...own].map(folderOf));
  const isBeside = (path: string) => isOwn(path) && !isHeader(path) && folders.has(folderOf(path));
  return [...files.values()]
    .filter(({ file: { path } }) => own.has(path) || isBeside(path))
    .sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
}

/** Says whether a function may name one of these locks: each of them by the last of its names. */
export function mayName(definition: FunctionDefinition, locks: ReadonlySet<string>): boolean {
  return some(namesIn(definition), (name) => locks.has(INODE_LOCKS.has(name) ? OF_INODE : name));
}

/** Calls that take a lock which they do not name. */
const INODE_LOCKS = new Set([
  'inode_lock',
  'inode_lock_killable',
  'inode_lock_shared',
  'inode_trylock',
  'inode_trylock_shared',
]);
const OF_INODE = 'i_rwsem';

/** The last names of the locks that were taken on these ways: `lock` of `&foo->lock`. */
export function lockNames(reports: readonly { exits: WithTrace[]; calls: WithTrace[] }[]): Set<string> {
  const names = new Set<string>();
  for (const { exits, calls } of reports)
    for (const { trace } of [...exits, ...calls])
      for (const step of trace)
        if (step.kind === 'takes' && !step.ofPage) names.add(step.object.slice(step.object.search(/\w+$/)));
  return names;
}

interface WithTrace {
  trace: Step[];
}

/** Functions of a file that its handlers call, directly or through one another. */
function reachedFrom(
  { functions }: FileFacts,
  roots: ReadonlySet<FunctionDefinition>,
): ReadonlySet<FunctionDefinition> {
  const reached = new Set<FunctionDefinition>();
  let level = functions.filter((one) => roots.has(one));
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const names = new Set(level.flatMap(calledNames));
    level = functions.filter((one) => names.has(one.name) && !reached.has(one));
    for (const one of level) reached.add(one);
  }
  return reached;
}

function some(names: ReadonlySet<string>, is: (name: string) => boolean | undefined): boolean {
  for (const name of names) if (is(name)) return true;
  return false;
}

/** Finds one of these names in a text, code or not: most texts have none. */
function anyOf(names: Iterable<string>): RegExp {
  return new RegExp(`\\b(?:${[...names].join('|')})\\b`);
}

const SLEEPING = anyOf([...SLEEPING_LOCKS, ...TRIED_LOCKS]);

const isTaking = (name: string) => SLEEPING_LOCKS.has(name) || TRIED_LOCKS.has(name);

const UNLOCKS = new Set(['mutex_unlock', 'up', 'up_read', 'up_write', 'inode_unlock', 'inode_unlock_shared']);

const TAKES_MMAP_LOCK = new Set(['mmap_read_lock', 'mmap_write_lock', 'mmap_sem', 'mmap_lock']);
