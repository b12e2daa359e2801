// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { Editor, SAMPLE } from './client.ts';

test('the server ends by itself when the client goes away in the middle of a request', async () => {
  const editor = await Editor.startProcess(SAMPLE);
  await editor.open('fs/flatfs/file.c');
  editor.ask('hover', 'fs/flatfs/file.c', '.pfn_|mkwrite').catch(() => {});
  expect(await editor.vanish()).toBe(1);
});

test('a request about a file that was not opened, or that is no file, has an empty answer', async () => {
  const editor = await Editor.start(SAMPLE);
  const position = { line: 0, character: 0 };
  for (const uri of [editor.uri('fs/none.c'), 'untitled:one', 'not a uri']) {
    const textDocument = { uri };
    const hover = await editor.connection.sendRequest('textDocument/hover', { textDocument, position });
    expect(hover).toBeNull();
    expect(await editor.connection.sendRequest('textDocument/documentSymbol', { textDocument })).toEqual([]);
  }
  expect(await editor.stop()).toBe(0);
});
