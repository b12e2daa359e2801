// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, it } from 'vitest';
import { readLockingDocument } from '../../server/src/contracts/document/document.ts';
import {
  FAULT_FLAGS,
  faultFieldsOf,
  isFaultFieldWritable,
  vmFlagsApiOf,
} from '../../server/src/contracts/faults.ts';
import { readHeaders } from '../../server/src/contracts/headers/header.ts';
import { kernelFor, overlayDocument, overlayHeader } from '../../server/src/contracts/kernel.ts';
import type { Kernel, Release } from '../../server/src/contracts/model.ts';
import { formatPrototype } from '../../server/src/contracts/prototype.ts';
import { inEra, parseRelease } from '../../server/src/contracts/release.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const known = (text: string): Release => {
  const release = parseRelease(text);
  if (!release) throw new Error(text);
  return release;
};
const kernel = (release: string): Kernel => kernelFor(known(release), 'option');
const contract = (release: string, op: string) => kernel(release).ops.get(op);
const prototype = (release: string, op: string) => {
  const found = contract(release, op);
  return found && formatPrototype(op, found.prototype);
};
const results = (release: string, op: string) => contract(release, op)?.results.map((result) => result.name);

describe('members by release', () => {
  it.each([
    ['2.6.12', 'open close nopage populate set_policy get_policy'],
    ['2.6.24', 'open close nopage nopfn fault page_mkwrite set_policy get_policy migrate'],
    [
      '4.10',
      'open close mremap fault pmd_fault map_pages page_mkwrite pfn_mkwrite access name set_policy get_policy find_special_page',
    ],
    [
      '6.12.117',
      'open close may_split mremap mprotect fault huge_fault map_pages pagesize page_mkwrite pfn_mkwrite access name set_policy get_policy find_special_page',
    ],
    [
      '7.1',
      'open close mapped may_split mremap mprotect fault huge_fault map_pages pagesize page_mkwrite pfn_mkwrite access name set_policy get_policy find_normal_page uffd_ops',
    ],
  ])('%s', (release, ops) => expect([...kernel(release).ops.keys()].join(' ')).toBe(ops));

  it.each([
    ['2.6.22', '2.6.23', 'fault'],
    ['4.2', '4.3', 'mremap'],
    ['4.10', '4.11', 'huge_fault'],
    ['5.10', '5.11', 'may_split'],
    ['6.17', '6.18', 'find_normal_page'],
    ['7.0', '7.1', 'mapped'],
  ])('%s → %s brings %s', (before, after, op) => {
    expect(kernel(before).ops.has(op)).toBe(false);
    expect(kernel(before).future.get(op)).toEqual({ op, first: parseRelease(after) });
    expect(kernel(after).ops.has(op)).toBe(true);
    expect(kernel(after).future.has(op)).toBe(false);
  });

  it.each([
    ['2.6.25', '2.6.26', 'nopage', 'fault'],
    ['2.6.26', '2.6.27', 'nopfn', 'fault'],
    ['3.18', '3.19', 'migrate', null],
    ['4.10', '4.11', 'pmd_fault', 'huge_fault'],
    ['5.10', '5.11', 'split', 'may_split'],
    ['6.17', '6.18', 'find_special_page', 'find_normal_page'],
  ])('%s → %s removes %s', (before, after, op, replacedBy) => {
    expect(kernel(before).ops.has(op)).toBe(true);
    expect(kernel(before).removed.has(op)).toBe(false);
    expect(kernel(after).removed.get(op)).toEqual({ op, last: parseRelease(before), replacedBy });
  });
});

