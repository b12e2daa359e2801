// SPDX-License-Identifier: GPL-2.0-only
/** What an opaque call leaves of locks, by what it is handed and by its name. */
import { describe, expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

const handler = (body: string, before = '') =>
  `${before} static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; ${body} }`;

describe('a lock that the handler releases on another way after the call', () => {
  const leak = (call: string, before = '') =>
    dump(
      handler(
        `mutex_lock(&foo->lock); ${call} if (foo->gone) return VM_FAULT_SIGBUS; ${before ? 'drop(foo)' : 'mutex_unlock(&foo->lock)'}; return VM_FAULT_NOPAGE;`,
        before,
      ),
      'f',
      'fault',
    ).filter((line) => line.includes('SIGBUS'));
  const held = 'line 1: SIGBUS · page unset, unlocked · mmap held · holds &foo->lock';

  test('is held on the way that forgets it', () => {
    expect(leak('foo_update(foo);')).toEqual([held]);
    expect(leak('foo->ops->update(foo);')).toEqual([held]);
  });

  test('is held too where the name speaks of giving it back, or there is none', () => {
    expect(leak('foo_finish(foo);')).toEqual([held]);
    expect(leak('foo->ops->release(foo);')).toEqual([held]);
    expect(leak('(*foo->update[0])(foo);')).toEqual([held]);
  });

  test('is in doubt where the result, or a variable, may tell that it was given back', () => {
    expect(leak('if (foo_finish(foo)) return VM_FAULT_OOM;')).toEqual([`${held}?`]);
    expect(leak('int err = foo_finish(foo); if (err) return VM_FAULT_OOM;')).toEqual([`${held}?`]);
    expect(leak('int kept; foo_finish(foo, &kept);')).toEqual([`${held}?`]);
  });

  test('is in doubt when the lock itself was handed over', () => {
    expect(leak('foo_update(&foo->lock);')).toEqual([`${held}?`]);
  });

  test('is held too where a callee releases it on the other way, maybe under a condition', () => {
    const drop = 'static void drop(struct foo *foo) { if (!foo->outer) mutex_unlock(&foo->lock); }';
    expect(leak('foo_update(foo);', drop)).toEqual([held]);
  });
});

describe('a page that is handed to a callee', () => {
  const locked = (call: string) =>
    dump(
      handler(`struct page *page = vmf->page; lock_page(page); ${call} return VM_FAULT_LOCKED;`),
      'f',
      'page_mkwrite',
    );

  test('stays locked, and its mapping not looked at, when that sets a flag of it', () => {
    expect(locked('foo_page_set_dirty(foo, page);')).toEqual([
      'line 1: LOCKED · page set, locked · mmap held · holds page',
    ]);
  });

  test('may be unlocked, or looked at, by any other', () => {
    const doubt = 'line 1: LOCKED · page set, unknown · mmap held · truncation checked unknown · holds page?';
    expect(locked('foo_page(foo, page);')).toEqual([doubt]);
    expect(locked('foo_set_and_unlock_page(foo, page);')).toEqual([doubt]);
  });

  test('is not taken for one that the callee locked, when that waits for it', () => {
    const body = 'foo_page_wait(foo, vmf->page); return VM_FAULT_LOCKED;';
    expect(dump(handler(body), 'f', 'page_mkwrite')).toEqual([
      'line 1: LOCKED · page set, unlocked · mmap held',
    ]);
  });
});

test('a folio handed over as its first page, in a callee, is as much in doubt as the folio itself', () => {
  const leave = (page: string) =>
    dump(
      handler(
        'struct folio *folio = foo_folio(foo); folio_lock(folio); if (read_it(foo, folio)) return VM_FAULT_SIGBUS; folio_unlock(folio); return VM_FAULT_NOPAGE;',
        `static int read_it(struct foo *foo, struct folio *folio) { return foo->ops->readpage(foo, ${page}); }`,
      ),
      'f',
      'fault',
    ).filter((line) => line.includes('SIGBUS'));
  const doubt = 'line 1: SIGBUS · page unset, unlocked · mmap held · holds folio?';
  expect(leave('folio')).toEqual([doubt]);
  expect(leave('&folio->page')).toEqual([doubt]);
});

test('the super block of an inode inside another object stays the same', () => {
  const body =
    'sb_start_pagefault(foo->inode.i_sb); foo_update(foo); sb_end_pagefault(foo->inode.i_sb); return VM_FAULT_NOPAGE;';
  expect(dump(handler(body), 'f', 'page_mkwrite')).toEqual([
    'line 1: NOPAGE · page set, unlocked · mmap held',
  ]);
});
