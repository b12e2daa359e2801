// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import {
  type Affine,
  affineOf,
  cut,
  isChosen,
  isDistance,
  withoutLow,
} from '../../server/src/analysis/state/affine.ts';
import { type Sym, Symbols } from '../../server/src/analysis/state/symbols.ts';

const symbols = new Symbols();
const vma = symbols.parameter(0);
const vmf = symbols.parameter(1);
const field = (of: Sym, name: string) => symbols.initial(symbols.field(of, name), 0);
const named = (name: string) => symbols.initial(symbols.variable(name, false), 0);
const number = (value: number) => symbols.constant(String(value));
const form = (sym: Sym) => affineOf(sym, symbols);

const pgoff = field(vma, 'vm_pgoff');
const length = symbols.binary('-', field(vma, 'vm_end'), field(vma, 'vm_start'));
const inside = symbols.binary('-', field(vmf, 'address'), field(vma, 'vm_start'));
const shift = named('PAGE_SHIFT');

const roots = ({ offset, address, start, end, count, unit }: Affine) => ({
  offset,
  address,
  start,
  end,
  count,
  unit,
});

test('the offset counts pages, and bytes once it is shifted', () => {
  expect(roots(form(pgoff))).toEqual({ offset: 1, address: 0, start: 0, end: 0, count: 0, unit: 'pages' });
  expect(form(symbols.binary('<<', pgoff, shift)).unit).toBe('bytes');
  expect(form(symbols.binary('*', pgoff, named('PAGE_SIZE'))).unit).toBe('bytes');
  expect(form(symbols.binary('>>', symbols.binary('<<', pgoff, shift), shift)).unit).toBe('pages');
});

test('a length is a distance, an address alone is none', () => {
  expect(roots(form(length))).toEqual({ offset: 0, address: 0, start: -1, end: 1, count: 0, unit: 'bytes' });
  expect(isDistance(form(length))).toBe(true);
  expect(isDistance(form(field(vmf, 'address')))).toBe(false);
  expect(form(symbols.pure('vma_pages', [vma])).unit).toBe('pages');
});

test('the index of a fault is the offset of the mapping and the page in it', () => {
  const byHand = symbols.binary('+', pgoff, symbols.binary('>>', inside, shift));
  expect(roots(form(byHand))).toEqual(roots(form(field(vmf, 'pgoff'))));
});

test('a base stays beside what is chosen', () => {
  const base = field(vma, 'vm_private_data');
  const sum = form(symbols.binary('+', base, symbols.binary('<<', pgoff, shift)));
  expect([...sum.rest]).toEqual([[base, 1]]);
  expect([sum.offset, sum.unit]).toEqual([1, 'bytes']);
});

test('pages and bytes do not add up', () => {
  expect(isChosen(form(symbols.binary('+', pgoff, length)))).toBe(false);
});

test('a mask or a remainder bounds, a mask of whole pages does not', () => {
  const low = form(symbols.binary('&', pgoff, number(15)));
  expect([low.low, isChosen(withoutLow(low))]).toEqual([1, false]);
  expect(isChosen(form(symbols.binary('%', pgoff, number(16))))).toBe(false);
  expect(isChosen(form(symbols.binary('&', field(vmf, 'address'), named('PAGE_MASK'))))).toBe(true);
});

test('the narrowest variable on the way counts', () => {
  const narrow = cut('(16)', pgoff, symbols);
  expect(form(narrow).bits).toBe(16);
  expect(form(cut('(32)', narrow, symbols)).bits).toBe(16);
  expect(form(symbols.binary('+', narrow, number(1))).bits).toBe(16);
  expect([form(cut('(s32)', pgoff, symbols)).bits, form(cut('(s32)', pgoff, symbols)).signed]).toEqual([
    32,
    true,
  ]);
  expect(cut('(16)', shift, symbols)).toBe(shift);
});
