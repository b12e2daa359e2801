// SPDX-License-Identifier: GPL-2.0-only
/** A release that is named beside a tree of another one. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Release } from '../../server/src/contracts/model.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { lint } from '../../server/src/core/lint.ts';
import { tempTree } from '../io/tempTree.ts';

const FILES = {
  'linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 9\n',
  'linux/include/linux/mm.h': `struct vm_operations_struct {
	vm_fault_t (*fault)(struct vm_fault *vmf);
};
`,
  'linux/include/linux/mm_types.h': 'typedef __bitwise unsigned int vm_fault_t;\n',
  'box/box.c': `static int box_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
const struct vm_operations_struct box_ops = { .fault = box_fault };
`,
};

async function prototypes(kernel: string | null) {
  const folder = tempTree(FILES);
  const { findings } = await lint({
    paths: [join(folder, 'box')],
    cwd: folder,
    kernel: kernel === null ? null : (parseRelease(kernel) as Release),
    tree: 'linux',
    exclude: [],
    severities: new Map(),
    contract: null,
  });
  return findings.filter(({ rule }) => rule === 'op-prototype').map(({ message }) => message);
}

test('is held against its own prototypes, not the headers of that tree', async () => {
  const wrong = (release: string) => [
    `int box_fault(struct vm_fault *) does not fit vm_fault_t (*fault)(struct vm_fault *) of ${release}`,
  ];
  expect(await prototypes(null)).toEqual(wrong('6.12.9'));
  expect(await prototypes('6.12')).toEqual(wrong('6.12'));
  expect(await prototypes('4.13')).toEqual([]);
});
