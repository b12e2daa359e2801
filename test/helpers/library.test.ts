// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { helpersFor } from '../../server/src/analysis/models/table.ts';
import { outcomes, release, summary } from './render.ts';

const retry = (arg: string, codes: string, extra = '') => [
  `${codes}: release-mmap${extra} if ${arg}->flags & FAULT_FLAG_ALLOW_RETRY and !${arg}->flags & FAULT_FLAG_RETRY_NOWAIT`,
  `${codes} if ${arg}->flags & FAULT_FLAG_ALLOW_RETRY and ${arg}->flags & FAULT_FLAG_RETRY_NOWAIT`,
];

describe('filemap_fault', () => {
  const locked = (arg: string) =>
    `LOCKED, LOCKED|MAJOR: set ${arg}->page; lock page ${arg}->page; check-truncation ${arg}->page`;
  test('did not exist before 2.6.23', () => {
    expect(helpersFor(release('2.6.22')).get('filemap_fault')).toBeUndefined();
  });
  test('without RETRY to 2.6.36, which 2.6.37 brought and 2.6.39 could ask for without waiting', () => {
    expect(outcomes('filemap_fault', '2.6.36')).toEqual([locked('arg1'), 'SIGBUS, OOM']);
    expect(outcomes('filemap_fault', '2.6.37')).toEqual([
      locked('arg1'),
      'RETRY, MAJOR|RETRY: release-mmap if arg1->flags & FAULT_FLAG_ALLOW_RETRY',
      'SIGBUS, OOM',
    ]);
    expect(outcomes('filemap_fault', '4.10')).toEqual([
      locked('arg1'),
      ...retry('arg1', 'RETRY, MAJOR|RETRY'),
      'SIGBUS, OOM',
    ]);
  });
  test('4.11 takes the vmf alone, 6.9 may answer NOPAGE', () => {
    const before = [locked('arg0'), ...retry('arg0', 'RETRY, MAJOR|RETRY'), 'SIGBUS, OOM'];
    expect(outcomes('filemap_fault', '4.11')).toEqual(before);
    expect(outcomes('filemap_fault', '6.8')).toEqual(before);
    expect(outcomes('filemap_fault', '6.9')).toEqual([...before, 'NOPAGE: clear arg0->page']);
    expect(summary('filemap_fault', '6.12').sleeps).toBe(true);
  });
});

test('filemap_map_pages returns nothing to 5.11 and never sleeps', () => {
  expect(summary('filemap_map_pages', '5.11')).toMatchObject({ outcomes: [], neutral: true, sleeps: false });
  expect(outcomes('filemap_map_pages', '5.12')).toEqual(['NOPAGE: install', '0']);
  expect(summary('filemap_map_pages', '5.12').sleeps).toBe(false);
});

test('filemap_page_mkwrite protects against freezing itself', () => {
  expect(outcomes('filemap_page_mkwrite', '4.10')).toEqual([
    'LOCKED: lock page arg1->page; check-truncation arg1->page; time-update',
    'NOPAGE',
  ]);
  expect(outcomes('filemap_page_mkwrite', '4.11')).toEqual([
    'LOCKED: lock page arg0->page; check-truncation arg0->page; time-update',
    'NOPAGE',
  ]);
});

describe('block_page_mkwrite has three domains under one name', () => {
  test('errno with the page unlocked to 2.6.29', () => {
    expect(outcomes('block_page_mkwrite', '2.6.29')).toEqual(['0: dirty', '-EINVAL, -ENOMEM, -E?']);
  });
  test('VM_FAULT bits from 2.6.30 to 4.3, with its own freeze protection from 3.0', () => {
    const codes = 'NOPAGE, OOM, SIGBUS';
    const locked = 'LOCKED: lock page arg1->page; check-truncation arg1->page';
    expect(outcomes('block_page_mkwrite', '2.6.30')).toEqual([`${locked}; dirty`, codes]);
    expect(outcomes('block_page_mkwrite', '2.6.39')).toEqual([`${locked}; dirty`, codes]);
    expect(outcomes('block_page_mkwrite', '3.0')).toEqual([`${locked}; time-update`, codes]);
    expect(outcomes('block_page_mkwrite', '4.3')).toEqual([`${locked}; time-update`, codes]);
  });
  test('errno with the page locked from 4.4, as __block_page_mkwrite before', () => {
    const locked = '0: lock page arg1->page; check-truncation arg1->page; dirty';
    expect(outcomes('block_page_mkwrite', '4.4')).toEqual([locked, '-EFAULT, -ENOMEM, -E?']);
    expect(outcomes('block_page_mkwrite', '7.1')).toEqual([locked, '-EFAULT, -ENOMEM, -E?']);
    expect(outcomes('__block_page_mkwrite', '4.3')[0]).toBe(locked);
    expect(helpersFor(release('4.4')).has('__block_page_mkwrite')).toBe(false);
  });
});

test('iomap_page_mkwrite returns errno to 4.13, VM_FAULT bits from 4.14', () => {
  const effects = (arg: string) => `lock page ${arg}->page; check-truncation ${arg}->page; dirty`;
  expect(outcomes('iomap_page_mkwrite', '4.10')).toEqual([`0: ${effects('arg1')}`, '-EFAULT, -ENOMEM, -E?']);
  expect(outcomes('iomap_page_mkwrite', '4.13')).toEqual([`0: ${effects('arg0')}`, '-EFAULT, -ENOMEM, -E?']);
  expect(outcomes('iomap_page_mkwrite', '4.14')).toEqual([
    `LOCKED: ${effects('arg0')}`,
    'NOPAGE, OOM, SIGBUS',
  ]);
});

