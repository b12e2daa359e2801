// SPDX-License-Identifier: GPL-2.0-only
/** Silence is counted: what a handler does out of sight is named with its reason. */
import { expect, test } from 'vitest';
import { lintSources } from '../rules/lintSources.ts';

const gapsOf = (text: string, op = 'fault') =>
  lintSources(
    { 'a.c': `${text}\nstatic const struct vm_operations_struct a_ops = { .${op} = f };\n` },
    '6.12',
    'core',
  ).notAnalysed.map(({ function: name, line, gap, reason }) => `${name}:${line} ${gap}: ${reason}`);

test('a handler that is seen to its end has no gap', () => {
  expect(gapsOf('static vm_fault_t f(struct vm_fault *vmf) { return VM_FAULT_SIGBUS; }')).toEqual([]);
});

test('a function that maps and cannot be read, the whole of it', () => {
  const text =
    'static int a_mmap(struct file *file, struct vm_area_struct *vma)\n{\n\tif (file b();\n\treturn remap_pfn_range(vma, vma->vm_start, 1, PAGE_SIZE, vma->vm_page_prot);\n}\n';
  const tables = 'static const struct file_operations a_fops = { .mmap = a_mmap };\n';
  const { notAnalysed } = lintSources({ 'a.c': `${text}${tables}` }, '6.12', 'core');
  expect(notAnalysed.map(({ function: name, line, gap, reason }) => [name, line, gap, reason])).toEqual([
    ['a_mmap', 1, 'mapping', 'part of it could not be parsed'],
  ]);
});

test('a macro that is no whole statement', () => {
  const text = '#define LOCKED(p) { lock_page(p); {\n#define END(p) } unlock_page(p); }\n';
  expect(
    gapsOf(
      `${text}static vm_fault_t f(struct vm_fault *vmf)\n{\n\tLOCKED(vmf->page)\n\tif (vmf->pgoff)\n\t\treturn VM_FAULT_NOPAGE;\n\tEND(vmf->page)\n\treturn VM_FAULT_SIGBUS;\n}`,
      'page_mkwrite',
    ),
  ).toEqual(['f:3 body: some of its braces are in macros, or missing']);
});

test('no path that returns', () => {
  expect(gapsOf('static vm_fault_t f(struct vm_fault *vmf) { BUG(); return 0; }')).toEqual([
    'f:1 body: no path through it returns when core calls it as fault',
  ]);
  expect(gapsOf('static void f(struct vm_area_struct *vma) { BUG(); }', 'open')).toEqual([]);
});

test('a result that is out of sight', () => {
  expect(gapsOf('static vm_fault_t f(struct vm_fault *vmf)\n{\n\treturn elsewhere(vmf);\n}')).toEqual([
    'f:1 result: what it returns in line 3 is not known',
  ]);
});
