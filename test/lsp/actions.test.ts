// SPDX-License-Identifier: GPL-2.0-only
/** Code actions on text that is made for them. */
import { afterAll, afterEach, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  Diagnostic,
  Range,
} from 'vscode-languageserver-protocol';
import { briefly, Editor } from './client.ts';
import { emptyFolder, removeFolders } from './folders.ts';

const FILE = 'lock.c';
const EVERYTHING: Range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
let editor: Editor;
/** The file is on no disk. */
let folder: string | undefined;

afterEach(() => editor.leave());
afterAll(removeFolders);

async function start(
  text: string,
  rules: object = {},
  capabilities: ClientCapabilities = {},
): Promise<Diagnostic[]> {
  folder ??= emptyFolder();
  editor = await Editor.shared(folder, capabilities, { kernel: '6.12', rules });
  await editor.open(FILE, text);
  return (await editor.diagnostics(FILE)).diagnostics;
}

function actions(diagnostics: Diagnostic[], only?: string[]): Promise<CodeAction[]> {
  return editor.request('codeAction', FILE, { range: EVERYTHING, context: { diagnostics, only } });
}

/** Makes an action's edits, last first. */
async function apply(action: CodeAction | undefined): Promise<string> {
  const edits = Object.values(action?.edit?.changes ?? {}).flat();
  const text = editor.text(FILE);
  const lines = text.split('\n');
  const offset = ({ line, character }: Range['start']) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const next = edits
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
  await editor.edit(FILE, text, next);
  return next;
}

const HEAD = '#include <linux/mm.h>\n\n';
const TAIL = `
static const struct vm_operations_struct lock_vm_ops = {
	.fault = lock_fault,
};
`;
const HELD = `${HEAD}static vm_fault_t lock_fault(struct vm_fault *vmf)
{
	struct lock_device *device = vmf->vma->vm_private_data;

	mutex_lock(&device->mutex);
	if (vmf->pgoff >= device->pages)
		return VM_FAULT_SIGBUS;
	mutex_unlock(&device->mutex);
	return VM_FAULT_NOPAGE;
}
${TAIL}`;

test('a missing unlock is put before the return, with the braces that it needs', async () => {
  const found = await start(HELD, { 'lock-imbalance': 'warning' });
  expect(briefly({ diagnostics: found })).toEqual(['9: lock-imbalance']);
  const fix = (await actions(found)).find(({ title }) => title.startsWith('Release it'));
  expect(fix?.title).toBe('Release it: mutex_unlock(&device->mutex);');
  expect(await apply(fix)).toContain(
    '\tif (vmf->pgoff >= device->pages) {\n\t\tmutex_unlock(&device->mutex);\n\t\treturn VM_FAULT_SIGBUS;\n\t}\n',
  );
  expect(await editor.findings(FILE)).toEqual([]);
});

test('edits have the line ends of the file', async () => {
  const found = await start(HELD.replaceAll('\n', '\r\n'), { 'lock-imbalance': 'warning' });
  for (const title of ['Release it', 'Allow lock-imbalance on this line']) {
    const action = (await actions(found)).find((one) => one.title.startsWith(title));
    const texts = Object.values(action?.edit?.changes ?? {}).flatMap((edits) =>
      edits.map(({ newText }) => newText),
    );
    expect(texts.join('')).toContain('\r\n');
    expect(texts.join('').replaceAll('\r\n', '')).not.toContain('\n');
  }
  const [op] = await editor.ask<CompletionItem[]>('completion', FILE, '\t.|fault');
  expect(op?.additionalTextEdits?.[0]?.newText).toBe(
    'static void lock_open(struct vm_area_struct *vma)\r\n{\r\n}\r\n\r\n',
  );
});

test.each([
  // The one of file_operations.
  ['int lock_open(struct inode *inode, struct file *file)', 'lock_vma_open', true],
  ['void lock_open(struct vm_area_struct *vma)', 'lock_open', false],
])('completion takes a function for a handler where its prototype fits: %s', async (head, name, isNew) => {
  await start(HELD.replace('static vm_fault_t', `static ${head}\n{\n}\n\nstatic vm_fault_t`));
  const [op] = await editor.ask<CompletionItem[]>('completion', FILE, '\t.|fault');
  expect(op?.textEdit?.newText).toBe(`.open = ${name},`);
  expect(op?.additionalTextEdits?.[0]?.newText ?? null).toBe(
    isNew ? `static void ${name}(struct vm_area_struct *vma)\n{\n}\n\n` : null,
  );
});

test('a finding can be allowed on its line, in its function and for its table', async () => {
  const found = await start(HELD, { 'lock-imbalance': 'warning' });
  const titles = (await actions(found))
    .map(({ title }) => title)
    .filter((title) => title.startsWith('Allow'));
  expect(titles).toEqual([
    'Allow lock-imbalance on this line, with a reason',
    'Allow lock-imbalance in lock_fault(), with a reason',
    'Allow lock-imbalance for lock_vm_ops, with a reason',
  ]);
});

