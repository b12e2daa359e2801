// SPDX-License-Identifier: GPL-2.0-only
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { type Matrix, matrixOf } from '../../server/src/report/matrix.ts';
import { finding, table, tree } from './tables.ts';

interface Cell {
  row: number;
  column: number;
}
/** The script of the page as the webview loads it. */
interface Grid {
  moved(event: object, at: Cell, size: { rows: number; columns: number; page: number }): Cell | null;
  fitting(matrix: Matrix, filter: string, states: Set<string>): number[];
  gravest(row: Matrix['rows'][number]): string;
}
let grid: Grid;

beforeAll(async () => {
  grid = await import(pathToFileURL(join(__dirname, '../../client/media/grid.js')).href);
});

const SIZE = { rows: 10, columns: 4, page: 3 };

test.each([
  ['ArrowDown', [2, 1], [3, 1]],
  ['ArrowDown', [9, 1], [9, 1]],
  ['ArrowUp', [0, 1], [0, 1]],
  ['ArrowLeft', [2, 0], [2, -1]],
  ['ArrowLeft', [2, -1], [2, -1]],
  ['ArrowRight', [2, 3], [2, 3]],
  ['Home', [2, 2], [2, -1]],
  ['End', [2, 2], [2, 3]],
  ['PageDown', [2, 2], [5, 2]],
  ['PageDown', [8, 2], [9, 2]],
  ['PageUp', [2, 2], [0, 2]],
  ['Control+Home', [2, 2], [0, -1]],
  ['Control+End', [2, 2], [9, 3]],
  ['Control+ArrowDown', [2, 2], [9, 2]],
  ['Control+ArrowRight', [2, 2], [2, 3]],
] as const)('%s from %j leads to %j', (name, [row, column], [toRow, toColumn]) => {
  const key = name.replace('Control+', '');
  expect(grid.moved({ key, ctrlKey: key !== name }, { row, column }, SIZE)).toEqual({
    row: toRow,
    column: toColumn,
  });
});

test('other keys mean nothing', () => {
  expect(grid.moved({ key: 'a' }, { row: 0, column: 0 }, SIZE)).toBeNull();
});

const { matrix } = matrixOf([
  tree([
    table('fs/ext4/inode.c', 'ext4_ops', { fault: 'ext4_fault', open: null }),
    table('mm/shmem.c', 'shmem_ops', { fault: 'shmem_fault' }, [finding('warning', 'fault', 1)]),
    table('mm/b.c', 'b_ops', { open: 'b_open' }, [finding('error', null, 1)]),
  ]),
]);

test.each([
  ['', [], [0, 1, 2]],
  ['MM/', [], [1, 2]],
  ['mm fault', [], [1]],
  ['ext4_fault', [], [0]],
  ['open', [], [0, 2]],
  ['nothing', [], []],
  ['', ['warning'], [1]],
  ['', ['warning', 'error'], [1, 2]],
  ['shmem', ['error'], []],
])('filter %j with states %j leaves %j', (filter, states, rows) => {
  expect(grid.fitting(matrix, filter, new Set(states))).toEqual(rows);
});

test('the state of a row is that of the gravest of its cells', () => {
  expect(matrix.rows.map((row) => grid.gravest(row))).toEqual(['clean', 'warning', 'error']);
});
