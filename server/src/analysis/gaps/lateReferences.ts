// SPDX-License-Identifier: GPL-2.0-only
/**
 * Objects that a function finds in a collection under a lock, and takes its first reference to when it has given that lock
 * back: `p = xa_load(…); mutex_unlock(…); get_page(p);`. Told by its graph, without values.
 */
import { structIn } from '../../facts/declarations/structIn.ts';
import { locksOf } from '../calls/lockFlow.ts';
import { type Called, calledAt, nameOf } from '../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { callBehind } from '../cfg/graphFacts.ts';
import { TAKES_OUT } from '../cfg/lists/listCalls.ts';
import { isNone } from '../cfg/walk.ts';
import { isGet } from '../claims/names.ts';
import type { HelperTable } from '../models/table.ts';
import { expressionText } from '../reports/render.ts';
import { fieldOf, handleOf, rootOf } from './handles.ts';
import { lockName } from './heldLocks.ts';
import { OFFSET_LOCKS, OFFSET_LOOKUPS, takesObject } from './offsetLookups.ts';
import type { Owners, Taken } from './ownersInFile.ts';
import { walkWays } from './ways.ts';

export interface LateReference {
  /** The variable. */
  object: string;
  /** `by` is empty for a loop over a list, and the field that it was read from for another. */
  found: Called;
  released: Called;
  taken: Called;
}

export interface LateReferences {
  late: LateReference[];
  /** Functions that it calls without a lock of its own, and never with one. */
  free: ReadonlySet<string>;
}

/** What looks into a collection and takes nothing. */
const LOOKUPS: ReadonlySet<string> = new Set([
  'xa_load',
  'xa_find',
  'xas_load',
  'idr_find',
  'idr_get_next',
  'mtree_load',
  'radix_tree_lookup',
  'rb_entry',
  'rb_entry_safe',
  'hlist_entry',
  'list_first_entry',
  'list_first_entry_or_null',
]);

/** What stands in an object for a list or a tree. */
const NODES: ReadonlySet<string> = new Set(['struct list_head *', 'struct hlist_node *', 'struct rb_node *']);

/** Locks that keep what is in a collection there. */
const KEEPS: ReadonlySet<string> = new Set(['mutex', 'spinlock', 'rwsem', 'rcu']);

/** What is known on a path. */
interface At {
  held: ReadonlySet<string>;
  /** The object with the locks that it was found under. */
  seen: Seen | null;
}

interface Seen {
  object: string;
  found: Called;
  under: ReadonlySet<string>;
  released: Called | null;
  /** It hangs on the VMA. */
  isHung: boolean;
}

/** The function at hand. */
interface Around {
  graph: Graph;
  helpers: HelperTable;
  /** Of its file. */
  text: string;
  owners: Owners;
}

const NOTHING: LateReferences = { late: [], free: new Set() };

/**
 * Follows every path. Nothing is told of a function in which anything else takes or gives back a lock, and of an object
 * that something else was handed before.
 *
 * @param text the file that the graph was made of
 */
export function lateReferences(
  graph: Graph,
  helpers: HelperTable,
  text: string,
  owners: Owners,
): LateReferences {
  const around = { graph, helpers, text, owners };
  if (graph.havoc || graph.isTooLarge) return NOTHING;
  const late = new Map<number, LateReference>();
  const [free, bound] = [new Set<string>(), new Set<string>()];
  const isWhole = walkWays<At>(graph, {
    start: { held: new Set(), seen: null },
    keyOf,
    through({ instructions }, at) {
      let now = at;
      for (const i of instructions) {
        if (i.op === 'call' && isOtherLock(i, helpers)) return null;
        if (i.op === 'call' && i.callee.k === 'name') (now.held.size > 0 ? bound : free).add(i.callee.name);
        const taken = takenBy(i, now, around);
        if (taken !== null) late.set(taken.taken.start, taken);
        now = step(i, now, around);
      }
      return now;
    },
    onto(end, to, now) {
      // Where it was not found there is none to take.
      const none = end.t === 'branch' ? noneBehind(end.test, now) : null;
      const isNone = end.t === 'branch' && end.yes !== end.no && to === (none === true ? end.yes : end.no);
      return none !== null && isNone ? { held: now.held, seen: null } : now;
    },
  });
  if (!isWhole) return NOTHING;
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
  return isNone(test.right) && rootOf(test.left) === seen.object && test.left.k === 'name'
    ? test.op === '=='
    : null;
}

function keyOf({ held, seen }: At): string {
  const own =
    seen === null ? '' : `${seen.object} ${seen.found.start} ${seen.released?.start ?? ''} ${seen.isHung}`;
  return `${[...held].sort().join()} / ${own}`;
}

/** A function of the code's own that takes a lock, or gives one back. */
export function isOtherLock({ callee }: CallInstruction, helpers: HelperTable): boolean {
  if (callee.k !== 'name') return false;
  const { name } = callee;
  if (OFFSET_LOCKS.has(name) || OFFSET_LOOKUPS.has(name)) return false;
  const isLock = name.includes('lock') || name.startsWith('down_') || name.startsWith('up_');
  return isLock && !name.includes('assert') && helpers.get(name) === undefined;
}

/** The reference that an instruction takes to an object whose locks were all given back, while none is held. */
function takenBy(i: Instruction, { held, seen }: At, { graph, owners }: Around): LateReference | null {
  if (i.op !== 'call' || i.callee.k !== 'name' || seen?.released == null || held.size > 0) return null;
  const { name } = i.callee;
  const [arg] = i.args;
  if (arg === undefined) return null;
  const isIts =
    isGet(name) || takesObject(name, seen.found.by)
      ? rootOf(arg) === seen.object
      : mayBeIts(arg, seen, graph) && isTakenIn(arg, owners.takenBy(name), seen, graph);
  if (!isIts) return null;
  const { object, found, released } = seen;
  return { object, found, released, taken: calledAt(i) };
}

