// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { groupTables, subsystemOf } from '../../client/src/tableGroups.ts';
import { finding, table } from './tables.ts';

test.each([
  ['fs/ext4/file.c', 'fs/ext4'],
  ['fs/aio.c', 'fs'],
  ['mm/shmem.c', 'mm'],
  ['arch/powerpc/platforms/cell/spufs/file.c', 'arch/powerpc'],
  ['drivers/char/mem.c', 'drivers/char'],
  ['drivers/gpu/drm/i915/gem/i915_gem_mman.c', 'drivers/gpu/drm/i915'],
  ['drivers/gpu/drm/drm_gem.c', 'drivers/gpu/drm'],
  ['drivers/infiniband/core/uverbs_main.c', 'drivers/infiniband'],
  ['drivers/infiniband/hw/hfi1/file_ops.c', 'drivers/infiniband/hw/hfi1'],
  ['module.c', '.'],
])('%s is of %s', (path, subsystem) => {
  expect(subsystemOf(path)).toBe(subsystem);
});

test('groups are sorted, and keep the order of their tables', () => {
  const tables = [
    table('mm/b.c', 'b_ops', {}, [finding('error', null, 1)]),
    table('fs/ext4/file.c', 'ext4_ops', {}),
    table('mm/a.c', 'a_ops', {}, [finding('warning', null, 1), finding('warning', null, 2)]),
  ];
  expect(
    groupTables({ tables }).map((group) => [
      group.subsystem,
      group.tables.map(({ name }) => name),
      group.findings,
    ]),
  ).toEqual([
    ['fs/ext4', ['ext4_ops'], 0],
    ['mm', ['b_ops', 'a_ops'], 3],
  ]);
});
