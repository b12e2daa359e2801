// SPDX-License-Identifier: GPL-2.0-only
/** What a comparison says a value is below. */
import { type Affine, add, affineOf, inPages } from '../affine.ts';
import type { Sym, Symbols } from '../symbols.ts';
import type { Comparison } from './comparisons.ts';
import { isNarrowSum } from './narrowSums.ts';

/** What a value is below: `form < 0`, or `form <= 0` where that is all that is known. */
export interface Upper {
  form: Affine;
  /** What was compared counted bytes. */
  inBytes: boolean;
  strict: boolean;
  /** What was compared is a sum of 32 bits, and may have wrapped. */
  isNarrow: boolean;
  /** What it is below was made by taking this from something, and wraps where it is larger. */
  underflows: 'offset' | 'length' | null;
  /** The number as written, where it is compared to one. */
  number: string | null;
  comparison: Comparison;
}

const upperMemos = new WeakMap<Comparison, Upper[]>();

export function uppersOf(comparison: Comparison, symbols: Symbols): Upper[] {
  let uppers = upperMemos.get(comparison);
  if (!uppers) {
    uppers = readUppers(comparison, symbols);
    upperMemos.set(comparison, uppers);
  }
  return uppers;
}

function readUppers(comparison: Comparison, symbols: Symbols): Upper[] {
  const { op, left, right, texts } = comparison;
  if (op === '!=' || op === 'asked') return [];
  // Nothing is above the largest number of its type.
  if (op !== '==' && (isLargest(left, symbols) || isLargest(right, symbols))) return [];
  const a = affineOf(left, symbols);
  const b = affineOf(right, symbols);
  const isNumber = [left, right].map((sym) => symbols.constantOf(sym) !== null);
  const number = (texts !== undefined && (isNumber[0] ? texts[0] : isNumber[1] ? texts[1] : null)) || null;
  const uppers: Upper[] = [];
  const isSum = [left, right].map((sym) => isNarrowSum(sym, symbols)) as [boolean, boolean];
  const below = (x: Affine, y: Affine, strict: boolean, isNarrow: boolean) => {
    const form = add(x, y, -1);
    const underflows = y.rest.size === 0 ? null : y.offset < 0 ? 'offset' : y.end < 0 ? 'length' : null;
    if (form === null) return;
    const inBytes = form.unit === 'bytes';
    // A limit that was cut to fewer bits is no larger for it; as a negative number it is as large as can be.
    const { bits, signed } = y.bits < x.bits && !y.signed ? x : form;
    uppers.push({
      form: { ...inPages(form), bits, signed },
      inBytes,
      strict,
      isNarrow,
      underflows,
      number,
      comparison,
    });
  };
  if (op !== '>' && op !== '>=') below(a, b, op === '<', isSum[0]);
  if (op !== '<' && op !== '<=') below(b, a, op === '>', isSum[1]);
  return uppers;
}

/** `ULONG_MAX`, `~0UL`, and that in pages. */
function isLargest(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'constant':
      return shape.atom === '-1';
    case 'initial':
      return LARGEST.has(symbols.globalName(sym) ?? '');
    case 'pure':
      return shape.name === '~' && symbols.constantOf(shape.operands[0] as Sym) === '0';
    case 'binary':
      return (shape.op === '>>' || shape.op === '/') && isLargest(shape.left, symbols);
    default:
      return false;
  }
}

const LARGEST: ReadonlySet<string> = new Set(['ULONG_MAX', 'SIZE_MAX', 'U64_MAX', 'ULLONG_MAX']);
