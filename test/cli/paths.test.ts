// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { displayPaths } from '../../server/src/cli/paths.ts';

const tree = { base: '/home/u/linux', inTree: true };
const module = { base: '/home/u/module', inTree: false };

test.each([
  ['from the root of the tree', tree, '/home/u/linux', 'fs/x.c'],
  ['from above the tree', tree, '/home/u', 'linux/fs/x.c'],
  ['from inside the tree', tree, '/home/u/linux/fs', 'x.c'],
  ['from another folder of the tree', tree, '/home/u/linux/mm', '../fs/x.c'],
  ['from elsewhere, in a tree', tree, '/var/tmp', 'fs/x.c'],
  ['from elsewhere, outside a tree', module, '/var/tmp', '/home/u/module/fs/x.c'],
  ['a sibling with the same beginning', { ...tree, base: '/home/u/linux-6' }, '/home/u/linux', 'fs/x.c'],
])('%s', (_, base, cwd, printed) => {
  expect(displayPaths(base, cwd)('fs/x.c')).toBe(printed);
});

test('a path of several lines is printed on one', () => {
  expect(displayPaths(tree, '/var/tmp')('fs/a b\n\x1b[1m.c')).toBe('fs/a b\\n\\x1b[1m.c');
});
