// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

const handler = (body: string, before = '') =>
  `${before} static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; ${body} }`;

describe('a lock is surely held', () => {
  test('after a return that forgets it', () => {
    expect(dump(handler('mutex_lock(&foo->lock); return VM_FAULT_NOPAGE;'), 'f', 'fault')).toEqual([
      'line 1: NOPAGE · page unset, unlocked · mmap held · holds &foo->lock',
    ]);
  });
});

describe('a lock is in doubt', () => {
  const held = 'line 1: NOPAGE · page unset, unlocked · mmap held · holds &foo->lock?';

  test('after an unseen call whose name speaks of unlocking', () => {
    const body = 'mutex_lock(&foo->lock); foo_unlock_all(7); return VM_FAULT_NOPAGE;';
    expect(dump(handler(body), 'f', 'fault')).toEqual([held]);
  });

  test('after a callee that makes such a call', () => {
    const before = 'static void drop(struct foo *foo) { foo_unlock_all(7); }';
    const body = 'mutex_lock(&foo->lock); drop(foo); return VM_FAULT_NOPAGE;';
    expect(dump(handler(body, before), 'f', 'fault')).toEqual([held]);
  });

  test('when a callee releases one that has no name here', () => {
    const before = 'static void drop(int id) { struct foo *it = find(id); mutex_unlock(&it->lock); }';
    const body = 'mutex_lock(&foo->lock); drop(7); return VM_FAULT_NOPAGE;';
    expect(dump(handler(body, before), 'f', 'fault')).toEqual([held]);
  });

  test('when the object that it lies in goes to one that may give it back by its name, not to any other', () => {
    const leave = (call: string) =>
      dump(handler(`mutex_lock(&foo->part.lock); ${call}; return VM_FAULT_NOPAGE;`), 'f', 'fault');
    const part = 'line 1: NOPAGE · page unset, unlocked · mmap held · holds &foo->part.lock';
    expect(leave('finish(&foo->part)')).toEqual([`${part}?`]);
    expect(leave('elsewhere(&foo->part)')).toEqual([part]);
  });

  test('when what a callee gives back by its text is of its kind and its name', () => {
    const leave = (release: string) =>
      dump(
        handler(
          'mutex_lock(&foo->lock); step(foo, vmf->pgoff); return VM_FAULT_NOPAGE;',
          `static void step(struct foo *foo, int n) { ${'if (foo_has(n)) { foo_did(n); }\n'.repeat(60).replaceAll('\n', '')} struct foo *it = find(n); ${release}; }`,
        ),
        'f',
        'fault',
      );
    expect(leave('mutex_unlock(&it->lock)')).toEqual([held]);
    expect(leave('mutex_unlock(&it->other)')).toEqual([held.slice(0, -1)]);
    expect(leave('spin_unlock(&it->lock)')).toEqual([held.slice(0, -1)]);
    expect(leave('mutex_lock(&it->lock); mutex_unlock(&it->lock)')).toEqual([held.slice(0, -1)]);
  });
});

test('a page that a callee locks and puts into the fault is locked in the caller', () => {
  const before = 'static vm_fault_t inner(struct vm_fault *vmf) { return filemap_fault(vmf); }';
  const lines = dump(handler('return inner(vmf);', before), 'f', 'fault');
  expect(lines.filter((l) => l.includes('LOCKED'))).toEqual([
    'line 1: LOCKED, LOCKED|MAJOR · page set, locked · mmap held · truncation checked yes · holds page',
  ]);
});

test('a ww lock taken in a context belongs to the context', () => {
  const body = 'struct ctx c; ww_mutex_lock(&foo->lock, &c); return VM_FAULT_NOPAGE;';
  expect(dump(handler(body), 'f', 'fault')).toEqual(['line 1: NOPAGE · page unset, unlocked · mmap held']);
});

test('drm_WARN_ONCE gives its second argument back', () => {
  const body =
    'int err = mutex_lock_interruptible(&foo->lock); if (drm_WARN_ONCE(foo, err, "x")) return VM_FAULT_SIGBUS; mutex_unlock(&foo->lock); return VM_FAULT_NOPAGE;';
  expect(dump(handler(body), 'f', 'fault')).toEqual([
    'line 1: SIGBUS · page unset, unlocked · mmap held',
    'line 1: NOPAGE · page unset, unlocked · mmap held',
  ]);
});

test('a stub of a header for a feature that is off says nothing', () => {
  const header =
    '#ifndef CONFIG_RING\nstatic inline struct page *ring_page(struct foo *foo)\n{\n\treturn NULL;\n}\n#endif\n';
  const body = 'vmf->page = ring_page(foo); return 0;';
  expect(dump(handler(body), 'f', 'fault', '6.12', { 'ring.h': header })).toEqual([
    'line 1: 0 · page unknown, unknown · mmap held',
  ]);
});

