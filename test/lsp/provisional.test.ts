// SPDX-License-Identifier: GPL-2.0-only
/** What is said of a file before its tree is read, and that all of it stays true. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile } from '../../server/src/lsp/session/check.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { SAMPLE } from './client.ts';

const RULES = ['errno-as-vm-fault', 'non-const-table', 'op-prototype', 'unknown-op', 'missing-pfn-mkwrite'];

async function findings(session: Session, path: string, reading: boolean): Promise<string[]> {
  const found = await checkFile(session, path, { reading });
  return found.map(({ rule }) => rule).filter((rule) => RULES.includes(rule));
}

test.each([
  ['drivers/frame/frame.c', ['errno-as-vm-fault'], ['errno-as-vm-fault', 'non-const-table']],
  [
    'drivers/ring/ring.c',
    ['op-prototype', 'unknown-op'],
    ['op-prototype', 'unknown-op', 'missing-pfn-mkwrite'],
  ],
])('%s', async (path, early, late) => {
  const session = new Session(SAMPLE, true, readSettings({}));
  session.setText(path, readFileSync(join(SAMPLE, path), 'utf8'));
  expect(await findings(session, path, true)).toEqual(early);
  await session.load(new AbortController().signal, () => {});
  expect(await findings(session, path, false)).toEqual(late);
});

test('an edit makes out of date what is being checked, a file that is read does not', async () => {
  const path = 'drivers/frame/frame.c';
  const session = new Session(SAMPLE, true, readSettings({}));
  session.setText(path, readFileSync(join(SAMPLE, path), 'utf8'));
  const { edits, generation } = session;
  session.readFile('fs/flatfs/file.c');
  expect([session.edits - edits, session.generation - generation]).toEqual([0, 1]);
  session.setText(path, '');
  expect([session.edits - edits, session.generation - generation]).toEqual([1, 2]);
});
