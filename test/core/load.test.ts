// SPDX-License-Identifier: GPL-2.0-only
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { load } from '../../server/src/core/load.ts';
import { tempTree } from '../io/tempTree.ts';

const MAKEFILE = 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\n';
const HEADER = [
  'struct vm_operations_struct {',
  '\tvm_fault_t (*fault)(struct vm_fault *vmf);',
  '};',
  '',
].join('\n');
const TREE = { Makefile: MAKEFILE, 'include/linux/mm.h': HEADER };
const MODULE = [
  'static const struct vm_operations_struct box_ops = {',
  '\t.fault = BOX_FAULT,',
  '\t.open = box_open,',
  '};',
  '',
].join('\n');

/** Where each handler was found: name → path, null for none. */
async function handlersOf(path: string, tree: string | null): Promise<Record<string, string | null>> {
  const loaded = await load({ paths: [path], cwd: '/', kernel: null, tree, exclude: [] }, 0);
  return Object.fromEntries(
    loaded.handlers.map(({ member, definitions }) => [member.handler, definitions[0]?.file.path ?? null]),
  );
}

test.each([
  [
    'Documentation/filesystems/locking.rst',
    '====================\nvm_operations_struct\n====================\n',
  ],
  ['Documentation/filesystems/Locking', '------------------------ vm_operations_struct ----------\n'],
])('the kernel of a tree has its locking document: %s', async (path, title) => {
  const text = `${title}\nprototypes:\n\n\tvm_fault_t (*fault)(struct vm_fault *vmf);\n\nlocking rules:\n`;
  const root = tempTree({ ...TREE, [path]: text });
  const { kernel } = await load({ paths: [root], cwd: '/', kernel: null, tree: null, exclude: [] }, 0);
  expect([kernel.documentPath, kernel.document.get('fault')?.prototype?.place.file.path]).toEqual([
    path,
    path,
  ]);
});

test('a tree without the document has none', async () => {
  const root = tempTree(TREE);
  const { kernel } = await load({ paths: [root], cwd: '/', kernel: null, tree: null, exclude: [] }, 0);
  expect(kernel.documentPath).toBeNull();
});

test('a member that is a pointer to data is no handler', async () => {
  const data = HEADER.replace('};', '\tconst struct box_data *data;\n};');
  const table =
    'static const struct vm_operations_struct box_ops = { .fault = box_fault, .data = &box_data };\n';
  const root = tempTree({ ...TREE, 'include/linux/mm.h': data, 'drivers/box/ops.c': table });
  expect(await handlersOf(root, null)).toEqual({ box_fault: null });
});

test('a handler behind a macro of another file is found', async () => {
  const root = tempTree({
    ...TREE,
    'drivers/box/ops.c': MODULE,
    'drivers/box/box.h': '#define BOX_FAULT box_fault\n',
    'drivers/box/box.c': 'vm_fault_t box_fault(struct vm_fault *vmf)\n{\n\treturn 0;\n}\n',
  });
  expect(await handlersOf(join(root, 'drivers/box/ops.c'), null)).toEqual({
    BOX_FAULT: 'drivers/box/box.c',
    box_open: null,
  });
});

test('what a handler calls is followed through a file that was found for it into the next', async () => {
  const root = tempTree({
    ...TREE,
    'drivers/box/ops.c':
      'static vm_fault_t box_fault(struct vm_fault *vmf)\n{\n\treturn box_notify(vmf);\n}\nstatic const struct vm_operations_struct box_ops = { .fault = box_fault };\n',
    'drivers/box/notify.c': 'vm_fault_t box_notify(struct vm_fault *vmf)\n{\n\treturn box_lid(vmf);\n}\n',
    'drivers/box/lid.c': 'vm_fault_t box_lid(struct vm_fault *vmf)\n{\n\treturn VM_FAULT_SIGBUS;\n}\n',
  });
  const path = join(root, 'drivers/box/ops.c');
  const { program } = await load({ paths: [path], cwd: '/', kernel: null, tree: null, exclude: [] }, 3);
  expect([...program.files.keys()].filter((one) => one.startsWith('drivers/')).sort()).toEqual([
    'drivers/box/lid.c',
    'drivers/box/notify.c',
    'drivers/box/ops.c',
  ]);
});