/** The object, or the VMA that it hangs on: what callees do is looked for where they are handed that. */
const mayBeIts = (arg: Pure, { object, isHung }: Seen, graph: Graph) =>
  handleOf(arg) === object || (isHung && isVma(arg, graph));

function isTakenIn(arg: Pure, taken: Taken | null, { object, isHung }: Seen, graph: Graph): boolean {
  if (taken === 'object') return handleOf(arg) === object;
  return taken === 'private' && isHung && isVma(arg, graph);
}

const isVma = (e: Pure, { types }: Graph) =>
  e.k === 'name' && types.get(e.name) === 'struct vm_area_struct *';

function step(i: Instruction, at: At, around: Around): At {
  const { held, seen } = at;
  const { helpers, text } = around;
  if (i.op === 'guard') {
    const lock = `guard ${i.id} ${i.args[0] ? expressionText(i.args[0], text) : ''}`;
    return i.release
      ? release(at, [lock], { by: 'the guard', start: i.start, end: i.end })
      : take(at, [lock]);
  }
  if (i.op === 'assign') return assign(i, at, around);
  if (i.op !== 'call') return at;
  const name = nameOf(i);
  const offsets = OFFSET_LOCKS.get(name);
  if (offsets !== undefined) {
    const lock = i.args[0] ? expressionText(i.args[0], text) : '';
    return offsets === 'lock' ? take(at, [lock]) : release(at, [lock], calledAt(i));
  }
  const helper = helpers.get(name);
  const locks = (helper ? locksOf(helper, i, text) : []).filter(({ kind }) => KEEPS.has(kind));
  if (locks.length > 0) {
    const of = (verb: 'lock' | 'unlock') => locks.filter((one) => one.verb === verb).map(({ lock }) => lock);
    return take(release(at, of('unlock'), calledAt(i)), of('lock'));
  }
  return seen !== null && isHanded(i, name, seen, around) ? { held, seen: null } : at;
}

function assign({ target, value }: Instruction & { op: 'assign' }, at: At, around: Around): At {
  const { held, seen } = at;
  if (seen !== null && isAround(value, seen)) {
    const object = target.k === 'name' || target.k === 'deref' ? rootOf(target) : null;
    return { held, seen: object === null ? null : { ...seen, object } };
  }
  const isIts = seen !== null && handleOf(value) === seen.object;
  if (target.k !== 'name') {
    if (!isIts) return at;
    const isHung =
      target.k === 'member' && target.field === 'vm_private_data' && isVma(target.object, around.graph);
    return { held, seen: isHung ? { ...seen, isHung } : null };
  }
  const found =
    held.size > 0 && around.graph.types.get(target.name)?.endsWith('*') && foundBy(value, held, around);
  // The loop that keeps the next one as well assigns that behind the one it stands at.
  const isSpare = found && found.start === seen?.found.start && target.name !== seen.object && !isIts;
  if (found && isSpare !== true)
    return { held, seen: { object: target.name, found, under: held, released: null, isHung: false } };
  return isIts || target.name === seen?.object ? { held, seen: null } : at;
}

/** The object around a node of the tree: `container_of(node, struct foo, node)`. */
function isAround(value: Pure, { object, found }: Seen): boolean {
  if (value.k !== 'operator' || !OFFSET_LOOKUPS.has(found.by.slice(0, -'()'.length))) return false;
  const [node] = value.operands;
  return node?.k === 'name' && node.name === object;
}

/** Something may take a reference to it, or its list gives the one up that it had. */
function isHanded(
  { args }: CallInstruction,
  name: string,
  { object, isHung }: Seen,
  around: Around,
): boolean {
  const { graph, helpers, owners } = around;
  if (NEUTRAL.has(name)) return false;
  if (isHung && helpers.get(name) === undefined && args.some((arg) => isVma(arg, graph))) return true;
  if (!args.some((arg) => handleOf(arg) === object)) return false;
  const [entry] = args;
  if (!TAKES_OUT.has(name) || entry?.k !== 'address' || entry.of.k !== 'member') return true;
  return !owners.isWeaklyListed(structIn(graph.types.get(object) ?? ''), entry.of.field);
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

function release({ held, seen }: At, locks: readonly string[], at: Called): At {
  if (locks.length === 0) return { held, seen };
  const rest = new Set([...held].filter((lock) => !locks.includes(lock)));
  if (seen === null || seen.released !== null) return { held: rest, seen };
  const isOver = [...seen.under].every((lock) => !rest.has(lock));
  return { held: rest, seen: isOver ? { ...seen, released: at } : seen };
}

/** The lookup whose result a value is, the loop over a list, or the field that another function empties under the lock. */
function foundBy(value: Pure, held: ReadonlySet<string>, { graph, text, owners }: Around): Called | null {
  const { start, end } = value;
  if (value.k === 'unknown') return value.isElement ? { by: '', start, end } : null;
  const field = fieldOf(value);
  if (field !== null) {
    const isDropped = owners.isDropped(field, new Set([...held].map(lockName)));
    return isDropped ? { by: expressionText(value, text), start, end } : null;
  }
  if (value.k === 'operator') {
    const [node] = value.operands;
    const isNode = node?.k === 'name' && NODES.has(graph.types.get(node.name) ?? '');
    return isNode ? { by: `${value.name}()`, start, end } : null;
  }
  const call = callBehind(value, graph);
  const name = call === undefined ? '' : nameOf(call);
  if (call === undefined || !(LOOKUPS.has(name) || OFFSET_LOOKUPS.has(name))) return null;
  return { by: `${name}()`, start: call.start, end: call.end };
}
