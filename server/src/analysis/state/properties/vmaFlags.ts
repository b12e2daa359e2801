// SPDX-License-Identifier: GPL-2.0-only
/** What is known of the flags of each VMA. */
import { isHeader } from '../../../facts/names/nearness.ts';
import type { Place } from '../../../text/source.ts';
import { VmaFlags } from '../knownFlags.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';
import { property } from './property.ts';

type FlagsOfVmas = ReadonlyMap<Sym, VmaFlags>;

const NO_FLAGS: FlagsOfVmas = new Map();

export const vmaFlagsProperty = {
  flags: property<FlagsOfVmas>({
    initial: NO_FLAGS,
    apart(flags) {
      let key = '';
      for (const [vma, { changesKey, refusedText }] of flags)
        if (changesKey || refusedText) key += `;${vma}:${changesKey}/${refusedText}`;
      return key;
    },
    key(flags) {
      let all = '';
      for (const [vma, { key }] of flags) all += `;${vma}:${key}`;
      return all;
    },
    noticed: (flags) => [...flags.values()].map(({ key }) => key).join(';'),
    join(mine, theirs) {
      let joined: Map<Sym, VmaFlags> | null = null;
      for (const vma of new Set([...mine.keys(), ...theirs.keys()])) {
        const known = mine.get(vma) ?? VmaFlags.ANY;
        const both = known.join(theirs.get(vma) ?? VmaFlags.ANY);
        if (both.key === known.key) continue;
        joined ??= new Map(mine);
        joined.set(vma, both);
      }
      return joined ?? mine;
    },
    isJoinedInOutcomes: true,
    giveBack(flags, { next, sym, place: call }) {
      // A wrapper in a header says nothing of who chose the flag.
      const placeOf = (place: Place) => (isHeader(place.file.path) ? call : place);
      for (const [inner, known] of flags) {
        const vma = sym(inner);
        const after = flagsOf(next, vma).after(known, placeOf);
        if (after === null) return false;
        setFlags(next, vma, after);
      }
      return true;
    },
  }),
};

/** What is known of the flags of a VMA. */
export function flagsOf(state: State, vma: Sym): VmaFlags {
  return state.flags.get(vma) ?? VmaFlags.ANY;
}

export function setFlags(state: State, vma: Sym, flags: VmaFlags): void {
  if (state.flags.get(vma) !== flags) state.flags = new Map(state.flags).set(vma, flags);
}

/** Narrows what is known of the flags of a VMA by the test at hand; false when none are so. */
export function narrowFlagsOf(
  state: State,
  vma: Sym,
  narrow: (flags: VmaFlags, test: Place | null) => VmaFlags | null,
): boolean {
  const flags = narrow(flagsOf(state, vma), state.test);
  if (flags === null) return false;
  setFlags(state, vma, flags);
  return true;
}
