// SPDX-License-Identifier: GPL-2.0-only
/** What the comparisons on a path say about where a mapping, or a loop over it, ends. */

import type { Place, SourceFile } from '../../../text/source.ts';
import { type Affine, add, affineOf, isChosen, isDistance } from '../affine.ts';
import type { Sym, Symbols } from '../symbols.ts';
import { type Bounds, comparisonsOf } from './comparisons.ts';
import { uppersOf } from './uppers.ts';

/**
 * Returns the test by which the end of a mapping lies before its start: the sum of offset and length has wrapped on this
 * way, and no other test says that it has not. Null where it has not.
 */
export function wrappedAt(bounds: Bounds, symbols: Symbols): Place | null {
  const comparisons = comparisonsOf(symbols);
  let wrapped: Place | null = null;
  for (const number of bounds.held) {
    const comparison = comparisons.get(number);
    const { op, left, right, place } = comparison;
    if (op === 'asked' || op === '!=' || op === '==') continue;
    if (affineOf(left, symbols).offset === 0 || affineOf(right, symbols).offset === 0) continue;
    for (const { form } of uppersOf(comparison, symbols)) {
      if (form.offset !== 0 || form.rest.size > 0) continue;
      if (form.end < 0) return null;
      if (form.end > 0 && form.constant >= 0) wrapped ??= place;
    }
  }
  return wrapped;
}

/**
 * Returns the test that alone holds the end of a mapping, and lets through one page more than the whole pages of a size:
 * `size / PAGE_SIZE + 1`. Null where there is none.
 */
export function pageTooManyAt(bounds: Bounds, symbols: Symbols): Place | null {
  const comparisons = comparisonsOf(symbols);
  let loose: Place | null = null;
  for (const number of bounds.held) {
    const comparison = comparisons.get(number);
    if (comparison.op === 'asked') return null;
    for (const { form, strict } of uppersOf(comparison, symbols)) {
      if (form.end <= 0) continue;
      const [only, ...others] = form.rest;
      if (strict || only?.[1] !== -1 || others.length > 0) return null;
      const pages = form.constant === -1 ? only[0] : form.constant === 0 ? oneLess(only[0], symbols) : null;
      if (pages === null || !isInPages(pages, symbols)) return null;
      loose ??= comparison.place;
    }
  }
  return loose;
}

/** The pages of `(pages + 1) * PAGE_SIZE`. */
function oneLess(sym: Sym, symbols: Symbols): Sym | null {
  const bytes = symbols.shape(sym);
  if (bytes.kind !== 'binary' || !isScaled(bytes, ['*', '<<'], symbols)) return null;
  const sum = symbols.shape(bytes.left);
  const isMore = sum.kind === 'binary' && sum.op === '+' && symbols.constantOf(sum.right) === '1';
  return isMore ? sum.left : null;
}

/** A size that is no sum, cut to whole pages. */
function isInPages(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'binary' || !isScaled(shape, ['/', '>>'], symbols)) return false;
  const size = symbols.shape(shape.left);
  if (size.kind !== 'initial') return false;
  const loc = symbols.locShape(size.loc);
  const name = loc.kind === 'field' ? loc.name : symbols.globalName(shape.left);
  return name === null || !NO_SIZE.test(name);
}

/** A mask is one less than what it covers, so that one more is exact; a number of bits is no size. */
const NO_SIZE = /(?:^|_)(?:mask|shift|bits)$/i;

/** By the size of a page with the one operator, or by its shift with the other. */
function isScaled(
  { op, right }: { op: string; right: Sym },
  [bySize, byShift]: [string, string],
  symbols: Symbols,
): boolean {
  const name = symbols.globalName(right);
  return (op === bySize && name === 'PAGE_SIZE') || (op === byShift && name === 'PAGE_SHIFT');
}

/**
 * Returns where an index begins by the tests, as written, when these hold it between that and so many more of it:
 * `index >= first && index < first + count`. Null where they do not.
 */
export function countedFrom(index: Affine, bounds: Bounds, symbols: Symbols): string | null {
  const comparisons = comparisonsOf(symbols);
  const isIndex = (form: Affine) =>
    form.rest.size === 0 && form.constant === 0 && isDistance(form) && form.offset + form.address > 0;
  if (!isIndex(index)) return null;
  for (const number of bounds.held) {
    const { op, left, right, texts } = comparisons.get(number);
    const isLower = op === '>=' || op === '>';
    if (texts === undefined || (!isLower && op !== '<=' && op !== '<')) continue;
    const [first, text] = isLower ? [right, texts[1]] : [left, texts[0]];
    if (symbols.shape(first).kind !== 'initial' || symbols.isEnumerator(first)) continue;
    if (!isIndex(affineOf(isLower ? left : right, symbols)) || isChosen(affineOf(first, symbols))) continue;
    for (const other of bounds.held)
      for (const { form } of uppersOf(comparisons.get(other), symbols))
        if (form.offset + form.address > 0 && form.rest.size === 2 && form.rest.get(first) === -1)
          if ([...form.rest.values()].every((times) => times === -1)) return text;
  }
  return null;
}

/**
 * Says whether a mapping may have been found to be as long as something else says, or longer.
 *
 * @param turns where the tests of a loop begin, which goes on for as long as the mapping is, and its file
 */
export function isLongEnough(
  length: Sym,
  bounds: Bounds,
  { file, turns }: { file: SourceFile; turns: ReadonlySet<number> | undefined },
  symbols: Symbols,
): boolean {
  const comparisons = comparisonsOf(symbols);
  if (!isChosen(affineOf(length, symbols))) return true;
  const isAbout = (number: number, isHeld: boolean) => {
    const comparison = comparisons.get(number);
    const { op, left, right, place } = comparison;
    const a = affineOf(left, symbols);
    if (op === 'asked') return !isChosen(a) || a.end !== 0;
    const b = affineOf(right, symbols);
    if (a.end === 0 && b.end === 0) return false;
    const form = add(a, b, -1);
    if (form === null) return true;
    if (form.rest.size === 0 && form.constant === 0 && form.offset === 0)
      return place.file === file && turns?.has(place.start) === true;
    return !isHeld || uppersOf(comparison, symbols).some((upper) => upper.form.end < 0);
  };
  return (
    bounds.held.some((number) => isAbout(number, true)) ||
    bounds.doubted.some((number) => isAbout(number, false))
  );
}

/** Says whether a loop holds the length of the mapping against anything, on whichever turn: `if (addr >= vma->vm_end) break`. */
export function endsWithMapping(file: SourceFile, turns: ReadonlySet<number>, symbols: Symbols): boolean {
  return comparisonsOf(symbols).all.some(({ op, left, right, place }) => {
    if (op === 'asked' || place.file !== file || !turns.has(place.start)) return false;
    return affineOf(left, symbols).end !== affineOf(right, symbols).end;
  });
}
