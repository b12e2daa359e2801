// SPDX-License-Identifier: GPL-2.0-only
/** What a writer of a handler meets many times a day, on a copy of the sample. */
import assert from 'node:assert/strict';
import { BEGINS_WITH_ADVICE } from './advice.mjs';
import { checkSigns } from './contrast.mjs';
import { setSettings } from './settings.mjs';
import {
  actionTitles,
  allProblems,
  closePanel,
  cursor,
  entriesWith,
  languageStatus,
  lenses,
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
      await soon(() => entriesWith(page, '.access'), ['.access = ring_access,']);
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
      await soon(() => cursor(page), 'Ln 22, Col 58 (6 selected)');
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
    'a handler of another prototype is marked in the table too, once, and each message begins with what to do',
    async (page) => {
      await openFile(page, RING, 28);
      await soon(() => squiggles(page, 'error'), 3);
      const rows = (await allProblems(page)).filter((row) => row.includes(' vmops '));
      assert.deepEqual(
        rows.filter((row) => !BEGINS_WITH_ADVICE.test(row)),
        [],
      );
      const prototypes = rows.filter((row) => row.includes('op-prototype'));
      assert.deepEqual(
        prototypes.map((row) => /\[Ln (\d+), /.exec(row)?.[1]),
        ['16', '35'],
      );
    },
  ],
  [
    'hints and lenses can be turned off, alone or all, and none is longer than 60 characters',
    async (page, _shoot, home) => {
      // In the middle, so that the tables and the function that maps are on the screen.
      await openFile(page, FRAME, 41);
      const own = async () => (await lenses(page)).slice(-3);
      await soon(async () => (await own()).length, 3);
      for (const lens of (await lenses(page)).flatMap((line) => line.split(' | ')))
        assert.ok(lens.length <= 60, lens);
      setSettings(home, {
        'vmops.inlayHints.results.enable': false,
        'vmops.codeLens.installers.enable': false,
      });
      await soon(() => linesWith(page, '= frame_meta_fault'), ['.fault = frame_meta_fault,mmap read lock']);
      const MAPS = 'maps: never private, may be written, cannot grow';
      await soon(own, ['fault of frame_meta_vm_ops', '1 finding', MAPS]);
      setSettings(home, {
        'vmops.codeLens.installers.enable': false,
        'vmops.codeLens.mappings.enable': false,
      });
      await soon(own, ['2 findings', 'fault of frame_meta_vm_ops', '1 finding']);
      setSettings(home, { 'vmops.inlayHints.enable': false, 'vmops.codeLens.enable': false });
      await soon(() => linesWith(page, '= frame_meta_fault'), ['.fault = frame_meta_fault,']);
      await soon(() => lenses(page), []);
      setSettings(home, null);
      await soon(async () => (await lenses(page)).length > 2, true);
    },
  ],
  [
    'the status item counts the findings of the file that is looked at',
    async (page) => {
      await openFile(page, FLAT, 43);
      await soon(() => squiggles(page, 'warning'), 1);
      const [, flat] = await languageStatus(page, 'Linux 6.12');
      await openFile(page, FRAME, 22);
      const [, frame] = await languageStatus(page, 'Linux 6.12');
      assert.match(flat, / · 1 finding at /);
      assert.match(frame, / · 3 findings at /);
    },
  ],
  [
    'Check Every Table opens its view and says what came of it',
    async (page) => {
      await runCommand(page, 'View: Show Explorer');
      await runCommand(page, 'vmops: Check Every Table');
      const told = page.locator('.notification-list-item', { hasText: '7 tables checked, 7 findings' });
      await told.first().waitFor();
      await soon(async () => (await tableRows(page)).includes('drivers/ring 3 findings · 2 tables'), true);
      await runCommand(page, 'Notifications: Clear All Notifications');
    },
  ],
  [
    'every icon of the views has words for a screen reader',
    async (page) => {
      const rows = page.locator('.pane-body .monaco-list-row:visible');
      await soon(async () => (await rows.count()) > 3, true);
      const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
      assert.ok(labels.includes('drivers/ring, 3 findings · 2 tables, error'), labels.join('\n'));
      assert.ok(labels.includes('fs/pagefs, 1 table, nothing found'), labels.join('\n'));
      const bare = page.locator('.pane-header .action-label:visible:not([aria-label]):not([title])');
      await soon(() => bare.count(), 0);
    },
  ],
  [
    'the signs of the matrix have words, and in the light themes the contrast of WCAG AA',
    async (page, _shoot, home) => {
      for (const theme of ['Default Light Modern', 'Visual Studio Light']) {
        setSettings(home, { 'workbench.colorTheme': theme });
        await page.locator('.monaco-workbench.vs:not(.vs-dark)').waitFor();
        const matrix = await openMatrix(page);
        await soon(() => shown(matrix.locator('#title')), 'Linux 6.12: 7 tables, 7 findings');
        const states = await checkSigns(matrix, theme);
        assert.ok(states.includes('clean') && states.includes('error'), states.join());
      }
      setSettings(home, null);
      await page.locator('.monaco-workbench.vs-dark').waitFor();
    },
  ],
];
