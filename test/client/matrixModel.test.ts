// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { matrixOf } from '../../server/src/report/matrix.ts';
import { at, finding, table, tree } from './tables.ts';

const states = (trees: Parameters<typeof matrixOf>[0]) =>
  matrixOf(trees).matrix.rows.map(({ state, cells }) => [state, ...cells.map((cell) => cell.state)]);

test('a row per table, a column per op of the release, in the order of the struct', () => {
  const { matrix } = matrixOf([tree([table('mm/a.c', 'a_ops', { fault: 'a_fault', open: 'a_open' })])]);
  expect(matrix.title).toBe('Linux 6.12: 1 table, 0 findings');
  expect(matrix.columns).toEqual(['open', 'fault', 'pfn_mkwrite']);
  expect(matrix.rows).toEqual([
    {
      name: 'a_ops',
      path: 'mm/a.c',
      state: 'clean',
      notes: [],
      cells: [
        { state: 'clean', handler: 'a_open', notes: [] },
        { state: 'clean', handler: 'a_fault', notes: [] },
        { state: 'absent', handler: '', notes: [] },
      ],
    },
  ]);
});

test('nothing is called clean that was not checked', () => {
  const unchecked = tree([table('mm/a.c', 'a_ops', { fault: 'a_fault' })], false);
  expect(states([unchecked])).toEqual([['unchecked', 'absent', 'unchecked', 'absent']]);
  expect(matrixOf([unchecked]).matrix).toMatchObject({ checked: false, title: 'Linux 6.12: 1 table' });
});

test('the gravest finding of an op is its state; one about no op is the state of the table', () => {
  const findings = [
    finding('information', 'fault', 1),
    finding('error', 'fault', 2),
    finding('warning', null, 3),
    finding('information', 'open', 4),
  ];
  const one = tree([table('mm/a.c', 'a_ops', { fault: 'a_fault', open: 'a_open' }, findings)]);
  expect(states([one])).toEqual([['warning', 'remark', 'error', 'absent']]);
  expect(matrixOf([one]).matrix.rows[0]?.cells[1]?.notes).toEqual([
    'remark: about fault [some-rule]',
    'error: about fault [some-rule]',
  ]);
});

test('an op that should be there, and is not, shows its finding; NULL is not there', () => {
  const missing = table('mm/a.c', 'a_ops', { open: null }, [finding('warning', 'pfn_mkwrite', 1)]);
  expect(states([tree([missing])])).toEqual([['clean', 'absent', 'absent', 'warning']]);
});

test('an op that the release does not have gets a column behind the others; mmap gets none', () => {
  const findings = [finding('error', 'split', 1), finding('warning', 'mmap', 2)];
  const { matrix } = matrixOf([tree([table('mm/a.c', 'a_ops', { split: 'a_split' }, findings)])]);
  expect(matrix.columns).toEqual(['open', 'fault', 'pfn_mkwrite', 'split']);
  expect(matrix.rows[0]?.cells[3]?.state).toBe('error');
  expect(matrix.rows[0]?.state).toBe('warning');
});

test('a finding about a handler that two tables share counts once', () => {
  const shared = finding('error', 'fault', 7);
  const two = ['a_ops', 'b_ops'].map((name) => table('mm/a.c', name, { fault: 'a_fault' }, [shared]));
  expect(matrixOf([tree(two)]).matrix.title).toBe('Linux 6.12: 2 tables, 1 finding');
});

test('a cell leads to its gravest finding, else to the handler, else to the entry, else to the table', () => {
  const findings = [finding('warning', 'fault', 7), finding('error', 'fault', 8)];
  const members = { fault: 'a_fault', open: 'a_open', split: 'unknown' };
  const { placeOf } = matrixOf([tree([table('mm/a.c', 'a_ops', members, findings)])]);
  expect(placeOf(0, 1)).toEqual(at('found.c', 8));
  expect(placeOf(0, 0)).toEqual(at('mm/a.c', 101));
  expect(placeOf(0, 3)).toEqual(at('mm/a.c', 3));
  expect(placeOf(0, 2)).toEqual(at('mm/a.c', 0));
  expect(placeOf(0, -1)).toEqual(at('mm/a.c', 0));
  expect(placeOf(1, 0)).toBeNull();
});

test('of several trees, the paths begin with the name of theirs', () => {
  const one = tree([table('mm/a.c', 'a_ops', {})]);
  const other = { ...one, root: 'file:///home/u/my%20linux', release: '6.1' };
  const { matrix } = matrixOf([one, other]);
  expect(matrix.title).toBe('Linux 6.12, 6.1: 2 tables, 0 findings');
  expect(matrix.rows.map(({ path }) => path)).toEqual(['linux/mm/a.c', 'my linux/mm/a.c']);
});

test('no tree at all', () => {
  expect(matrixOf([]).matrix).toEqual({
    title: 'No kernel code is open',
    checked: false,
    columns: [],
    rows: [],
  });
});
