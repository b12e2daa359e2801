// SPDX-License-Identifier: GPL-2.0-only
/** What a writer of a handler meets many times a day, on a real tree. Nothing is keyed by line, and nothing is saved. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BEGINS_WITH_ADVICE } from './advice.mjs';
import { checkSigns } from './contrast.mjs';
import { placesIn } from './places.mjs';
import {
  actionTitles,
  allProblems,
  closePanel,
  cursor,
  entriesWith,
  fillQuickInput,
  hoverAtCursor,
  languageStatus,
  leave,
  linesWith,
  openByKey,
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

const EXFAT = 'fs/exfat/file.c';
const XFS = 'fs/xfs/xfs_file.c';
const KERNFS = 'fs/kernfs/file.c';
const F2FS = 'fs/f2fs/file.c';
const LAST_ENTRY = '.pfn_mkwrite	= xfs_filemap_pfn_mk|write';
const FAILURES = /^(?:OOM|SIGBUS|SIGSEGV|HWPOISON\w*|-E\w+)$/;

/** Writes a workspace with a tree and settings of its own, for the tree is only read; returns its path. */
export function workspaceOf(tree, home, settings = {}) {
  const path = join(home, 'kernel.code-workspace');
  writeFileSync(path, JSON.stringify({ folders: [{ path: tree }], settings }));
  return path;
}

/** Types behind the last entry of the table of xfs. */
async function typeEntry(page, placeOf, text) {
  await openFile(page, XFS, placeOf(XFS, LAST_ENTRY));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

/** The column of the = on the screen, of each line with a text. */
function equalSigns(page, text) {
  return page.locator('.editor-instance .view-line', { hasText: text }).evaluateAll((lines) =>
    lines.map((line) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent.indexOf('=');
        if (at === -1) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return Math.round(range.getBoundingClientRect().left);
      }
      return null;
    }),
  );
}

