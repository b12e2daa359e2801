// SPDX-License-Identifier: GPL-2.0-only
/** What whoever writes a handler meets many times a day, on a copy of the sample. */
import assert from 'node:assert/strict';
import {
  actionTitles,
  closePanel,
  cursor,
  linesWith,
  openByKey,
  openFile,
  problems,
  quickFix,
  revert,
  runCommand,
  shown,
  soon,
  squiggles,
} from './workbench.mjs';

const FRAME = 'drivers/frame/frame.c';
const RING = 'drivers/ring/ring.c';
const FLAT = 'fs/flatfs/file.c';

/** What the list of suggestions has. */
function suggestions(page) {
  return page.locator('.suggest-widget .monaco-list-row .label-name').allInnerTexts();
}

/** Types at the end of a line and asks what fits. */
async function complete(page, path, line, text) {
  await openFile(page, path, line);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Space');
}

export const writingChecks = [
  [
    'behind the = of an op stand only functions whose prototype fits, those of the file first',
    async (page) => {
      await complete(page, FRAME, 29, '.page_mkwrite = ');
      await soon(async () => (await suggestions(page)).slice(0, 2), ['frame_fault', 'frame_meta_fault']);
      assert.equal((await suggestions(page)).includes('frame_mmap'), false);
      await page.keyboard.press('Escape');
      await revert(page);
    },
  ],
  [
    'a new handler has the parameter names of the header, and its entry the columns of the table',
    async (page) => {
      await complete(page, RING, 35, '.acc');
      await soon(() => suggestions(page), ['.access']);
      await page.keyboard.press('Enter');
      await soon(() => linesWith(page, '.access'), ['.access = ring_access,']);
      await soon(
        async () => (await linesWith(page, 'ring_access(')).at(0),
        'static int ring_access(struct vm_area_struct *vma, unsigned long addr,',
      );
      await soon(() => linesWith(page, 'void *buf, int len, int write)'), ['void *buf, int len, int write)']);
      await page.keyboard.press('Escape');
      await revert(page);
    },
  ],
  [
    'the head of a handler and a call have signature help with the names of the parameters',
    async (page) => {
      await openFile(page, FRAME, '23:24');
      const help = page.locator('.parameter-hints-widget .signature');
      await openByKey(page, 'Control+Shift+Space', help.first());
      const text = (await shown(help.first())).replace(/\s+/g, ' ');
      assert.ok(
        text.includes('vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn)'),
        text,
      );
      await page.keyboard.press('Escape');
    },
  ],
  [
    'from an op to its handler and back, also when both have another name',
    async (page) => {
      await openFile(page, FLAT, 1);
      const lines = async () => (await cursor(page)).split(',')[0];
      await openFile(page, FLAT, '30:26');
      await page.keyboard.press('F12');
      await soon(lines, 'Ln 17');
      await runCommand(page, 'Go to Declaration');
      await soon(lines, 'Ln 30');
      // Renamed by hand, at both places and not saved.
      for (const [line, column] of [
        [17, 19],
        [30, 17],
      ]) {
        await openFile(page, FLAT, `${line}:${column}`);
        await page.keyboard.press('Control+Delete');
        await page.keyboard.type('flatfs_wp');
      }
      await openFile(page, FLAT, '30:22');
      await page.keyboard.press('F12');
      await soon(lines, 'Ln 17');
      await runCommand(page, 'Go to Declaration');
      await soon(lines, 'Ln 30');
      await revert(page);
    },
  ],
  [
    'the lightbulb has the fix first, which Enter takes, then the page, and Allow last',
    async (page) => {
      await openFile(page, FRAME, '22:5');
      await soon(
        () => actionTitles(page),
        [
          'Convert with vmf_error(err)',
          'Explain errno-as-vm-fault',
          'Allow errno-as-vm-fault on this line, with a reason',
          'Allow errno-as-vm-fault in frame_fault(), with a reason',
          'Allow errno-as-vm-fault for frame_vm_ops, with a reason',
        ],
      );
      await page.keyboard.press('Escape');
    },
  ],
  [
    'a placeholder is no reason',
    async (page) => {
      await openFile(page, FRAME, '22:5');
      await quickFix(page, 'Allow errno-as-vm-fault on this line, with a reason');
      await soon(() => cursor(page), 'Ln 22, Col 50 (6 selected)');
      await soon(
        async () => (await problems(page)).some((row) => row.startsWith('write after the parenthesis why')),
        true,
      );
      await closePanel(page);
      await revert(page);
      await soon(() => squiggles(page, 'error'), 1);
    },
  ],
];