test('a size in pages that a handler compares with is read from the header that says it, and another is not', async () => {
  const handler = [
    '#include "box.h"',
    'static vm_fault_t box_fault(struct vm_fault *vmf)',
    '{',
    '\tif (vmf->pgoff >= BOX_SIZE || vmf->flags == BOX_LIMIT)',
    '\t\treturn VM_FAULT_SIGBUS;',
    '\treturn 0;',
    '}',
    'static const struct vm_operations_struct box_ops = { .fault = box_fault };',
    '',
  ].join('\n');
  const root = tempTree({
    ...TREE,
    'drivers/box/ops.c': handler,
    'drivers/box/box.h': '#include "deep.h"\n#include "other.h"\n',
    'drivers/box/deep.h': '#define BOX_SIZE\tPAGE_ALIGN(sizeof(struct box))\n',
    'drivers/box/other.h': '#define BOX_LIMIT 7\n',
  });
  const path = join(root, 'drivers/box/ops.c');
  const { program } = await load({ paths: [path], cwd: '/', kernel: null, tree: null, exclude: [] }, 3);
  expect([...program.files.keys()].filter((one) => one.startsWith('drivers/')).sort()).toEqual([
    'drivers/box/box.h',
    'drivers/box/deep.h',
    'drivers/box/ops.c',
  ]);
});

test('what a header has in front of a function is followed into it, behind a handler of another file', async () => {
  const root = tempTree({
    ...TREE,
    'drivers/box/ops.c': 'static const struct vm_operations_struct box_ops = { .fault = box_fault };\n',
    'drivers/box/fault.c':
      'vm_fault_t box_fault(struct vm_fault *vmf)\n{\n\treturn box_class(vmf->pgoff);\n}\n',
    'drivers/box/class.h':
      'static inline int box_class(int err)\n{\n\treturn err < 0 ? __box_class(err) : err;\n}\n',
    'drivers/box/class.c': 'int __box_class(int err)\n{\n\treturn err;\n}\n',
  });
  const path = join(root, 'drivers/box/ops.c');
  const { program } = await load({ paths: [path], cwd: '/', kernel: null, tree: null, exclude: [] }, 3);
  expect([...program.files.keys()].filter((one) => one.startsWith('drivers/')).sort()).toEqual([
    'drivers/box/class.c',
    'drivers/box/class.h',
    'drivers/box/fault.c',
    'drivers/box/ops.c',
  ]);
});

test('outside a tree the files beside a named one, and the tree given, define what it calls', async () => {
  const box = tempTree({
    'ops.c': MODULE.replace('BOX_FAULT', 'box_fault'),
    'box.c': 'vm_fault_t box_fault(struct vm_fault *vmf)\n{\n\treturn 0;\n}\n',
    'sub/open.c': 'void box_open(struct vm_area_struct *vma)\n{\n}\n',
  });
  const tree = tempTree({
    ...TREE,
    'drivers/far/open.c': 'void box_open(struct vm_area_struct *vma)\n{\n}\n',
  });
  expect(await handlersOf(join(box, 'ops.c'), null)).toEqual({ box_fault: 'box.c', box_open: null });
  expect(await handlersOf(box, null)).toEqual({ box_fault: 'box.c', box_open: 'sub/open.c' });
  expect(await handlersOf(join(box, 'ops.c'), tree)).toEqual({
    box_fault: 'box.c',
    box_open: join(tree, 'drivers/far/open.c'),
  });
});

test('the tables of files beside a named one are not under lint', async () => {
  const box = tempTree({ 'ops.c': MODULE, 'other.c': MODULE.replaceAll('box_ops', 'other_ops') });
  cpSync(join(box, 'ops.c'), join(box, 'third.c'));
  const loaded = await load(
    { paths: [join(box, 'ops.c')], cwd: '/', kernel: null, tree: null, exclude: [] },
    0,
  );
  expect(loaded.tables.map((table) => table.place.file.path)).toEqual(['ops.c']);
});

test.each([
  ['int box_mmap(struct file *file, struct vm_area_struct *area)'],
  ['int box_mmap(struct file *file, struct vm_area_struct *area) {'],
  ['int box_mmap(struct file *file,\n\t     struct vm_area_struct *area)'],
  ['int box_mmap(struct file *file, struct vm_area_struct *vma)'],
])('an mmap function is read whatever it calls its VMA, and whatever it calls: %s', async (head) => {
  const name = /area|vma(?=\))/.exec(head.replaceAll('vm_area_struct', ''))?.[0];
  const body = `${head.endsWith('{') ? '' : '\n{'}\n\treturn lid_shut(${name});\n}\n`;
  const root = tempTree({
    ...TREE,
    'drivers/box/main.c': `${head}${body}static const struct file_operations box_fops = { .mmap = box_mmap };\n`,
    'drivers/box/lid.c':
      'int lid_shut(struct vm_area_struct *vma)\n{\n\treturn remap_pfn_range(vma, vma->vm_start, 1, PAGE_SIZE, vma->vm_page_prot);\n}\n',
    'drivers/box/other.c': 'int other(struct vm_area_struct *vma)\n{\n\treturn 0;\n}\n',
  });
  const { program } = await load({ paths: [root], cwd: '/', kernel: null, tree: null, exclude: [] }, 1);
  expect([...program.files.keys()].filter((path) => path.startsWith('drivers/'))).toEqual([
    'drivers/box/lid.c',
    'drivers/box/main.c',
  ]);
});
