// SPDX-License-Identifier: GPL-2.0-only
/** Configuration files in the editor, and the arms of other releases. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { briefly, Editor } from './client.ts';
import { copyOfSample, emptyFolder, removeFolders } from './folders.ts';

const FRAME = 'drivers/frame/frame.c';
let editor: Editor;

afterEach(async () => {
  expect(await editor.stop()).toBe(0);
  removeFolders();
});

test('severities and patterns of vmops.toml hold', async () => {
  const root = copyOfSample();
  writeFileSync(join(root, 'vmops.toml'), 'exclude = ["/fs/"]\n\n[rules]\nnon-const-table = "off"\n');
  editor = await Editor.start(root);
  await editor.open(FRAME);
  expect(await editor.findings(FRAME)).toEqual(['22: errno-as-vm-fault']);
  await editor.open('fs/flatfs/file.c');
  expect(await editor.findings('fs/flatfs/file.c')).toEqual([]);
});

test('a mistake in vmops.toml is told at its line, and the rest goes on', async () => {
  const root = copyOfSample();
  writeFileSync(join(root, 'vmops.toml'), '[rules]\nnon-konst-table = "off"\n');
  editor = await Editor.start(root);
  await editor.open(FRAME);
  expect(await editor.findings(FRAME)).toEqual(['22: errno-as-vm-fault', '28: non-const-table']);
  const { diagnostics } = await editor.told('vmops.toml', () => true);
  expect(diagnostics.map(({ range, message }) => [range.start.line, message])).toEqual([
    [1, 'no rule named non-konst-table (did you mean non-const-table?)'],
  ]);
  writeFileSync(join(root, 'vmops.toml'), '');
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: editor.uri('vmops.toml'), type: 2 }],
  });
  expect(briefly(await editor.told('vmops.toml', (found) => found.length === 0))).toEqual([]);
});

const TWO_RELEASES = `#include <linux/version.h>
#include <linux/mm.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0)
static int two_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
#else
static vm_fault_t two_fault(struct vm_fault *vmf)
#endif
{
	return VM_FAULT_SIGBUS;
}

const struct vm_operations_struct two_vm_ops = {
	.fault = two_fault,
};
`;

test.each(['4.4', '6.12'])('a module for several releases is read for %s', async (kernel) => {
  const root = emptyFolder();
  mkdirSync(join(root, 'module'));
  writeFileSync(join(root, 'module/two.c'), TWO_RELEASES);
  editor = await Editor.start(root, {}, { kernel });
  await editor.open('module/two.c');
  expect(await editor.findings('module/two.c')).toEqual([]);
  await editor.edit('module/two.c', '.fault =', '.fualt =');
  expect(await editor.findings('module/two.c')).toEqual(['14: unknown-op']);
});
