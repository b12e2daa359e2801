// SPDX-License-Identifier: GPL-2.0-only
/** Signature help, the way from op to handler and back, and a handler of a wrong type at its entry. */

import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic, Location, SignatureHelp } from 'vscode-languageserver-protocol';
import { Editor, positionIn } from './client.ts';

const FLAT = 'fs/flatfs/file.c';
let editor: Editor;
afterEach(() => editor.leave());

async function open(): Promise<void> {
  editor = await Editor.shared();
  await editor.open(FLAT);
  await editor.diagnostics(FLAT);
}

describe('signature help', () => {
  test.each([
    ['vmf_insert_mixed(vmf->vma, |', 1],
    ['vmf_insert_mixed(vmf->vma, vmf->address,\n\t\t\t\tflatfs_pfn(info, vmf->pgoff)|', 2],
  ])('of an insertion helper: %s', async (written, argument) => {
    await open();
    const help = await editor.ask<SignatureHelp>('signatureHelp', FLAT, written);
    const [signature] = help.signatures;
    expect(signature?.label).toMatch(/^vm_fault_t vmf_insert_mixed\(struct vm_area_struct \*vma, /);
    expect(help.activeParameter).toBe(argument);
  });

  test('of a handler whose head is being written', async () => {
    await open();
    await editor.edit(FLAT, 'flatfs_fault(struct vm_fault *vmf)', 'flatfs_fault(');
    const help = await editor.ask<SignatureHelp>('signatureHelp', FLAT, 'vm_fault_t flatfs_fault(|');
    expect(help.signatures[0]?.label).toBe('vm_fault_t flatfs_fault(struct vm_fault *vmf)');
    const label = help.signatures[0]?.parameters?.[0]?.label as [number, number];
    expect('vm_fault_t flatfs_fault(struct vm_fault *vmf)'.slice(...label)).toBe('struct vm_fault *vmf');
  });

  test('none outside of a call', async () => {
    await open();
    expect(await editor.ask('signatureHelp', FLAT, 'return |VM_FAULT_SIGBUS')).toBeNull();
  });
});

test('after a rename the way leads from the op to its handler and back', async () => {
  await open();
  await editor.edit(FLAT, 'vm_fault_t flatfs_pfn_mkwrite(', 'vm_fault_t flatfs_wp(');
  await editor.edit(FLAT, '= flatfs_pfn_mkwrite,', '= flatfs_wp,');
  const [handler] = await editor.ask<Location[]>('definition', FLAT, '.pfn_mk|write\t= flatfs_wp');
  expect(handler?.range.start).toEqual(
    positionIn(editor.text(FLAT), editor.text(FLAT).indexOf('flatfs_wp(')),
  );
  const entries = await editor.ask<Location[]>('declaration', FLAT, 'flatfs_|wp(struct');
  expect(entries.map(({ range }) => range.start)).toEqual([
    positionIn(editor.text(FLAT), editor.text(FLAT).indexOf('flatfs_wp,')),
  ]);
});

test('a handler of a wrong type is marked at its entry too', async () => {
  await open();
  const head = 'static int flatfs_open(struct inode *inode, struct file *file)\n{\n\treturn 0;\n}\n\n';
  await editor.edit(FLAT, '/* Right:', `${head}/* Right:`);
  await editor.edit(
    FLAT,
    '\t.fault\t\t= flatfs_fault,',
    '\t.open\t\t= flatfs_open,\n\t.fault\t\t= flatfs_fault,',
  );
  const { diagnostics } = await editor.told(FLAT, (brief) =>
    brief.some((one) => one.endsWith('op-prototype')),
  );
  const found = diagnostics.filter(({ code }) => code === 'op-prototype');
  const marked = ({ range }: Diagnostic) =>
    (editor.text(FLAT).split('\n')[range.start.line] as string).slice(
      range.start.character,
      range.end.character,
    );
  expect(found.map(marked)).toEqual(['flatfs_open', 'flatfs_open']);
  const [definition, entry] = found;
  expect(editor.text(FLAT).split('\n')[entry?.range.start.line ?? 0]).toBe('\t.open\t\t= flatfs_open,');
  expect(entry?.relatedInformation?.[0]?.location.range).toEqual(definition?.range);
});
