// SPDX-License-Identifier: GPL-2.0-only
/** Trees of several releases, large files, folders without a tree, and requests that are taken back. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { CancellationTokenSource, type FullDocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { briefly, Editor, SAMPLE } from './client.ts';
import { emptyFolder, removeFolders } from './folders.ts';
import { startProcess } from './running.ts';

const RING = 'drivers/ring/ring.c';
let editor: Editor;

afterEach(async () => {
  await editor.leave();
  removeFolders();
});

test('two trees in one folder are each checked against their own release', async () => {
  const root = emptyFolder();
  for (const [name, patchlevel] of [
    ['old', '6'],
    ['new', '9'],
  ]) {
    const tree = join(root, name as string);
    cpSync(SAMPLE, tree, { recursive: true });
    const makefile = readFileSync(join(tree, 'Makefile'), 'utf8');
    writeFileSync(
      join(tree, 'Makefile'),
      makefile
        .replace(/^PATCHLEVEL = .*$/m, `PATCHLEVEL = ${patchlevel}`)
        .replace(/^SUBLEVEL = .*$/m, 'SUBLEVEL = 0'),
    );
  }
  editor = await Editor.start(root);
  const unknown = async (path: string) => {
    await editor.open(path);
    const { diagnostics } = await editor.diagnostics(path);
    return diagnostics.find(({ code }) => code === 'unknown-op')?.message;
  };
  const message = (release: string) =>
    `rename to may_split: struct vm_operations_struct of ${release} has no member split: it was last in 5.10, use may_split`;
  expect(await unknown(`old/${RING}`)).toBe(message('6.6'));
  expect(await unknown(`new/${RING}`)).toBe(message('6.9'));
});

function functions(count: number): string {
  return Array.from(
    { length: count },
    (_, i) => `static int filler_${i}(int x)\n{\n\treturn x + ${i};\n}\n\n`,
  ).join('');
}

const BIG = `#include <linux/mm.h>

${functions(1000)}static vm_fault_t big_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

${functions(1000)}static const struct vm_operations_struct big_vm_ops = {
	.fault = big_fault,
};
`;

test('a file of ten thousand lines follows what is typed', async () => {
  const root = emptyFolder();
  writeFileSync(join(root, 'big.c'), BIG);
  expect(BIG.split('\n').length).toBeGreaterThan(10_000);
  editor = await Editor.start(root, {}, { kernel: '6.12' });
  await editor.open('big.c');
  expect(await editor.findings('big.c')).toEqual([]);
  await editor.edit('big.c', 'return VM_FAULT_SIGBUS;', 'return -ENOMEM;');
  expect(await editor.findings('big.c')).toEqual(['5005: errno-as-vm-fault']);
  await editor.edit('big.c', '\treturn x + 3;', '\n\n\treturn x + 3;');
  expect(await editor.findings('big.c')).toEqual(['5007: errno-as-vm-fault']);
});

test('a file that comes, and one that goes, change what is known of the tree', async () => {
  const root = emptyFolder();
  cpSync(SAMPLE, root, { recursive: true });
  editor = await Editor.start(root);
  await editor.open('drivers/frame/frame.c');
  await editor.diagnostics('drivers/frame/frame.c');
  const symbols = async () => {
    const found = await editor.connection.sendRequest<{ name: string }[]>('workspace/symbol', {
      query: 'ring_',
    });
    return found.map(({ name }) => name);
  };
  expect(await symbols()).toEqual(['ring_vm_ops', 'ring_status_vm_ops']);
  const tell = (type: number) =>
    editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri(RING), type }],
    });
  const text = readFileSync(join(root, RING), 'utf8');
  rmSync(join(root, RING));
  await tell(3);
  expect(await symbols()).toEqual([]);
  writeFileSync(join(root, RING), text);
  await tell(1);
  expect(await symbols()).toEqual(['ring_vm_ops', 'ring_status_vm_ops']);
});

test('a request for diagnostics that is taken back ends, and the next one is answered', async () => {
  editor = await Editor.start(SAMPLE, {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  });
  await editor.open(RING);
  const cancel = new CancellationTokenSource();
  const textDocument = { uri: editor.uri(RING) };
  const asked = editor.connection.sendRequest('textDocument/diagnostic', { textDocument }, cancel.token).then(
    () => 'answered',
    ({ code }) => code,
  );
  cancel.cancel();
  // The answer may have been under way already.
  expect(['answered', -32800]).toContain(await asked);
  expect(await editor.pull(RING)).toEqual([
    '16: op-prototype',
    '33: unknown-op',
    '35: op-prototype',
    '41: missing-pfn-mkwrite',
  ]);
});

test('while a tree is read again, what was told of a file is not taken back', async () => {
  const root = emptyFolder();
  cpSync(SAMPLE, root, { recursive: true });
  editor = await Editor.start(root, {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  });
  await editor.open(RING);
  const all = await editor.pull(RING);
  expect(all).toEqual(['16: op-prototype', '33: unknown-op', '35: op-prototype', '41: missing-pfn-mkwrite']);
  for (const path of ['Makefile', 'include/linux/mm.h', 'vmops.toml']) {
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri(path), type: 2 }],
    });
    const report = await editor.request<FullDocumentDiagnosticReport>('diagnostic', RING);
    expect([report.resultId, briefly({ diagnostics: report.items })]).toEqual([undefined, all]);
  }
});

test('a statement that is half typed brings no findings of its own, until it is saved', async () => {
  const path = 'drivers/frame/frame.c';
  editor = await Editor.start(SAMPLE, {}, { rules: { 'ignored-insert-result': 'warning' } });
  await editor.open(path);
  const before = ['22: errno-as-vm-fault', '28: non-const-table'];
  await editor.told(path, (found) => found.join() === before.join());
  const next = '\n\treturn vmf_insert_pfn(vmf->vma, vmf->address,\n\t\t\t      buffer->pfn';
  const now = ['22: errno-as-vm-fault', '29: non-const-table'];
  let typed = '';
  for (const piece of ['\n\t', '\n\tbuf', '\n\tbuffer->', '\n\tbuffer->count = ']) {
    await editor.edit(path, `${typed}${next}`, `${piece}${next}`);
    typed = piece;
    expect(await editor.findings(path)).toEqual(now);
  }
  await editor.save(path);
  await editor.told(path, (found) => found.includes('24: ignored-insert-result'));
  await editor.edit(path, `${typed}${next}`, `${typed}1;${next}`);
  expect(await editor.findings(path)).toEqual(now);
});

test('what was found in a function stays while a statement of it is half typed, and moves along', async () => {
  const path = 'drivers/frame/frame.c';
  editor = await Editor.start(SAMPLE);
  await editor.open(path);
  await editor.told(path, (found) => found.includes('28: non-const-table'));
  await editor.edit(path, '\terr = frame_wait(buffer);', '\tif (buffer->\n\terr = frame_wait(buffer);');
  await editor.told(path, (found) => found.join() === '23: errno-as-vm-fault,29: non-const-table');
  await editor.edit(path, 'return err;', 'return vmf_error(err);');
  // Not read again yet.
  await editor.told(path, (found) => found.join() === '29: non-const-table');
  await editor.edit(path, '\tif (buffer->\n', '\tif (buffer->count)\n');
  expect(await editor.findings(path)).toEqual(['29: non-const-table']);
});

test('a single file without a folder is checked against the release that its code is of', async () => {
  const root = emptyFolder();
  const text = readFileSync(join(SAMPLE, 'drivers/frame/frame.c'), 'utf8');
  writeFileSync(join(root, 'frame.c'), text);
  editor = await Editor.start(SAMPLE);
  const uri = `file://${join(root, 'frame.c')}`;
  const textDocument = { uri, languageId: 'c', version: 1, text };
  await editor.connection.sendNotification('textDocument/didOpen', { textDocument });
  const told = await editor.toldOf(uri);
  expect(briefly(told)).toEqual(['22: errno-as-vm-fault', '28: non-const-table']);
});

test('a file that is open stays as the editor has it when it goes from disk, and comes back with other text', async () => {
  const root = emptyFolder();
  cpSync(SAMPLE, root, { recursive: true });
  editor = await Editor.start(root);
  await editor.open(RING);
  const findings = ['16: op-prototype', '33: unknown-op', '35: op-prototype', '41: missing-pfn-mkwrite'];
  expect(await editor.findings(RING)).toEqual(findings);
  const tell = (type: number) =>
    editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri(RING), type }],
    });
  rmSync(join(root, RING));
  await tell(3);
  await editor.edit(RING, '.split', '.may_split');
  expect(await editor.findings(RING)).toEqual([
    '16: op-prototype',
    '35: op-prototype',
    '41: missing-pfn-mkwrite',
  ]);
  writeFileSync(join(root, RING), '/* Nothing. */\n');
  await tell(1);
  await editor.edit(RING, '.may_split', '.split');
  expect(await editor.findings(RING)).toEqual(findings);
});

const WEB_ASSEMBLY = 'the WebAssembly parser is used, which is slower: the native parser is switched off';

test.each([
  ['native', 'one that stays silent', []],
  ['wasm', 'one that says so once', [WEB_ASSEMBLY]],
])('the %s parser is %s, and finds the same', async (parser, _, notices) => {
  editor = new Editor(SAMPLE, startProcess({ VMOPS_PARSER: parser }));
  const said: string[] = [];
  editor.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    said.push(message);
  });
  await editor.initialize();
  await editor.open(RING);
  expect(await editor.findings(RING)).toEqual([
    '16: op-prototype',
    '33: unknown-op',
    '35: op-prototype',
    '41: missing-pfn-mkwrite',
  ]);
  await editor.open('drivers/frame/frame.c');
  expect(await editor.findings('drivers/frame/frame.c')).toEqual([
    '22: errno-as-vm-fault',
    '28: non-const-table',
  ]);
  expect(said).toEqual(notices);
});
