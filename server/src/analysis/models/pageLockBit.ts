// SPDX-License-Identifier: GPL-2.0-only
/** The lock of a page as the bit of its flags that it is: `set_bit(PG_locked, &page->flags)`. */
import type { CallInstruction, Pure } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { applyHelper } from './apply.ts';
import type { HelperSummary } from './model.ts';

/** What a call for that bit does, by the function of pages that does the same. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['set_bit', 'SetPageLocked'],
  ['__set_bit', 'SetPageLocked'],
  ['bit_spin_lock', 'SetPageLocked'],
  ['test_and_set_bit', 'TestSetPageLocked'],
  ['__test_and_set_bit', 'TestSetPageLocked'],
  ['test_and_set_bit_lock', 'TestSetPageLocked'],
  ['bit_spin_trylock', 'trylock_page'],
  ['clear_bit', 'ClearPageLocked'],
  ['__clear_bit', 'ClearPageLocked'],
  ['clear_bit_unlock_is_negative_byte', 'ClearPageLocked'],
  ['clear_bit_unlock', 'ClearPageLocked'],
  ['__clear_bit_unlock', 'ClearPageLocked'],
  ['bit_spin_unlock', 'ClearPageLocked'],
]);

/** Returns the call as one of a function of pages; null for any other call, and where the page cannot be told. */
export function asPageLock(
  x: Frame,
  i: CallInstruction,
  name: string,
  state: State,
): { helper: HelperSummary; i: CallInstruction; args: Sym[] } | null {
  const same = SAME.get(name);
  const [bit, flags] = i.args;
  if (same === undefined || bit?.k !== 'name' || bit.name !== 'PG_locked') return null;
  const helper = x.context.helpers.get(same);
  const page = flags?.k === 'address' ? pageOf(flags.of) : null;
  if (helper === undefined || page === null) return null;
  return {
    helper: { ...helper, name },
    i: { ...i, args: [page] },
    args: [x.evaluator.value(page, state)],
  };
}

/**
 * The states after such a call. Who locks by hand has pages of its own under a lock of its own, and may have found out
 * under that whether the page is still where it was.
 */
export function lockByBit(
  x: Frame,
  { helper, i, args }: NonNullable<ReturnType<typeof asPageLock>>,
  state: State,
): State[] {
  const states = applyHelper(x, i, helper, args, state);
  for (const next of states) if (next.truncation === 'no') next.truncation = 'unknown';
  return states;
}

/** The page of `page->flags`, which is a struct of its own in new releases: `page->flags.f`. */
function pageOf(e: Pure): Pure | null {
  if (e.k !== 'member') return null;
  if (e.field !== 'flags') return e.arrow ? null : pageOf(e.object);
  return e.arrow ? e.object : { ...e, k: 'address', of: e.object };
}
