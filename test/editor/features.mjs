// SPDX-License-Identifier: GPL-2.0-only
/** Further checks on a copy of the sample: what VS Code has a place of its own for. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageServers } from './processes.mjs';
import { setSettings } from './settings.mjs';
import {
  closePanel,
  fillQuickInput,
  hoverAtCursor,
  leave,
  lenses,
  linesWith,
  openByKey,
  openFile,
  problems,
  quickFix,
  revert,
  runCommand,
  soon,
  squiggles,
  tableRows,
} from './workbench.mjs';

const FRAME = 'drivers/frame/frame.c';
const RING = 'drivers/ring/ring.c';
const FLAT = 'fs/flatfs/file.c';

/** A place, and how the page of what stands there begins. */
const HOVERS = [
  [
    'a handler',
    FRAME,
    '15:22',
    [
      'frame_fault()',
      'as fault: Finds the page behind a faulting address that has no page table entry, or installs the entry itself.',
      'On entry: mmap_lock is held for reading, or the per-VMA lock alone when the table also has map_pages · may sleep',
      'Returns VM_FAULT_NOPAGE · VM_FAULT_OOM · VM_FAULT_SIGBUS · -ENODEV · -ENOMEM',
    ],
  ],
  ['a table', FRAME, '45:45', ['frame_meta_vm_ops · ops table in drivers/frame/frame.c:45', 'Members']],
  ['a VM flag', FRAME, '53:22', ['VM_PFNMAP · 0x400 · since 2.6.15']],
  ['an insertion helper', FRAME, '23:12', ['vmf_insert_pfn() · Linux 6.12']],
  [
    'a field of the fault',
    FRAME,
    '24:30',
    ['A field of struct vm_fault · since 2.6.23 · const: a handler cannot assign it'],
  ],
  ['a result', RING, '10:14', ['VM_FAULT_SIGBUS · 0x2 · an error (VM_FAULT_ERROR)']],
  [
    'an op in the struct',
    'include/linux/mm.h',
    '30:9',
    ['int (*may_split)(struct vm_area_struct *vma, unsigned long addr)'],
  ],
];

/** The symbols that are offered. */
async function symbols(page) {
  const labels = await page.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts();
  return labels.map((label) => label.trim());
}

