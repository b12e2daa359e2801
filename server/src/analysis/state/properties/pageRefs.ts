// SPDX-License-Identifier: GPL-2.0-only
/** References to pages: how many a path has taken on top of what it found, less those that it gave back. */
import { commonLender, type Lender } from '../symbols/marks.ts';
import type { Loc, Sym, Symbols } from '../symbols.ts';
import { without } from '../without.ts';
import { property } from './property.ts';

/** By page; null where unknown. */
export type PageRefs = ReadonlyMap<Sym, number | null>;

/** Stands for any page: opaque callees may have taken references to it; null where they may have given some back, too. */
export const ANY_PAGE: Sym = -1;
/** Stands for any page that may be reached from what an opaque callee was handed: none of a variable of file scope. */
export const REACHED_PAGE: Sym = -2;

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
export const isBorrowed = (page: Sym, symbols: Symbols) => lenderOf(page, symbols) !== null;

function lenderOf(page: Sym, symbols: Symbols): Lender | null {
  const marked = symbols.marks.lenderOf(page);
  if (marked !== null) return marked;
  if (isByAddress(page, symbols)) return 'object';
  const first = countedFrom(page, symbols);
  if (first !== null) return lenderOf(first, symbols);
  const shape = symbols.shape(page);
  if (shape.kind !== 'initial' || isLeftInVariable(page, symbols)) return null;
  // A name in capitals may be a macro for anything.
  if (isInStatic(shape.loc, symbols)) return symbols.isEnumerator(page) ? null : 'static';
  return symbols.locShape(shape.loc).kind === 'target' ? null : 'object';
}

/** In a variable of file scope, or in a part of one. */
function isInStatic(loc: Loc, symbols: Symbols): boolean {
  const at = symbols.locShape(loc);
  if (at.kind === 'variable') return !at.local;
  if (at.kind === 'part') return isInStatic(at.of, symbols);
  const array = at.kind === 'element' ? symbols.shape(at.of) : null;
  return array?.kind === 'address' && isInStatic(array.loc, symbols);
}

/** What such a name comes from, where the path has taken nothing of the page; else null. */
export function uncountedFrom(page: Sym, refs: PageRefs, symbols: Symbols): Lender | null {
  return refs.has(page) || mayBeCounted(page, refs, symbols) ? null : lenderOf(page, symbols);
}

/** As `uncountedFrom` of a value that is one or the other; NULL is no page, and says nothing of the other. */
export function uncountedOfBoth(
  [one, refs]: readonly [Sym, PageRefs],
  [other, theirs]: readonly [Sym, PageRefs],
  symbols: Symbols,
): Lender | null {
  if (one === symbols.zero) return uncountedFrom(other, theirs, symbols);
  const lender = uncountedFrom(one, refs, symbols);
  return other === symbols.zero ? lender : commonLender(lender, uncountedFrom(other, theirs, symbols));
}

/** An opaque callee may have taken a reference to it. */
export function mayBeCounted(page: Sym, refs: PageRefs, symbols: Symbols): boolean {
  return refs.has(ANY_PAGE) || (refs.has(REACHED_PAGE) && lenderOf(page, symbols) !== 'static');
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
  return shape.kind === 'pure' ? BY_ADDRESS.has(shape.name) : symbols.marks.lenderOf(page) !== null;
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
        (page) => page >= 0 && !used.has(page) && symbols.shape(page).kind === 'opaque',
      );
      return without(refs, ...gone);
    },
    rename: (refs, page) => without(refs, page),
    giveBack(refs, { x, next, value, sym, known }) {
      const { symbols } = x.context;
      // A page that the caller can find again by its address goes by that name there, too.
      if (value !== null && isBorrowed(value, symbols)) sym(value);
      for (const [page, count] of refs) {
        if (page < 0) next.pageRefs = countPage(next.pageRefs, page, count);
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
