// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { affineOf, cut } from '../../server/src/analysis/state/affine.ts';
import { type Bound, boundOf } from '../../server/src/analysis/state/bounds/bound.ts';
import {
  type Bounds,
  type Comparison,
  comparisonsOf,
  meetBounds,
  NO_BOUNDS,
  withBounds,
} from '../../server/src/analysis/state/bounds/comparisons.ts';
import { type Sym, Symbols } from '../../server/src/analysis/state/symbols.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const symbols = new Symbols();
const vma = symbols.parameter(0);
const object = symbols.parameter(1);
const field = (of: Sym, name: string) => symbols.initial(symbols.field(of, name), 0);
const shift = symbols.initial(symbols.variable('PAGE_SHIFT', false), 0);
const number = (value: number) => symbols.constant(String(value));
const minus = (a: Sym, b: Sym) => symbols.binary('-', a, b);
const plus = (a: Sym, b: Sym) => symbols.binary('+', a, b);

const offset = field(vma, 'vm_pgoff');
const length = symbols.pure('vma_pages', [vma]);
const page = symbols.binary('>>', minus(field(vma, 'address'), field(vma, 'vm_start')), shift);
const index = plus(offset, page);
const count = field(object, 'npages');

const file = new SourceFile('a.c', '');
let at = 0;
function when(left: Sym, op: Comparison['op'], right: Sym, bounds: Bounds = NO_BOUNDS): Bounds {
  at += 1;
  const place = { file, start: at, end: at + 1 };
  return withBounds(bounds, [comparisonsOf(symbols).number({ op, left, right, place })], []);
}
const how = (value: Sym, bounds: Bounds): Bound['how'] =>
  boundOf(affineOf(value, symbols), bounds, symbols).how;

test('below the count it is held, up to the count one too far', () => {
  expect(how(index, when(index, '<', count))).toBe('held');
  expect(how(index, when(count, '>', index))).toBe('held');
  const late = boundOf(affineOf(index, symbols), when(index, '<=', count), symbols);
  expect([late.how, late.limit]).toEqual(['beyond', count]);
  expect(how(minus(index, number(1)), when(index, '<=', count))).toBe('held');
  expect(how(index, when(plus(index, number(1)), '<=', count))).toBe('held');
});

test('offset and length together hold every page of the mapping, each alone only a part', () => {
  expect(how(index, when(plus(offset, length), '<=', count))).toBe('held');
  expect(how(index, when(length, '<=', minus(count, offset)))).toBe('held');
  expect(how(index, when(length, '<=', count))).toBe('part');
  expect(how(index, when(offset, '<', count))).toBe('part');
  expect(how(page, when(length, '<=', count))).toBe('held');
});

test('an offset that is fixed is not chosen', () => {
  expect(how(index, when(length, '<=', count, when(offset, '==', number(0))))).toBe('held');
  expect(how(index, when(offset, '==', number(0)))).toBe('none');
  expect(how(offset, when(offset, '==', number(0)))).toBe('held');
});

test('bytes hold pages', () => {
  const bytes = symbols.binary('<<', offset, shift);
  expect(how(offset, when(bytes, '<', field(object, 'size')))).toBe('held');
});

test('what was cut before it was compared does not hold the whole', () => {
  const narrow = cut('(32)', offset, symbols);
  expect(how(offset, when(narrow, '<', count))).toBe('cut');
  expect(how(narrow, when(narrow, '<', count))).toBe('held');
  expect(how(narrow, when(offset, '<', count))).toBe('held');
});

test('what one of two paths compared, or a function out of sight, is in doubt', () => {
  const met = meetBounds(when(offset, '<', count), NO_BOUNDS);
  expect(how(offset, met)).toBe('doubt');
  expect(how(offset, when(offset, 'asked', number(0)))).toBe('doubt');
  expect(how(page, when(offset, 'asked', number(0)))).toBe('none');
});

test('a lower bound is none', () => {
  expect(how(offset, when(offset, '>=', count))).toBe('none');
  expect(how(offset, when(offset, '!=', number(0)))).toBe('none');
});

test('a comparison stands in the file as it was read last, and in no other', () => {
  const comparisons = comparisonsOf(new Symbols());
  const one = (read: SourceFile, start: number): Comparison => ({
    op: '<',
    left: index,
    right: count,
    place: { file: read, start, end: start + 5 },
  });
  const first = comparisons.number(one(file, 7));
  const again = new SourceFile('a.c', '');
  expect(comparisons.number(one(again, 7))).toBe(first);
  expect(comparisons.get(first).place.file).toBe(again);
  expect(comparisons.number(one(again, 8))).not.toBe(first);
  expect(comparisons.number(one(new SourceFile('b.c', ''), 7))).not.toBe(first);
  expect(comparisons.get(first).place.file).toBe(again);
});