test('an inline function of a header locks through its neighbours, whatever those are made of', () => {
  const header = [
    'static inline int trylock_page(struct page *page)',
    '{',
    '\treturn likely(!test_and_set_bit_lock(PG_locked, &page->flags));',
    '}',
    'static inline int lock_page_or_retry(struct page *page, struct mm_struct *mm, unsigned int flags)',
    '{',
    '\treturn trylock_page(page) || __lock_page_slowly(page, mm, flags);',
    '}',
    '',
  ].join('\n');
  const body =
    'struct page *page = vmf->page; if (!lock_page_or_retry(page, vmf->vma->vm_mm, vmf->flags)) return 0; return VM_FAULT_LOCKED;';
  const lines = dump(handler(body), 'f', 'page_mkwrite', '2.6.32', { 'pagemap.h': header });
  expect(lines.filter((l) => l.includes(': LOCKED'))).toEqual([
    'line 1: LOCKED · page set, locked · mmap held · holds page',
    'line 1: LOCKED · page set, unknown · mmap held',
  ]);
});

test('a loop to a named constant runs at least once, one to a variable may not', () => {
  const loop = (bound: string) =>
    dump(
      handler(
        `vm_fault_t ret = 0; int i; for (i = 0; i < ${bound}; i++) { ret = vmf_insert_pfn(vmf->vma, vmf->address, i); if (ret) return ret; } return ret;`,
      ),
      'f',
      'fault',
    ).some((line) => line.startsWith('line 1: 0 '));
  expect(loop('FOO_PREFAULT')).toBe(false);
  expect(loop('foo->count')).toBe(true);
});

test('freeze protection is in doubt after a call that speaks of it, not after any unlock', () => {
  const leave = (call: string) =>
    dump(
      `static vm_fault_t f(struct vm_fault *vmf) { struct inode *inode = vmf->vma->vm_file->f_inode; sb_start_pagefault(inode->i_sb); ${call}; return VM_FAULT_NOPAGE; }`,
      'f',
      'page_mkwrite',
    )[0]
      ?.split(' · ')
      .at(-1);
  expect(leave('foo_unlock_cluster(7)')).toBe('holds inode->i_sb');
  expect(leave('foo_end_pagefault(7)')).toBe('holds inode->i_sb?');
});

describe('a lock that goes to a function of any name', () => {
  const close = (helper: string, body: string) =>
    dump(
      `${helper} static void f(struct vm_area_struct *vma) { struct foo *foo = vma->vm_private_data; ${body} }`,
      'f',
      'close',
    ).map((line) => line.split(' · ').slice(3).join());

  test('is given back there, also by its place at file scope', () => {
    expect(
      close(
        'static void step(struct foo *foo) { mutex_unlock(&foo->lock); }',
        'mutex_lock(&foo->lock); step(foo);',
      ),
    ).toEqual(['']);
    expect(
      close(
        'static void step(int n) { mutex_unlock(&slots[n].lock); }',
        'mutex_lock(&slots[foo->n].lock); step(foo->n);',
      ),
    ).toEqual(['']);
  });

  test('is taken there', () => {
    expect(close('static void step(struct foo *foo) { mutex_lock(&foo->lock); }', 'step(foo);')).toEqual([
      'holds &foo->lock',
    ]);
    expect(close('static void step(void) { mutex_lock(&all); }', 'step();')).toEqual(['holds &all']);
  });

  test('is in doubt after one that is too large to follow and gives something back', () => {
    const large = (end: string) =>
      `static void step(int n) { ${'if (foo_has(n)) { foo_did(n); }\n'.repeat(40)} ${end} }`;
    const body = 'mutex_lock(&foo->lock); step(7);';
    expect(close(large('mutex_unlock(&find(n)->lock);'), body)).toEqual(['holds &foo->lock?']);
    expect(close(large('mutex_lock(&all); mutex_unlock(&all);'), body)).toEqual(['holds &foo->lock']);
  });

  test('is in doubt after one with more outcomes than are told apart', () => {
    const ways = Array.from(
      { length: 14 },
      (_, n) => `if (bar->m${n}) { mutex_lock(&bar->l${n}); return; }\n`,
    ).join('');
    const helper = (end: string) => `static void step(struct bar *bar) { ${ways} ${end} }`;
    expect(
      close(helper('mutex_unlock(&bar->foo->lock);'), 'mutex_lock(&foo->lock); step(foo->bar);'),
    ).toEqual(['holds &foo->lock?']);
  });
});
