// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { outcomes, summary } from './render.ts';

const inserts = (name: string, at: string) => {
  const { insert } = summary(name, at);
  return (
    insert && `${insert.family} arg${insert.vma.index}${insert.vma.fields.map((f) => `->${f}`).join('')}`
  );
};

describe('helpers that return errno', () => {
  test('vm_insert_page marks the VMA: VM_INSERTPAGE to 3.6, VM_MIXEDMAP from 3.7', () => {
    const fails = ['-EBUSY: find-entry', '-EFAULT, -EINVAL, -ENOMEM'];
    expect(outcomes('vm_insert_page', '3.6')).toEqual(['0: install; set VM_INSERTPAGE on arg0', ...fails]);
    expect(outcomes('vm_insert_page', '3.7')).toEqual(['0: install; set VM_MIXEDMAP on arg0', ...fails]);
    expect(outcomes('vm_insert_pages', '6.12')).toEqual(['0: install; set VM_MIXEDMAP on arg0', ...fails]);
    expect(inserts('vm_insert_page', '6.12')).toBe('page arg0');
  });
  test('vm_insert_pfn and vm_insert_mixed', () => {
    const lines = ['0: install', '-EBUSY: find-entry', '-EFAULT, -EINVAL, -ENOMEM, -EACCES'];
    expect(outcomes('vm_insert_pfn', '4.16')).toEqual(lines);
    expect(outcomes('vm_insert_mixed_mkwrite', '4.16')).toEqual(lines);
    expect(inserts('vm_insert_pfn_prot', '4.16')).toBe('pfn arg0');
    expect(inserts('vm_insert_mixed', '4.16')).toBe('mixed arg0');
  });
  test('remap_pfn_range changes the flags of its era', () => {
    const flags = (at: string) => outcomes('remap_pfn_range', at)[0];
    expect(flags('2.6.14')).toBe('0: install; set VM_IO|VM_RESERVED on arg0');
    expect(flags('2.6.15')).toBe('0: install; set VM_IO|VM_RESERVED|VM_PFNMAP on arg0');
    expect(flags('3.6')).toBe('0: install; set VM_IO|VM_RESERVED|VM_PFNMAP on arg0');
    expect(flags('3.7')).toBe('0: install; set VM_IO|VM_PFNMAP|VM_DONTEXPAND|VM_DONTDUMP on arg0');
    expect(outcomes('io_remap_pfn_range', '6.12')).toEqual(outcomes('remap_pfn_range', '6.12'));
    expect(outcomes('vm_iomap_memory', '6.12')).toEqual(outcomes('remap_pfn_range', '6.12'));
    expect(inserts('remap_pfn_range', '6.12')).toBe('remap arg0');
  });
  test('vm_map_pages', () => {
    expect(outcomes('vm_map_pages_zero', '6.12')).toEqual([
      '0: install; set VM_MIXEDMAP on arg0',
      '-EBUSY: find-entry',
      '-ENXIO, -EFAULT, -EINVAL, -ENOMEM',
    ]);
  });
});

describe('helpers that return VM_FAULT bits', () => {
  test.each([
    ['vmf_insert_pfn', 'pfn arg0'],
    ['vmf_insert_pfn_prot', 'pfn arg0'],
    ['vmf_insert_mixed', 'mixed arg0'],
    ['vmf_insert_mixed_mkwrite', 'mixed arg0'],
    ['vmf_insert_pfn_pmd', 'huge-pfn arg0->vma'],
    ['vmf_insert_pfn_pud', 'huge-pfn arg0->vma'],
    ['vmf_insert_page_mkwrite', 'page arg0->vma'],
  ])('%s', (name, insertion) => {
    expect(outcomes(name, '6.17')).toEqual(['NOPAGE: install', 'OOM, SIGBUS']);
    expect(inserts(name, '6.17')).toBe(insertion);
    expect(summary(name, '6.17').sleeps).toBe(true);
  });
  test('vmf_insert_page sets VM_MIXEDMAP as vm_insert_page does', () => {
    expect(outcomes('vmf_insert_page', '6.12')).toEqual([
      'NOPAGE: install; set VM_MIXEDMAP on arg0',
      'OOM, SIGBUS',
    ]);
  });
  test('vmf_insert_pfn_pmd took the VMA to 5.1', () => {
    expect(inserts('vmf_insert_pfn_pmd', '5.1')).toBe('huge-pfn arg0');
    expect(inserts('vmf_insert_pfn_pmd', '5.2')).toBe('huge-pfn arg0->vma');
  });
  test('folios are not pfns', () => {
    expect(outcomes('vmf_insert_folio_pmd', '6.17')).toEqual(['NOPAGE: install', 'OOM, SIGBUS']);
    expect(summary('vmf_insert_folio_pmd', '6.17').insert).toBeNull();
  });
});

test('alloc_set_pte is for map_pages: core allocates the table that it needs before', () => {
  expect(summary('alloc_set_pte', '4.12').sleeps).toBe(false);
  expect(summary('finish_fault', '4.12').sleeps).toBe(true);
});

describe('VMA flags', () => {
  test('wrappers of 6.3', () => {
    expect(outcomes('vm_flags_set', '6.12')).toEqual([': set arg1 on arg0']);
    expect(outcomes('vm_flags_clear', '6.12')).toEqual([': clear arg1 on arg0']);
    expect(outcomes('vm_flags_mod', '6.12')).toEqual([': set arg1 on arg0; clear arg2 on arg0']);
    expect(outcomes('vm_flags_init', '6.12')).toEqual([': replace arg1 on arg0']);
  });
  test('lists of bits of 7.0', () => {
    expect(outcomes('vma_desc_set_flags', '7.0')).toEqual([': set args1 on arg0']);
    expect(outcomes('vma_clear_flags', '7.0')).toEqual([': clear args1 on arg0']);
  });
  test('dma_mmap_* may set flags of either way, and clears none', () => {
    expect(outcomes('dma_mmap_coherent', '6.12')[0]).toBe(
      '0: install; maybe VM_PFNMAP|VM_MIXEDMAP|VM_IO|VM_DONTEXPAND|VM_DONTDUMP on arg1',
    );
    expect(outcomes('dma_mmap_coherent', '3.6')[0]).toBe(
      '0: install; maybe VM_PFNMAP|VM_INSERTPAGE|VM_IO|VM_RESERVED on arg1',
    );
  });
  test('remap_vmalloc_range', () => {
    expect(outcomes('remap_vmalloc_range', '3.6')[0]).toBe(
      '0: install; set VM_INSERTPAGE|VM_RESERVED on arg0',
    );
    expect(outcomes('remap_vmalloc_range', '3.7')[0]).toBe(
      '0: install; set VM_MIXEDMAP|VM_DONTEXPAND|VM_DONTDUMP on arg0',
    );
  });
});
