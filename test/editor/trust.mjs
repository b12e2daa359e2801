// SPDX-License-Identifier: GPL-2.0-only
/** What is checked in a folder that the user does not trust. */
import { hoverAtCursor, leave, openFile, quickFix, revert, soon, squiggles } from './workbench.mjs';

const FRAME = 'drivers/frame/frame.c';
/** The line of a finding of each severity. */
const FOUND = [
  ['error', 22],
  ['warning', 28],
  ['info', 45],
];

export const trustChecks = [
  [
    'in a folder that is not trusted the findings, the pages and the fixes are there too',
    async (page) => {
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      // A squiggle is drawn only where the editor is scrolled to.
      for (const [severity, line] of FOUND) {
        await openFile(page, FRAME, line);
        await soon(async () => (await squiggles(page, severity)) > 0, true);
      }
      await openFile(page, FRAME, '29:4');
      await hoverAtCursor(page, 'fault · Linux 6.12');
      await leave(page);
      await openFile(page, FRAME, '28:40');
      await quickFix(page, 'Make frame_vm_ops const');
      await soon(() => squiggles(page, 'warning'), 0);
      await revert(page);
    },
  ],
];
