// SPDX-License-Identifier: GPL-2.0-only
/** Objects that a path has put on a list, or into a tree: who frees one has to take it out before. */
import type { Place } from '../../../text/source.ts';
import type { Sym } from '../symbols.ts';
import { without } from '../without.ts';
import { property } from './property.ts';

/** Where the object was put, and by what. */
export interface Link {
  place: Place;
  by: string;
}

export type Linked = ReadonlyMap<Sym, Link>;

const NONE_LINKED: Linked = new Map();

const keyOf = (linked: Linked) => (linked.size > 0 ? `@${[...linked.keys()].join()}` : '');

export const linkedProperty = {
  linked: property<Linked>({
    initial: NONE_LINKED,
    key: keyOf,
    outcome: keyOf,
    // Where paths meet only what both have linked is sure to be.
    join(mine, theirs) {
      if (mine === theirs || mine.size === 0) return mine;
      const both = [...mine].filter(([object]) => theirs.has(object));
      return both.length === mine.size ? mine : new Map(both);
    },
    isQuiet: true,
    rename: (linked, object) => without(linked, object),
    giveBack(linked, { x, next, value, place, name, sym }) {
      for (const object of linked.keys()) {
        if (object !== value && !x.context.symbols.isCallerVisible(object)) continue;
        next.linked = new Map(next.linked).set(sym(object), { place, by: `${name}()` });
      }
      return true;
    },
  }),
};
