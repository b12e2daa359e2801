// SPDX-License-Identifier: GPL-2.0-only
// The page lock, and what is looked at under it.

import { dropCall, dropCalls, gotoPast, replaceEach, returnForGoto, returnForGotoBelow } from '../edit.mjs';
import { early, PAGE_LOCK, PAGE_UNLOCK } from './common.mjs';

export const pages = [
  {
    rule: 'locked-not-locked',
    name: 'early VM_FAULT_LOCKED',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) => early('VM_FAULT_LOCKED')(text),
  },
  {
    rule: 'locked-not-locked',
    name: 'lock dropped',
    on: 'handler',
    ops: ['page_mkwrite'],
    where: ({ text }) => /VM_FAULT_LOCKED/.test(text),
    edit: ({ text }) => dropCalls(text, PAGE_LOCK),
  },
  {
    rule: 'locked-not-locked',
    name: 'VM_FAULT_LOCKED after the unlock',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\b(?:unlock_page|folio_unlock)\([^;]*\);\s*)return VM_FAULT_(?:NOPAGE|SIGBUS);/g,
        '$1return VM_FAULT_LOCKED;',
      ),
  },
  {
    rule: 'locked-not-locked',
    name: 'unlock before VM_FAULT_LOCKED',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) => {
      const lock = /\b(lock_page|folio_lock)(\([^;]*\));/.exec(text);
      const unlock = lock?.[1] === 'lock_page' ? 'unlock_page' : 'folio_unlock';
      return lock
        ? replaceEach(text, /\breturn VM_FAULT_LOCKED;/g, `{ ${unlock}${lock[2]}; return VM_FAULT_LOCKED; }`)
        : [];
    },
  },
  {
    rule: 'locked-not-locked',
    name: 'VM_FAULT_LOCKED for 0 from fault',
    on: 'handler',
    ops: ['fault'],
    where: ({ text }) => /->page\s*=/.test(text) && !/lock_page|folio_lock|lock_folio|_lock\b/.test(text),
    edit: ({ text }) => {
      const at = text.search(/->page\s*=/);
      return replaceEach(text, /\breturn 0;/g, 'return VM_FAULT_LOCKED;').filter(
        (changed) => changed.slice(0, at) === text.slice(0, at),
      );
    },
  },
  {
    rule: 'page-lock-leak',
    name: 'unlock dropped',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => dropCall(text, PAGE_UNLOCK),
  },
  {
    rule: 'page-lock-leak',
    name: 'goto past the unlock',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => gotoPast(text, PAGE_UNLOCK),
  },
  {
    rule: 'page-lock-leak',
    name: 'return for a goto to the unlock',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => returnForGoto(text, PAGE_UNLOCK, 'VM_FAULT_SIGBUS'),
  },
  {
    rule: 'page-lock-leak',
    name: '0 for VM_FAULT_LOCKED',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) => replaceEach(text, /\bVM_FAULT_LOCKED;/g, '0;'),
  },
  {
    rule: 'page-lock-leak',
    name: 'VM_FAULT_NOPAGE for VM_FAULT_LOCKED',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) => replaceEach(text, /\bVM_FAULT_LOCKED;/g, 'VM_FAULT_NOPAGE;'),
  },
  {
    rule: 'page-lock-leak',
    name: 'way out with the page locked',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\n\t(?:lock_page|folio_lock)\([^;]*\);)/g,
        '$1\n\tif (signal_pending(current))\n\t\treturn VM_FAULT_NOPAGE;',
      ),
  },
  {
    rule: 'page-lock-leak',
    name: 'return for any goto to the unlock',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) => returnForGotoBelow(text, PAGE_LOCK, PAGE_UNLOCK, 'VM_FAULT_SIGBUS'),
  },
  {
    rule: 'page-lock-leak',
    name: 'return before the unlock',
    on: 'handler',
    ops: ['page_mkwrite', 'fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        new RegExp(`\\b((?:${PAGE_UNLOCK})\\([^;]*\\);)\\s*(return (?!VM_FAULT_LOCKED)[^;]*;)`, 'g'),
        '$2\n\t$1',
      ),
  },
  {
    rule: 'mkwrite-truncate-check',
    name: 'mapping not looked at',
    on: 'handler',
    ops: ['page_mkwrite'],
    where: ({ text }) => text.match(/->mapping\s*!=/g)?.length === 1,
    edit: ({ text }) => replaceEach(text, /\b(?:page|folio)(?:->|_)mapping\s*!=\s*[\w>-]+/g, 'false'),
  },
  {
    rule: 'mkwrite-truncate-check',
    name: 'VM_FAULT_SIGBUS for a truncated page',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /((?:->|_)mapping\s*!=\s*[\w>-]+\)\s*\{\s*(?:(?:unlock_page|folio_unlock)\(\w+\);\s*)?(?:return|ret =) )VM_FAULT_NOPAGE;/g,
        '$1VM_FAULT_SIGBUS;',
      ),
  },
  {
    rule: 'mkwrite-truncate-check',
    name: 'size alone looked at',
    on: 'handler',
    ops: ['page_mkwrite'],
    where: ({ text }) => text.match(/->mapping\s*!=/g)?.length === 1,
    edit: ({ text }) => replaceEach(text, /\b(?:page|folio)->mapping\s*!=\s*[\w>-]+\s*\|\|\s*/g, ''),
  },
  {
    rule: 'mkwrite-truncate-check',
    name: '0 for a truncated page',
    on: 'handler',
    ops: ['page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /((?:->|_)mapping\s*!=\s*[^{};]*\)\s*\{\s*(?:(?:unlock_page|folio_unlock)\(\w+\);\s*)?(?:return|ret =) )VM_FAULT_NOPAGE;/g,
        '$10;',
      ),
  },
];