test.each([
  ['in lock_fault()', '\n\n/* vmops: allow(lock-imbalance) REASON */\nstatic vm_fault_t lock_fault('],
  [
    'for lock_vm_ops',
    '\n\n/* vmops: allow(lock-imbalance) REASON */\nstatic const struct vm_operations_struct',
  ],
])('allowed %s, it is gone, and the reason is asked for', async (where, expected) => {
  const found = await start(HELD, { 'lock-imbalance': 'warning' });
  const allow = (await actions(found)).find(({ title }) => title.includes(where));
  const text = await apply(allow);
  expect(text).toContain(expected);
  const line = text.split('\n').findIndex((one) => one.includes('REASON')) + 1;
  expect(await editor.findings(FILE)).toEqual([`${line}: unused-suppression`]);
  await editor.edit(FILE, 'REASON', 'the caller unlocks');
  expect(await editor.findings(FILE)).toEqual([]);
});

test('a client that can is asked to select the reason, once it stands there', async () => {
  const found = await start(
    HELD,
    { 'lock-imbalance': 'warning' },
    { experimental: { vmops: { select: true } } },
  );
  const allow = (await actions(found)).find(({ title }) => title.includes('on this line'));
  expect(allow?.command?.command).toBe('vmops.select');
  const [uri, range] = (allow?.command?.arguments ?? []) as [string, Range];
  expect(uri).toBe(editor.uri(FILE));
  expect(range.end.line).toBe(range.start.line);
  const line = (await apply(allow)).split('\n')[range.start.line] ?? '';
  expect(line).toBe('\t\t/* vmops: allow(lock-imbalance) REASON */');
  expect(line.slice(range.start.character, range.end.character)).toBe('REASON');
});

test('a client that cannot is not asked', async () => {
  const found = await start(HELD, { 'lock-imbalance': 'warning' });
  const allow = (await actions(found)).find(({ title }) => title.includes('on this line'));
  expect([allow?.edit !== undefined, allow?.command]).toEqual([true, undefined]);
});

const SEVERAL = `${HEAD}static vm_fault_t lock_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff)
		return -ENOMEM;
	return VM_FAULT_SIGBUS;
}

static struct vm_operations_struct lock_vm_ops = {
	.fault = lock_fault,
	.split = NULL,
};
`;

test('all safe fixes at once, when they are asked for', async () => {
  const found = await start(SEVERAL);
  expect(briefly({ diagnostics: found })).toEqual([
    '6: errno-as-vm-fault',
    '10: non-const-table',
    '12: unknown-op',
  ]);
  expect(found.map(({ tags }) => tags)).toEqual([undefined, undefined, [2]]);
  const [all, ...others] = await actions([], ['source.fixAll']);
  expect([all?.kind, others]).toEqual(['source.fixAll.vmops', []]);
  const text = await apply(all);
  expect(text).toContain('\t\treturn VM_FAULT_OOM;\n');
  expect(text).toContain('static const struct vm_operations_struct lock_vm_ops');
  expect(text).toContain('\t.may_split = NULL,\n');
  expect(await editor.findings(FILE)).toEqual([]);
});

test('a comment that allows nothing is faded, and cannot be allowed itself', async () => {
  const text = HELD.replace(
    'static vm_fault_t',
    '/* vmops: allow(op-prototype) by hand */\nstatic vm_fault_t',
  );
  const found = await start(text);
  expect(found.map(({ code, tags }) => [code, tags])).toEqual([['unused-suppression', [1]]]);
  expect((await actions(found)).map(({ title }) => title)).toEqual(['Explain unused-suppression']);
});

test.each([
  [
    'static int lock_fault(struct vm_area_struct *vma, struct vm_fault *vmf)',
    'static vm_fault_t lock_fault(struct vm_fault *vmf)',
  ],
  [
    'static int\nlock_fault(struct vm_area_struct *vma,\n\t   struct vm_fault *vmf)',
    'static vm_fault_t\nlock_fault(struct vm_fault *vmf)',
  ],
  ['int lock_fault(struct vm_fault *vmf)', 'vm_fault_t lock_fault(struct vm_fault *vmf)'],
])('%s gets the prototype of the release', async (old, now) => {
  const use = old.includes('vma') ? 'vma->vm_private_data' : 'vmf->vma->vm_private_data';
  const text = (head: string) =>
    `${HEAD}${head}\n{\n\tvoid *data = ${use};\n\n\treturn data ? VM_FAULT_NOPAGE : VM_FAULT_SIGBUS;\n}\n${TAIL}`;
  const found = await start(text(old));
  expect(found.map(({ code }) => code)).toEqual(['op-prototype', 'op-prototype']);
  const [fix] = await actions(found);
  expect(fix?.title).toBe('Give lock_fault() the prototype of this release');
  const local = old.includes('vma') ? '{\n\tstruct vm_area_struct *vma = vmf->vma;\n' : '{\n';
  expect(await apply(fix)).toBe(text(now).replace('{\n', local));
  expect(await editor.findings(FILE)).toEqual([]);
});
