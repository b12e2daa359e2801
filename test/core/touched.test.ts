// SPDX-License-Identifier: GPL-2.0-only
/** A lint of a part takes in the tables elsewhere that the part has a hand in, and says only what concerns the part. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../../server/src/core/lint.ts';
import { tempTree } from '../io/tempTree.ts';

const TREE = {
  Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\n',
  'include/linux/mm.h': [
    'struct vm_operations_struct {',
    '\tvm_fault_t (*fault)(struct vm_fault *vmf);',
    '\tvm_fault_t (*page_mkwrite)(struct vm_fault *vmf);',
    '\tvm_fault_t (*pfn_mkwrite)(struct vm_fault *vmf);',
    '};',
    '',
  ].join('\n'),
  'fs/box/file.c': [
    'static vm_fault_t box_fault(struct vm_fault *vmf)',
    '{',
    '\treturn -ENOMEM;',
    '}',
    'static struct vm_operations_struct box_ops = {',
    '\t.fault = box_fault,',
    '\t.page_mkwrite = box_page_mkwrite,',
    '};',
    'int box_mmap(struct file *file, struct vm_area_struct *vma)',
    '{',
    '\tbox_set(vma, &box_ops);',
    '\treturn 0;',
    '}',
    '',
  ].join('\n'),
  'fs/box/inode.c': [
    'vm_fault_t box_page_mkwrite(struct vm_fault *vmf)',
    '{',
    '\treturn -EAGAIN;',
    '}',
    '',
  ].join('\n'),
  'fs/box/super.c': 'static vm_fault_t box_page_mkwrite(struct vm_fault *vmf)\n{\n\treturn -EINVAL;\n}\n',
  'drivers/jar/jar.h': 'extern const struct vm_operations_struct jar_ops;\n',
  'drivers/jar/ops.c': [
    'static vm_fault_t jar_fault(struct vm_fault *vmf)',
    '{',
    '\treturn vmf_insert_mixed(vmf->vma, vmf->address, jar_pfn(vmf));',
    '}',
    'const struct vm_operations_struct jar_ops = { .fault = jar_fault };',
    '',
  ].join('\n'),
  'drivers/jar/map.c': [
    'static int jar_mmap(struct file *file, struct vm_area_struct *vma)',
    '{',
    '\tvm_flags_set(vma, VM_MIXEDMAP);',
    '\tvma->vm_ops = &jar_ops;',
    '\treturn 0;',
    '}',
    '',
  ].join('\n'),
};

async function findings(...paths: string[]): Promise<string[]> {
  const root = tempTree(TREE);
  const request = { cwd: '/', kernel: null, tree: null, exclude: [], severities: new Map(), contract: null };
  const result = await lint({ ...request, paths: paths.map((path) => join(root, path)) });
  return result.findings.map(
    ({ place, rule, function: name, table }) => `${place.file.path} ${rule} ${name ?? table}`,
  );
}

test('a file that defines a handler of a table elsewhere is checked, the rest of that table is not its concern', async () => {
  expect(await findings('fs/box/inode.c')).toEqual(['fs/box/inode.c errno-as-vm-fault box_page_mkwrite']);
});

test('a folder too, and the whole says it once', async () => {
  const box = [
    'fs/box/file.c errno-as-vm-fault box_fault',
    'fs/box/file.c non-const-table box_ops',
    'fs/box/inode.c errno-as-vm-fault box_page_mkwrite',
  ];
  expect(await findings('fs/box')).toEqual(box);
  expect(await findings('fs')).toEqual(box);
  expect(await findings('fs/box/file.c', 'fs/box/inode.c')).toEqual(box);
});

test('a static function of the name is another one', async () => {
  expect(await findings('fs/box/super.c')).toEqual([]);
});

test('a file that maps with a table elsewhere hears of its mapping alone', async () => {
  expect(await findings('drivers/jar/map.c')).toEqual(['drivers/jar/map.c missing-pfn-mkwrite jar_mmap']);
});

test('the tree that a module is linted against is not under lint', async () => {
  const module = tempTree({
    'jar.c': [
      'static const struct vm_operations_struct jar_ops = {',
      '\t.fault = own_fault,',
      '\t.page_mkwrite = box_page_mkwrite,',
      '};',
      'static vm_fault_t own_fault(struct vm_fault *vmf)',
      '{',
      '\treturn -EIO;',
      '}',
      '',
    ].join('\n'),
  });
  const request = { cwd: '/', kernel: null, exclude: [], severities: new Map(), contract: null };
  const { findings, handlers } = await lint({ ...request, paths: [module], tree: tempTree(TREE) });
  expect(handlers.map(({ definitions }) => definitions.length)).toEqual([1, 1]);
  expect(findings.map(({ place, rule }) => `${place.file.path} ${rule}`)).toEqual([
    'jar.c errno-as-vm-fault',
  ]);
});
