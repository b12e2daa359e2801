// SPDX-License-Identifier: GPL-2.0-only
/** guard(class)(lock) and scoped_guard(class, lock): taken here, released where the scope ends. */
import type { Instruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import { releaseLock, takeLock } from '../state/locks/lockOperations.ts';
import type { State } from '../state/state.ts';

/** Applies a guard instruction; a conditional class may fail to take its lock, so both ways go on. */
export function guard(x: Frame, i: Instruction & { op: 'guard' }, state: State): State[] {
  const lockClass = x.context.helpers.guard(i.lockClass);
  if (!lockClass) return [state];
  const arg = i.args[0];
  const sym = arg ? x.evaluator.value(arg, state) : x.context.symbols.zero;
  const written = arg ? x.text(arg) : '';
  const lock = { kind: lockClass.kind, sym, written, place: x.place(i), by: `guard(${i.lockClass})` };
  if (i.release) {
    // A conditional guard that did not take its lock has nothing to release.
    if (!lockClass.conditional || [...state.locks.values()].some((l) => l.sym === sym && l.depth > 0))
      releaseLock(x, state, lock);
    return [state];
  }
  if (lockClass.sleeps) {
    const message = `guard(${i.lockClass}) may sleep`;
    const call = { ...i, result: i.id, used: true };
    x.events.call(x, `guard(${i.lockClass})`, call, state, [{ place: x.place(i), message }]);
  }
  const failed = lockClass.conditional ? state.copy() : null;
  takeLock(x, state, { ...lock, trylock: lockClass.conditional });
  return failed ? [state, failed] : [state];
}
