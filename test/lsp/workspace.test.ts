// SPDX-License-Identifier: GPL-2.0-only
/** Diagnostics of files that are not open, with `scope: workspace`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { briefly, Editor, SAMPLE } from './client.ts';
import { copyOfSample, removeFolders } from './folders.ts';

const FLAT = 'fs/flatfs/file.c';
const FRAME = 'drivers/frame/frame.c';
const RING = 'drivers/ring/ring.c';
const PULLS = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};
let editor: Editor;

afterEach(async () => {
  await editor.leave();
  removeFolders();
});

async function changedOnDisk(path: string): Promise<void> {
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: editor.uri(path), type: 2 }],
  });
}

test('are pushed for every file, and follow the disk', async () => {
  const root = copyOfSample();
  editor = await Editor.start(root, {}, { scope: 'workspace' });
  const frame = await editor.told(FRAME, () => true);
  expect(briefly(frame)).toEqual(['22: errno-as-vm-fault', '28: non-const-table']);
  expect(briefly(await editor.told(FLAT, () => true))).toEqual(['43: pfn-mkwrite-return']);
  const text = readFileSync(join(root, FLAT), 'utf8');
  writeFileSync(join(root, FLAT), text.replace('vm_fault_t ret = 0;', 'vm_fault_t ret = VM_FAULT_NOPAGE;'));
  await changedOnDisk(FLAT);
  expect(briefly(await editor.told(FLAT, (found) => found.length === 0))).toEqual([]);
});

test('are not pushed with the scope that is the default', async () => {
  editor = await Editor.start(SAMPLE);
  await editor.open(FLAT);
  expect(await editor.findings(FLAT)).toEqual(['43: pfn-mkwrite-return']);
  expect(editor.publishedPaths()).toEqual([FLAT]);
});

test('are answered to a client that asks, and then only what changed', async () => {
  const root = copyOfSample();
  editor = await Editor.start(root, PULLS, { scope: 'workspace' });
  const ask = (previousResultIds: object[]) =>
    editor.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
  const first = await ask([]);
  const found = first.items.map((one) => [
    one.uri,
    one.kind === 'full' ? briefly({ diagnostics: one.items }) : [],
  ]);
  expect(Object.fromEntries(found)).toEqual({
    [editor.uri(FRAME)]: ['22: errno-as-vm-fault', '28: non-const-table'],
    [editor.uri(RING)]: ['16: op-prototype', '33: unknown-op', '35: op-prototype', '41: missing-pfn-mkwrite'],
    [editor.uri(FLAT)]: ['43: pfn-mkwrite-return'],
  });
  const second = ask(first.items.map(({ uri, resultId }) => ({ uri, value: resultId })));
  const text = readFileSync(join(root, FRAME), 'utf8');
  writeFileSync(join(root, FRAME), text.replace('static struct vm_op', 'static const struct vm_op'));
  await changedOnDisk(FRAME);
  const { items } = await second;
  expect(items.map((one) => [one.uri, one.kind === 'full' && briefly({ diagnostics: one.items })])).toEqual([
    [editor.uri(FRAME), ['22: errno-as-vm-fault']],
  ]);
});

test('a pull that waits for a change can be cancelled, and ends with the server', async () => {
  editor = await Editor.start(SAMPLE, PULLS);
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol');
  const cancel = new CancellationTokenSource();
  const asked = editor.connection.sendRequest(
    'workspace/diagnostic',
    { previousResultIds: [] },
    cancel.token,
  );
  cancel.cancel();
  await expect(asked).rejects.toMatchObject({ code: -32800 });
  const waiting = editor.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  await editor.connection.sendRequest('shutdown');
  expect(await waiting).toEqual({ items: [] });
});
