// SPDX-License-Identifier: GPL-2.0-only
// Other names, other words for the same.
import { parameter } from '../edit.mjs';
import { bodyStart, isClean, locals, parameters, rename } from '../reading.mjs';

const FAULT_OPS = ['fault', 'page_mkwrite', 'pfn_mkwrite', 'huge_fault'];

export const names = [
  {
    name: 'a local renamed',
    on: 'handler',
    edit: ({ text }) =>
      isClean(text)
        ? locals(text)
            .filter(({ name }) => text.match(new RegExp(`\\b${name}\\b`, 'g')).length > 1)
            .map(({ name }) => rename(text, name, `the_${name}`))
        : [],
  },
  {
    name: 'a parameter renamed',
    on: 'handler',
    edit: ({ text }) =>
      isClean(text)
        ? (parameters(text) ?? [])
            .map(([, one]) => rename(text, one, `given_${one}`))
            .filter((t) => t !== text)
        : [],
  },
  {
    name: 'the VMA through a local',
    on: 'handler',
    edit: ({ text }) => {
      const v = parameter(text, 'vm_fault');
      if (!v || !text.includes(`${v}->vma`)) return [];
      const at = bodyStart(text) + 1;
      return [
        `${text.slice(0, at)}\n\tstruct vm_area_struct *area = ${v}->vma;${text.slice(at).replaceAll(`${v}->vma`, 'area')}`,
      ];
    },
  },
  {
    name: 'vmf->vma for the local',
    on: 'handler',
    edit: ({ text }) => {
      const v = parameter(text, 'vm_fault');
      const m = /\n\tstruct vm_area_struct \*(\w+) = (\w+->vma);/.exec(text);
      if (!v || !m) return [];
      return [rename(text.replace(m[0], ''), m[1], m[2])];
    },
  },
  {
    name: 'the super block through a local',
    on: 'handler',
    ops: ['page_mkwrite', 'pfn_mkwrite', 'fault', 'huge_fault'],
    edit: ({ text }) => {
      const m = /\n\tsb_start_pagefault\(([^;()]*(?:\([^()]*\)[^;()]*)?)\);/.exec(text);
      if (!m) return [];
      const both =
        text.slice(0, m.index) +
        `\n\tstruct super_block *own_sb = ${m[1]};\n` +
        text.slice(m.index).replaceAll(`pagefault(${m[1]})`, 'pagefault(own_sb)');
      const one =
        text.slice(0, m.index) +
        `\n\tstruct super_block *own_sb = ${m[1]};\n\n\tsb_start_pagefault(own_sb);` +
        text.slice(m.index + m[0].length);
      return [both, one];
    },
  },
  {
    name: 'the page through a second local',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => {
      const m = /\n\t(lock_page|folio_lock)\((\w+)\);/.exec(text);
      if (!m) return [];
      const type = m[1] === 'lock_page' ? 'page' : 'folio';
      return [
        `${text.slice(0, m.index)}\n\tstruct ${type} *same = ${m[2]};\n\n\t${m[1]}(same);${text.slice(m.index + m[0].length)}`,
      ];
    },
  },
  {
    name: 'a folio for the page',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => {
      const changed = text
        .replace(/\block_page\((\w+)\)/g, 'folio_lock(page_folio($1))')
        .replace(/\bunlock_page\((\w+)\)/g, 'folio_unlock(page_folio($1))')
        .replace(/\bpage->mapping\b/g, 'page_folio(page)->mapping')
        .replace(/\bput_page\((\w+)\)/g, 'folio_put(page_folio($1))')
        .replace(/\bget_page\((\w+)\)/g, 'folio_get(page_folio($1))');
      return changed === text ? [] : [changed];
    },
  },
  {
    name: 'the page for a folio',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => {
      const changed = text
        .replace(/\bfolio_lock\((\w+)\)/g, 'lock_page(&$1->page)')
        .replace(/\bfolio_unlock\((\w+)\)/g, 'unlock_page(&$1->page)')
        .replace(/\bfolio->mapping\b/g, 'folio->page.mapping');
      return changed === text ? [] : [changed];
    },
  },
  {
    name: 'a folio in a local',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) => {
      const m = /\n\tstruct page \*(\w+) = (\w+)->page;/.exec(text);
      if (!m || /\bfolio\b/.test(text)) return [];
      const changed = text
        .replace(m[0], `${m[0]}\n\tstruct folio *folio = page_folio(${m[1]});`)
        .replace(new RegExp(`\\block_page\\(${m[1]}\\)`, 'g'), 'folio_lock(folio)')
        .replace(new RegExp(`\\bunlock_page\\(${m[1]}\\)`, 'g'), 'folio_unlock(folio)')
        .replace(new RegExp(`\\b${m[1]}->mapping\\b`, 'g'), 'folio->mapping');
      return [changed];
    },
  },
  {
    name: 'the lock through a local',
    on: 'handler',
    edit: ({ text }) => {
      const m = /\n(\t+)mutex_lock\(&(\w+(?:->[\w.>-]+)?)\);/.exec(text);
      if (m?.[1] !== '\t' || /\n\w+:/.test(text.slice(0, m.index))) return [];
      const changed = text.slice(0, m.index) + text.slice(m.index).replaceAll(`(&${m[2]})`, '(own_lock)');
      return [`${changed.slice(0, m.index)}\n\tstruct mutex *own_lock = &${m[2]};${changed.slice(m.index)}`];
    },
  },
  {
    name: 'comments with code in them',
    on: 'handler',
    edit: ({ text }) => {
      const t =
        text.slice(0, bodyStart(text) + 1) +
        '\n\t/* unlock_page(page); mutex_lock(&lock); return -EINVAL; } */\n\t// if (x) { return VM_FAULT_RETRY;' +
        text.slice(bodyStart(text) + 1);
      return [t];
    },
  },
  {
    name: 'parentheses around results',
    on: 'handler',
    edit: ({ text }) => {
      const t = text.replace(/\breturn ([^;]+);/g, 'return ($1);');
      return t === text ? [] : [t];
    },
  },
  {
    name: 'casts around results',
    on: 'handler',
    ops: FAULT_OPS,
    edit: ({ text }) => {
      const t = text.replace(/\breturn (VM_FAULT_\w+);/g, 'return (vm_fault_t)$1;');
      return t === text ? [] : [t];
    },
  },
  {
    name: 'spacing',
    on: 'handler',
    edit: ({ text }) => {
      if (!isClean(text) || /\/\/|\\\n/.test(text)) return [];
      return [
        text
          .replace(/\n\s*/g, ' ')
          .replace(/\/\*.*?\*\//g, ' ')
          .replace(/;/g, ' ;\n'),
      ];
    },
  },
];
