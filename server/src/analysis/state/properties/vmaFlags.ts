// SPDX-License-Identifier: GPL-2.0-only
/** What is known of the flags of each VMA. */
import { isHeader } from '../../../facts/names/nearness.ts';
import type { Place } from '../../../text/source.ts';
import { VmaFlags } from '../knownFlags.ts';
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
        const after = next.flagsOf(vma).after(known, placeOf);
        if (after === null) return false;
        next.setFlags(vma, after);
      }
      return true;
    },
  }),
};
