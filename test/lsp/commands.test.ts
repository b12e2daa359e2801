// SPDX-License-Identifier: GPL-2.0-only
/** The commands of lenses and actions in an editor that has none of its own. */
import { afterEach, expect, test } from 'vitest';
import type { CodeAction, CodeLens, Command, ShowDocumentParams } from 'vscode-languageserver-protocol';
import { Editor, SAMPLE } from './client.ts';

const FRAME = 'drivers/frame/frame.c';
const FLAT = 'fs/flatfs/file.c';
let editor: Editor;
let opened: ShowDocumentParams[];
let told: string[];

afterEach(() => editor.leave());

async function start(showDocument: boolean): Promise<void> {
  editor = new Editor(SAMPLE);
  opened = [];
  told = [];
  editor.connection.onRequest('window/showDocument', (params: ShowDocumentParams) => {
    opened.push(params);
    return { success: true };
  });
  editor.connection.onNotification('window/showMessage', ({ message }) => {
    told.push(message);
  });
  await editor.initialize(showDocument ? { window: { showDocument: { support: true } } } : {});
}

const run = ({ command, arguments: values }: Command) =>
  editor.connection.sendRequest('workspace/executeCommand', { command, arguments: values });

async function explain(): Promise<Command> {
  await editor.open(FRAME);
  const { diagnostics } = await editor.diagnostics(FRAME);
  const found = diagnostics.filter(({ code }) => code === 'errno-as-vm-fault');
  const range = found[0]?.range;
  const actions = await editor.request<CodeAction[]>('codeAction', FRAME, {
    range,
    context: { diagnostics: found },
  });
  return actions.find(({ title }) => title === 'Explain errno-as-vm-fault')?.command as Command;
}

test('Explain opens the page of the rule', async () => {
  await start(true);
  const command = await explain();
  expect(editor.initialized.capabilities.executeCommandProvider?.commands).toContain(command.command);
  await run(command);
  expect(opened.map(({ uri }) => uri.split('/').at(-1))).toEqual(['errno-as-vm-fault.md']);
  // Only pages of rules are opened.
  await run({ ...command, arguments: ['file:///etc/passwd'] });
  await run({ ...command, arguments: [] });
  expect(opened).toHaveLength(1);
});

test('an editor that cannot open a document is told where the page is', async () => {
  await start(false);
  await run(await explain());
  expect(opened).toEqual([]);
  expect(told).toEqual([expect.stringMatching(/^errno-as-vm-fault: \S+errno-as-vm-fault\.md$/)]);
});

test('a lens leads to the first place, and names the others', async () => {
  await start(true);
  await editor.open(FLAT);
  await editor.diagnostics(FLAT);
  const lenses = await editor.request<CodeLens[]>('codeLens', FLAT);
  const shared = lenses.find(({ command }) => command?.title === 'fault of 2 tables')?.command as Command;
  await run(shared);
  expect(opened.map(({ uri }) => uri)).toEqual([editor.uri(FLAT)]);
  expect(told).toEqual([expect.stringMatching(/^and \S+file\.c:\d+$/)]);
  await run({ ...shared, arguments: ['x', 1, 2] });
  expect(opened).toHaveLength(1);
});

test('VS Code has them itself', async () => {
  editor = await Editor.start(SAMPLE, { experimental: { vmops: { status: true } } });
  expect(editor.initialized.capabilities.executeCommandProvider).toBeUndefined();
});
