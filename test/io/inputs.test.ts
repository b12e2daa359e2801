// SPDX-License-Identifier: GPL-2.0-only
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveInputs } from '../../server/src/io/inputs.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vmops-inputs-'));
  for (const tree of ['one', 'two']) {
    mkdirSync(join(folder, tree, 'include/linux'), { recursive: true });
    mkdirSync(join(folder, tree, 'fs/x'), { recursive: true });
    writeFileSync(join(folder, tree, 'Makefile'), 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n');
    writeFileSync(join(folder, tree, 'include/linux/mm.h'), '');
    writeFileSync(join(folder, tree, 'fs/x/file.c'), '');
  }
  mkdirSync(join(folder, 'module/src'), { recursive: true });
  writeFileSync(join(folder, 'module/src/a.c'), '');
  symlinkSync('loop', join(folder, 'loop'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a tree, and a folder and a file inside it', () => {
  expect(resolveInputs(['one', 'one/fs', 'one/fs/x/file.c'], folder)).toEqual({
    tree: join(folder, 'one'),
    base: join(folder, 'one'),
    folders: ['', 'fs'],
    files: ['fs/x/file.c'],
    written: new Map([['fs/x/file.c', 'one/fs/x/file.c']]),
    bad: [],
  });
});

test('outside a tree the base is the folder around all inputs', () => {
  expect(resolveInputs(['module/src/a.c'], folder)).toEqual({
    tree: null,
    base: join(folder, 'module/src'),
    folders: [],
    files: ['a.c'],
    written: new Map([['a.c', 'module/src/a.c']]),
    bad: [],
  });
  expect(resolveInputs(['.'], join(folder, 'module'))).toMatchObject({
    base: join(folder, 'module'),
    folders: [''],
  });
  expect(resolveInputs(['module/src/a.c', 'module'], folder)).toMatchObject({
    base: join(folder, 'module'),
    folders: [''],
    files: ['src/a.c'],
  });
});

test('what cannot be read is named, the rest stays', () => {
  expect(resolveInputs(['nowhere', 'one', 'loop', 'two/fs'], folder)).toMatchObject({
    tree: join(folder, 'one'),
    folders: [''],
    bad: [
      { path: 'nowhere', reason: 'does not exist' },
      { path: 'loop', reason: 'cannot be read: symbolic links form a loop' },
      { path: 'two/fs', reason: 'is not in the same kernel tree as one; lint it in a run of its own' },
    ],
  });
});
