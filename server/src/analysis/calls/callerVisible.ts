// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a caller sees of a callee: the values that it can work out, and what is left in its places, as the page through a
 * `struct page **` or a number through an `int *`.
 */

import { truthOf, unite } from '../state/domain.ts';
import { setUncertain } from '../state/properties/pageDoubts.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym, Symbols } from '../state/symbols.ts';

/** Made of parameters, what is reached through them, constants and global names alone. */
export function ofParameters(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary') {
    const left = ofParameters(shape.left, symbols) || isPlain(shape.left, symbols);
    const right = ofParameters(shape.right, symbols) || isPlain(shape.right, symbols);
    return left && right;
  }
  if (shape.kind === 'pure' && shape.name === '!')
    return shape.operands.every((operand) => ofParameters(operand, symbols));
  if (symbols.isCallerVisible(sym)) return true;
  // `PFN_PHYS(pgoff - first)`
  const [only, ...others] = shape.kind === 'pure' ? shape.operands : [];
  return only !== undefined && others.length === 0 && ofParameters(only, symbols);
}

/** A number that such a value is a part of: what it is added to may be anything that the callee has found. */
export function hasParameters(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary' && ARITHMETIC.has(shape.op))
    return hasParameters(shape.left, symbols) || hasParameters(shape.right, symbols);
  return shape.kind !== 'constant' && ofParameters(sym, symbols);
}

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '<<', '>>']);

function isPlain(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'constant') return true;
  return shape.kind === 'initial' && symbols.locShape(shape.loc).kind === 'variable';
}

/** The values that the exit leaves behind pointers of the caller's. */
export function storedValues(state: State, symbols: Symbols): [Loc, Sym][] {
  const found: [Loc, Sym][] = [];
  state.env.forEach((sym, loc) => {
    const owner = symbols.ownerOf(loc);
    if (owner !== null && symbols.isCallerVisible(owner)) found.push([loc, sym]);
  });
  return found;
}

/** Whether each of them is 0 or NULL, whatever it is: what a result tells about it. */
export function storedTruths(state: State, symbols: Symbols): string {
  let key = '';
  for (const [loc, sym] of storedValues(state, symbols)) key += `|${loc}=${signOf(sym, state, symbols)}`;
  return key;
}

function signOf(sym: Sym, state: State, symbols: Symbols): string {
  if (symbols.constantOf(sym) !== null && sym !== symbols.zero) return `${sym}`;
  const truth = truthOf(state.domain(sym));
  return truth === null ? '?' : truth ? '+' : '0';
}

/** One value for each place where two exits of equal truths leave different ones. */
export function joinStored(state: State, other: State, symbols: Symbols): State {
  let joined = state;
  for (const [loc, sym] of storedValues(state, symbols)) {
    const theirs = other.env.get(loc);
    if (theirs === undefined || theirs === sym) continue;
    if (joined === state) joined = state.copy();
    const either = symbols.opaque(`either@${loc}`);
    joined.store(loc, either);
    joined.setDomain(either, unite(state.domain(sym), other.domain(theirs)));
    if (symbols.marks.isOpaqueResult(sym) || symbols.marks.isOpaqueResult(theirs))
      symbols.marks.markOpaqueResult(either);
    if (state.uncertainPages.has(sym) || other.uncertainPages.has(theirs)) setUncertain(joined, either, true);
  }
  return joined;
}
