// SPDX-License-Identifier: GPL-2.0-only
// Tables: members, prototypes, references that a copied VMA needs.

import { changeHead, dropMember, renameMember, replaceEach } from '../edit.mjs';
import { FAULTS } from './common.mjs';

/** A close handler that drops something. */
const givesBack = (text) =>
  /_close\b/.test(text.split('{')[0]) &&
  /\w*(?:_put|put_\w+|_dec|dec_\w+|_unref|_release|kref_put)\w*\s*\(|--/.test(text);

export const tables = [
  {
    rule: 'unknown-op',
    name: 'may_split under its old name',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'may_split', 'split'),
  },
  {
    rule: 'unknown-op',
    name: 'fault under the name of 2.6',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'fault', 'nopage'),
  },
  {
    rule: 'unknown-op',
    name: 'huge_fault under its old name',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'huge_fault', 'pmd_fault'),
  },
  {
    rule: 'unknown-op',
    name: 'a typo',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'page_mkwrite', 'page_mkwrit'),
  },
  {
    rule: 'unknown-op',
    name: 'a member of another struct',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'close', 'release'),
  },
  {
    rule: 'unknown-op',
    name: 'map_pages as populate',
    on: 'table',
    edit: ({ text }) => renameMember(text, 'map_pages', 'populate'),
  },
  {
    rule: 'op-prototype',
    name: 'int for vm_fault_t',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => changeHead(text, /\bvm_fault_t\b/, 'int'),
  },
  {
    rule: 'op-prototype',
    name: 'the prototype of 4.10',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) =>
      changeHead(text, /\(\s*struct vm_fault/, '(struct vm_area_struct *area, struct vm_fault'),
  },
  {
    rule: 'op-prototype',
    name: 'open and close with a result',
    on: 'handler',
    ops: ['open', 'close'],
    edit: ({ text }) => changeHead(text, /\bvoid\b/, 'int'),
  },
  {
    rule: 'op-prototype',
    name: 'no result',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => changeHead(text, /\bvm_fault_t\b/, 'void'),
  },
  {
    rule: 'op-prototype',
    name: 'a VMA for the fault',
    on: 'handler',
    ops: FAULTS,
    edit: ({ text }) => changeHead(text, /struct vm_fault\s*\*/, 'struct vm_area_struct *'),
  },
  {
    rule: 'op-prototype',
    name: 'a fault for the VMA',
    on: 'handler',
    ops: ['open', 'close'],
    edit: ({ text }) => changeHead(text, /struct vm_area_struct\s*\*/, 'struct vm_fault *'),
  },
  {
    rule: 'op-prototype',
    name: 'int for the address of access',
    on: 'handler',
    ops: ['access'],
    edit: ({ text }) => changeHead(text, /\bunsigned long\b/, 'int'),
  },
  {
    rule: 'op-prototype',
    name: 'one parameter more',
    on: 'handler',
    ops: ['fault', 'open', 'close', 'page_mkwrite', 'may_split', 'mremap'],
    edit: ({ text }) => changeHead(text, /\)\s*$/, ', int unused)\n'),
  },
  {
    rule: 'non-const-table',
    name: 'const dropped',
    on: 'table',
    edit: ({ text }) => changeHead(text, /\bconst\s+/, ''),
  },
  {
    rule: 'missing-pfn-mkwrite',
    name: 'pfn_mkwrite dropped',
    on: 'table',
    where: ({ mappings }) => mappings.some((text) => /VM_MIXEDMAP|VM_PFNMAP/.test(text)),
    edit: ({ text }) => dropMember(text, 'pfn_mkwrite'),
  },
  {
    rule: 'missing-pfn-mkwrite',
    name: 'VM_MIXEDMAP for VM_PFNMAP',
    on: 'mapping',
    where: ({ members, handlers }) =>
      !members.includes('pfn_mkwrite') && handlers.some((text) => /insert_pfn|insert_mixed/.test(text)),
    edit: ({ text }) => replaceEach(text, /\bVM_PFNMAP\b/g, 'VM_MIXEDMAP'),
  },
  {
    rule: 'missing-pfn-mkwrite',
    name: 'VM_MIXEDMAP set',
    on: 'mapping',
    // A mapping that cannot become writable, one of pages alone, and the flags that another decides on are left out.
    where: ({ members, text }) =>
      !members.includes('pfn_mkwrite') &&
      /\bfile\b/.test(text) &&
      !/VM_MAYWRITE|VM_WRITE|VM_PFNMAP|VM_MIXEDMAP|remap|iomap|vm_map_pages|->mmap\b/.test(text),
    edit: ({ text }) => {
      const install = /\n\t(\w+)->vm_ops\s*=\s*[^;]*;/.exec(text);
      return install
        ? [text.replace(install[0], `${install[0]}\n\tvm_flags_set(${install[1]}, VM_MIXEDMAP);`)]
        : [];
    },
  },
  {
    rule: 'close-without-open',
    name: 'open dropped',
    on: 'table',
    // A table that refuses splits, of mappings that a fork does not copy, has one VMA an object.
    where: ({ members, mappings, handlers }) =>
      !(members.includes('may_split') && mappings.some((text) => /VM_DONTCOPY/.test(text))) &&
      handlers.some(givesBack),
    edit: ({ text }) => dropMember(text, 'open'),
  },
  {
    rule: 'close-without-open',
    name: 'open emptied',
    on: 'handler',
    ops: ['open'],
    where: ({ handlers, mappings, members }) =>
      !(members.includes('may_split') && mappings.some((text) => /VM_DONTCOPY/.test(text))) &&
      handlers.some(givesBack),
    edit: ({ text }) => [`${text.slice(0, text.indexOf('{'))}{\n}\n`],
  },
  {
    rule: 'close-without-open',
    name: 'reference not taken in open',
    on: 'handler',
    ops: ['open'],
    // With two counts in it one is left, and what is called beside may take as well.
    where: ({ text, handlers }) =>
      text.match(/\b\w+\s*\([^;{}]*\);/g)?.length === 1 && handlers.some(givesBack),
    edit: ({ text }) =>
      replaceEach(text, /\b\w*(?:_get|get_\w+|_inc|_ref|_reference|_hold)\s*\([^;{}]*\);/g, ';'),
  },
  {
    rule: 'missing-access',
    name: 'access dropped',
    on: 'table',
    // Without VM_IO and VM_PFNMAP get_user_pages() reads the mapping, and access is not called.
    where: ({ mappings }) => mappings.some((text) => /VM_IO\b|VM_PFNMAP\b|remap_pfn|iomap/.test(text)),
    edit: ({ text }) => dropMember(text, 'access'),
  },
];
