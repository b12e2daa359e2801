// SPDX-License-Identifier: GPL-2.0-only
/** Who cancels the reading of a tree keeps what is said of the open files alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkFile } from '../../server/src/lsp/session/check.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { Workspaces } from '../../server/src/lsp/session/workspaces.ts';
import { copyOfSample, removeFolders } from './folders.ts';

afterEach(removeFolders);

const FILE = 'drivers/frame/frame.c';

/** A workspace whose user does this when the reading is shown; what it shows comes back too. */
function open(onShown: (cancel: () => void) => void) {
  const root = copyOfSample();
  const shown: string[] = [];
  const display = {
    begin: async (title: string, onCancel: () => void) => {
      shown.push(title);
      onShown(onCancel);
      return { report: () => {}, done: () => void shown.push('done') };
    },
  };
  const { entry } = new Workspaces(readSettings({}), display, () => {}).entryOf(join(root, FILE));
  return { root, shown, entry };
}

test('the display ends, and an open file is checked by itself', async () => {
  const { root, shown, entry } = open((cancel) => cancel());
  await entry.ready;
  expect(shown).toEqual([`vmops: reading ${root}`, 'done']);
  expect([entry.session.loaded, entry.session.reading]).toEqual([false, false]);
  entry.session.setText(FILE, readFileSync(join(root, FILE), 'utf8'));
  const findings = await checkFile(entry.session, FILE);
  expect(findings.map(({ rule }) => rule)).toContain('errno-as-vm-fault');
});

test('without it the tree is read', async () => {
  const { shown, entry } = open(() => {});
  await entry.ready;
  expect(shown.at(-1)).toBe('done');
  expect([entry.session.loaded, entry.session.reading]).toEqual([true, false]);
});
