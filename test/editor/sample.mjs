// SPDX-License-Identifier: GPL-2.0-only
/** What is checked in the real editor on a copy of the sample; each leaves the workbench as the next expects it. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { languageServers } from './processes.mjs';
import {
  closePanel,
  cursor,
  entriesWith,
  hoverAtCursor,
  languageStatus,
  leave,
  lenses,
  linesWith,
  matrixOf,
  openFile,
  openMatrix,
  problems,
  quickFix,
  revert,
  runCommand,
  shown,
  soon,
  squiggles,
  tableRows,
} from './workbench.mjs';

const FRAME = 'drivers/frame/frame.c';
const ERRNO =
  'convert it with vmf_error(): fault handler frame_fault() returns -ENODEV or -ENOMEM, but its result is a set of VM_FAULT bits vmops errno-as-vm-fault [Ln 22, Col 3]';
const CONST =
  'make frame_vm_ops const: frame_vm_ops is never written to and can be const vmops non-const-table [Ln 28, Col 36]';
const ACCESS =
  'add .access (generic_access_phys() serves page frames of a device), or suppress with a reason: frame_meta_vm_ops has no access, and frame_mmap() maps with VM_PFNMAP: a debugger cannot read the mapping vmops missing-access [Ln 45, Col 42]';
const PROBLEMS = [
  'frame.c drivers/frame 3',
  ERRNO,
  'frame.c [Ln 10, Col 3] : frame_wait() returns -ENODEV',
  'frame.c [Ln 20, Col 2] : err becomes -ENODEV',
  CONST,
  ACCESS,
  'frame.c [Ln 53, Col 2] : the mapping gets VM_PFNMAP here',
];
const INSTALLED = 'installed by frame_mmap(): VM_DONTEXPAND | VM_IO | VM_PFNMAP';

export const sampleChecks = [
  [
    'the Problems panel has the findings of the open file',
    async (page, shoot) => {
      await openFile(page, FRAME, 22);
      await soon(() => problems(page), PROBLEMS);
      await page.locator('.explorer-folders-view [class*=monaco-decoration-itemBadge]').first().waitFor();
      await page.locator('#status\\.languageStatus').waitFor();
      await shoot('problems');
    },
  ],
  [
    'each finding is underlined, and the lenses tell what was found and who installs the table',
    async (page) => {
      await closePanel(page);
      await openFile(page, FRAME, 33);
      for (const severity of ['error', 'warning', 'info']) await soon(() => squiggles(page, severity), 1);
      await soon(
        // That of the function that maps is at the edge of the screen.
        async () => (await lenses(page)).filter((lens) => !lens.startsWith('maps: ')).slice(-3),
        [`2 findings | ${INSTALLED}`, 'fault of frame_meta_vm_ops', `1 finding | ${INSTALLED}`],
      );
    },
  ],
  [
    'the hints at the entries of a table tell what comes back, and the lock where there is room',
    async (page) => {
      await soon(
        () => linesWith(page, '.fault'),
        [
          '.fault = frame_fault,→ NOPAGE · OOM · SIGBUS · -ENODEV · -ENOMEM',
          '.fault = frame_meta_fault,→ NOPAGE · OOM · SIGBUS; mmap read lock',
        ],
      );
    },
  ],
  [
    'the status item tells the release, what was read, and the last check',
    async (page) => {
      const [release, detail] = await languageStatus(page, 'Linux 6.12');
      assert.equal(release, 'Linux 6.12');
      assert.match(
        detail,
        /^7 tables, 6 files( in \d\.\d s)? · 3 findings at \d+:\d\d:\d\d [AP]M, after \d+ ms$/,
      );
    },
  ],
  [
    'the mouse over an op shows its contract, with what the document of the tree says',
    async (page, shoot) => {
      await openFile(page, FRAME, '29:4');
      const { hover, said } = await hoverAtCursor(page, 'mmap_lock');
      const lines = said.split('\n').filter((line) => line !== '');
      assert.deepEqual(lines.slice(0, 4), [
        'vm_fault_t (*fault)(struct vm_fault *vmf)',
        'fault · Linux 6.12',
        'Finds the page behind a faulting address that has no page table entry, or installs the entry itself.',
        'On entry: mmap_lock is held for reading, or the per-VMA lock alone when the table also has map_pages · may sleep',
      ]);
      assert.match(lines[4], /^Returns: 0, VM_FAULT_LOCKED, VM_FAULT_NOPAGE, VM_FAULT_RETRY, /);
      assert.match(lines[5], /^Documentation\/filesystems\/locking\.rst:37 · History · Called from: /);
      const document = lines.findIndex((line) => line.startsWith('The locking document of this tree'));
      assert.deepEqual(lines.slice(document, document + 5), [
        'The locking document of this tree (Documentation/filesystems/locking.rst:37)',
        'mmap_lock: read · PageLocked(page): may answer with it locked',
        '->fault() provides the page for an address that has no entry yet. A handler whose pages can be truncated locks the page, looks whether it still belongs to the file, and answers VM_FAULT_LOCKED.',
        'Document and core',
        'The document says that mmap_lock is held for reading; core may hold the per-VMA lock instead.',
      ]);
      await shoot('hover');
      await hover.locator('a', { hasText: 'locking.rst:37' }).first().click();
      await page.locator('.tab.active', { hasText: 'locking.rst' }).waitFor();
      await soon(() => cursor(page), 'Ln 37, Col 1');
      await leave(page);
      await runCommand(page, 'View: Close Editor');
    },
  ],
  [
    'completion in a table offers the ops that are not set, each with a handler',
    async (page) => {
      await openFile(page, FRAME, 29);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('.');
      await page.keyboard.press('Control+Space');
      const rows = page.locator('.suggest-widget .monaco-list-row');
      const labels = () => rows.locator('.label-name').allInnerTexts();
      const OPS = ['open', 'close', 'may_split', 'mremap', 'mprotect', 'huge_fault', 'map_pages', 'pagesize'];
      const MORE = ['page_mkwrite', 'pfn_mkwrite', 'access', 'name'];
      await soon(
        labels,
        [...OPS, ...MORE].map((op) => `.${op}`),
      );
      await page.keyboard.type('page_m');
      await soon(labels, ['.page_mkwrite']);
      await page.keyboard.press('Enter');
      await soon(() => entriesWith(page, '.page_mkwrite'), ['.page_mkwrite = frame_page_mkwrite,']);
      await soon(
        () => linesWith(page, 'frame_page_mkwrite('),
        ['static vm_fault_t frame_page_mkwrite(struct vm_fault *vmf)'],
      );
      await page.keyboard.press('Escape');
      await revert(page);
      await soon(() => squiggles(page, 'warning'), 1);
    },
  ],
  [
    'a quick fix makes the table const, and its squiggle goes',
    async (page) => {
      await openFile(page, FRAME, '28:40');
      await quickFix(page, 'Make frame_vm_ops const');
      await soon(() => squiggles(page, 'warning'), 0);
      await soon(
        () => linesWith(page, 'frame_vm_ops ='),
        ['static const struct vm_operations_struct frame_vm_ops = {'],
      );
      const left = PROBLEMS.filter((row) => row !== CONST).map((row) =>
        row.replace(/^(frame.c .*) 3$/, '$1 2').replace('Col 48', 'Col 42'),
      );
      // Below stands the drift of the document that an earlier step has opened: VS Code keeps it open for a while.
      await soon(async () => (await problems(page)).slice(0, left.length), left);
      await closePanel(page);
      await revert(page);
      await soon(() => squiggles(page, 'warning'), 1);
    },
  ],
  [
    'a finding is allowed on its line, and what is typed next is the reason',
    async (page) => {
      await openFile(page, FRAME, '22:5');
      await quickFix(page, 'Allow errno-as-vm-fault on this line, with a reason');
      await soon(() => cursor(page), 'Ln 22, Col 58 (6 selected)');
      await page.keyboard.type('as the hardware wants it');
      await soon(
        () => linesWith(page, 'vmops: allow'),
        ['/* vmops: allow(errno-as-vm-fault) as the hardware wants it */'],
      );
      await soon(() => squiggles(page, 'error'), 0);
      await revert(page);
      await soon(() => squiggles(page, 'error'), 1);
    },
  ],
  [
    'the server searches with the ripgrep of the editor',
    async (_page, _shoot, home) => {
      const [server, ...others] = languageServers(home);
      assert.equal(others.length, 0);
      assert.ok(statSync(server.environment.VMOPS_RIPGREP).mode & 0o111);
    },
  ],
  [
    'a server that is killed while it works is started again',
    async (page, _shoot, home) => {
      await openFile(page, FRAME, '29:4');
      const [{ pid }] = languageServers(home);
      process.kill(pid, 'SIGKILL');
      await soon(() => languageServers(home).filter((one) => one.pid !== pid).length, 1);
      await page.keyboard.press('End');
      await page.keyboard.type(' ');
      await soon(() => squiggles(page, 'error'), 1);
      await openFile(page, FRAME, '29:4');
      await hoverAtCursor(page, 'fault · Linux 6.12');
      await leave(page);
      await revert(page);
    },
  ],
  [
    'the view lists the tables by subsystem, and what they implement',
    async (page, shoot) => {
      await page.locator('.activitybar [aria-label^="Ops Tables"]').first().click();
      const groups = [
        'drivers/frame 2 tables',
        'drivers/ring 2 tables',
        'fs/flatfs 2 tables',
        'fs/pagefs 1 table',
      ];
      await soon(() => tableRows(page), groups);
      await page.locator('.pane-body .monaco-list-row', { hasText: 'drivers/ring' }).click();
      const [frame, ring, ...others] = groups;
      await soon(
        () => tableRows(page),
        [
          frame,
          ring,
          'ring_vm_ops split, fault, page_mkwrite',
          'ring_status_vm_ops may_split, fault',
          ...others,
        ],
      );
      await runCommand(page, 'vmops: Check Every Table');
      await soon(async () => (await tableRows(page))[1], 'drivers/ring 3 findings · 2 tables');
      const table = page.locator('.pane-body .monaco-list-row', { hasText: 'ring_vm_ops' });
      await table.locator('.monaco-tl-twistie').click();
      const members = ['split ring_may_split', 'fault ring_fault', 'page_mkwrite ring_page_mkwrite'];
      await soon(async () => (await tableRows(page)).slice(6, 9), members);
      await runCommand(page, 'Notifications: Clear All Notifications');
      await shoot('tables');
    },
  ],
  [
    'the ops matrix opens, and its keys lead to a table',
    async (page, shoot) => {
      const matrix = await openMatrix(page);
      await soon(() => shown(matrix.locator('#title')), 'Linux 6.12: 7 tables, 7 findings');
      await shoot('matrix');
      await matrix.locator('[role=gridcell], [role=rowheader]').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: 'ring.c' }).waitFor();
      await soon(
        () => linesWith(page, 'ring_vm_ops ='),
        ['static const struct vm_operations_struct ring_vm_ops = {'],
      );
      assert.match(await cursor(page), /^Ln 32, /);
    },
  ],
  [
    'the matrix and its filter survive a reload of the window',
    async (page) => {
      const matrix = await openMatrix(page);
      await matrix.locator('#filter').fill('flatfs');
      await soon(() => shown(matrix.locator('#count')), '2 of 7 tables');
      await runCommand(page, 'Developer: Reload Window');
      await page.locator('.monaco-workbench').waitFor({ state: 'detached' });
      await page.locator('.tab.active', { hasText: 'Ops Matrix' }).waitFor();
      const again = await matrixOf(page);
      await soon(() => shown(again.locator('#title')), 'Linux 6.12: 7 tables, 7 findings');
      await soon(() => shown(again.locator('#count')), '2 of 7 tables');
      await soon(() => again.locator('tbody .name').allInnerTexts(), ['flatfs_vm_ops', 'flatfs_log_vm_ops']);
    },
  ],
  [
    'the lint of the whole tree is a task that shows its progress and fills the Problems panel',
    async (page) => {
      await runCommand(page, 'View: Close All Editors');
      await page.locator('.tab').first().waitFor({ state: 'detached' });
      const progress = page.locator('.notification-list-item', { hasText: 'vmops: linting linux' }).waitFor();
      await runCommand(page, 'vmops: Lint This Kernel Tree');
      await progress;
      // Remarks are not among what the command line shows.
      await soon(
        async () => (await problems(page)).filter((row) => row.includes('.c ') && !row.includes('[')),
        ['frame.c drivers/frame 2', 'ring.c drivers/ring 3', 'file.c fs/flatfs 1'],
      );
    },
  ],
];
