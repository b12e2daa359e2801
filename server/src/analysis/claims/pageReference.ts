// SPDX-License-Identifier: GPL-2.0-only
/** With which references to pages a handler returns. */
import type { Frame } from '../engine/frame.ts';
import { givesPages } from '../models/allocators.ts';
import type { Exit } from '../reports/model/exits.ts';
import {
  ANY_PAGE,
  countedFrom,
  isBorrowed,
  isByAddress,
  mayBeCounted,
  REACHED_PAGE,
} from '../state/properties/pageRefs.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';

/** @param page that in vmf->page; null where the handler hands over none */
export function pageReferenceOf(x: Frame, state: State, page: Sym | null): PageReference {
  const handed = page === null ? null : handedOver(x, state, page);
  if (handed === 'kept' || handed === 'taken') {
    const pageMember = memberOf(x, state, page as Sym);
    if (pageMember !== null) return { pageReference: handed, pageMember };
  } else if (handed !== null) return { pageReference: handed, pageMember: null };
  return { pageReference: referenceLeft(x, state, page), pageMember: null };
}

type PageReference = Pick<Exit, 'pageReference' | 'pageMember'>;

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
  if (count <= 0 && isBorrowed(page, symbols))
    return mayBeCounted(page, state.pageRefs, symbols) ||
      isAlone(x, state, page) ||
      isMovedOut(x, state, page)
      ? null
      : 'none';
  const isKept = isKeptElsewhere(x, state, page);
  if (count > 1 && !isKept) return 'many';
  if (count === 1) return isBorrowed(page, symbols) && !isByAddress(page, symbols) ? 'taken' : null;
  return count === 0 &&
    isKept &&
    symbols.marks.isAllocated(page) &&
    !mayBeCounted(page, state.pageRefs, symbols)
    ? 'kept'
    : null;
}

/**
 * One that the path took on top of what it found, of a page that went into the page table and nowhere else: an entry
 * of a page frame has none, and for a page the insertion takes its own.
 */
function referenceLeft(x: Frame, state: State, handed: Sym | null): Exit['pageReference'] {
  const { symbols } = x.context;
  if (state.installed !== 'yes' || state.pageRefs.has(ANY_PAGE) || state.pageRefs.has(REACHED_PAGE))
    return null;
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

/** The path has allocated the page by its address and keeps that nowhere: the reference of the allocation is core's. */
function isAlone(x: Frame, state: State, page: Sym): boolean {
  const shape = x.context.symbols.shape(page);
  const address = shape.kind === 'pure' ? shape.operands[0] : undefined;
  const by = address === undefined ? undefined : state.memory.get(address)?.by;
  return by !== undefined && givesPages(by) && !isKeptElsewhere(x, state, address as Sym);
}

/** The path has put something else where it found the page: the reference of that place is core's. */
function isMovedOut(x: Frame, state: State, page: Sym): boolean {
  const shape = x.context.symbols.shape(page);
  const now = shape.kind === 'initial' ? state.env.get(shape.loc) : undefined;
  return now !== undefined && now !== page;
}

/** The path has put the page somewhere beside vmf->page. */
const isKeptElsewhere = (x: Frame, state: State, page: Sym) => keeperOf(x, state, page) !== null;

function keeperOf(x: Frame, state: State, page: Sym): Loc | null {
  for (const [loc, sym] of state.env)
    if (sym === page && loc !== x.pageLocation && x.context.symbols.ownerOf(loc) !== null) return loc;
  return null;
}

/** The member of an object that the page was found in, or put to. */
function memberOf(x: Frame, state: State, page: Sym): string | null {
  const { symbols } = x.context;
  const shape = symbols.shape(page);
  let loc = shape.kind === 'initial' ? shape.loc : keeperOf(x, state, page);
  while (loc !== null) {
    const at = symbols.locShape(loc);
    if (at.kind === 'field' || at.kind === 'part') return at.name;
    if (at.kind !== 'element') return null;
    const array = symbols.shape(at.of);
    loc = array.kind === 'initial' || array.kind === 'address' ? array.loc : null;
  }
  return null;
}
