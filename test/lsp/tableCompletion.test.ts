// SPDX-License-Identifier: GPL-2.0-only
/** Completion in an ops table: what fits, under the header's names, in the columns of the table. */

import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { Editor } from './client.ts';

const FLAT = 'fs/flatfs/file.c';
const TABLE = 'static const struct vm_operations_struct flatfs_vm_ops = {\n';
let editor: Editor;
afterEach(() => editor.leave());

/** Writes an entry into the first table, and asks at its end. */
async function completed(entry: string, before = ''): Promise<CompletionItem[]> {
  editor = await Editor.shared();
  await editor.open(FLAT);
  await editor.diagnostics(FLAT);
  await editor.edit(FLAT, TABLE, `${before}${TABLE}${entry}\n`);
  return editor.ask('completion', FLAT, `${TABLE}${entry}|`);
}

function textOf(items: readonly CompletionItem[], label: string): string | undefined {
  return items.find((item) => item.label === label)?.textEdit?.newText;
}

describe('a new entry', () => {
  test.each([
    ['.open', '.open\t\t= flatfs_open,'],
    ['.page_mkwrite', '.page_mkwrite\t= flatfs_page_mkwrite,'],
  ])('%s has its = below the others', async (label, expected) => {
    expect(textOf(await completed('\t.'), label)).toBe(expected);
  });

  test('has a handler with the parameter names of the header, in lines of 80 columns', async () => {
    const access = (await completed('\t.')).find(({ label }) => label === '.access');
    expect(access?.detail).toBe(
      'int (*access)(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)',
    );
    expect(access?.additionalTextEdits?.[0]?.newText).toBe(
      [
        'static int flatfs_access(struct vm_area_struct *vma, unsigned long addr,',
        '\t\t\t void *buf, int len, int write)',
        '{',
        '\treturn 0;',
        '}',
        '',
        '',
      ].join('\n'),
    );
  });

  test('takes a function of the driver that ends like the op and serves no table yet', async () => {
    const own = 'static vm_fault_t flatfs_map_page_mkwrite(struct vm_fault *vmf)\n{\n\treturn 0;\n}\n\n';
    const mkwrite = (await completed('\t.', own)).find(({ label }) => label === '.page_mkwrite');
    expect(mkwrite?.textEdit?.newText).toBe('.page_mkwrite\t= flatfs_map_page_mkwrite,');
    expect(mkwrite?.additionalTextEdits).toBeUndefined();
  });
});

describe('behind the =', () => {
  test('functions whose prototype fits, the one that ends like the op first', async () => {
    const found = await completed(
      '\t.pfn_mkwrite = ',
      'static void flatfs_note(struct vm_area_struct *vma)\n{\n}\n\n',
    );
    expect(found.map(({ label }) => label).slice(0, 3)).toEqual([
      'flatfs_pfn_mkwrite',
      'flatfs_log_pfn_mkwrite',
      'flatfs_fault',
    ]);
    expect(found.map(({ label }) => label)).not.toContain('flatfs_note');
  });

  test('none where no function fits', async () => {
    expect(await completed('\t.open = ')).toEqual([]);
  });
});
