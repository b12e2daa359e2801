// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { readLockingDocument } from '../../server/src/contracts/document/document.ts';
import { disagreementsOf, insertHelper } from '../../server/src/contracts/guidance.ts';
import { kernelFor, overlayDocument } from '../../server/src/contracts/kernel.ts';

const DOCUMENT = `vm_operations_struct
====================

prototypes::

	vm_fault_t (*fault)(struct vm_fault *);
	vm_fault_t (*pfn_mkwrite)(struct vm_area_struct *, struct vm_fault *);

locking rules:

=============	==========
ops		mmap_lock
=============	==========
fault:		maybe-read
pfn_mkwrite:	read
=============	==========
`;
const kernel = (minor: number) =>
  overlayDocument(
    kernelFor({ major: 6, minor, patch: 0 }, 'option'),
    readLockingDocument(DOCUMENT, 'Documentation/filesystems/locking.rst'),
  );

describe('where document and core disagree', () => {
  test('prototype, lock and meaning of pfn_mkwrite', () => {
    expect(disagreementsOf('pfn_mkwrite', kernel(12))).toEqual([
      expect.stringContaining(
        '(*pfn_mkwrite)(struct vm_area_struct *, struct vm_fault *)`; the header of this tree has',
      ),
      expect.stringContaining('per-VMA lock'),
      expect.stringContaining('Core does so after 0'),
    ]);
  });

  test('the lock only where core may hold another one', () => {
    expect(disagreementsOf('pfn_mkwrite', kernel(6)).some((text) => text.includes('per-VMA'))).toBe(false);
  });

  test('nothing where they agree, one sentence where the document is silent', () => {
    expect(disagreementsOf('fault', kernel(12))).toEqual([]);
    expect(disagreementsOf('access', kernel(12))).toEqual(['Not in the locking document.']);
    expect(disagreementsOf('access', kernelFor({ major: 6, minor: 12, patch: 0 }, 'option'))).toEqual([]);
  });
});

test('insertion helpers differ by release', () => {
  expect(insertHelper('vm_insert_page', { major: 3, minor: 6, patch: 0 })?.requires).toHaveLength(1);
  expect(insertHelper('vm_insert_page', { major: 3, minor: 7, patch: 0 })?.requires).toHaveLength(3);
  expect(insertHelper('vm_insert_pfn', { major: 5, minor: 0, patch: 0 })).toBeUndefined();
});
