// SPDX-License-Identifier: GPL-2.0-only
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTreeRoot } from '../../server/src/io/tree.ts';
import { tempTree } from './tempTree.ts';

const MAKEFILE = '# SPDX-License-Identifier: GPL-2.0\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 1\n';

test('the root is found upwards from any path, there or not', () => {
  const root = tempTree({ Makefile: MAKEFILE, 'include/linux/mm.h': '', 'fs/foo/foo.c': '' });
  for (const path of ['', 'fs', 'fs/foo/foo.c', 'fs/gone/gone.c'])
    expect(findTreeRoot(join(root, path))).toBe(root);
});

test('a folder that lacks the header or the version is none', () => {
  const header = { 'include/linux/mm.h': '' };
  expect(findTreeRoot(tempTree({ Makefile: MAKEFILE }))).toBeNull();
  expect(findTreeRoot(tempTree(header))).toBeNull();
  expect(findTreeRoot(tempTree({ ...header, Makefile: 'include ../linux/Makefile\n' }))).toBeNull();
  expect(findTreeRoot(tempTree({ ...header, Makefile: 'VERSION = 1\nall:\n' }))).toBeNull();
  expect(findTreeRoot(tempTree({ Makefile: MAKEFILE, 'include/linux/mm.h/x': '' }))).toBeNull();
});

test('a module inside another tree belongs to the nearest root', () => {
  const root = tempTree({
    Makefile: MAKEFILE,
    'include/linux/mm.h': '',
    'old/Makefile': MAKEFILE,
    'old/include/linux/mm.h': '',
    'old/fs/a.c': '',
  });
  expect(findTreeRoot(join(root, 'old/fs/a.c'))).toBe(join(root, 'old'));
});
