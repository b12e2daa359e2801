// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { statusText, treeOf } from '../../client/src/statusText.ts';
import type { Status, TreeStatus } from '../../server/src/lsp/vmops/protocol.ts';

const TREE: TreeStatus = {
  root: 'file:///linux',
  inTree: true,
  release: '6.12.117',
  releaseSource: 'makefile',
  releaseNote: null,
  state: 'ready',
  files: 1217,
  tables: 143,
  milliseconds: 812,
  generation: 4,
};
const show = (tree: Partial<TreeStatus>, lastRun: Status['lastRun'] = null) =>
  statusText({ trees: [{ ...TREE, ...tree }], lastRun, runs: [] }, 'file:///linux/mm/memory.c', (time) =>
    time.slice(11, 19),
  );

test('a tree that was read, and a file that was checked', () => {
  const run = { findings: 1, milliseconds: 12, time: '2026-01-02T03:04:05.678Z' };
  const read = '143 tables, 1,217 files in 0.8 s';
  // Not of another file than the one that is looked at, but of the whole tree.
  expect(show({}, { ...run, uri: 'file:///linux/fs/a%20b.c' }).detail).toBe(read);
  expect(show({}, { ...run, uri: 'file:///linux' }).detail).toBe(
    `${read} · 1 finding in linux at 03:04:05, after 12 ms`,
  );
  expect(show({}, { ...run, uri: 'file:///linux/mm/memory.c' })).toEqual({
    text: 'Linux 6.12.117',
    detail: `${read} · 1 finding at 03:04:05, after 12 ms`,
    busy: false,
    isDoubtful: false,
  });
});

test('a tree that is being read', () => {
  expect(show({ state: 'reading', milliseconds: null })).toMatchObject({
    detail: 'reading the tree',
    busy: true,
  });
});

test('a reading that was cancelled is in doubt', () => {
  expect(show({ state: 'cancelled' })).toMatchObject({
    detail: 'the reading of the tree was cancelled',
    busy: false,
    isDoubtful: true,
  });
});

test.each([
  ['option', null, 'by the settings · 143 tables', false],
  ['inferred', 'vm_fault_t: 4.17 or later', 'vm_fault_t: 4.17 or later · 143 tables', false],
  ['default', null, 'the newest known, nothing tells the release · 143 tables', true],
] as const)('a release by %s says so', (releaseSource, releaseNote, detail, isDoubtful) => {
  const shown = show({ releaseSource, releaseNote });
  expect(shown.detail.startsWith(detail)).toBe(true);
  expect(shown.isDoubtful).toBe(isDoubtful);
});

test('a file keeps its own count when another was checked since', () => {
  const run = { findings: 2, milliseconds: 5, time: '2026-01-02T03:04:05.678Z' };
  const own = { ...run, uri: 'file:///linux/mm/memory.c' };
  const other = { ...run, findings: 7, uri: 'file:///linux/mm/shmem.c' };
  const status = { trees: [TREE], lastRun: other, runs: [own, other] };
  expect(statusText(status, own.uri, String).detail).toContain('2 findings at');
});

test('the range that a release was inferred from is told at once', () => {
  const releaseNote = "release 4.17–7.1 inferred from fault handlers' prototypes";
  expect(show({ release: '7.1', releaseSource: 'inferred', releaseNote }).text).toBe(
    'Linux 7.1, inferred 4.17–7.1',
  );
});

test('before the server speaks, and without a tree', () => {
  expect(statusText(null, null, String)).toMatchObject({ text: 'vmops', busy: true });
  expect(statusText({ trees: [], lastRun: null, runs: [] }, null, String)).toMatchObject({
    text: 'vmops',
    busy: false,
  });
});

test('the innermost tree around a document counts, else a kernel tree before a folder', () => {
  const folder = { ...TREE, root: 'file:///module', inTree: false };
  const inner = { ...TREE, root: 'file:///linux/tools/inner' };
  const status = { trees: [folder, TREE, inner], lastRun: null, runs: [] };
  expect(treeOf(status, 'file:///linux/mm/memory.c')).toBe(TREE);
  expect(treeOf(status, 'file:///linux/tools/inner/a.c')).toBe(inner);
  expect(treeOf(status, 'file:///linux-6.1/mm/memory.c')).toBe(TREE);
  expect(treeOf(status, 'file:///module/a.c')).toBe(folder);
  expect(treeOf(status, null)).toBe(TREE);
});
