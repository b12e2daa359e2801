/** What is checked in the real editor, on a copy of the sample; each leaves the workbench as the next expects it. */
import assert from 'node:assert/strict';
import { closePanel, openFile, problems, runCommand, word } from './workbench.mjs';

const FRAME = 'drivers/frame/frame.c';
/** In the file when it is as on disk. */
const FINDINGS = '3';
const ERRNO = 'fault handler frame_fault() returns -ENODEV or -ENOMEM';
const CONST = 'frame_vm_ops is never written to and can be const';

export const checks = [
  [
    'the Problems panel has the findings of the open file',
    async (page, shoot) => {
      await openFile(page, FRAME, 22);
      const rows = await problems(page, ERRNO);
      assert.ok(rows.some((row) => row.includes(CONST) && row.includes('non-const-table')));
      assert.equal(await page.locator('.markers-panel .monaco-count-badge').first().textContent(), FINDINGS);
      await shoot('problems');
    },
  ],
  [
    'the status item tells the release',
    async (page) => {
      await page.locator('.statusbar-item', { hasText: 'C' }).first().waitFor();
      await page.locator('#status\\.languageStatus').click();
      await page.locator('.hover-language-status', { hasText: 'Linux 6.12' }).first().waitFor();
      await page.keyboard.press('Escape');
    },
  ],
  [
    'a lens stands above a table',
    async (page) => {
      await openFile(page, FRAME, 28);
      await page
        .locator('.codelens-decoration:visible', { hasText: 'installed by frame_mmap()' })
        .first()
        .waitFor();
    },
  ],
  [
    'the mouse over an op shows its contract',
    async (page, shoot) => {
      await openFile(page, FRAME, 28);
      await word(page, 'fault').hover();
      const hover = page.locator('.monaco-hover-content', { hasText: 'mmap_lock' }).first();
      await hover.waitFor();
      await shoot('hover');
      await page.keyboard.press('Escape');
    },
  ],
  [
    'completion in a table offers the ops that are not set',
    async (page) => {
      await openFile(page, FRAME, 28);
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('.');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget .monaco-list-row', { hasText: 'page_mkwrite' }).first().waitFor();
      await page.keyboard.press('Escape');
      await runCommand(page, 'File: Revert File');
      await problems(page, CONST);
    },
  ],
  [
    'a quick fix makes the table const, and the problem goes',
    async (page) => {
      await openFile(page, FRAME, 28);
      await openFile(page, FRAME, '28:40');
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row', { hasText: 'const' }).first().click();
      await page
        .locator('.markers-panel .monaco-list-row', { hasText: CONST })
        .waitFor({ state: 'detached' });
      await page
        .locator('.view-line', { hasText: /const\s+struct\s+vm_operations_struct/ })
        .first()
        .waitFor();
      await runCommand(page, 'File: Revert File');
      await problems(page, CONST);
      assert.equal(await page.locator('.markers-panel .monaco-count-badge').first().textContent(), FINDINGS);
    },
  ],
  [
    'the view lists the tables by subsystem',
    async (page, shoot) => {
      await closePanel(page);
      await page.locator('.activitybar [aria-label^="Ops Tables"]').first().click();
      await page.locator('.pane-body .monaco-list-row', { hasText: 'drivers/frame' }).first().waitFor();
      await shoot('tables');
    },
  ],
  [
    'the ops matrix opens, and its keys lead to a table',
    async (page, shoot) => {
      await runCommand(page, 'vmops: Show the Ops Matrix');
      const matrix = page.frameLocator('iframe.webview').last().frameLocator('iframe');
      await matrix.locator('[role=grid]').waitFor();
      await matrix.locator('[role=row]', { hasText: 'ring_vm_ops' }).first().waitFor();
      await shoot('matrix');
      await matrix.locator('[role=gridcell], [role=rowheader]').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: 'ring.c' }).waitFor();
    },
  ],
];
