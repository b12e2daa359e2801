// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { helpersFor } from '../../server/src/analysis/models/table.ts';
import { outcomes, release, summary } from './render.ts';

describe('locks', () => {
  test('mutex', () => {
    expect(outcomes('mutex_lock', '6.12')).toEqual([': lock mutex arg0']);
    expect(outcomes('mutex_unlock', '6.12')).toEqual([': unlock mutex arg0']);
    expect(outcomes('mutex_trylock', '6.12')).toEqual(['1: lock mutex arg0', '0']);
    expect(outcomes('mutex_lock_interruptible', '6.12')).toEqual(['0: lock mutex arg0', '-EINTR']);
    expect(outcomes('atomic_dec_and_mutex_lock', '6.12')).toEqual(['1: lock mutex arg1', '0']);
    expect(summary('mutex_lock', '6.12').sleeps).toBe(true);
    expect(summary('mutex_trylock', '6.12').sleeps).toBe(false);
  });
  test('a reservation without a context cannot deadlock', () => {
    expect(outcomes('dma_resv_lock', '6.12')).toEqual([
      '0: lock mutex arg0 if !arg1',
      '0, -EDEADLK, -EALREADY if arg1',
    ]);
    expect(outcomes('ww_mutex_lock_interruptible', '6.12')).toEqual([
      '0: lock mutex arg0 if !arg1',
      '-EINTR',
      '0, -EDEADLK, -EALREADY if arg1',
    ]);
  });
  test('a semaphore tries with 0 for success, a mutex with 1', () => {
    expect(outcomes('down_trylock', '6.12')).toEqual(['0: lock other arg0', '1']);
    expect(outcomes('down_read_trylock', '6.12')).toEqual(['1: lock rwsem-read arg0', '0']);
  });
  test('spinlocks do not sleep', () => {
    expect(outcomes('spin_lock_irqsave', '6.12')).toEqual([': lock spinlock arg0']);
    expect(outcomes('bit_spin_lock', '6.12')).toEqual([': lock spinlock arg1']);
    expect(summary('spin_lock', '6.12').sleeps).toBe(false);
  });
  test('locks inside an object', () => {
    expect(outcomes('inode_lock', '6.12')).toEqual([': lock rwsem-write &arg0->i_rwsem']);
    expect(outcomes('filemap_invalidate_lock_shared', '6.12')).toEqual([
      ': lock rwsem-read &arg0->invalidate_lock',
    ]);
  });
  test('downgrade_write', () => {
    expect(outcomes('downgrade_write', '6.12')).toEqual([': unlock rwsem-write arg0; lock rwsem-read arg0']);
  });
  test('the page-table lock comes back through a pointer, and not at all from 6.5 when the table is gone', () => {
    expect(outcomes('pte_offset_map_lock', '6.4')).toEqual(['+: set *arg3; lock spinlock *arg3']);
    expect(outcomes('pte_offset_map_lock', '6.5')).toEqual(['+: set *arg3; lock spinlock *arg3', '0']);
    expect(outcomes('pte_unmap_unlock', '6.12')).toEqual([': unlock spinlock arg1']);
  });
  test('RCU and atomic sections', () => {
    expect(outcomes('rcu_read_lock', '6.12')).toEqual([': lock rcu global']);
    expect(outcomes('kmap_atomic', '6.12')).toEqual(['+: lock preempt global']);
    expect(outcomes('radix_tree_preload', '6.12')).toEqual(['0: lock preempt global', '-ENOMEM']);
  });
});

