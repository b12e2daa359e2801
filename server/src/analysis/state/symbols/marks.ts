// SPDX-License-Identifier: GPL-2.0-only
/** What was found out about single symbols on the way, for good: none of it belongs to a path. */
import type { Sym } from './interner.ts';

/** Where a page is that comes without a reference: in a variable of file scope, or anywhere else. */
export type Lender = 'static' | 'object';

export class SymbolMarks {
  private readonly opaqueResults = new Set<Sym>();
  private readonly allocated = new Set<Sym>();
  private readonly merged = new Set<Sym>();
  private readonly found = new Set<Sym>();
  private readonly neverFound = new Set<Sym>();
  private readonly uncounted = new Set<Sym>();
  private readonly lenders = new Map<Sym, Lender | null>();

  /** The result of an opaque callee: if it is a page, its lock may be held or not. */
  markOpaqueResult(sym: Sym): void {
    this.opaqueResults.add(sym);
  }

  isOpaqueResult(sym: Sym): boolean {
    return this.opaqueResults.has(sym);
  }

  /** The result of something that makes a new object, so that no other pointer leads to it yet. */
  markAllocated(sym: Sym): void {
    this.allocated.add(sym);
  }

  isAllocated(sym: Sym): boolean {
    return this.allocated.has(sym);
  }

  /** An element of a list or a table that others know too, to which nothing was taken yet. */
  markFound(sym: Sym, isFound = true): void {
    if (isFound && !this.neverFound.has(sym)) this.found.add(sym);
    else if (!isFound && this.found.delete(sym)) this.neverFound.add(sym);
  }

  isFound(sym: Sym): boolean {
    return this.found.has(sym);
  }

  /** The result of a function that was seen to take no reference, though which object it gave is unknown. */
  markUncounted(sym: Sym): void {
    this.uncounted.add(sym);
  }

  isUncounted(sym: Sym): boolean {
    return this.uncounted.has(sym);
  }

  /** It stands for what several paths held there. */
  markMerged(sym: Sym): void {
    this.merged.add(sym);
  }

  isMerged(sym: Sym): boolean {
    return this.merged.has(sym);
  }

  /** One of several pages that were looked up, to which a callee has taken no reference; or another thing after all. */
  markBorrowedPage(sym: Sym, lender: Lender | null): void {
    const known = this.lenders.get(sym);
    this.lenders.set(sym, known === undefined ? lender : commonLender(known, lender));
  }

  lenderOf(sym: Sym): Lender | null {
    return this.lenders.get(sym) ?? null;
  }
}

/** What is known of a page that came from one or the other. */
export function commonLender(one: Lender | null, other: Lender | null): Lender | null {
  if (one === null || other === null) return null;
  return one === other ? one : 'object';
}
