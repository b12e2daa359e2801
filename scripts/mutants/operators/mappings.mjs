// SPDX-License-Identifier: GPL-2.0-only
// Flags and bounds of mappings, and comments.

import { replaceEach, withFunction } from '../edit.mjs';
import { first, last } from './common.mjs';

export const mappings = [
  {
    rule: 'insert-flags',
    name: 'VM_PFNMAP not set',
    on: 'mapping',
    // remap_pfn_range() sets the flag by itself.
    where: ({ text, handlers }) =>
      handlers.some((body) => /vmf_insert_pfn/.test(body)) && !/\bremap_pfn_range\(/.test(text),
    edit: ({ text }) => replaceEach(text, /\bVM_PFNMAP\b/g, 'VM_IO'),
  },
  {
    rule: 'insert-flags',
    name: 'VM_MIXEDMAP not set',
    on: 'mapping',
    where: ({ handlers }) => handlers.some((text) => /vmf_insert_mixed/.test(text)),
    edit: ({ text }) => replaceEach(text, /\bVM_MIXEDMAP\b/g, 'VM_IO'),
  },
  {
    rule: 'insert-flags',
    name: 'vmf_insert_mixed() for vmf_insert_pfn()',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => replaceEach(text, /\bvmf_insert_pfn\(/g, 'vmf_insert_mixed('),
  },
  {
    rule: 'insert-flags',
    name: 'no flag set at all',
    on: 'mapping',
    where: ({ handlers, text }) =>
      handlers.some((one) => /vmf_insert_(pfn|mixed)/.test(one)) && !/\bremap_pfn_range\(/.test(text),
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bvm_flags_set\([^;]*VM_(?:PFNMAP|MIXEDMAP)[^;]*;|\bvma->vm_flags \|= [^;]*VM_(?:PFNMAP|MIXEDMAP)[^;]*;/g,
        ';',
      ),
  },
  {
    rule: 'insert-flags',
    name: 'VM_PFNMAP for VM_MIXEDMAP',
    on: 'mapping',
    where: ({ handlers }) =>
      handlers.some((text) => /vmf_insert_mixed|vm_insert_page|vmf_insert_page/.test(text)),
    edit: ({ text }) => replaceEach(text, /\bVM_MIXEDMAP\b/g, 'VM_PFNMAP'),
  },
  {
    rule: 'insert-flags',
    name: 'both flags',
    on: 'mapping',
    where: ({ handlers }) => handlers.some((text) => /vmf_insert_pfn/.test(text)),
    edit: ({ text }) => replaceEach(text, /\bVM_PFNMAP\b/g, 'VM_PFNMAP | VM_MIXEDMAP'),
  },
  {
    rule: 'insert-flags',
    name: 'vmf_insert_page() for vmf_insert_pfn()',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /\breturn vmf_insert_pfn\(([^,]*),([^,]*),([^;]*)\);/g,
        'return vmf_insert_page($1,$2, pfn_to_page($3));',
      ),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_flags_set() in a fault',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => first((v) => `vm_flags_set(${v}->vma, VM_DONTDUMP);`)(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_page_prot set in a fault',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      first((v) => `${v}->vma->vm_page_prot = pgprot_noncached(${v}->vma->vm_page_prot);`)(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_ops set in a fault',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => first((v) => `${v}->vma->vm_ops = NULL;`)(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'remap_pfn_range() in a fault',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      first(
        (v) =>
          `if (remap_pfn_range(${v}->vma, ${v}->address, 0, PAGE_SIZE, ${v}->vma->vm_page_prot))\n\t\treturn VM_FAULT_SIGBUS;`,
      )(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_flags |= in a fault',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'huge_fault', 'map_pages'],
    edit: ({ text }) =>
      first((v) => `struct vm_area_struct *area = ${v}->vma;\n\n\tarea->vm_flags |= VM_DONTDUMP;`)(text),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_flags_mod() in a callee',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) =>
      first((v) => `mark_area(${v}->vma);`)(text).map((changed) =>
        withFunction(
          changed,
          'static void mark_area(struct vm_area_struct *vma)\n{\n\tvm_flags_mod(vma, VM_IO, VM_MAYEXEC);\n}',
        ),
      ),
  },
  {
    rule: 'vma-write-in-fault',
    name: 'vm_page_prot set at the end',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => last((v) => `${v}->vma->vm_page_prot = PAGE_READONLY;`)(text),
  },
  {
    rule: 'vm-flags-direct-write',
    name: 'vm_flags |= for vm_flags_set()',
    on: 'mapping',
    edit: ({ text }) => replaceEach(text, /\bvm_flags_set\((\w+),\s*([^;]*)\);/g, '$1->vm_flags |= $2;'),
  },
  {
    rule: 'vm-flags-direct-write',
    name: 'vm_flags &= for vm_flags_clear()',
    on: 'mapping',
    edit: ({ text }) => replaceEach(text, /\bvm_flags_clear\((\w+),\s*([^;]*)\);/g, '$1->vm_flags &= ~($2);'),
  },
  {
    rule: 'vm-flags-direct-write',
    name: 'vm_flags = for vm_flags_set()',
    on: 'mapping',
    edit: ({ text }) =>
      replaceEach(text, /\bvm_flags_set\((\w+),\s*([^;]*)\);/g, '$1->vm_flags = $1->vm_flags | $2;'),
  },
  {
    rule: 'pgoff-bound',
    name: '> for >=',
    on: 'handler',
    ops: ['fault'],
    // Not where it is the start of a range that the index may lie in.
    edit: ({ text }) => replaceEach(text, /(\b(?:vmf->)?(?:pgoff|page_offset)\s*)>=(?![^;{}]*&&)/g, '$1>'),
  },
  {
    rule: 'pgoff-bound',
    name: 'bound dropped',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \((?:unlikely\()?(?:vmf->)?(?:pgoff|page_offset)\s*>=?\s*[^;{}()]*\)?\)\s*return VM_FAULT_SIGBUS;/g,
        '',
      ),
  },
  {
    rule: 'pgoff-bound',
    name: '> for >= in a bound of any name',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) =>
      replaceEach(text, /(\bif \([^;{}&|]*)>=(?=[^;{}&|=]*\)\s*(?:\{[^}]*)?return VM_FAULT_SIGBUS)/g, '$1>'),
  },
  {
    rule: 'pgoff-bound',
    name: 'bound of any name dropped',
    on: 'handler',
    ops: ['fault'],
    // Not where mmap looks too; filemap_fault() finds no page behind the end of the file.
    where: ({ name, mappings }) =>
      name !== 'filemap_fault' && mappings.every((text) => !/vm_pgoff|vma_pages|\bpgoff|vm_end/.test(text)),
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \([^;{}]*(?:pgoff|offset|idx|index)\b[^;{}]*>=?[^;{}]*\)\s*(?:\{\s*)?return VM_FAULT_SIGBUS;(?:\s*\})?/g,
        ';',
      ),
  },
  {
    rule: 'unused-suppression',
    name: 'a comment that allows nothing',
    on: 'handler',
    ops: ['fault'],
    edit: ({ text }) => [`/* vmops: allow(errno-as-vm-fault) the old error path */\n${text}`],
  },
];
