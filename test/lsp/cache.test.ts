// SPDX-License-Identifier: GPL-2.0-only
/** The list of a tree's files that is kept between runs: it helps, and cannot do harm. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { IndexCache } from '../../server/src/io/indexCache.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { copyOfSample, emptyFolder, removeFolders } from './folders.ts';

const FILES = ['drivers/frame/frame.c', 'drivers/ring/ring.c', 'fs/flatfs/file.c', 'fs/pagefs/file.c'];

afterEach(removeFolders);

/** The `.c` files that a session has after it has read a tree. */
async function load(root: string, cache: string): Promise<string[]> {
  const session = new Session(root, true, readSettings({}));
  await session.load(new AbortController().signal, () => {}, cache);
  return [...session.program.files.keys()].filter((path) => path.endsWith('.c')).sort();
}

function listIn(cache: string): string {
  const [name = 'none'] = readdirSync(join(cache, 'index'));
  return join(cache, 'index', name);
}

test('is written once, and holds what was found', async () => {
  const [root, cache] = [copyOfSample(), emptyFolder()];
  expect(await load(root, cache)).toEqual(FILES);
  expect(JSON.parse(readFileSync(listIn(cache), 'utf8'))).toEqual(expect.arrayContaining(FILES));
  expect(await load(root, cache)).toEqual(FILES);
  expect(readdirSync(join(cache, 'index'))).toHaveLength(1);
});

test('of another branch: files that came are read, those that went are forgotten', async () => {
  const [root, cache] = [copyOfSample(), emptyFolder()];
  await load(root, cache);
  renameSync(join(root, 'drivers/ring'), join(root, 'drivers/wheel'));
  rmSync(join(root, 'fs/flatfs'), { recursive: true });
  writeFileSync(join(root, 'fs/pagefs/file.c'), 'int nothing;\n');
  expect(await load(root, cache)).toEqual(['drivers/frame/frame.c', 'drivers/wheel/ring.c']);
});

describe('is made anew without a word', () => {
  test.each(['', '{', '{"files": 1}', '[1, 2]', '["../../secret.c"]', '["/etc/secret.c"]', '["Makefile"]'])(
    'when it is %j',
    async (text) => {
      const [root, cache] = [copyOfSample(), emptyFolder()];
      await load(root, cache);
      const list = listIn(cache);
      writeFileSync(list, text);
      expect(await load(root, cache)).toEqual(FILES);
      expect(JSON.parse(readFileSync(list, 'utf8'))).toEqual(expect.arrayContaining(FILES));
    },
  );
});

test('differs by root, version and pattern', () => {
  const cache = emptyFolder();
  new IndexCache(cache, ['root', '1', 'a']).write(['a.c']);
  expect(new IndexCache(cache, ['root', '1', 'a']).read()).toEqual(['a.c']);
  expect(new IndexCache(cache, ['root', '2', 'a']).read()).toEqual([]);
  expect(new IndexCache(cache, ['other', '1', 'a']).read()).toEqual([]);
});

test('a folder that cannot be written to is no error', () => {
  const cache = emptyFolder();
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'index'), 'a file where the folder should be');
  const list = new IndexCache(cache, ['root']);
  list.write(['a.c']);
  expect(list.read()).toEqual([]);
});
