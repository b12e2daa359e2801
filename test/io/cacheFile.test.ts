// SPDX-License-Identifier: GPL-2.0-only
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { tempTree } from './tempTree.ts';

vi.mock('node:os', async (original) => ({ ...(await original<object>()), homedir: vi.fn() }));

// Loaded anew: other files share the process, and have loaded it with the real one.
let CacheFile: typeof import('../../server/src/io/cacheFile.ts').CacheFile;
let userCacheFolder: () => string | null;
beforeAll(async () => {
  vi.resetModules();
  ({ CacheFile, userCacheFolder } = await import('../../server/src/io/cacheFile.ts'));
});

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

test('what is kept is there again, in folders that were not', () => {
  const folder = join(tempTree({}), 'a', 'b');
  new CacheFile(folder, 'kind', ['part']).write({ one: 1 });
  new CacheFile(folder, 'kind', ['part']).write({ one: 2 });
  expect(new CacheFile(folder, 'kind', ['part']).read()).toEqual({ one: 2 });
});

test('a folder that can never be made ends the attempt', () => {
  const file = new CacheFile('/proc/vmops/cache', 'kind', ['part']);
  file.write({ one: 1 });
  expect(file.read()).toBeUndefined();
});

test.each([null, [], [[], null], {}, { one: 1 }, 'text', 7])(
  'what is whole and has another shape is nothing: %j',
  (value) => {
    const file = new CacheFile(tempTree({}), 'kind', ['part']);
    file.writeChecked(value);
    expect(file.readChecked(['one', 'two'])).toBeUndefined();
    file.writeChecked({ one: 1, two: null });
    expect(file.readChecked(['one', 'two'])).toEqual({ one: 1, two: null });
  },
);