describe('contracts by release', () => {
  it.each([
    ['2.6.29', 'page_mkwrite', 'int (*page_mkwrite)(struct vm_area_struct *, struct page *)'],
    ['2.6.30', 'page_mkwrite', 'int (*page_mkwrite)(struct vm_area_struct *, struct vm_fault *)'],
    ['4.10.17', 'fault', 'int (*fault)(struct vm_area_struct *, struct vm_fault *)'],
    ['4.11', 'fault', 'int (*fault)(struct vm_fault *)'],
    ['4.16', 'fault', 'int (*fault)(struct vm_fault *)'],
    ['4.17', 'fault', 'vm_fault_t (*fault)(struct vm_fault *)'],
    ['4.7', 'map_pages', 'void (*map_pages)(struct vm_area_struct *, struct vm_fault *)'],
    ['4.9', 'map_pages', 'void (*map_pages)(struct fault_env *, pgoff_t, pgoff_t)'],
    ['4.10', 'map_pages', 'void (*map_pages)(struct vm_fault *, pgoff_t, pgoff_t)'],
    ['5.11', 'map_pages', 'void (*map_pages)(struct vm_fault *, pgoff_t, pgoff_t)'],
    ['5.12', 'map_pages', 'vm_fault_t (*map_pages)(struct vm_fault *, pgoff_t, pgoff_t)'],
    ['5.12', 'mremap', 'int (*mremap)(struct vm_area_struct *, unsigned long)'],
    ['5.13', 'mremap', 'int (*mremap)(struct vm_area_struct *)'],
    ['6.5', 'huge_fault', 'vm_fault_t (*huge_fault)(struct vm_fault *, enum page_entry_size)'],
    ['6.6', 'huge_fault', 'vm_fault_t (*huge_fault)(struct vm_fault *, unsigned int)'],
    ['6.6', 'get_policy', 'struct mempolicy *(*get_policy)(struct vm_area_struct *, unsigned long)'],
    [
      '6.7',
      'get_policy',
      'struct mempolicy *(*get_policy)(struct vm_area_struct *, unsigned long, pgoff_t *)',
    ],
  ])('%s %s', (release, op, expected) => expect(prototype(release, op)).toBe(expected));

  it('pfn_mkwrite turned round in 4.10', () => {
    const meaning = (release: string, name: string) =>
      contract(release, 'pfn_mkwrite')?.results.find((r) => r.name === name)?.meaning;
    expect(meaning('4.9', 'NOPAGE')).toContain('makes it writable');
    expect(meaning('4.10', 'NOPAGE')).toContain('core does nothing more');
    expect(meaning('4.10', '0')).toContain('makes it writable');
    expect(results('6.12', 'pfn_mkwrite')).toEqual([
      'NOPAGE',
      '0',
      'MAJOR',
      'OOM',
      'SIGBUS',
      'SIGSEGV',
      'HWPOISON',
      'HWPOISON_LARGE',
    ]);
  });

  it('results name only codes that the release has', () => {
    expect(results('2.6.23', 'fault')).toEqual(['0', 'LOCKED', 'NOPAGE', 'MAJOR', 'OOM', 'SIGBUS']);
    expect(results('4.9', 'fault')).toContain('DAX_LOCKED');
    expect(results('4.10', 'fault')).not.toContain('DAX_LOCKED');
    expect(contract('6.1', 'fault')?.refused.map((r) => r.name)).toEqual([
      'FALLBACK',
      'NEEDDSYNC',
      'COMPLETED',
      'WRITE',
    ]);
    expect(contract('6.2', 'fault')?.refused.map((r) => r.name)).toEqual([
      'FALLBACK',
      'NEEDDSYNC',
      'COMPLETED',
    ]);
  });

  it('page_mkwrite returns an errno to 2.6.29 and has no results then', () => {
    expect(contract('2.6.29', 'page_mkwrite')?.result).toBe('errno');
    expect(results('2.6.29', 'page_mkwrite')).toEqual([]);
    expect(contract('2.6.30', 'page_mkwrite')?.result).toBe('fault-code');
  });

  it('map_pages returns nothing to 5.11', () => {
    expect([contract('5.11', 'map_pages')?.result, results('5.11', 'map_pages')]).toEqual(['void', []]);
    expect([contract('5.12', 'map_pages')?.result, results('5.12', 'map_pages')?.slice(0, 2)]).toEqual([
      'fault-code',
      ['0', 'NOPAGE'],
    ]);
  });

  it('knows locks and context on entry', () => {
    const entry = (release: string, op: string) => contract(release, op)?.entry;
    expect(entry('6.6', 'fault')).toEqual({
      mmapLock: 'read',
      vmaLock: 'never',
      page: 'absent',
      atomic: 'no',
    });
    expect(entry('6.7', 'fault')).toEqual({
      mmapLock: 'maybe-read',
      vmaLock: { whenSet: 'map_pages' },
      page: 'absent',
      atomic: 'no',
    });
    expect(entry('4.7', 'map_pages')?.atomic).toBe('page-table-lock');
    expect(entry('4.8', 'map_pages')?.atomic).toBe('no');
    expect(entry('6.3', 'map_pages')?.atomic).toBe('no');
    expect(entry('6.4', 'map_pages')?.atomic).toBe('rcu');
    expect(entry('5.15', 'close')?.mmapLock).toBe('write-or-none');
    expect(entry('5.17', 'close')?.mmapLock).toBe('read-or-write');
    expect(entry('6.12', 'page_mkwrite')?.page).toBe('unlocked');
    expect(['map_pages', 'find_special_page', 'fault'].map((op) => contract('6.12', op)?.maySleep)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('dates obligations and history', () => {
    expect(contract('4.9', 'pfn_mkwrite')?.obligations).toHaveLength(1);
    expect(contract('4.10', 'pfn_mkwrite')?.obligations).toHaveLength(3);
    expect(contract('6.12', 'may_split')?.history).toEqual(['5.11: Introduced; was named split.']);
  });
});

describe('codes, flags and fields by release', () => {
  it('VM_FAULT_ERROR grows', () => {
    const errors = (release: string) => [...kernel(release).faultErrors].join(' ');
    expect(errors('2.6.22')).toBe('');
    expect(errors('2.6.31')).toBe('OOM SIGBUS');
    expect(errors('2.6.32')).toBe('OOM SIGBUS HWPOISON');
    expect(errors('3.18')).toBe('OOM SIGBUS HWPOISON HWPOISON_LARGE FALLBACK');
    expect(errors('7.1')).toBe('OOM SIGBUS SIGSEGV HWPOISON HWPOISON_LARGE FALLBACK');
  });
  it('values became bits in 2.6.23', () => {
    expect([...kernel('2.6.12').faultCodes]).toEqual([
      ['OOM', -1],
      ['SIGBUS', 0],
      ['MINOR', 1],
      ['MAJOR', 2],
    ]);
    expect([...kernel('2.6.18').faultCodes]).toEqual([
      ['OOM', 0],
      ['SIGBUS', 1],
      ['MINOR', 2],
      ['MAJOR', 3],
      ['WRITE', 16],
    ]);
    expect([...kernel('2.6.23').faultCodes]).toEqual([
      ['OOM', 1],
      ['SIGBUS', 2],
      ['MINOR', 0],
      ['MAJOR', 4],
      ['WRITE', 8],
      ['NOPAGE', 256],
      ['LOCKED', 512],
    ]);
  });
  it('flags were renumbered in 4.0', () => {
    const flags = (release: string) =>
      new Map(
        FAULT_FLAGS.flatMap(({ name, values }) =>
          values.filter((era) => inEra(known(release), era)).map(({ value }) => [name, value] as const),
        ),
      );
    expect([flags('3.19').get('ALLOW_RETRY'), flags('4.0').get('ALLOW_RETRY')]).toEqual([8, 4]);
    expect([flags('3.19').has('NONLINEAR'), flags('4.0').has('NONLINEAR')]).toEqual([true, false]);
    expect([flags('6.3').has('VMA_LOCK'), flags('6.4').get('VMA_LOCK')]).toEqual([false, 4096]);
  });
  it('struct vm_fault', () => {
    const fields = (release: string) => faultFieldsOf(known(release)).map((field) => field.name);
    expect(fields('2.6.22')).toEqual([]);
    expect(fields('2.6.23')).toEqual(['pgoff', 'virtual_address', 'flags', 'page']);
    expect([fields('4.9').includes('virtual_address'), fields('4.10').includes('virtual_address')]).toEqual([
      true,
      false,
    ]);
    expect(isFaultFieldWritable(known('5.11'), 'pgoff')).toBe(true);
    expect(isFaultFieldWritable(known('5.12'), 'pgoff')).toBe(false);
    expect(isFaultFieldWritable(known('6.12'), 'page')).toBe(true);
  });
  it('vm_flags', () => {
    const api = (release: string) => vmFlagsApiOf(known(release));
    expect([api('6.2')?.directStore, api('6.3')?.directStore]).toEqual([true, false]);
    expect([
      api('7.0')?.functions.includes('vm_flags_reset_once'),
      api('7.1')?.functions.includes('vm_flags_reset_once'),
    ]).toEqual([true, false]);
  });
  it('vm_fault_t is int from 4.17 to 5.0', () => {
    expect(
      ['4.16', '4.17', '5.0', '5.1'].map((release) => kernel(release).typedefs.get('vm_fault_t')),
    ).toEqual([undefined, 'int', 'int', undefined]);
  });
});

const headers = (text: string) => readHeaders([new SourceFile('include/linux/mm.h', text)]);

describe('overlayHeader', () => {
  it("takes the header's members, prototypes, guards, codes and places", () => {
    const text = `#define VM_FAULT_OOM 0x1
      #define VM_FAULT_SIGBUS 0x2
      #define VM_FAULT_NOPAGE 0x100
      #define VM_FAULT_ERROR (VM_FAULT_OOM)
      struct vm_operations_struct {
        void (*open)(struct vm_area_struct *area);
        int (*fault)(struct vm_area_struct *vma, struct vm_fault *vmf);
      #ifdef CONFIG_VENDOR
        int (*vendor_hook)(struct vm_area_struct *vma, int how);
        vm_fault_t (*vendor_fault)(struct vm_fault *vmf);
      #endif
      };`;
    const overlaid = overlayHeader(kernel('4.4'), headers(text));
    expect([...overlaid.ops.keys()]).toEqual(['open', 'fault', 'vendor_hook', 'vendor_fault']);
    expect([...overlaid.faultCodes.keys()]).toEqual(['OOM', 'SIGBUS', 'NOPAGE']);
    expect([...overlaid.faultErrors]).toEqual(['OOM']);
    expect(overlaid.ops.get('fault')?.results.map((r) => r.name)).toEqual(['0', 'NOPAGE', 'OOM', 'SIGBUS']);
    expect(overlaid.ops.get('vendor_hook')).toMatchObject({
      guard: 'CONFIG_VENDOR',
      result: 'value',
      results: [],
      refused: [],
      description: '',
    });
    expect(overlaid.ops.get('vendor_fault')).toMatchObject({
      result: 'fault-code',
      results: [],
      refused: [],
    });
    const place = overlaid.memberPlaces.get('fault');
    expect(place && [place.file.path, place.file.text.slice(place.start, place.end)]).toEqual([
      'include/linux/mm.h',
      'fault',
    ]);
    expect(overlaid.structPlace?.file.positionAt(overlaid.structPlace.start).line).toBe(5);
  });

  it('a backported member gets the contract of the release that brought it', () => {
    const overlaid = overlayHeader(
      kernel('4.14.74'),
      headers('struct vm_operations_struct { int (*split)(struct vm_area_struct *a, unsigned long addr); };'),
    );
    expect(overlaid.ops.get('split')).toMatchObject({ result: 'errno', entry: { mmapLock: 'write' } });
    expect(overlaid.future.has('split')).toBe(false);
    expect(overlaid.future.has('may_split')).toBe(true);
  });

  it('a backported prototype brings the facts of its era', () => {
    const text =
      'struct vm_operations_struct { vm_fault_t (*map_pages)(struct vm_fault *vmf, pgoff_t start, pgoff_t end); };';
    expect(kernel('5.10').ops.get('map_pages')?.result).toBe('void');
    const mapPages = overlayHeader(kernel('5.10'), headers(text)).ops.get('map_pages');
    expect(mapPages?.result).toBe('fault-code');
    expect(mapPages?.results.map((r) => r.name)).toContain('NOPAGE');
  });

  it('a prototype that no release has keeps the contract and takes the result from its type', () => {
    const text = 'struct vm_operations_struct { void (*may_split)(struct vm_area_struct *a); };';
    expect(overlayHeader(kernel('6.12'), headers(text)).ops.get('may_split')).toMatchObject({
      result: 'void',
      prototype: { returns: 'void' },
    });
  });

  it('leaves the data alone where the header says nothing, and never changes what it was given', () => {
    const before = kernel('6.12');
    const after = overlayHeader(before, headers('/* empty */'));
    expect([...after.ops.keys()]).toEqual([...before.ops.keys()]);
    expect(after.faultCodes).toEqual(before.faultCodes);
    overlayHeader(
      before,
      headers('#define VM_FAULT_OOM 1\nstruct vm_operations_struct { int (*x)(void); };'),
    );
    expect(before).toEqual(kernel('6.12'));
  });
});

describe('overlayDocument', () => {
  it('puts the rows beside the contracts', () => {
    const document = readLockingDocument(
      'vm_operations_struct\n====================\n\n==== =========\nops  mmap_lock\n==== =========\nopen: write\n==== =========\n',
      'Documentation/filesystems/locking.rst',
    );
    const overlaid = overlayDocument(kernel('6.12'), document);
    expect(overlaid.documentPath).toBe('Documentation/filesystems/locking.rst');
    expect(overlaid.document.get('open')?.row?.cells).toEqual({ mmap_lock: 'write' });
  });
});
