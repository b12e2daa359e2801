// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { reports } from './analyseSource.ts';

/** Whether the insertion of a handler with this body loses its result, and where. */
function lost(body: string): [unused: boolean, where: string | undefined] {
  const source = `static vm_fault_t f(struct vm_fault *vmf) { struct vm_area_struct *vma = vmf->vma; vm_fault_t ret; int i; ${body} }`;
  const call = reports(source, 'f', 'fault')[0]?.calls.find((c) => c.callee === 'vmf_insert_pfn');
  const place = call?.lostAt?.place;
  return [call?.resultUnused ?? false, place?.file.text.slice(place.start, place.end)];
}

describe('the result of an insertion', () => {
  test.each([
    ['returned', 'return vmf_insert_pfn(vma, vmf->address, 1);'],
    ['read in a test', 'ret = vmf_insert_pfn(vma, vmf->address, 1); if (ret) return ret; return 0;'],
    ['or-ed in', 'ret = 0; ret |= vmf_insert_pfn(vma, vmf->address, 1); return ret;'],
    [
      'read on each turn of a loop',
      'for (i = 0; i < 4; i++) { ret = vmf_insert_pfn(vma, vmf->address, i); if (ret & VM_FAULT_ERROR) break; } return ret;',
    ],
    [
      'returned but for what never runs',
      'ret = vmf_insert_pfn(vma, vmf->address, 1); if (0) return 0; return ret;',
    ],
    ['said not to matter', '(void)vmf_insert_pfn(vma, vmf->address, 1); return VM_FAULT_NOPAGE;'],
    ['read through its address', 'ret = vmf_insert_pfn(vma, vmf->address, 1); keep(&ret); return 0;'],
  ])('%s is not lost', (_how, body) => {
    expect(lost(body)).toEqual([false, undefined]);
  });

  test('dropped', () => {
    expect(lost('vmf_insert_pfn(vma, vmf->address, 1); return VM_FAULT_NOPAGE;')).toEqual([true, undefined]);
  });

  test('overwritten, on one way or by the next turn of a loop', () => {
    expect(
      lost('ret = vmf_insert_pfn(vma, vmf->address, 1); if (i) ret = VM_FAULT_NOPAGE; return ret;'),
    ).toEqual([true, 'ret = VM_FAULT_NOPAGE']);
    expect(lost('for (i = 0; i < 4; i++) ret = vmf_insert_pfn(vma, vmf->address, i); return ret;')).toEqual([
      true,
      'ret = vmf_insert_pfn(vma, vmf->address, i)',
    ]);
  });

  test('never read', () => {
    expect(lost('ret = vmf_insert_pfn(vma, vmf->address, 1); return VM_FAULT_NOPAGE;')).toEqual([
      true,
      'return VM_FAULT_NOPAGE;',
    ]);
  });
});
