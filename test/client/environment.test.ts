// SPDX-License-Identifier: GPL-2.0-only
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environment } from '../../client/src/environment.ts';

const root = join('/opt', 'code');
const name = process.platform === 'win32' ? 'rg.exe' : 'rg';

test.each([
  join(root, 'node_modules', '@vscode', 'ripgrep', 'bin', name),
  join(root, 'node_modules.asar.unpacked', '@vscode', 'ripgrep', 'bin', name),
  join(
    root,
    'node_modules',
    '@vscode',
    'ripgrep-universal',
    'bin',
    `${process.platform}-${process.arch}`,
    name,
  ),
])('the editor’s ripgrep is handed over: %s', (ripgrep) => {
  expect(environment(root, (path) => path === ripgrep)).toEqual({
    ELECTRON_RUN_AS_NODE: '1',
    VMOPS_RIPGREP: ripgrep,
  });
});

test('an editor without one', () => {
  expect(environment(root, () => false)).toEqual({ ELECTRON_RUN_AS_NODE: '1' });
});
