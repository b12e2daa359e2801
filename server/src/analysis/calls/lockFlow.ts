// SPDX-License-Identifier: GPL-2.0-only
/** Whether a function can leave with a lock that it took, or sleep under one: told by its graph, without values. */
import type { CallInstruction, Graph, Instruction } from '../cfg/cfg.ts';
import type { HelperSummary } from '../models/model.ts';
import type { HelperTable } from '../models/table.ts';
import { expressionText } from '../reports/render.ts';

/** Locks that may be held at a point, as their arguments are written, and of these the spinlocks. */
type Held = ReadonlySet<string>;

/** Marks the locks under which nobody may sleep. */
const SPIN = '~';

/**
 * Follows every path, the impossible ones too: false says that each lock is given back on every return, by the name
 * that it was taken under, and that nothing known to sleep is called under a spinlock.
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
    if (end.t === 'return' && held.size > 0) return true;
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
  for (const { verb, lock } of locksOf(helper, i, text))
    if (verb === 'lock') held.add(lock);
    else held.delete(lock);
  return false;
}

function locksOf(helper: HelperSummary, { args }: CallInstruction, text: string) {
  return helper.outcomes.flatMap(({ effects }) =>
    effects.flatMap((effect) => {
      if ((effect.verb !== 'lock' && effect.verb !== 'unlock') || effect.kind === 'freeze') return [];
      const { root, index, fields } = effect.place;
      const arg = root === 'arg' ? args[index] : undefined;
      const of = arg ? expressionText(arg, text) : root;
      const forbids = effect.kind === 'spinlock' || effect.kind === 'rcu' || effect.kind === 'preempt';
      const kind = effect.kind.split('-')[0];
      return [{ verb: effect.verb, lock: `${forbids ? SPIN : ''}${kind} ${of}.${fields.join('.')}` }];
    }),
  );
}
