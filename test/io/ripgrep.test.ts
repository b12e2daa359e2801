// SPDX-License-Identifier: GPL-2.0-only
import { afterEach, expect, test, vi } from 'vitest';
import { findRipgrep } from '../../server/src/io/ripgrep.ts';

afterEach(() => vi.unstubAllEnvs());

test('a binary that VMOPS_RIPGREP names is taken', async () => {
  vi.stubEnv('VMOPS_RIPGREP', process.execPath);
  expect(await findRipgrep()).toBe(process.execPath);
});

test('one that is not there is not', async () => {
  const usual = await findRipgrep();
  vi.stubEnv('VMOPS_RIPGREP', '/no/such/rg');
  expect(await findRipgrep()).toBe(usual);
});
