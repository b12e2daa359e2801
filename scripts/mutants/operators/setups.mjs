// SPDX-License-Identifier: GPL-2.0-only
// What mmap functions check, take and hold.

import { dropCall, gotoPast, replaceEach } from '../edit.mjs';
import { LOCK_RELEASE } from './common.mjs';

/** What maps the whole of a VMA whatever its length is. */
const MAPS_ALL = /\b(?:io_)?remap_pfn_range\(/;
/** Helpers that look at the length themselves. */
const CHECKS = /vm_iomap_memory|dma_(?:common_)?mmap|vm_map_pages|remap_vmalloc_range/;
const TAKE = '(?:kref_get|refcount_inc|atomic_inc|\\w+_get|get_file)';

/** An error return behind a test. */
const refusal = (test) => new RegExp(`\\bif \\(${test}\\)\\s*(?:\\{\\s*)?return -E\\w+;(?:\\s*\\})?`, 'g');

export const setups = [
  {
    rule: 'mmap-bound',
    name: 'length check dropped',
    on: 'mapping',
    where: ({ text }) => MAPS_ALL.test(text) && !CHECKS.test(text),
    edit: ({ text }) =>
      replaceEach(text, refusal('[^;{}()]*\\b(?:size|len|length|vsize)\\b\\s*>=?[^;{}&|]*'), ';'),
  },
  {
    rule: 'mmap-bound',
    name: 'offset left out of the check',
    on: 'mapping',
    where: ({ text }) => MAPS_ALL.test(text) && !CHECKS.test(text),
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\bif \([^;{}]*)\b(?:off|offset|\w+->vm_pgoff)\s*\+\s*(?=[^;{}]*>[^;{}]*\)\s*(?:\{\s*)?return -E)/g,
        '$1',
      ),
  },
  {
    rule: 'maywrite-kept',
    name: 'VM_MAYWRITE kept',
    on: 'mapping',
    where: ({ text }) => /\bif \([^;{}]*\bVM_WRITE\b[^;{}]*\)\s*(?:\{\s*)?return -E/.test(text),
    edit: ({ text }) =>
      replaceEach(text, /\bvm_flags_clear\(\w+,\s*VM_MAYWRITE\);|\w+->vm_flags &= ~VM_MAYWRITE;/g, ';'),
  },
  {
    rule: 'insert-flags',
    name: 'private mappings not refused',
    on: 'mapping',
    where: ({ text, handlers }) =>
      /\bVM_PFNMAP\b/.test(text) && handlers.some((body) => /vmf_insert_pfn/.test(body)),
    edit: ({ text }) =>
      replaceEach(text, refusal('[^;{}]*(?:VM_SHARED|VM_MAYSHARE|is_cow_mapping)[^;{}]*'), ';'),
  },
  {
    rule: 'mmap-reference',
    name: 'reference not taken',
    on: 'mapping',
    where: ({ members }) => members.includes('close') && members.includes('open'),
    edit: ({ text }) => dropCall(text, TAKE),
  },
  {
    rule: 'lock-imbalance',
    name: 'one unlock of mmap dropped',
    on: 'mapping',
    edit: ({ text }) => dropCall(text, LOCK_RELEASE),
  },
  {
    rule: 'lock-imbalance',
    name: 'goto of mmap past the unlock',
    on: 'mapping',
    edit: ({ text }) => gotoPast(text, LOCK_RELEASE),
  },
  {
    rule: 'lock-not-held',
    name: 'unlock of mmap twice',
    on: 'mapping',
    edit: ({ text }) =>
      replaceEach(text, new RegExp(`(?<=[;{}]\\s*)((?:${LOCK_RELEASE})\\([^;]*\\);)`, 'g'), '$1\n\t$1'),
  },
  {
    rule: 'resource-leak',
    name: 'goto of mmap past what gives back',
    on: 'mapping',
    edit: ({ text }) => gotoPast(text, 'kfree|kvfree|vfree|\\w+_put|\\w+_free|fput'),
  },
  {
    rule: 'page-reference',
    name: 'get_page() dropped',
    on: 'handler',
    ops: ['fault'],
    where: ({ text }) => /->page = /.test(text),
    edit: ({ text }) => dropCall(text, 'get_page|folio_get'),
  },
  {
    rule: 'use-after-put',
    name: 'put before the last use in close',
    on: 'handler',
    ops: ['close'],
    edit: ({ text }) =>
      [
        ...text.matchAll(
          /\n\t((?:mutex_unlock|spin_unlock|up_write|up_read)\(&(\w+)->[^;]*\);)\n+\t(\w+_put\(\2\);)/g,
        ),
      ].map(
        ({ 0: all, 1: unlock, 3: put, index }) =>
          `${text.slice(0, index)}\n\t${put}\n\t${unlock}${text.slice(index + all.length)}`,
      ),
  },
];