export const featureChecks = [
  [
    'the mouse shows the page of each thing that has one',
    async (page) => {
      await openFile(page, FRAME, 22);
      await soon(() => squiggles(page, 'error'), 1);
      for (const [what, path, place, lines] of HOVERS) {
        await openFile(page, path, place);
        // A lens that comes late closes the hover before it is read.
        const read = async () => {
          const { said } = await hoverAtCursor(page, lines[0]);
          const text = said.split('\n').filter((line) => line !== '');
          const start = text.findIndex((line) => line.startsWith(lines[0]));
          await leave(page);
          return [what, ...(start === -1 ? [] : text.slice(start, start + lines.length))];
        };
        await soon(read, [what, ...lines]);
      }
    },
  ],
  [
    'completion after return offers the results of the op, in their order',
    async (page) => {
      await openFile(page, FRAME, 22);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('return VM_');
      await page.keyboard.press('Control+Space');
      const labels = () => page.locator('.suggest-widget .monaco-list-row .label-name').allInnerTexts();
      await soon(
        async () => (await labels()).slice(0, 3),
        ['VM_FAULT_LOCKED', 'VM_FAULT_NOPAGE', 'VM_FAULT_RETRY'],
      );
      await page.keyboard.press('Escape');
      // What is half typed brings no findings of its own.
      await soon(() => squiggles(page, 'warning'), 1);
      await revert(page);
    },
  ],
  [
    'a handler gets the prototype of the release, a removed op its new name, a table a pfn_mkwrite',
    async (page) => {
      // In the middle, so that every finding is on the screen.
      const shows = async (severity, count) => {
        await openFile(page, RING, 28);
        await soon(() => squiggles(page, severity), count);
      };
      await shows('error', 3);
      await openFile(page, RING, '16:14');
      await quickFix(page, 'Give ring_page_mkwrite() the prototype of this release');
      await soon(
        () => linesWith(page, 'ring_page_mkwrite('),
        ['static vm_fault_t ring_page_mkwrite(struct vm_fault *vmf)'],
      );
      await shows('error', 1);
      await openFile(page, RING, '33:4');
      await quickFix(page, 'Rename to may_split');
      await shows('error', 0);
      await openFile(page, RING, '41:6');
      await quickFix(page, 'Add a pfn_mkwrite that refuses the write to ring_vm_ops');
      await shows('warning', 0);
      await revert(page);
      await shows('error', 3);
    },
  ],
  [
    'all safe fixes of a file are made at once',
    async (page) => {
      await openFile(page, FRAME, 22);
      await soon(() => squiggles(page, 'error'), 1);
      await runCommand(page, 'Fix All');
      for (const severity of ['error', 'warning']) await soon(() => squiggles(page, severity), 0);
      await revert(page);
      await soon(() => squiggles(page, 'error'), 1);
    },
  ],
  [
    'the page of a rule opens from the lightbulb',
    async (page) => {
      await openFile(page, FRAME, '22:5');
      await quickFix(page, 'Explain errno-as-vm-fault');
      await page.locator('.tab.active', { hasText: 'Preview errno-as-vm-fault.md' }).waitFor();
      await runCommand(page, 'View: Close Editor');
    },
  ],
  [
    'a lens shows the tables of a shared handler',
    async (page) => {
      await openFile(page, FLAT, 6);
      await soon(async () => (await lenses(page))[0], 'fault of 2 tables');
      await page.locator('.codelens-decoration a', { hasText: 'fault of 2 tables' }).click();
      const places = page.locator('.zone-widget .ref-tree .monaco-list-row .referenceMatch');
      await soon(() => places.allInnerTexts().then((texts) => texts.length), 2);
      await page.keyboard.press('Escape');
    },
  ],
  [
    'symbols: the tables of a file with their members, and who implements an op in the tree',
    async (page) => {
      await openFile(page, FLAT, 1);
      const rows = page.locator('.quick-input-list .monaco-list-row').first();
      await openByKey(page, 'Control+Shift+O', rows);
      const MEMBERS = ['fault', 'pfn_mkwrite'];
      await soon(() => symbols(page), ['flatfs_vm_ops', ...MEMBERS, 'flatfs_log_vm_ops', ...MEMBERS]);
      await page.keyboard.press('Escape');
      await fillQuickInput(page, 'Control+T', '#pfn_mkwrite');
      await soon(
        () => symbols(page),
        ['pfn_mkwrite: flatfs_log_pfn_mkwrite', 'pfn_mkwrite: flatfs_pfn_mkwrite'],
      );
      await page.keyboard.press('Escape');
    },
  ],
  [
    'the call hierarchy of a table has who installs it, and its handlers',
    async (page) => {
      await openFile(page, FRAME, '28:40');
      const TABLE = 'frame_vm_ops drivers/frame/frame.c';
      await runCommand(page, 'Calls: Show Call Hierarchy');
      await soon(() => tableRows(page), [TABLE, 'frame_mmap drivers/frame/frame.c']);
      await runCommand(page, 'Calls: Show Outgoing Calls');
      await soon(() => tableRows(page), [TABLE, 'frame_fault drivers/frame/frame.c']);
    },
  ],
  [
    'the locking document opens beside the op at the cursor',
    async (page) => {
      await openFile(page, RING, '35:6');
      await runCommand(page, 'vmops: Open the Locking Document at This Op');
      await page.locator('.tab.active', { hasText: 'locking.rst' }).waitFor();
      const selected = page.locator('.statusbar-item', { hasText: /^Ln \d+, Col \d+ \(\d+ selected\)/ });
      await selected.waitFor();
      await runCommand(page, 'View: Close Editor');
    },
  ],
  [
    'settings hold as soon as they are written: severities, and findings of the whole workspace',
    async (page, _shoot, home) => {
      await runCommand(page, 'View: Close All Editors');
      await page.locator('.tab').first().waitFor({ state: 'detached' });
      await openFile(page, FRAME, 22);
      await soon(() => squiggles(page, 'warning'), 1);
      setSettings(home, { 'vmops.rules': { 'non-const-table': 'off' } });
      await soon(() => squiggles(page, 'warning'), 0);
      setSettings(home, { 'vmops.scope': 'workspace' });
      // The list shows what fits into it: the first two files do.
      const files = async () =>
        (await problems(page)).filter((row) => /\.c \S+ [1-9]$/.test(row)).slice(0, 2);
      await soon(files, ['frame.c drivers/frame 3', 'ring.c drivers/ring 4']);
      setSettings(home, null);
      await soon(files, ['frame.c drivers/frame 3']);
      await closePanel(page);
    },
  ],
  [
    'a file that changes on disk is followed, open or not',
    async (page, _shoot, home) => {
      await openFile(page, RING, 28);
      await soon(() => squiggles(page, 'error'), 3);
      const path = join(home, 'linux', RING);
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replace('.split\t\t=', '.may_split\t='));
      await soon(() => squiggles(page, 'error'), 2);
      writeFileSync(path, text);
      await soon(() => squiggles(page, 'error'), 3);
    },
  ],
  [
    'the server restarts by command, and the log tells what it read',
    async (page, _shoot, home) => {
      await openFile(page, RING, 28);
      // A window that was closed before has its own for a while.
      const pids = () => languageServers(home).map(({ pid }) => pid);
      const before = pids();
      await runCommand(page, 'vmops: Restart the Language Server');
      await soon(() => {
        const now = pids();
        return now.length === before.length && now.some((pid) => !before.includes(pid));
      }, true);
      await soon(() => squiggles(page, 'error'), 3);
      await runCommand(page, 'vmops: Show the Log');
      await page
        .locator('.part.panel .view-line', { hasText: 'Linux 6.12, 7 tables, read in' })
        .first()
        .waitFor();
      await closePanel(page);
    },
  ],
];
