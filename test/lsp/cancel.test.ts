/** Who cancels the reading of a tree keeps what is said of the open files alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { checkFile } from '../../server/src/lsp/check.ts';
import { readSettings } from '../../server/src/lsp/settings.ts';
import { Workspace } from '../../server/src/lsp/workspace.ts';
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
  const settings = readSettings({});
  const { room } = new Workspace(settings, display, () => {}).roomOf(join(root, FILE));
  return { root, shown, room, settings };
}

test('the display ends, and an open file is checked by itself', async () => {
  const { root, shown, room, settings } = open((cancel) => cancel());
  await room.ready;
  expect(shown).toEqual([`vmops: reading ${root}`, 'done']);
  expect([room.session.loaded, room.session.reading]).toEqual([false, false]);
  room.session.setText(FILE, readFileSync(join(root, FILE), 'utf8'));
  const findings = await checkFile(room.session, FILE, settings);
  expect(findings.map(({ rule }) => rule)).toContain('errno-as-vm-fault');
});

test('without it the tree is read', async () => {
  const { shown, room } = open(() => {});
  await room.ready;
  expect(shown.at(-1)).toBe('done');
  expect([room.session.loaded, room.session.reading]).toEqual([true, false]);
});
