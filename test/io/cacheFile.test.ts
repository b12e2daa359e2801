// SPDX-License-Identifier: GPL-2.0-only
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { userCacheFolder } from '../../server/src/io/cacheFile.ts';

vi.mock('node:os', async (original) => ({ ...(await original<object>()), homedir: vi.fn() }));

afterEach(() => {
  vi.unstubAllEnvs();
});

test('the user’s own cache folder', () => {
  vi.stubEnv('XDG_CACHE_HOME', undefined);
  vi.mocked(homedir).mockReturnValue('/home/somebody');
  expect(userCacheFolder()).toMatch(/^.home.somebody.*vmops$/);
});

test('XDG_CACHE_HOME names another, when it is absolute', () => {
  vi.mocked(homedir).mockReturnValue('/home/somebody');
  vi.stubEnv('XDG_CACHE_HOME', '/var/caches');
  expect(userCacheFolder()).toBe(join('/var/caches', 'vmops'));
  vi.stubEnv('XDG_CACHE_HOME', 'caches');
  expect(userCacheFolder()).toMatch(/somebody/);
});

test('a user without a home has none', () => {
  vi.stubEnv('XDG_CACHE_HOME', undefined);
  vi.stubEnv('LOCALAPPDATA', undefined);
  vi.mocked(homedir).mockImplementation(() => {
    throw new Error('no such user');
  });
  expect(userCacheFolder()).toBeNull();
});
