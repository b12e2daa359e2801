// SPDX-License-Identifier: GPL-2.0-only
/** Memory that a path has allocated: what kind it is, and whether something may have been written to it since. */
import type { Place } from '../../../text/source.ts';
import type { MemoryKind } from '../../models/allocators.ts';
import type { Sym } from '../symbols.ts';
import { without } from '../without.ts';
import { property } from './property.ts';

export interface Memory {
  kind: MemoryKind;
  place: Place;
  /** The call that gave it. */
  by: string;
  /** Flags that say whether it came cleared; null where it is cleared, or nobody can tell. */
  gfp: Sym | null;
  /** Nobody has written to it, or was handed it. */
  isRaw: boolean;
  /** Where user space was given it. */
  mapped: { place: Place; by: string } | null;
}

/** By the pointer, or the struct page, that the call returned. */
export type Memories = ReadonlyMap<Sym, Memory>;

const NO_MEMORY: Memories = new Map();

/** Whether it is a page that was allocated on the path. */
export const isOwnPage = ({ memory }: { memory: Memories }, page: Sym): boolean =>
  memory.size > 0 && memory.get(page)?.kind === 'pages';

export const memoryProperty = {
  memory: property<Memories>({
    initial: NO_MEMORY,
    apart: (memory) => {
      // As little is told of whether memory was mapped where only some of the paths have it.
      let key = '';
      for (const [sym, { isRaw, mapped, gfp }] of memory)
        if (isRaw && (mapped || gfp !== null)) key += mapped ? 'r' : `${sym},`;
      return key;
    },
    outcome: (memory) => {
      let key = '';
      for (const { kind, isRaw, mapped } of memory.values())
        key += `${kind}${isRaw ? 'r' : ''}${mapped ? 'm' : ''}`;
      return key;
    },
    // Where two paths meet it is what it is for both, and untouched if neither has touched it.
    join(mine, theirs) {
      if (mine === theirs || mine.size === 0) return mine;
      let result: Map<Sym, Memory> | null = null;
      for (const [sym, one] of mine) {
        const other = theirs.get(sym);
        if (other === one) continue;
        result ??= new Map(mine);
        if (other === undefined) result.delete(sym);
        else result.set(sym, { ...one, isRaw: one.isRaw && other.isRaw, mapped: one.mapped ?? other.mapped });
      }
      return result ?? mine;
    },
    isQuiet: true,
    prune(memory, used, symbols) {
      if (memory.size === 0) return memory;
      // Its frame may be what is mapped later.
      const isUsed = (sym: Sym) => used.has(sym) || [...used].some((one) => symbols.mentions(one, sym));
      const unused = [...memory].filter(([sym, one]) => !one.mapped && !isUsed(sym));
      return without(memory, ...unused.map(([sym]) => sym));
    },
    rename: (memory, sym) => without(memory, sym),
    giveBack(memory, { next, sym }) {
      if (memory.size === 0) return true;
      const result = new Map(next.memory);
      for (const [object, one] of memory)
        result.set(sym(object), { ...one, gfp: one.gfp === null ? null : sym(one.gfp) });
      next.memory = result;
      return true;
    },
  }),
};