test.each(['6.12', '7.1'])(
  'netfs_page_mkwrite returns RETRY in %s, which page_mkwrite may not',
  (release) => {
    expect(outcomes('netfs_page_mkwrite', release)).toEqual([
      'LOCKED: lock page arg0->page; check-truncation arg0->page; time-update',
      'NOPAGE, SIGBUS, OOM, RETRY',
    ]);
  },
);

describe('DAX', () => {
  const large = 'if !arg1 == 0 and !arg1 == PE_SIZE_PTE';
  test('dax_iomap_fault falls back for large orders alone, and asks for a sync only with a place for the pfn', () => {
    expect(outcomes('dax_iomap_fault', '6.12')).toEqual([
      'NOPAGE, MAJOR|NOPAGE: install; havoc *arg3',
      'NEEDDSYNC, MAJOR|NEEDDSYNC: havoc *arg3 if arg2 and arg4 and arg0->flags & FAULT_FLAG_WRITE and arg0->vma->vm_flags & VM_SHARED',
      'DONE_COW, DONE_COW|MAJOR: havoc *arg3 if arg0->cow_page and !arg0->flags & FAULT_FLAG_MKWRITE',
      'SIGBUS, OOM, HWPOISON: havoc *arg3',
      `FALLBACK, 0: havoc *arg3 ${large}`,
    ]);
    expect(outcomes('dax_iomap_fault', '4.14')).toEqual([
      'NOPAGE, MAJOR|NOPAGE: install',
      'DONE_COW, DONE_COW|MAJOR if arg0->cow_page and !arg0->flags & FAULT_FLAG_MKWRITE',
      'SIGBUS, OOM',
      `FALLBACK, 0 ${large}`,
    ]);
    expect(outcomes('dax_iomap_fault', '4.10')).toEqual([
      'NOPAGE, MAJOR|NOPAGE: install',
      'DONE_COW, DONE_COW|MAJOR if arg1->cow_page and !arg1->flags & FAULT_FLAG_MKWRITE',
      'SIGBUS, OOM',
    ]);
  });
  test('dax_finish_sync_fault', () => {
    expect(outcomes('dax_finish_sync_fault', '4.15')).toEqual([
      'NOPAGE: install',
      'SIGBUS, OOM',
      `FALLBACK ${large}`,
    ]);
  });
  test('the helpers of 4.0 to 4.13', () => {
    expect(outcomes('dax_fault', '4.9')).toEqual(['?: havoc arg1->page']);
    expect(helpersFor(release('4.10')).has('dax_fault')).toBe(false);
    expect(outcomes('dax_pfn_mkwrite', '4.13')).toEqual(['NOPAGE: install']);
    expect(helpersFor(release('4.14')).has('dax_pfn_mkwrite')).toBe(false);
  });
});

test('shmem_fault', () => {
  const locked = (arg: string) => `LOCKED, LOCKED|MAJOR: set ${arg}->page; lock page ${arg}->page`;
  expect(outcomes('shmem_fault', '3.15')).toEqual([locked('arg1'), 'SIGBUS, OOM']);
  expect(outcomes('shmem_fault', '4.10')).toEqual([
    locked('arg1'),
    ...retry('arg1', 'RETRY, MAJOR|RETRY'),
    'NOPAGE, SIGBUS, OOM',
  ]);
  expect(outcomes('shmem_fault', '4.11')).toEqual([
    locked('arg0'),
    ...retry('arg0', 'RETRY, MAJOR|RETRY'),
    'NOPAGE, SIGBUS, OOM, HWPOISON',
  ]);
});

test('generic_access_phys gives a count or an errno', () => {
  expect(outcomes('generic_access_phys', '6.12')).toEqual(['+, -EINVAL, -ENOMEM']);
});

describe('TTM', () => {
  test('ttm_bo_vm_reserve holds the reservation on 0 alone', () => {
    expect(outcomes('ttm_bo_vm_reserve', '6.12')).toEqual([
      '0: lock mutex arg0->base.resv',
      ...retry('arg1', 'RETRY'),
      'NOPAGE, SIGBUS',
    ]);
  });
  test('ttm_bo_vm_fault_reserved drops it on RETRY, and could fall back from 5.6 to 5.15', () => {
    const common = [
      'NOPAGE: install',
      ...retry('arg0', 'RETRY', '; unlock mutex arg0->vma->vm_private_data->base.resv'),
      'OOM, SIGBUS',
    ];
    expect(outcomes('ttm_bo_vm_fault_reserved', '5.5')).toEqual(common);
    expect(outcomes('ttm_bo_vm_fault_reserved', '5.6')).toEqual([...common, 'FALLBACK if !arg3 == 1']);
    expect(outcomes('ttm_bo_vm_fault_reserved', '5.15')).toEqual([...common, 'FALLBACK if !arg3 == 1']);
    expect(outcomes('ttm_bo_vm_fault_reserved', '5.16')).toEqual(common);
  });
  test('ttm_bo_vm_fault takes the vmf alone from 4.11', () => {
    expect(outcomes('ttm_bo_vm_fault', '4.10')).toEqual([
      'NOPAGE: install',
      ...retry('arg1', 'RETRY'),
      'OOM, SIGBUS',
    ]);
    expect(outcomes('ttm_bo_vm_fault', '6.12')).toEqual([
      'NOPAGE: install',
      ...retry('arg0', 'RETRY'),
      'OOM, SIGBUS',
    ]);
  });
});

test('handle_userfault', () => {
  expect(outcomes('handle_userfault', '6.12')).toEqual([...retry('arg0', 'RETRY'), 'NOPAGE, SIGBUS']);
});
