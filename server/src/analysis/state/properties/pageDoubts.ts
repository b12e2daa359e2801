// SPDX-License-Identifier: GPL-2.0-only
/** Objects whose lock, were they pages, an opaque callee may have changed. */

import { doubtLock } from '../locks/lockEntries.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';
import { property } from './property.ts';

const NONE: ReadonlySet<Sym> = new Set();

export const pageDoubts = {
  uncertainPages: property<ReadonlySet<Sym>>({
    initial: NONE,
    join: (mine, theirs) =>
      [...theirs].every((page) => mine.has(page)) ? mine : new Set([...mine, ...theirs]),
    isQuiet: true,
    giveBack(pages, { x, next, sym, mayUnlock }) {
      for (const inner of pages) {
        if (!x.context.symbols.isCallerVisible(inner)) continue;
        const page = sym(inner);
        setUncertain(next, page, true);
        const id = `page:${page}`;
        const lock = next.locks.get(id);
        if (lock && (lock.certain || lock.reached) && mayUnlock) doubtLock(next, id);
      }
      return true;
    },
  }),
};

/** Says whether the lock of a page may be other than what is known of it. */
export function setUncertain(state: State, page: Sym, uncertain: boolean): void {
  if (state.uncertainPages.has(page) === uncertain) return;
  const pages = new Set(state.uncertainPages);
  if (uncertain) pages.add(page);
  else pages.delete(page);
  state.uncertainPages = pages;
}
