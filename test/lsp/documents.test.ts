// SPDX-License-Identifier: GPL-2.0-only
/** The kernel's own documents in the editor, and other structs of operations in C. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Hover,
  Location,
  MarkupContent,
} from 'vscode-languageserver-protocol';
import { Editor, SAMPLE } from './client.ts';
import { copyOfSample, removeFolders } from './folders.ts';

const LOCKING = 'Documentation/filesystems/locking.rst';
let editor: Editor;

afterEach(async () => {
  await editor.leave();
  removeFolders();
});

const hover = async (path: string, marked: string) => {
  const found = await editor.ask<Hover | null>('hover', path, marked);
  return (found?.contents as MarkupContent | undefined)?.value ?? null;
};
/** The tree is read when a file of it was told what it has. */
const startRead = async () => {
  editor = await Editor.shared(SAMPLE, {}, { rules: { 'doc-prototype-drift': 'warning' } });
  await editor.open('fs/flatfs/file.c');
  await editor.findings('fs/flatfs/file.c');
};

test('an op of the document has the page of the op, in its prototype, in its row and in prose', async () => {
  await startRead();
  await editor.open(LOCKING);
  for (const marked of ['(*f|ault)', '\nf|ault:', '->f|ault()'])
    expect(await hover(LOCKING, marked)).toContain('vm_fault_t (*fault)(struct vm_fault *vmf)');
  expect(await hover(LOCKING, 'A red|uced')).toBeNull();
});

test('it leads to the header, to who implements it, and to the entries of tables', async () => {
  await startRead();
  await editor.open(LOCKING);
  const files = (places: Location[]) => [...new Set(places.map(({ uri }) => uri.split('/').at(-1)))];
  const [member] = await editor.ask<Location[]>('definition', LOCKING, '(*f|ault)');
  expect(member?.uri).toBe(editor.uri('include/linux/mm.h'));
  expect(files(await editor.ask<Location[]>('implementation', LOCKING, '(*f|ault)')).length).toBeGreaterThan(
    1,
  );
  expect(files(await editor.ask<Location[]>('references', LOCKING, '(*f|ault)')).length).toBeGreaterThan(1);
  const lenses = await editor.request<CodeLens[]>('codeLens', LOCKING);
  const titles = lenses.map(({ command }) => command?.title);
  expect(
    titles.filter((title) => /^implemented by (?:no table|1 table|\d+ tables)$/.test(title ?? '')),
  ).toEqual(titles);
  // A prototype and a row for each of the eight.
  expect(titles.length).toBe(16);
});

test('the header has the same lenses, and leads to the document', async () => {
  await startRead();
  await editor.open('include/linux/mm.h');
  const lenses = await editor.request<CodeLens[]>('codeLens', 'include/linux/mm.h');
  expect(lenses.map(({ command }) => command?.title)).toContainEqual(
    expect.stringMatching(/^implemented by \d+ tables$/),
  );
  const places = await editor.ask<Location[]>('definition', 'include/linux/mm.h', '(*f|ault)');
  expect(places.map(({ uri }) => uri)).toContain(editor.uri(LOCKING));
});

test('drift is a diagnostic that follows the text, and its fix an action', async () => {
  await startRead();
  const right = editor.text(LOCKING);
  const wrong = right.replace('vm_fault_t (*fault)(struct vm_fault *)', 'int (*fault)(struct vm_fault *)');
  await editor.open(LOCKING, wrong);
  const { diagnostics } = await editor.told(LOCKING, (found) =>
    found.some((line) => line.endsWith('doc-prototype-drift')),
  );
  const drift = diagnostics.find(({ code }) => code === 'doc-prototype-drift');
  expect(drift?.message).toBe(
    'write the prototype of fault as the header has it: the documented fault returns int: struct vm_operations_struct has vm_fault_t (*fault)(struct vm_fault *)',
  );
  const actions = await editor.request<CodeAction[]>('codeAction', LOCKING, {
    range: drift?.range,
    context: { diagnostics: [drift] },
  });
  expect(actions.map(({ title }) => title)).toEqual(['Write the prototype of fault as the header has it']);
  await editor.edit(LOCKING, 'int (*fault)', 'vm_fault_t (*fault)');
  await editor.told(LOCKING, (found) => !found.some((line) => line.endsWith('doc-prototype-drift')));
});

const FS = `struct file_operations {
	int (*fsync)(struct file *, loff_t, loff_t, int datasync);
	int (*flush)(struct file *, fl_owner_t id);
};
`;
const DRIVER = `#include <linux/fs.h>

static const struct file_operations frame_fops = {
	.fsync = frame_fsync,
	.
};
`;

test('an op of another struct has its page in C, and completion the ops that are not set', async () => {
  const root = copyOfSample();
  for (const [path, text] of [
    ['include/linux/fs.h', FS],
    ['drivers/frame/fops.c', DRIVER],
  ] as const) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  editor = await Editor.start(root);
  await editor.open('drivers/frame/fops.c');
  expect(await hover('drivers/frame/fops.c', '.f|sync')).toContain(
    'int (*fsync)(struct file *, loff_t, loff_t, int)',
  );
  const items = await editor.ask<CompletionItem[]>('completion', 'drivers/frame/fops.c', '\t.|\n');
  expect(items.map(({ label }) => label)).toEqual(['flush']);
});
