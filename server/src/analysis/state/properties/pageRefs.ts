// SPDX-License-Identifier: GPL-2.0-only
/** References to pages: how many a path has taken on top of what it found, less those that it gave back. */
import type { Sym, Symbols } from '../symbols.ts';
import { without } from '../without.ts';
import { property } from './property.ts';

/** By page; null where unknown. */
export type PageRefs = ReadonlyMap<Sym, number | null>;

/** Stands for any page: opaque callees may have taken references to it; null where they may have given some back, too. */
export const ANY_PAGE: Sym = -1;

const NONE: PageRefs = new Map();
/** A loop does not count for ever. */
const MOST = 3;

/** Returns what is known after the count of a page changed; `more` is null where it is unknown by how much. */
export function countPage(refs: PageRefs, page: Sym, more: number | null): PageRefs {
  const known = refs.get(page);
  if (known === null) return refs;
  const next = more === null ? null : Math.max(-MOST, Math.min(MOST, (known ?? 0) + more));
  return new Map(refs).set(page, next);
}

/** Whether a name of the page comes without a reference to it: it is looked up by its address, or found in an object. */
export function isBorrowed(page: Sym, symbols: Symbols): boolean {
  if (isByAddress(page, symbols)) return true;
  const first = countedFrom(page, symbols);
  if (first !== null) return isBorrowed(first, symbols);
  const shape = symbols.shape(page);
  if (shape.kind !== 'initial' || isLeftInVariable(page, symbols)) return false;
  const loc = symbols.locShape(shape.loc);
  return loc.kind === 'field' || loc.kind === 'element' || loc.kind === 'part';
}

/** The page that another was counted from; null where it was not. A reference to the one may stand for both. */
export function countedFrom(page: Sym, symbols: Symbols): Sym | null {
  const shape = symbols.shape(page);
  return shape.kind === 'pure' && shape.name === 'nth_page' ? (shape.operands[0] ?? null) : null;
}

/** It lies in a variable of the function, and nothing here put it there: another function did. */
export function isLeftInVariable(page: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(page);
  if (shape.kind !== 'initial') return false;
  const owner = symbols.ownerOf(shape.loc);
  const object = owner === null ? null : symbols.shape(owner);
  if (object !== null && object.kind !== 'address') return false;
  let loc = symbols.locShape(object?.loc ?? shape.loc);
  while (loc.kind === 'part') loc = symbols.locShape(loc.of);
  return loc.kind === 'variable' && loc.local;
}

/** It is looked up by its address, here or in a callee. */
export function isByAddress(page: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(page);
  return shape.kind === 'pure' ? BY_ADDRESS.has(shape.name) : symbols.marks.isBorrowedPage(page);
}

const BY_ADDRESS = new Set([
  'pfn_to_page',
  'vmalloc_to_page',
  'virt_to_page',
  'virt_to_head_page',
  'ZERO_PAGE',
]);

export const pageReferences = {
  pageRefs: property<PageRefs>({
    initial: NONE,
    key: keyOf,
    outcome: keyOf,
    join(mine, theirs) {
      let joined: Map<Sym, number | null> | null = null;
      for (const page of new Set([...mine.keys(), ...theirs.keys()])) {
        const count = mine.get(page);
        if (count === null || (count ?? 0) === (theirs.get(page) === undefined ? 0 : theirs.get(page)))
          continue;
        joined ??= new Map(mine);
        joined.set(page, null);
      }
      return joined ?? mine;
    },
    prune(refs, used, symbols) {
      if (refs.size === 0) return refs;
      const gone = [...refs.keys()].filter(
        (page) => page !== ANY_PAGE && !used.has(page) && symbols.shape(page).kind === 'opaque',
      );
      return without(refs, ...gone);
    },
    rename: (refs, page) => without(refs, page),
    giveBack(refs, { x, next, value, sym, known }) {
      const { symbols } = x.context;
      // A page that the caller can find again by its address goes by that name there, too.
      if (value !== null && isBorrowed(value, symbols)) sym(value);
      for (const [page, count] of refs) {
        if (page === ANY_PAGE) next.pageRefs = countPage(next.pageRefs, ANY_PAGE, count);
        else if (
          page === value ||
          symbols.isCallerVisible(page) ||
          isBorrowed(page, symbols) ||
          known(page) !== undefined
        )
          next.pageRefs = countPage(next.pageRefs, sym(page), count);
      }
      return true;
    },
  }),
};

function keyOf(refs: PageRefs): string {
  let key = '';
  for (const [page, count] of refs) if (count !== 0) key += `r${page}:${count}`;
  return key;
}
