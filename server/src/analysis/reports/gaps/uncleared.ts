// SPDX-License-Identifier: GPL-2.0-only
/** Memory that a way out leaves in the hands of user space as the allocator gave it. */
import { spot } from '../../../text/source.ts';
import { leavesUncleared } from '../../claims/memory/memory.ts';
import { traceOf } from '../../engine/events/traces.ts';
import type { RawExit } from '../../engine/explorer.ts';
import type { Frame } from '../../engine/frame.ts';
import type { State } from '../../state/state.ts';
import type { Sym } from '../../state/symbols.ts';
import type { UnclearedMemory } from '../model/events.ts';
import { unclearedArrays } from './rawPages.ts';

/**
 * Returns what the exits have mapped, or hand to core as the page of a fault, with nobody having written to it; and the
 * same of arrays of pages, whichever way is taken.
 *
 * @param exits those that succeed
 * @param page finds the page that core is given in a state
 */
export function unclearedIn(
  x: Frame,
  exits: readonly RawExit[],
  page: (at: State) => Sym | null,
): UnclearedMemory[] {
  const { symbols } = x.context;
  const found = new Map<string, UnclearedMemory>();
  for (const { state, place } of exits) {
    if (state.memory.size === 0) continue;
    const given = page(state);
    for (const [sym, { isRaw, gfp, mapped, place: at, by }] of state.memory) {
      if (!isRaw || x.events.filled.has(spot(at)) || (gfp !== null && !leavesUncleared(gfp, symbols)))
        continue;
      const isHanded = given !== null && symbols.mentions(given, sym);
      if (mapped === null && !isHanded) continue;
      const { assumed } = state;
      const one = {
        ...(mapped ?? { place, by: null }),
        given: { place: at, by },
        trace: traceOf(state.trace),
        assumed,
      };
      const key = `${spot(one.place)} ${spot(at)}`;
      const known = found.get(key);
      if (known === undefined || (known.assumed && !assumed)) found.set(key, one);
    }
  }
  return [...found.values(), ...unclearedArrays(x.definition, x.graph, x.context)];
}
