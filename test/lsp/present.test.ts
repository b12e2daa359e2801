// SPDX-License-Identifier: GPL-2.0-only
/** What was typed over says nothing any more: findings are those of the text as it is now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile } from '../../server/src/lsp/session/check.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { SAMPLE } from './client.ts';

const RING = 'drivers/ring/ring.c';
const FRAME = 'drivers/frame/frame.c';

async function started(path: string, ...versions: string[]): Promise<string[]> {
  const session = new Session(SAMPLE, true, readSettings({}));
  await session.load(new AbortController().signal, () => {});
  let found: string[] = [];
  for (const text of versions) {
    session.setText(path, text);
    found = (await checkFile(session, path)).map(({ rule, message }) => `${rule}: ${message}`);
  }
  return found;
}

const ring = readFileSync(join(SAMPLE, RING), 'utf8');
const frame = readFileSync(join(SAMPLE, FRAME), 'utf8');
const HANDS_ON = 'static void frame_fill(struct vm_operations_struct *ops)\n{\n\tops = &frame_vm_ops;\n}\n\n';

test.each([
  ['a table is renamed', RING, ring, ring.replaceAll('ring_vm_ops', 'wheel_vm_ops')],
  [
    'another function names a table, and then does not',
    RING,
    ring.replace('static int ring_mmap', 'static void *ring_spare = &ring_vm_ops;\n\nstatic int ring_mmap'),
    ring,
  ],
  [
    'a table is handed to a writer, and then is not',
    FRAME,
    frame.replace('static int frame_mmap', `${HANDS_ON}static int frame_mmap`),
    frame,
  ],
])('%s', async (_, path, first, second) => {
  const fresh = await started(path, second);
  expect(fresh).not.toEqual([]);
  expect(await started(path, first, second)).toEqual(fresh);
});

const WORDS = 'static const struct vm_operations_struct frame_meta';

test('what is typed above a table does not take its const away', async () => {
  const before = await started(FRAME, frame);
  expect(before.map((one) => one.split(':')[0])).toEqual([
    'errno-as-vm-fault',
    'non-const-table',
    'missing-access',
  ]);
  for (const typed of [
    's',
    'static v',
    'static vm_fault_t',
    'static vm_fault_t frame_new(struct vm_fault *vmf)',
    'static void f(void)\n{\n\tv',
  ]) {
    const now = await started(FRAME, frame, frame.replace(WORDS, `${typed}\n${WORDS}`));
    expect(now.filter((one) => !before.includes(one))).toEqual([]);
  }
});
