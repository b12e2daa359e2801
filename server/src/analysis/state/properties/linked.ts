// SPDX-License-Identifier: GPL-2.0-only
/** Objects that a path has put on a list, into a tree, or under a key: who frees one has to take it out before. */
import type { Place } from '../../../text/source.ts';
import type { Sym } from '../symbols.ts';
import { without } from '../without.ts';
import { property } from './property.ts';

/** Where the object was put, and by what. */
export interface Link {
  place: Place;
  by: string;
  /** That found it there. */
  found?: true;
  stored?: Stored;
}

/** It was stored under a key. */
interface Stored {
  container: Sym;
  /** What takes it out again. */
  erase: string;
}

/** `out`: an object of the caller's that was taken out. */
export type Linked = ReadonlyMap<Sym, Link | 'out'>;

const NONE_LINKED: Linked = new Map();

const linksIn = (linked: Linked) => [...linked].filter((one): one is [Sym, Link] => one[1] !== 'out');

const keyOf = (linked: Linked) =>
  linked.size > 0
    ? `@${[...linked].map(([object, link]) => (link === 'out' ? -object : object)).join()}`
    : '';

export const linkedProperty = {
  linked: property<Linked>({
    initial: NONE_LINKED,
    key: keyOf,
    outcome: keyOf,
    // Where paths meet only what both have linked is sure to be.
    join(mine, theirs) {
      if (mine === theirs || mine.size === 0) return mine;
      const isSame = (link: Link | 'out', other: Link | 'out' | undefined) =>
        other !== undefined && (link === 'out') === (other === 'out');
      const both = [...mine].filter(([object, link]) => isSame(link, theirs.get(object)));
      return both.length === mine.size ? mine : new Map(both);
    },
    isQuiet: true,
    rename: (linked, object) => without(linked, object),
    giveBack(linked, { x, next, value, place, name, sym }) {
      for (const [object, link] of linked) {
        if (object !== value && !x.context.symbols.isCallerVisible(object)) continue;
        const own = sym(object);
        // The container has another name here.
        if (link !== 'out' && link.stored) continue;
        if (link === 'out')
          for (const [other, { stored }] of linksIn(next.linked))
            if (stored?.container === own) next.linked = without(next.linked, other);
        if (link !== 'out') next.linked = new Map(next.linked).set(own, { ...link, place, by: `${name}()` });
        else if (x.depth > 0 && x.context.symbols.isCallerVisible(own))
          next.linked = new Map(next.linked).set(own, 'out');
        else next.linked = without(next.linked, own);
      }
      return true;
    },
  }),
};