describe('page locks', () => {
  test('success by era and form', () => {
    expect(outcomes('lock_page', '6.12')).toEqual([': lock page arg0']);
    expect(outcomes('trylock_page', '6.12')).toEqual(['1: lock page arg0', '0']);
    expect(outcomes('TestSetPageLocked', '2.6.26')).toEqual(['0: lock page arg0', '1']);
    expect(outcomes('folio_lock_killable', '6.12')).toEqual(['0: lock page arg0', '-EINTR']);
    expect(outcomes('folio_end_read', '6.12')).toEqual([': unlock page arg0']);
    expect(outcomes('__folio_clear_locked', '6.12')).toEqual([': unlock page arg0']);
    expect(summary('__folio_clear_dirty', '6.12')).toMatchObject({ neutral: true, outcomes: [] });
  });
  test('lock_page_or_retry says 1 for locked, folio_lock_or_retry 0 from 6.6', () => {
    expect(outcomes('lock_page_or_retry', '2.6.38')).toEqual([
      '1: lock page arg0',
      '0: release-mmap if arg2 & FAULT_FLAG_ALLOW_RETRY',
    ]);
    expect(outcomes('folio_lock_or_retry', '6.5')).toEqual([
      '1: lock page arg0',
      '0: release-mmap if arg2 & FAULT_FLAG_ALLOW_RETRY and !arg2 & FAULT_FLAG_RETRY_NOWAIT',
      '0 if arg2 & FAULT_FLAG_ALLOW_RETRY and arg2 & FAULT_FLAG_RETRY_NOWAIT',
    ]);
    expect(outcomes('folio_lock_or_retry', '6.6')).toEqual([
      '0: lock page arg0',
      'RETRY: release-mmap if arg1->flags & FAULT_FLAG_ALLOW_RETRY and !arg1->flags & FAULT_FLAG_RETRY_NOWAIT',
      'RETRY if arg1->flags & FAULT_FLAG_ALLOW_RETRY and arg1->flags & FAULT_FLAG_RETRY_NOWAIT',
    ]);
  });
  test('page cache lookups: NULL to 6.3, an error pointer from 6.4', () => {
    expect(outcomes('filemap_lock_folio', '6.3')).toEqual(['+: lock page result', '0']);
    expect(outcomes('filemap_lock_folio', '6.4')).toEqual(['+: lock page result', 'errptr']);
    expect(outcomes('filemap_get_folio', '6.4')).toEqual(['+', 'errptr']);
    expect(outcomes('find_lock_page', '6.12')).toEqual(['+: lock page result', '0']);
    expect(outcomes('find_get_page', '6.12')).toEqual(['+', '0']);
    expect(outcomes('pagecache_get_page', '6.12')).toEqual([
      '+: lock page result if arg2 & FGP_LOCK',
      '+: lock page result if !arg2 & FGP_LOCK and arg2 & FGP_WRITEBEGIN',
      '+ if !arg2 & FGP_LOCK and !arg2 & FGP_WRITEBEGIN',
      '0',
    ]);
  });
  test('the truncation check gives the bytes left or -EFAULT', () => {
    expect(outcomes('folio_mkwrite_check_truncate', '6.12')).toEqual([
      '+: check-truncation arg0',
      '-EFAULT: check-truncation arg0',
    ]);
  });
  test('a folio and its page are one object', () => {
    for (const name of ['page_folio', 'folio_page', 'folio_file_page', 'compound_head'])
      expect(summary(name, '6.12').alias).toMatchObject({ root: 'arg', index: 0, fields: [] });
  });
});

describe('mmap_lock and freeze protection', () => {
  test('taking and dropping', () => {
    expect(outcomes('mmap_read_lock', '6.12')).toEqual([': lock mmap-read arg0']);
    expect(outcomes('mmap_write_lock_killable', '6.12')).toEqual(['0: lock mmap-write arg0', '-EINTR']);
    expect(outcomes('mmap_read_trylock', '6.12')).toEqual(['1: lock mmap-read arg0', '0']);
    expect(outcomes('release_fault_lock', '6.12')).toEqual([': release-mmap']);
    expect(summary('get_user_pages_fast', '6.12').takesMmapLock).toBe(true);
  });
  test('freeze', () => {
    expect(outcomes('sb_start_pagefault', '6.12')).toEqual([': lock freeze arg0']);
    expect(outcomes('sb_end_pagefault', '6.12')).toEqual([': unlock freeze arg0']);
    expect(outcomes('mnt_want_write_file', '6.12')).toEqual(['0: lock other arg0', '-EROFS, -E?']);
  });
});

describe('sleep and user memory', () => {
  test('allocations depend on their flags', () => {
    expect(summary('alloc_page', '6.12').sleeps).toEqual({ gfp: 0 });
    expect(summary('kmalloc', '6.12').sleeps).toEqual({ gfp: 1 });
    expect(summary('kcalloc', '6.12').sleeps).toEqual({ gfp: 2 });
    expect(summary('vmalloc', '6.12').sleeps).toBe(true);
    expect(outcomes('kzalloc', '6.12')).toEqual(['+', '0']);
  });
  test('waiting sleeps, waking does not', () => {
    expect(summary('msleep', '6.12').sleeps).toBe(true);
    expect(summary('wait_on_page_writeback', '6.12').sleeps).toBe(true);
    expect(summary('wake_up', '6.12').sleeps).toBe(false);
    expect(summary('udelay', '6.12').sleeps).toBe(false);
  });
  test('user access, and the forms that cannot fault', () => {
    expect(summary('copy_from_user', '6.12')).toMatchObject({ userAccess: true, sleeps: true });
    expect(summary('copy_from_user_nofault', '6.12')).toMatchObject({ userAccess: false, sleeps: false });
    // Whether an iterator names user memory is not known from the call.
    expect(helpersFor(release('6.12')).has('copy_to_iter')).toBe(false);
  });
});