/** Returns the checks for a tree. */
export function kernelWritingChecks(tree) {
  const { linesOf, placeOf, lineOf } = placesIn(tree);
  const line = async (page) => Number(/^Ln (\d+)/.exec(await cursor(page))?.[1]);

  return [
    [
      'the lightbulb has the fix first, then the page, and Allow last; the fix takes the one squiggle away',
      async (page) => {
        await openFile(page, EXFAT, placeOf(EXFAT, 'return VM_FAULT_RE|TRY'));
        await soon(() => squiggles(page, 'error'), 1);
        await soon(
          () => actionTitles(page),
          [
            'Return VM_FAULT_NOPAGE',
            'Explain fault-code-not-allowed',
            'Allow fault-code-not-allowed on this line, with a reason',
            'Allow fault-code-not-allowed in exfat_page_mkwrite(), with a reason',
            'Allow fault-code-not-allowed for exfat_file_vm_ops, with a reason',
          ],
        );
        await page.keyboard.press('Escape');
        await quickFix(page, 'Return VM_FAULT_NOPAGE');
        await soon(() => squiggles(page, 'error'), 0);
        await revert(page);
        await soon(() => squiggles(page, 'error'), 1);
      },
    ],
    [
      'a reason that is only the placeholder is none',
      async (page) => {
        await openFile(page, EXFAT, placeOf(EXFAT, 'return VM_FAULT_RE|TRY'));
        await quickFix(page, 'Allow fault-code-not-allowed on this line, with a reason');
        await soon(
          async () => (await problems(page)).some((row) => row.startsWith('write after the parenthesis why')),
          true,
        );
        await closePanel(page);
        await revert(page);
        await soon(() => squiggles(page, 'error'), 1);
      },
    ],
    [
      'a handler of file_operations is wrong where the table names it, too',
      async (page) => {
        await typeEntry(page, placeOf, '.open = xfs_file_open,');
        await soon(() => squiggles(page, 'error'), 1);
        const rows = (await allProblems(page)).filter((row) => row.includes('op-prototype'));
        assert.deepEqual(
          rows.map((row) => Number(/\[Ln (\d+), /.exec(row)?.[1])).sort((a, b) => a - b),
          [lineOf(XFS, 'xfs_file_open('), lineOf(XFS, '.pfn_mkwrite	= xfs_filemap_pfn_mkwrite') + 1],
        );
        for (const row of rows) assert.match(row, BEGINS_WITH_ADVICE);
        await revert(page);
        await soon(() => squiggles(page, 'error'), 0);
      },
    ],
    [
      'a new entry stands in the columns of the table, and its handler has the parameter names of the header',
      async (page) => {
        await typeEntry(page, placeOf, '.acc');
        await page.keyboard.press('Control+Space');
        const labels = page.locator('.suggest-widget .monaco-list-row .label-name');
        await soon(() => labels.allInnerTexts(), ['.access']);
        await page.keyboard.press('Enter');
        await soon(
          async () => [...new Set(await entriesWith(page, '.access'))],
          ['.access = xfs_file_access,'],
        );
        await soon(
          async () => (await linesWith(page, 'xfs_file_access(')).at(0),
          'static int xfs_file_access(struct vm_area_struct *vma, unsigned long addr,',
        );
        await soon(
          () => linesWith(page, 'void *buf, int len, int write)'),
          ['void *buf, int len, int write)'],
        );
        const columns = await equalSigns(page, /^\s*\.\w+\s+=/);
        assert.ok(columns.length > 4 && new Set(columns).size === 1, columns.join());
        await page.keyboard.press('Escape');
        await revert(page);
      },
    ],
    [
      'a call of a helper, and the head of a handler, have signature help with the names of the parameters',
      async (page) => {
        const help = page.locator('.parameter-hints-widget .signature').first();
        const signatures = [
          [
            'ret = iomap_page_mkwrite(|vmf',
            'iomap_page_mkwrite(struct vm_fault *vmf, const struct iomap_ops *ops',
          ],
          ['^xfs_filemap_huge_fault(|', 'xfs_filemap_huge_fault(struct vm_fault *vmf, unsigned int order)'],
        ];
        for (const [marked, words] of signatures) {
          await openFile(page, XFS, placeOf(XFS, marked));
          await openByKey(page, 'Control+Shift+Space', help);
          await soon(async () => (await shown(help)).replace(/\s+/g, ' ').includes(words), true);
          await page.keyboard.press('Escape');
        }
      },
    ],
    [
      'from an op to its handler, and from the handler back to its entry',
      async (page) => {
        await openFile(page, XFS, placeOf(XFS, '= xfs_filemap_huge_fa|ult'));
        await runCommand(page, 'Go to Definition');
        await soon(() => line(page), Number(placeOf(XFS, '^xfs_filemap_huge_fault(|').split(':')[0]));
        await runCommand(page, 'Go to Declaration');
        await soon(() => line(page), lineOf(XFS, '= xfs_filemap_huge_fault'));
      },
    ],
    [
      'the status item counts the findings of the file that is looked at',
      async (page) => {
        for (const [path, count] of [
          [XFS, '0 findings'],
          [EXFAT, '1 finding'],
        ]) {
          await openFile(page, path, 1);
          await soon(async () => {
            const [, detail] = await languageStatus(page, 'Linux 6.12');
            return / · (\d+ findings?) at /.exec(detail)?.[1];
          }, count);
        }
      },
    ],
    [
      'a handler that was not analysed to the end has a quiet mark, and its reason under the mouse',
      async (page) => {
        await openFile(page, KERNFS, placeOf(KERNFS, 'vm_fault_t kernfs_vma_fa|ult('));
        await soon(async () => (await squiggles(page, 'hint')) > 0, true);
        const { said } = await hoverAtCursor(page, 'not analysed to the end: what it returns in line');
        assert.match(said, /not analysed to the end: what it returns in line \d+ is not known/i);
        await leave(page);
      },
    ],
    [
      'a fix returns at once where mmap_lock may be gone, and its message begins with what to do',
      async (page) => {
        await openFile(page, F2FS, placeOf(F2FS, '	ret = filemap_fa|ult(vmf);'));
        await soon(() => squiggles(page, 'warning'), 1);
        const [row] = (await allProblems(page)).filter((one) => one.includes('vma-use-after-retry'));
        assert.match(row, BEGINS_WITH_ADVICE);
        const [, at] = /\[Ln (\d+), /.exec(row);
        await openFile(page, F2FS, `${at}:${linesOf(F2FS)[at - 1].indexOf('inode') + 2}`);
        await quickFix(page, 'Return at once on VM_FAULT_RETRY');
        await soon(() => squiggles(page, 'warning'), 0);
        await soon(() => linesWith(page, 'ret & VM_FAULT_RETRY'), ['if (ret & VM_FAULT_RETRY)']);
        await revert(page);
        await soon(() => squiggles(page, 'warning'), 1);
      },
    ],
    [
      'hints have success before failure, and settings take them and the lenses away',
      async (page, _shoot, home) => {
        await openFile(page, XFS, placeOf(XFS, LAST_ENTRY));
        await soon(async () => (await linesWith(page, '→')).length > 4, true);
        for (const one of await linesWith(page, '→')) {
          const codes = one
            .slice(one.indexOf('→') + 1)
            .split(/[·;]/)
            .map((code) => code.trim());
          const firstFailure = codes.findIndex((code) => FAILURES.test(code));
          const behind = firstFailure === -1 ? [] : codes.slice(firstFailure);
          assert.ok(
            behind.every((code) => FAILURES.test(code) || /…|lock/.test(code)),
            one,
          );
        }
        workspaceOf(tree, home, { 'vmops.inlayHints.enable': false, 'vmops.codeLens.enable': false });
        await soon(() => linesWith(page, '→'), []);
        await soon(() => page.locator('.editor-instance .codelens-decoration:visible').count(), 0);
        workspaceOf(tree, home, {});
        await soon(async () => (await linesWith(page, '→')).length > 4, true);
      },
    ],
    [
      'the history of an op is behind a link, and ends at the release of the tree',
      async (page) => {
        await openFile(page, EXFAT, placeOf(EXFAT, '.page_mk|write'));
        const { hover, said } = await hoverAtCursor(page, 'page_mkwrite ·');
        assert.ok(!/\b6\.1[3-9]:|\b7\.\d+:/.test(said));
        await hover.locator('a', { hasText: 'History' }).first().click();
        await page.locator('.tab.active', { hasText: 'page_mkwrite-6.12' }).waitFor();
        // Only what is on the screen has lines.
        await fillQuickInput(page, 'Control+G', ':48');
        await page.keyboard.press('Enter');
        await soon(async () => (await linesWith(page, /^\W*\d+\.\d+:\s/)).length > 1, true);
        for (const one of await linesWith(page, /^\W*\d+\.\d+:\s/)) {
          const [, major, minor] = /(\d+)\.(\d+): /.exec(one);
          assert.ok(Number(major) < 6 || (Number(major) === 6 && Number(minor) <= 12), one);
        }
        await runCommand(page, 'View: Close Editor');
      },
    ],
    [
      'Check Every Table opens its view, and says when it is done',
      async (page, shoot) => {
        await runCommand(page, 'View: Show Explorer');
        await runCommand(page, 'vmops: Check Every Table');
        const told = page.locator('.notification-list-item', {
          hasText: /1\d\d tables checked, \d+ findings/,
        });
        await told.first().waitFor();
        await soon(
          async () => (await tableRows(page)).some((row) => /^\S+ \d+ findings? · /.test(row)),
          true,
        );
        await shoot('kernel-tables');
        await runCommand(page, 'Notifications: Clear All Notifications');
      },
    ],
    [
      'every icon of the view has words for a screen reader',
      async (page) => {
        const rows = page.locator('.pane-body .monaco-list-row:visible');
        const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
        assert.ok(
          labels.every((label) => /, (?:error|warning|remark|nothing found)$/.test(label)),
          labels.join('\n'),
        );
        const bare = page.locator('.pane-header .action-label:visible:not([aria-label]):not([title])');
        await soon(() => bare.count(), 0);
      },
    ],
    [
      'the signs of the matrix of a whole tree have words, and in the light themes the contrast of WCAG AA',
      async (page, shoot, home) => {
        for (const theme of ['Default Light Modern', 'Visual Studio Light']) {
          workspaceOf(tree, home, { 'workbench.colorTheme': theme });
          await page.locator('.monaco-workbench.vs:not(.vs-dark)').waitFor();
          const matrix = await openMatrix(page);
          await soon(async () => / \d+ findings$/.test(await shown(matrix.locator('#title'))), true);
          const states = await checkSigns(matrix, theme);
          assert.deepEqual(states, ['clean', 'error', 'remark', 'warning']);
          await shoot(`kernel-matrix-${theme.toLowerCase().replaceAll(' ', '-')}`);
        }
        workspaceOf(tree, home, {});
        await page.locator('.monaco-workbench.vs-dark').waitFor();
        await closePanel(page);
      },
    ],
  ];
}
