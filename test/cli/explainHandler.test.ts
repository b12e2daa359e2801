// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { vmops } from './vmops.ts';

const RING = 'test/sample/drivers/ring/ring.c';

test('a handler: its op, its tables, a line per exit', () => {
  const { code, stdout } = vmops(['explain-handler', 'test/sample/fs/flatfs/file.c:flatfs_log_pfn_mkwrite']);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'test/sample/fs/flatfs/file.c:34:19: flatfs_log_pfn_mkwrite(), pfn_mkwrite of flatfs_log_vm_ops (Linux 6.12)',
    '  line 43: returns VM_FAULT_SIGBUS',
    '  line 43: returns 0',
    '',
  ]);
});

test('a handler that leaves with the page locked', () => {
  const { stdout } = vmops(['explain-handler', 'test/sample/fs/pagefs/file.c:pagefs_page_mkwrite']);
  expect(stdout).toContain(
    '\n  line 24: returns VM_FAULT_LOCKED · vmf->page is locked · page->mapping is checked under the lock · holds the lock of folio\n',
  );
});

test('a function that maps: the flags and the table that it leaves, and what may become of the mapping', () => {
  const { stdout } = vmops(['explain-handler', `${RING}:ring_mmap`]);
  expect(stdout.split('\n')).toEqual([
    `${RING}:39:12: ring_mmap(), maps (Linux 6.12)`,
    '  line 44: +VM_MIXEDMAP · table ring_vm_ops · may be private, may be written, may grow',
    '',
  ]);
});

test.each([
  [`${RING}:ring_mmp`, /\/ring\.c defines no function ring_mmp \(did you mean ring_mmap\?\)\n$/],
  [RING, /^vmops: .*ring\.c: write it as FILE:FUNCTION, fs\/ext4\/inode\.c:ext4_page_mkwrite\n$/],
  ['nowhere.c:f', /^vmops: nowhere\.c: does not exist\n$/],
])('%s is wrong usage', (where, message) => {
  const { code, stdout, stderr } = vmops(['explain-handler', where]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test('a function that core does not call', () => {
  const { code, stderr } = vmops(['explain-handler', 'test/sample/drivers/frame/frame.c:frame_wait']);
  expect([code, stderr]).toEqual([
    2,
    'vmops: frame_wait() is in no ops table and installs none (did you mean frame_fault?)\n',
  ]);
});
