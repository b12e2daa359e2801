// SPDX-License-Identifier: GPL-2.0-only
/** What is checked outside of a kernel tree: on a module alone, and on a folder without any ops table. */
import assert from 'node:assert/strict';
import { languageStatus, openFile, runCommand, shown, soon, squiggles } from './workbench.mjs';

export const MODULE = `// SPDX-License-Identifier: GPL-2.0
#include <linux/mm.h>

static vm_fault_t lone_fault(struct vm_fault *vmf)
{
	return -ENOMEM;
}

static const struct vm_operations_struct lone_vm_ops = {
	.fault = lone_fault,
};
`;

export const EMPTY = `// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>

int answer(void)
{
	return 42;
}
`;

export const moduleChecks = [
  [
    'a module alone is checked against an inferred release, and the status item says which it fits',
    async (page) => {
      await openFile(page, 'module.c', 6);
      await soon(() => squiggles(page, 'error'), 1);
      const [release] = await languageStatus(page, 'inferred');
      assert.match(release, /^Linux 7\.1, inferred 4\.17–7\.1$/);
    },
  ],
  [
    'the walkthrough ticks its first step where kernel C is open',
    async (page) => {
      await runCommand(page, 'Welcome: Open Walkthrough');
      await page.keyboard.type('vmops');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'vmops' }).first().click();
      const step = page.locator('.getting-started-step', { hasText: 'Open a kernel tree' });
      await step.first().waitFor();
      await soon(() => step.first().locator('.codicon-getting-started-step-checked.complete').count(), 1);
    },
  ],
];

export const emptyChecks = [
  [
    'a matrix without tables says that there are none, not that a filter hides them',
    async (page) => {
      await openFile(page, 'empty.c', 4);
      await runCommand(page, 'vmops: Show the Ops Matrix');
      const matrix = page.frameLocator('iframe.webview').last().frameLocator('iframe');
      await soon(() => shown(matrix.locator('#none')), 'There is no ops table in the open folders.');
    },
  ],
];
