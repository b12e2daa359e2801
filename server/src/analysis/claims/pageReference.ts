// SPDX-License-Identifier: GPL-2.0-only
/** With which references to pages a handler returns. */
import type { Frame } from '../engine/frame.ts';
import type { Exit } from '../reports/model/exits.ts';
import { ANY_PAGE, countedFrom, isBorrowed } from '../state/properties/pageRefs.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

/** @param page that in vmf->page; null where the handler hands over none */
export function pageReferenceOf(x: Frame, state: State, page: Sym | null): Exit['pageReference'] {
  const handed = page === null ? null : handedOver(x, state, page);
  return handed ?? referenceLeft(x, state, page);
}

/** What the path took of references to the page, where all of it is in sight. */
function handedOver(x: Frame, state: State, page: Sym): Exit['pageReference'] {
  const { symbols } = x.context;
  if (!x.givesNoPage || page === symbols.zero || state.pageRefs.get(ANY_PAGE) === null) return null;
  // With which reference an opaque callee put it there is unknown.
  if (isLeftByCallee(x, page)) return null;
  const first = countedFrom(page, symbols);
  if (first !== null && state.pageRefs.has(first)) return null;
  const count = state.pageRefs.get(page) ?? (state.pageRefs.has(page) ? null : 0);
  if (count === null) return null;
  if (count <= 0 && isBorrowed(page, symbols)) return state.pageRefs.has(ANY_PAGE) ? null : 'none';
  return count > 1 && !isKeptElsewhere(x, state, page) ? 'many' : null;
}

/**
 * One that the path took on top of what it found, of a page that went into the page table and nowhere else: an entry
 * of a page frame has none, and for a page the insertion takes its own.
 */
function referenceLeft(x: Frame, state: State, handed: Sym | null): Exit['pageReference'] {
  const { symbols } = x.context;
  if (state.installed !== 'yes' || state.pageRefs.has(ANY_PAGE)) return null;
  for (const [page, count] of state.pageRefs)
    if (
      page !== handed &&
      count !== null &&
      count > 0 &&
      !symbols.marks.isAllocated(page) &&
      !isKeptElsewhere(x, state, page)
    )
      return 'left';
  return null;
}

/** What an opaque callee that was handed the fault left in vmf->page. */
export function isLeftByCallee(x: Frame, page: Sym): boolean {
  const shape = x.context.symbols.shape(page);
  return shape.kind === 'initial' && shape.loc === x.pageLocation && shape.epoch > 0;
}

/** The path has put the page somewhere beside vmf->page. */
function isKeptElsewhere(x: Frame, state: State, page: Sym): boolean {
  for (const [loc, sym] of state.env)
    if (sym === page && loc !== x.pageLocation && x.context.symbols.ownerOf(loc) !== null) return true;
  return false;
}
