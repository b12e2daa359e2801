// SPDX-License-Identifier: GPL-2.0-only
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isSkipped } from '../../server/src/io/read.ts';
import { freshSearches } from '../../server/src/io/search/searches.ts';
import { DISK, overlaid } from '../../server/src/io/sources.ts';
import { tempTree } from './tempTree.ts';

const onDisk = {
  'fs/kept.c': 'int needle(void)\n{\n}\n',
  'fs/gone.c': 'static int needle(void)\n{\n}\n',
  'fs/changed.c': '/* needle */\n',
  'fs/emptied.c': 'int needle(void)\n{\n}\n',
};
const changes: Record<string, string | null> = {
  'fs/gone.c': null,
  'fs/changed.c': 'int needle(int a,\n\t   int b)\n{\n}\nint needle(void);\n#define alias needle\n',
  'fs/emptied.c': '',
  'fs/new/added.h': '\tneedle();\nstatic inline void needle(void) {}\n',
  'fs/.hidden.c': 'int needle(void)\n{\n}\n',
  'fs/asic_reg/mask.h': 'int needle(void)\n{\n}\n',
  'fs/readme.txt': 'int needle(void)\n{\n}\n',
  'tools/mock.c': 'int needle(void)\n{\n}\n',
};

/** A tree whose changes are on disk, and one that has them in memory. */
function twins() {
  const real = tempTree(onDisk);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) rmSync(join(real, path));
    else {
      mkdirSync(dirname(join(real, path)), { recursive: true });
      writeFileSync(join(real, path), text);
    }
  }
  const root = tempTree(onDisk);
  const sources = overlaid({
    texts: new Map(Object.entries(changes).map(([path, text]) => [join(root, path), text] as const)),
  });
  return { real, root, sources };
}

describe('a tree with changes in memory', () => {
  const all = ['fs/changed.c', 'fs/kept.c', 'fs/new/added.h'];

  test.each([
    ['everywhere', {}, [...all, 'tools/mock.c']],
    ['without what is left out', { exclude: ['/tools/', 'changed.c'] }, ['fs/kept.c', 'fs/new/added.h']],
    ['in one folder', { folders: ['fs/new'] }, ['fs/new/added.h']],
    ['right in a folder', { folders: [], flat: ['fs'] }, ['fs/changed.c', 'fs/kept.c']],
  ])('is searched for files %s as on disk', async (_, options, expected) => {
    const { real, root, sources } = twins();
    expect(await freshSearches.files(real, 'needle', options)).toEqual(expected);
    expect(await sources.over(freshSearches).files(root, 'needle', options)).toEqual(expected);
  });

  test('is searched for definitions as on disk', async () => {
    const { real, root, sources } = twins();
    const search = {
      places: [{ folders: ['fs'], flat: [], exclude: [] }],
      aliases: ['alias'],
    };
    const found = await freshSearches.definitions(real, ['needle', 'alias'], search);
    expect(found).toEqual([
      { name: 'alias', isStatic: false, path: 'fs/changed.c' },
      { name: 'needle', isStatic: false, path: 'fs/changed.c' },
      { name: 'needle', isStatic: false, path: 'fs/kept.c' },
      { name: 'needle', isStatic: true, path: 'fs/new/added.h' },
    ]);
    expect(await sources.over(freshSearches).definitions(root, ['needle', 'alias'], search)).toEqual(found);
  });

  test('is read as on disk', () => {
    const { real, root, sources } = twins();
    for (const path of [...Object.keys(onDisk), ...Object.keys(changes)]) {
      const inMemory = sources.read(join(root, path), path);
      const file = DISK.read(join(real, path), path);
      expect(isSkipped(inMemory) ? inMemory : inMemory.text).toEqual(isSkipped(file) ? file : file.text);
      expect(sources.look(join(root, path))).toEqual(DISK.look(join(real, path)));
    }
  });

  test('hides files that are not to be seen', async () => {
    const root = tempTree(onDisk);
    const sources = overlaid({ texts: new Map(), isSeen: (path) => path !== join(root, 'fs/kept.c') });
    expect(await sources.over(freshSearches).files(root, 'needle', {})).toEqual([
      'fs/changed.c',
      'fs/emptied.c',
      'fs/gone.c',
    ]);
    expect(sources.read(join(root, 'fs/kept.c'), 'fs/kept.c')).toEqual({
      path: 'fs/kept.c',
      reason: 'does not exist',
    });
    expect(isSkipped(sources.read(join(root, 'fs/gone.c'), 'fs/gone.c'))).toBe(false);
  });

  test('skips what no C file holds', () => {
    const { root } = twins();
    const path = join(root, 'fs/kept.c');
    expect(overlaid({ texts: new Map([[path, 'a\0']]) }).read(path, 'fs/kept.c')).toEqual({
      path: 'fs/kept.c',
      reason: 'has NUL bytes, so it is not C source',
    });
  });
});
