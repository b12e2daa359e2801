// SPDX-License-Identifier: GPL-2.0-only
/** Calls through a member whose caller has to take for the mapping what `close` will give back. */
import { entryContract } from '../../contracts/mappingEntries.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import { structOf } from '../models/entryStructs.ts';
import { claim, RELIES } from '../state/properties/claims.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { claimName } from './names.ts';

/**
 * Brings into a state that a member was called which leaves that to its caller; the state is changed. False where
 * nothing is known of the member.
 */
export function claimRelied(x: Frame, i: CallInstruction, args: readonly Sym[], state: State): boolean {
  const { callee } = i;
  if (x.root !== 'other' || callee.k !== 'member' || !args.some((arg) => x.vmas.has(arg))) return false;
  const struct = structOf(i.args.map((arg) => (arg.k === 'name' ? (x.graph.types.get(arg.name) ?? '') : '')));
  const contract =
    struct === undefined ? undefined : entryContract(struct, callee.field, x.context.kernel.release);
  const pair = contract?.takes && claimName(contract.takes)?.pair;
  if (!pair) return false;
  const at = { place: x.place(i), by: `${x.text(callee)}()` };
  state.claims = claim(state.claims, `${RELIES}${pair}`, 1, { at, sure: false, object: null });
  return true;
}
