// SPDX-License-Identifier: GPL-2.0-only
/** What is read besides the files that name ops tables: the same that the command line reads. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Hover, Location } from 'vscode-languageserver-protocol';
import type { DocumentPlace, TreeTables } from '../../server/src/lsp/vmops/protocol.ts';
import { Editor } from './client.ts';
import { copyOfSample, emptyFolder, removeFolders } from './folders.ts';

let editor: Editor;

afterEach(async () => {
  expect(await editor.stop()).toBe(0);
  removeFolders();
});

function write(root: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A driver whose fault handler returns what a helper says. */
const driver = (name: string) => `#include <linux/mm.h>

int prepare(void);

static vm_fault_t ${name}_fault(struct vm_fault *vmf)
{
	return prepare();
}

static const struct vm_operations_struct ${name}_vm_ops = {
	.fault = ${name}_fault,
};
`;
const helper = (result: string) => `int prepare(void)\n{\n\treturn ${result};\n}\n`;

test('a name is looked for near each file that asks for it', async () => {
  const root = write(copyOfSample(), {
    'drivers/a/a.c': driver('a'),
    'drivers/b/b.c': driver('b'),
    'drivers/b/help.c': helper('-ENOMEM'),
  });
  editor = await Editor.start(root);
  await editor.open('drivers/a/a.c');
  expect(await editor.findings('drivers/a/a.c')).toEqual([]);
  await editor.open('drivers/b/b.c');
  await editor.told('drivers/b/b.c', (found) => found.join() === '7: errno-as-vm-fault');
});

test('a handler behind a macro in a header is found', async () => {
  const table =
    '#include <linux/mm.h>\n\nconst struct vm_operations_struct a_vm_ops = {\n\t.fault = A_FAULT,\n};\n';
  const root = write(copyOfSample(), {
    'drivers/a/a.c': table,
    'drivers/a/alias.h': '#define A_FAULT a_real_fault\n',
    'drivers/a/real.c': 'vm_fault_t a_real_fault(struct vm_fault *vmf)\n{\n\treturn -EINVAL;\n}\n',
  });
  editor = await Editor.start(root);
  await editor.open('drivers/a/real.c');
  await editor.open('drivers/a/a.c');
  await editor.told('drivers/a/real.c', (found) => found.join() === '3: errno-as-vm-fault');
});

test('the page of a handler that two configurations define has what they share once, and each with its label', async () => {
  const table =
    '#include <linux/mm.h>\n\nconst struct vm_operations_struct a_vm_ops = {\n\t.fault = shared_fault,\n};\n';
  const define = (body: string) => `vm_fault_t shared_fault(struct vm_fault *vmf)\n{\n${body}\n}\n`;
  const root = write(copyOfSample(), {
    'drivers/a/a.c': table,
    'mm/shared.c': `#ifdef CONFIG_MMU\n${define('\treturn VM_FAULT_SIGBUS;')}#endif\n`,
    'mm/nommu.c': define('\tBUG();\n\treturn 0;'),
  });
  editor = await Editor.start(root);
  await editor.open('drivers/a/a.c');
  const page = async () => {
    const hover = (await editor.ask('hover', 'drivers/a/a.c', '= shared|_fault')) as Hover | null;
    return (hover?.contents as { value: string } | undefined)?.value ?? '';
  };
  // The definitions are looked for in the background.
  await expect.poll(page, { timeout: 20_000 }).toContain('without CONFIG_MMU');
  const lines = (await page()).split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => line.startsWith('- On entry:'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('- Allowed:'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('CONFIG_MMU')).toSorted()).toEqual([
    '- **with CONFIG_MMU**: Returns `VM_FAULT_SIGBUS`',
    '- **without CONFIG_MMU**: Never returns',
  ]);
});

test('one of the library that maps has the page of what it does, where its own definition is read too', async () => {
  const call = (name: string) =>
    `static int ${name}(struct file *file, struct vm_area_struct *vma)\n{\n\treturn vm_map_pages(vma, pages, 4);\n}\n`;
  const root = write(copyOfSample(), {
    'drivers/a/a.c': `${call('a_mmap')}const struct file_operations a_fops = { .mmap = a_mmap };\n`,
    'mm/map.c':
      'int vm_map_pages(struct vm_area_struct *vma, struct page **pages, unsigned long num)\n{\n\treturn vm_insert_page(vma, vma->vm_start, pages[vma->vm_pgoff]);\n}\n',
  });
  editor = await Editor.start(root);
  await editor.open('mm/map.c');
  await editor.open('drivers/a/a.c');
  const hover = await editor.ask<Hover>('hover', 'drivers/a/a.c', 'return vm_map|_pages');
  expect(JSON.stringify(hover.contents)).toContain('sets VM_MIXEDMAP');
});

test.each([
  ['of a folder', true],
  ['without a folder', false],
])('a module outside of every tree, %s, is read with the files beside it', async (_, hasFolder) => {
  const root = write(emptyFolder(), {
    'module/a.c': driver('a'),
    'module/help.c': helper('-ENOMEM'),
  });
  editor = await Editor.start(hasFolder ? join(root, 'module') : emptyFolder(), {}, { kernel: '6.12' });
  const path = hasFolder ? 'a.c' : '../../module/a.c';
  if (hasFolder) {
    await editor.open(path);
    await editor.told(path, (found) => found.join() === '7: errno-as-vm-fault');
    return;
  }
  const uri = `file://${join(root, 'module/a.c')}`;
  const textDocument = { uri, languageId: 'c', version: 1, text: driver('a') };
  await editor.connection.sendNotification('textDocument/didOpen', { textDocument });
  await editor.toldOf(uri, (found) => found.join() === '7: errno-as-vm-fault');
});

test('a module is checked against the tree that the settings name, and its links lead there', async () => {
  const tree = write(copyOfSample(), { 'drivers/lib/prepare.c': helper('-ENOMEM') });
  const root = write(emptyFolder(), { 'a.c': driver('a') });
  editor = await Editor.start(root, {}, { tree });
  await editor.open('a.c');
  await editor.told('a.c', (found) => found.join() === '7: errno-as-vm-fault');
  const inTree = (path: string) => `file://${join(tree, path)}`;
  const hover = await editor.ask<Hover>('hover', 'a.c', '.fa|ult');
  expect(JSON.stringify(hover.contents)).toContain(`](${inTree('Documentation/filesystems/locking.rst')}#L`);
  await editor.edit('a.c', 'return prepare();', 'return vmf->vma->vm_ops->fault(vmf);');
  const [declared] = await editor.ask<Location[]>('definition', 'a.c', 'vm_ops->fa|ult');
  expect(declared?.uri).toBe(inTree('include/linux/mm.h'));
  const { location } = await editor.connection.sendRequest<DocumentPlace>('vmops/lockingDocument', {
    textDocument: { uri: editor.uri('a.c') },
    position: { line: 10, character: 2 },
  });
  expect(location?.uri).toBe(inTree('Documentation/filesystems/locking.rst'));
  const trees = await editor.connection.sendRequest<TreeTables[]>('vmops/tables', { check: true });
  expect(trees.flatMap(({ tables }) => tables.map(({ name }) => name))).toEqual(['a_vm_ops']);
});
