/** What is checked in a folder that the user does not trust. */
import { hoverAtCursor, leave, openFile, quickFix, revert, soon, squiggles } from './workbench.mjs';

const FRAME = 'drivers/frame/frame.c';

export const trustChecks = [
  [
    'in a folder that is not trusted the findings, the pages and the fixes are there too',
    async (page) => {
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      await openFile(page, FRAME, '29:4');
      for (const severity of ['error', 'warning', 'info']) await soon(() => squiggles(page, severity), 1);
      await hoverAtCursor(page, 'fault · Linux 6.12');
      await leave(page);
      await openFile(page, FRAME, '28:40');
      await quickFix(page, 'Make frame_vm_ops const');
      await soon(() => squiggles(page, 'warning'), 0);
      await revert(page);
    },
  ],
];
