// SPDX-License-Identifier: GPL-2.0-only
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { findRipgrep, SearchFailed } from '../../server/src/io/search/ripgrep.ts';
import { searchFiles } from '../../server/src/io/search/search.ts';
import { tempTree } from './tempTree.ts';

afterEach(() => vi.unstubAllEnvs());

test('a binary that VMOPS_RIPGREP names is taken', async () => {
  const { rgPath } = await import('@vscode/ripgrep');
  const other = join(tempTree({}), 'another-name');
  symlinkSync(rgPath, other);
  vi.stubEnv('VMOPS_RIPGREP', other);
  expect(await findRipgrep()).toBe(other);
});

test('a binary that is no ripgrep is not', async () => {
  const usual = await findRipgrep();
  vi.stubEnv('VMOPS_RIPGREP', process.execPath);
  expect(await findRipgrep()).toBe(usual);
});

test('one that is not there is not', async () => {
  const usual = await findRipgrep();
  vi.stubEnv('VMOPS_RIPGREP', '/no/such/rg');
  expect(await findRipgrep()).toBe(usual);
});

test('one that is killed says so, and gives no part of the answer', async () => {
  const script = join(tempTree({}), 'rg');
  writeFileSync(script, '#!/bin/sh\nprintf "./a.c\\0"\nkill -9 $$\n', { mode: 0o755 });
  await expect(searchFiles(tempTree({ 'a.c': 'a\n' }), 'a', { ripgrep: script })).rejects.toThrow(
    new SearchFailed('the search of the tree failed: ripgrep was ended by SIGKILL'),
  );
});
