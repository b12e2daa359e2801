// SPDX-License-Identifier: GPL-2.0-only
/** Whether what an index is compared to is the number of things that it counts: then it must stay below. */
import type { Sym, Symbols } from './symbols.ts';

/** A number of pages or entries, by the name of a variable or a field. */
const PAGES =
  /(?:^|_)(?:n|nr|num|no|total)_?(?:of_)?(?:pages?|pgs|pfns?|entries|slots|bufs?|buffers|chunks|blocks)$|(?:^|_)(?:page|pages|pfn|pg|entry|buf|slot|chunk|block)s?_?(?:count|cnt|nr|num)$|^npages$/;

/** A number of whatever stands in the array that the index reaches. */
const ELEMENTS = /^(?:n|nr|num|count|cnt)$|^(?:nr|num|n)_\w+$|_(?:count|cnt|nr|num)$/;

/** A call that tells a number of pages, as written. */
const PAGES_OF = /^\w*_(?:n|nr|num)?_?pages\([^()]*\)$/;

/** A number of bytes. */
const BYTES = /(?:size|len|length|bytes|SIZE|LEN|LENGTH|BYTES|_PAGES|stride|span|extent|capacity)$/;

const ROUNDED = /^(?:round_?(?:up|down)|PAGE_ALIGN|ALIGN)$/;
const DIVIDED = /^(?:PFN_UP|PFN_DOWN|DIV_ROUND_UP|PHYS_PFN)$/;

/** How many pages an allocation has, as a power of two. */
const ORDER = /(?:^|_)order$/;

/** That many, as written: of `1 << DATA_ORDER` the preprocessor leaves a number alone. */
const PAGES_OF_ORDER = /^\(?1U?L?L? << (?:\w+(?:->|\.))*\w*order\)?$/i;

/** Says whether a number, as written, is one of pages. */
export const isPagesOfOrder = (text: string): boolean => PAGES_OF_ORDER.test(text);

/** @param inBytes the index counts bytes, not pages */
function isCount(sym: Sym, inBytes: boolean, symbols: Symbols): boolean {
  return isNamedCount(sym, inBytes, symbols, inBytes ? BYTES : PAGES);
}

/**
 * As `isCount`, of what an index of an array is compared to.
 *
 * @param text the limit as written; of an opaque call there is nothing else
 * @param isMadeFor says whether the array is made for as many elements as a field of that name says
 */
export function isLimit(
  sym: Sym,
  { inBytes, ofArray, text }: { inBytes: boolean; ofArray: boolean; text: string | null },
  symbols: Symbols,
  isMadeFor: (field: string) => boolean = () => false,
): boolean {
  if (isCount(sym, inBytes, symbols)) return true;
  if (inBytes) return false;
  if (text !== null && PAGES_OF.test(text)) return true;
  const shape = symbols.shape(sym);
  const loc = ofArray && shape.kind === 'initial' ? symbols.locShape(shape.loc) : null;
  if (loc !== null && 'name' in loc && isMadeFor(loc.name)) return true;
  return ofArray && shape.kind === 'initial' && isNamedCount(sym, false, symbols, ELEMENTS);
}

function isNamedCount(sym: Sym, inBytes: boolean, symbols: Symbols, names: RegExp): boolean {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'initial': {
      const loc = symbols.locShape(shape.loc);
      return 'name' in loc && !/MAX|max/.test(loc.name) && names.test(inWords(loc.name));
    }
    case 'pure': {
      const first = shape.operands[0] as Sym;
      if (shape.name === 'ARRAY_SIZE') return true;
      if (ROUNDED.test(shape.name)) return inBytes && isPlain(first, symbols);
      return !inBytes && DIVIDED.test(shape.name) && isPlain(first, symbols);
    }
    case 'binary':
      if (inBytes)
        return (
          (shape.op === '<<' || shape.op === '*') &&
          (isCount(shape.left, false, symbols) || isPages(shape, symbols))
        );
      return (shape.op === '>>' || shape.op === '/') && isBytes(shape.left, symbols);
    default:
      return false;
  }
}

/** So many pages in bytes: `PAGE_SIZE << 4`, `BANKS * PAGE_SIZE`. */
function isPages({ op, left, right }: { op: string; left: Sym; right: Sym }, symbols: Symbols): boolean {
  if (symbols.globalName(left) === 'PAGE_SIZE') return op === '<<' || isNumber(right, symbols);
  return op === '*' && symbols.globalName(right) === 'PAGE_SIZE' && isNumber(left, symbols);
}

/** The number of pages that a number of bytes is said to be: 16 of `PAGE_SIZE << 4`; null where nothing tells it. */
export function numberOfPages(sym: Sym, symbols: Symbols): number | null {
  const shape = symbols.shape(sym);
  if (symbols.globalName(sym) === 'PAGE_SIZE') return 1;
  if (shape.kind !== 'binary' || symbols.globalName(shape.left) !== 'PAGE_SIZE') return null;
  const number = symbols.constantOf(shape.right);
  if (number === null || (shape.op !== '<<' && shape.op !== '*')) return null;
  return shape.op === '<<' ? 2 ** Number(number) : Number(number);
}

/** Not the number of the last one, as far as it can be told: of `BANKS - 1` the preprocessor leaves a number alone. */
function isNumber(sym: Sym, symbols: Symbols): boolean {
  const atom = symbols.constantOf(sym);
  return atom === null ? isPlain(sym, symbols) : Number.isInteger(Math.log2(Number(atom)));
}

/** `1 << order`: as many pages as an allocation of that order has; what vmalloc() gives may have others before them. */
export function isOfOrder(limit: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(limit);
  if (shape.kind !== 'binary' || shape.op !== '<<') return false;
  return symbols.constantOf(shape.left) === '1' && isOrder(shape.right, symbols);
}

function isOrder(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') return shape.name === 'get_order';
  const loc = shape.kind === 'initial' ? symbols.locShape(shape.loc) : null;
  return loc !== null && 'name' in loc && ORDER.test(loc.name.toLowerCase());
}

/** `m_no_pages` of `mNoPages`, as modules from elsewhere have it. */
function inWords(name: string): string {
  return /[a-z]/.test(name) ? name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase() : name;
}

/** A number of bytes that is divided into pages. */
function isBytes(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') return ROUNDED.test(shape.name);
  return isPlain(sym, symbols) && isCount(sym, true, symbols);
}

/** Not one less than something. */
function isPlain(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  return shape.kind !== 'binary' || shape.op === '*';
}
