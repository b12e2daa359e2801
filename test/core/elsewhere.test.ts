// SPDX-License-Identifier: GPL-2.0-only
/** Of the library's handlers that tables under lint lead to, the summary says where they are checked. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../../server/src/core/lint.ts';
import { tempTree } from '../io/tempTree.ts';

const user = (name: string) => `static vm_fault_t ${name}_mkwrite(struct vm_fault *vmf)
{
	return netfs_page_mkwrite(vmf, NULL);
}

static const struct vm_operations_struct ${name}_ops = {
	.fault = filemap_fault,
	.page_mkwrite = ${name}_mkwrite,
};
`;

const TREE = {
  Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\n',
  'include/linux/mm.h':
    'struct vm_operations_struct {\n\tvm_fault_t (*page_mkwrite)(struct vm_fault *vmf);\n};\n',
  'fs/netfs/write.c': `vm_fault_t netfs_page_mkwrite(struct vm_fault *vmf, struct netfs_group *group)
{
	return VM_FAULT_LOCKED;
}
EXPORT_SYMBOL(netfs_page_mkwrite);
`,
  'fs/one/file.c': user('one'),
  'fs/two/file.c': 'static const struct vm_operations_struct two_ops = { .fault = filemap_fault };\n',
};

test.each([
  ['fs/one', ['netfs_page_mkwrite in fs/netfs/write.c']],
  ['fs/two', []],
  ['.', []],
])('a lint of %s', async (path, expected) => {
  const root = tempTree(TREE);
  const result = await lint({
    paths: [join(root, path)],
    cwd: root,
    tree: null,
    kernel: null,
    severities: new Map(),
    contract: null,
    exclude: [],
  });
  const found = result.librariesElsewhere.map(({ definition: { name, file } }) => `${name} in ${file.path}`);
  expect(found).toEqual(expected);
});
