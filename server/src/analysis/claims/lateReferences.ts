// SPDX-License-Identifier: GPL-2.0-only
/**
 * Objects that a function finds in a collection under a lock, and takes its first reference to when it has given that lock
 * back: `p = xa_load(…); mutex_unlock(…); get_page(p);`. Told by its graph, without values.
 */
import type { Span } from '../../text/source.ts';
import { locksOf } from '../calls/lockFlow.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { successors } from '../cfg/simplify.ts';
import type { HelperTable } from '../models/table.ts';
import { claimName } from './names.ts';

/** A place in the graph, and the function that is called there. */
interface Call extends Span {
  by: string;
}

export interface LateReference {
  /** The variable. */
  object: string;
  /** `by` is empty for a loop over a list. */
  found: Call;
  released: Call;
  taken: Call;
}

export interface LateReferences {
  late: LateReference[];
  /** Functions that it calls without a lock of its own, and never with one. */
  free: ReadonlySet<string>;
}

/** What looks into a collection and takes nothing. */
const LOOKUPS: ReadonlySet<string> = new Set(['xa_load', 'xas_load', 'idr_find', 'radix_tree_lookup']);

/** What takes a reference to the object itself, whether or not there is any other. */
const GETS: ReadonlySet<string> = new Set(['get_page', 'folio_get', 'get_device', 'get_file']);

/** Locks that keep what is in a collection there. */
const KEEPS: ReadonlySet<string> = new Set(['mutex', 'spinlock', 'rwsem', 'rcu']);

/** More steps than this tell nothing. */
const MOST_STEPS = 2000;

/** What is known on a path. */
interface At {
  held: ReadonlySet<string>;
  /** The object with the locks that it was found under. */
  seen: { object: string; found: Call; under: ReadonlySet<string>; released: Call | null } | null;
}

const NOTHING: LateReferences = { late: [], free: new Set() };

/**
 * Follows every path. Nothing is told of a function in which anything else takes or gives back a lock, and of an object
 * that something else was handed before.
 *
 * @param text the file that the graph was made of
 */
export function lateReferences(graph: Graph, helpers: HelperTable, text: string): LateReferences {
  if (graph.havoc || graph.isTooLarge) return NOTHING;
  const late = new Map<number, LateReference>();
  const [free, bound] = [new Set<string>(), new Set<string>()];
  const been = new Set<string>();
  const work: { block: number; at: At }[] = [{ block: graph.entry, at: { held: new Set(), seen: null } }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { block, at } = next;
    const key = `${block} ${keyOf(at)}`;
    if (been.has(key)) continue;
    been.add(key);
    if (been.size > MOST_STEPS) return NOTHING;
    let now = at;
    const { instructions, end } = graph.blocks[block] as Graph['blocks'][number];
    for (const i of instructions) {
      if (i.op === 'call' && isOtherLock(i, helpers)) return NOTHING;
      if (i.op === 'call' && i.callee.k === 'name') (now.held.size > 0 ? bound : free).add(i.callee.name);
      const taken = takenBy(i, now);
      if (taken !== null) late.set(taken.taken.start, taken);
      now = step(i, now, graph, helpers, text);
    }
    // Where it was not found there is none to take.
    const none = end.t === 'branch' ? noneBehind(end.test, now) : null;
    for (const to of successors(end)) {
      const isNone = end.t === 'branch' && end.yes !== end.no && to === (none === true ? end.yes : end.no);
      work.push({ block: to, at: none !== null && isNone ? { held: now.held, seen: null } : now });
    }
  }
  return { late: [...late.values()], free: new Set([...free].filter((name) => !bound.has(name))) };
}

/** The truth of a test behind which the object is NULL; null where the test is of something else. */
function noneBehind(test: Pure, { seen }: At): boolean | null {
  if (seen === null) return null;
  if (test.k === 'name') return test.name === seen.object ? false : null;
  if (test.k === 'unary' && test.op === '!') {
    const inner = noneBehind(test.of, { held: new Set(), seen });
    return inner === null ? null : !inner;
  }
  if (test.k !== 'binary' || (test.op !== '==' && test.op !== '!=')) return null;
  const isNull = test.right.k === 'int' && test.right.value === 0;
  return isNull && rootOf(test.left) === seen.object && test.left.k === 'name' ? test.op === '==' : null;
}

function keyOf({ held, seen }: At): string {
  const own = seen === null ? '' : `${seen.object} ${seen.found.start} ${seen.released?.start ?? ''}`;
  return `${[...held].sort().join()} / ${own}`;
}

