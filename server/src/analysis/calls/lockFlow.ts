// SPDX-License-Identifier: GPL-2.0-only
/** Whether a function can leave with a lock that it took, or sleep under one: told by its graph, without values. */
import type { CallInstruction, Graph, Instruction } from '../cfg/cfg.ts';
import { successors } from '../cfg/simplify.ts';
import type { HelperSummary } from '../models/model.ts';
import type { HelperTable } from '../models/table.ts';
import { expressionText } from '../reports/render.ts';

/** Locks that may be held at a point, as their arguments are written, and those that may have been given back before it. */
type Held = ReadonlySet<string>;

/** Marks what may have been given back. */
const FREE = '-';

/** Marks the locks under which a task must not sleep. */
const SPIN = '~';

/**
 * Follows every path, the impossible ones too: false says that each lock is taken and given back by turns, on every
 * return at the last, by the name that it was taken under, and that nothing known to sleep is called under a spinlock.
 *
 * @param text the file that the graph was made of
 */
export function mayMishandleLocks(graph: Graph, helpers: HelperTable, text: string): boolean {
  const entering: (Held | undefined)[] = [];
  entering[graph.entry] = new Set();
  const work = [graph.entry];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const block = graph.blocks[at];
    if (!block) continue;
    const held = new Set(entering[at]);
    for (const i of block.instructions) if (step(i, held, helpers, text)) return true;
    const { end } = block;
    if (end.t === 'return' && [...held].some((one) => !one.startsWith(FREE))) return true;
    const next =
      end.t === 'jump' ? [end.to] : end.t === 'branch' ? [end.yes, end.no] : end.t === 'choose' ? end.to : [];
    for (const to of next) {
      const before = entering[to];
      if (before && [...held].every((one) => before.has(one))) continue;
      entering[to] = before ? new Set([...before, ...held]) : new Set(held);
      work.push(to);
    }
  }
  return false;
}

/** What an instruction makes of the locks; true when it sleeps under one of those that forbid it. */
function step(i: Instruction, held: Set<string>, helpers: HelperTable, text: string): boolean {
  if (i.op !== 'call' || i.callee.k !== 'name') return false;
  const helper = helpers.get(i.callee.name);
  if (helper === undefined) return false;
  if (helper.sleeps !== null && helper.sleeps !== false && [...held].some((one) => one.startsWith(SPIN)))
    return true;
  for (const { verb, lock } of locksOf(helper, i, text)) {
    const free = `${FREE}${lock}`;
    if (verb === 'lock') {
      if (held.has(lock)) return true;
      held.add(lock);
      held.delete(free);
    } else {
      if (held.has(free)) return true;
      held.delete(lock);
      held.add(free);
    }
  }
  return false;
}

/**
 * Says whether some way through the graph, if only an impossible one, gives back a lock that it has not come to take and
 * others do: whether it was taken is told by what the function is handed.
 */
export function releasesUntaken(graph: Graph, helpers: HelperTable, text: string): boolean {
  const taken = new Set<string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      for (const { verb, lock } of locksAt(i, helpers, text)) if (verb === 'lock') taken.add(lock);
  return [...taken].some((lock) => comesToRelease(lock, graph, helpers, text));
}

/** Follows the ways from the entry up to where each takes the lock. */
function comesToRelease(lock: string, graph: Graph, helpers: HelperTable, text: string): boolean {
  const seen = new Set([graph.entry]);
  for (const at of seen) {
    const block = graph.blocks[at];
    const first = block?.instructions
      .flatMap((i) => locksAt(i, helpers, text))
      .find((one) => one.lock === lock);
    if (first?.verb === 'unlock') return true;
    if (block && first === undefined) for (const to of successors(block.end)) seen.add(to);
  }
  return false;
}

function locksAt(i: Instruction, helpers: HelperTable, text: string) {
  const helper = i.op === 'call' && i.callee.k === 'name' ? helpers.get(i.callee.name) : undefined;
  return helper !== undefined && i.op === 'call' ? locksOf(helper, i, text) : [];
}

/** The locks that a call of a helper takes or gives back in some of its outcomes, as their arguments are written. */
export function locksOf(helper: HelperSummary, { args }: CallInstruction, text: string) {
  return helper.outcomes.flatMap(({ effects }) =>
    effects.flatMap((effect) => {
      if ((effect.verb !== 'lock' && effect.verb !== 'unlock') || effect.kind === 'freeze') return [];
      const { root, index, fields } = effect.place;
      const arg = root === 'arg' ? args[index] : undefined;
      const of = arg ? expressionText(arg, text) : root;
      const forbids = effect.kind === 'spinlock' || effect.kind === 'rcu' || effect.kind === 'preempt';
      // Core has it given back in the mode in which it was taken.
      const kind = effect.kind;
      return [{ verb: effect.verb, kind, lock: `${forbids ? SPIN : ''}${kind} ${of}.${fields.join('.')}` }];
    }),
  );
}

const takenIn = new WeakMap<Graph, ReadonlySet<string>>();

/** The locks that some call of the graph takes, as a reader writes them: `&foo->lock`. */
export function takenLocks(graph: Graph, helpers: HelperTable, text: string): ReadonlySet<string> {
  let taken = takenIn.get(graph);
  if (!taken) {
    const found = new Set<string>();
    for (const { instructions } of graph.blocks)
      for (const i of instructions) {
        const helper = i.op === 'call' && i.callee.k === 'name' ? helpers.get(i.callee.name) : undefined;
        if (!helper || i.op !== 'call') continue;
        for (const { effects } of helper.outcomes)
          for (const effect of effects) {
            if (effect.verb !== 'lock' || effect.place.root !== 'arg') continue;
            const { index, fields, arrows, address } = effect.place;
            const arg = i.args[index];
            const path = fields.map((field, n) => `${arrows[n] ? '->' : '.'}${field}`).join('');
            if (arg) found.add(`${address ? '&' : ''}${expressionText(arg, text)}${path}`);
          }
      }
    taken = found;
    takenIn.set(graph, taken);
  }
  return taken;
}