/** A function of the code's own that takes a lock, or gives one back. */
export function isOtherLock({ callee }: CallInstruction, helpers: HelperTable): boolean {
  if (callee.k !== 'name') return false;
  const { name } = callee;
  const isLock = name.includes('lock') || name.startsWith('down_') || name.startsWith('up_');
  return isLock && !name.includes('assert') && helpers.get(name) === undefined;
}

/** The reference that an instruction takes to an object whose locks were all given back, while none is held. */
function takenBy(i: Instruction, { held, seen }: At): LateReference | null {
  if (i.op !== 'call' || i.callee.k !== 'name' || seen?.released == null || held.size > 0) return null;
  const { name } = i.callee;
  const claim = claimName(name);
  const isCount = claim?.counter === 0 && claim.sign === 1 && claim.by === null && !claim.isConditional;
  const arg = i.args[0];
  if (!arg || !(GETS.has(name) || (isCount && !name.startsWith('atomic')))) return null;
  if (rootOf(arg) !== seen.object) return null;
  const { object, found, released } = seen;
  return { object, found, released, taken: { by: name, start: i.start, end: i.end } };
}

function step(i: Instruction, at: At, graph: Graph, helpers: HelperTable, text: string): At {
  const { held, seen } = at;
  if (i.op === 'guard') {
    const lock = `guard ${i.id}`;
    return i.release
      ? release(at, [lock], { by: 'the guard', start: i.start, end: i.end })
      : take(at, [lock]);
  }
  if (i.op === 'assign') {
    if (i.target.k !== 'name') return rootOf(i.value) === seen?.object ? { held, seen: null } : at;
    if (held.size > 0 && graph.types.get(i.target.name)?.endsWith('*')) {
      const found = foundBy(i.value, graph);
      if (found) return { held, seen: { object: i.target.name, found, under: held, released: null } };
    }
    return seen !== null && (i.target.name === seen.object || rootOf(i.value) === seen.object)
      ? { held, seen: null }
      : at;
  }
  if (i.op !== 'call') return at;
  const name = i.callee.k === 'name' ? i.callee.name : '';
  const helper = helpers.get(name);
  const locks = (helper ? locksOf(helper, i, text) : []).filter(({ kind }) => KEEPS.has(kind));
  if (locks.length > 0) {
    const of = (verb: 'lock' | 'unlock') => locks.filter((one) => one.verb === verb).map(({ lock }) => lock);
    return take(release(at, of('unlock'), { by: name, start: i.start, end: i.end }), of('lock'));
  }
  const isHanded = seen !== null && !NEUTRAL.has(name) && i.args.some((arg) => rootOf(arg) === seen.object);
  return isHanded ? { held, seen: null } : at;
}

/** They take no reference. */
const NEUTRAL: ReadonlySet<string> = new Set([
  'lock_page',
  'unlock_page',
  'folio_lock',
  'folio_unlock',
  'pr_debug',
  'dev_dbg',
]);

function take({ held, seen }: At, locks: readonly string[]): At {
  return locks.length === 0 ? { held, seen } : { held: new Set([...held, ...locks]), seen };
}

function release({ held, seen }: At, locks: readonly string[], at: Call): At {
  if (locks.length === 0) return { held, seen };
  const rest = new Set([...held].filter((lock) => !locks.includes(lock)));
  if (seen === null || seen.released !== null) return { held: rest, seen };
  const isOver = [...seen.under].every((lock) => !rest.has(lock));
  return { held: rest, seen: isOver ? { ...seen, released: at } : seen };
}

/** The lookup whose result a value is, or the loop over a list. */
function foundBy(value: Pure, { blocks }: Graph): Call | null {
  if (value.k === 'unknown') return value.isElement ? { by: '', start: value.start, end: value.end } : null;
  if (value.k !== 'temp') return null;
  for (const { instructions } of blocks)
    for (const i of instructions)
      if (i.op === 'call' && i.result === value.id)
        return i.callee.k === 'name' && LOOKUPS.has(i.callee.name)
          ? { by: i.callee.name, start: i.start, end: i.end }
          : null;
  return null;
}

/** `p` of `p`, `&p->ref` and `p->refs`. */
function rootOf(e: Pure): string | null {
  switch (e.k) {
    case 'name':
      return e.name;
    case 'address':
    case 'deref':
      return rootOf(e.of);
    case 'member':
    case 'index':
      return rootOf(e.object);
    default:
      return null;
  }
}
