// SPDX-License-Identifier: GPL-2.0-only
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { KnownIndexes } from '../../server/src/io/treeState/knownIndexes.ts';
import { treeStateOf } from '../../server/src/io/treeState/treeState.ts';
import { tempTree } from './tempTree.ts';

const FILES = { 'mm/a.c': 'int a;\n', 'mm/b.h': 'int b;\n', 'fs/c.c': 'int c;\n', 'fs/readme.txt': 'text\n' };

function git(root: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgSign=false', ...args],
    { cwd: root, encoding: 'utf8' },
  );
  expect([args, status, status === 0 ? '' : stderr]).toEqual([args, 0, '']);
  return stdout;
}

function folder(): string {
  return tempTree(FILES);
}

function checkout(): string {
  const root = folder();
  git(root, 'init', '-q');
  git(root, 'add', '.');
  git(root, 'commit', '-qm', 'first');
  return root;
}

/** By everything that is there, and by what is known of indexes that were read before: they have to agree. */
let indexes: KnownIndexes;
beforeEach(() => {
  indexes = new KnownIndexes(tempTree({}));
});

async function idOf(root: string): Promise<string | undefined> {
  const [plain, first, again] = [
    await treeStateOf(root),
    await treeStateOf(root, indexes),
    await treeStateOf(root, indexes),
  ];
  expect([first?.id, again?.id, first?.apart, again?.apart]).toEqual([
    plain?.id,
    plain?.id,
    plain?.apart,
    plain?.apart,
  ]);
  expect(await again?.base.entries()).toBe(await plain?.base.entries());
  return plain?.id;
}

/** What changes a tree. */
const CHANGES: Record<string, (root: string) => void> = {
  'a file is written': (root) => writeFileSync(join(root, 'mm/a.c'), 'int zz;\n'),
  'a file grows': (root) => appendFileSync(join(root, 'mm/b.h'), '\n'),
  'a file comes': (root) => writeFileSync(join(root, 'fs/new.c'), 'int n;\n'),
  'a file goes': (root) => unlinkSync(join(root, 'fs/c.c')),
  'a file has another name': (root) => renameSync(join(root, 'fs/c.c'), join(root, 'fs/d.c')),
  'a folder has another name': (root) => renameSync(join(root, 'fs'), join(root, 'net')),
  'a folder goes': (root) => rmSync(join(root, 'mm'), { recursive: true }),
  'a file becomes a link': (root) => {
    unlinkSync(join(root, 'fs/c.c'));
    symlinkSync('../mm/a.c', join(root, 'fs/c.c'));
  },
  'a file is written, and its time set back': (root) => {
    writeFileSync(join(root, 'mm/a.c'), 'int yy;\n');
    utimesSync(join(root, 'mm/a.c'), 1, 1);
  },
};

for (const [kind, make] of Object.entries({ folder, checkout })) {
  for (const [what, change] of Object.entries(CHANGES)) {
    test(`${kind}: ${what}`, async () => {
      const root = make();
      const before = await idOf(root);
      expect(before).toMatch(/^[0-9a-f]{64}$/);
      expect(await idOf(root)).toBe(before);
      change(root);
      expect(await idOf(root)).not.toBe(before);
    });
  }

  test(`${kind}: what no search enters does not count`, async () => {
    const root = make();
    const before = await idOf(root);
    mkdirSync(join(root, '.hidden'));
    writeFileSync(join(root, '.hidden/x.c'), '');
    writeFileSync(join(root, 'fs/readme.txt'), 'other\n');
    writeFileSync(join(root, 'fs/c.o'), '');
    expect(await idOf(root)).toBe(before);
  });

  test(`${kind}: a state is no older than its last change`, async () => {
    const root = make();
    const moment = Date.now();
    writeFileSync(join(root, 'mm/a.c'), 'int yy;\n');
    const state = await treeStateOf(root);
    expect([state?.isOlderThan(moment), state?.isOlderThan(Date.now() + 10_000)]).toEqual([false, true]);
  });
}

test('two checkouts of one commit have one state, whatever their edits were', async () => {
  const [one, other] = [checkout(), checkout()];
  expect(await idOf(one)).toBe(await idOf(other));
  writeFileSync(join(one, 'mm/a.c'), 'int zz;\n');
  expect(await idOf(one)).not.toBe(await idOf(other));
  writeFileSync(join(other, 'mm/a.c'), 'int zz;\n');
  expect(await idOf(one)).toBe(await idOf(other));
});

test('a file that git was told not to look at is looked at', async () => {
  for (const flag of ['--assume-unchanged', '--skip-worktree']) {
    const root = checkout();
    git(root, 'update-index', flag, 'mm/a.c');
    const before = await idOf(root);
    writeFileSync(join(root, 'mm/a.c'), 'int zz;\n');
    expect(await idOf(root)).not.toBe(before);
  }
});

test('a file that git ignores is looked at', async () => {
  const root = checkout();
  writeFileSync(join(root, '.gitignore'), 'gen.c\n');
  const before = await idOf(root);
  writeFileSync(join(root, 'mm/gen.c'), 'int g;\n');
  expect(await idOf(root)).not.toBe(before);
});

test('a repository inside is looked into', async () => {
  const root = checkout();
  mkdirSync(join(root, 'drivers'));
  git(join(root, 'drivers'), 'init', '-q');
  writeFileSync(join(root, 'drivers/x.c'), 'int x;\n');
  const before = await idOf(root);
  writeFileSync(join(root, 'drivers/x.c'), 'int yy;\n');
  expect(await idOf(root)).not.toBe(before);
  git(join(root, 'drivers'), 'add', '.');
  git(join(root, 'drivers'), 'commit', '-qm', 'inside');
  git(root, 'add', '.');
  const followed = await idOf(root);
  writeFileSync(join(root, 'drivers/x.c'), 'int zz;\n');
  expect(await idOf(root)).not.toBe(followed);
});

test('a file with a conflict counts by what stands in the work tree', async () => {
  const root = checkout();
  git(root, 'checkout', '-qb', 'side');
  writeFileSync(join(root, 'mm/a.c'), 'int side;\n');
  git(root, 'commit', '-qam', 'side');
  git(root, 'checkout', '-q', '-');
  writeFileSync(join(root, 'mm/a.c'), 'int main;\n');
  git(root, 'commit', '-qam', 'main');
  spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', 'merge', '-q', 'side'], { cwd: root });
  const before = await idOf(root);
  writeFileSync(join(root, 'mm/a.c'), 'int both_;\n');
  expect(await idOf(root)).not.toBe(before);
});

test('entries that are not any more what they were known as are not to be had', async () => {
  const root = checkout();
  await treeStateOf(root, indexes);
  const known = await treeStateOf(root, indexes);
  writeFileSync(join(root, 'mm/a.c'), 'int zz;\n');
  git(root, 'add', '.');
  expect(await known?.base.entries()).toBe(null);
});

test('an index that shares its entries with a file beside it is read each time', async () => {
  const root = checkout();
  git(root, 'update-index', '--split-index');
  const before = await idOf(root);
  writeFileSync(join(root, 'mm/a.c'), 'int zz;\n');
  git(root, 'add', '.');
  expect(await idOf(root)).not.toBe(before);
});

test('what differs from the index is apart from what is as it says', async () => {
  const root = checkout();
  const before = await treeStateOf(root, indexes);
  writeFileSync(join(root, 'mm/a.c'), 'int zz;\n');
  const after = await treeStateOf(root, indexes);
  expect(after?.base.id).toBe(before?.base.id);
  expect([before?.apart, after?.apart.replace(/^[0-9a-f]{64}/, 'ID')]).toEqual(['', 'ID\tmm/a.c\0']);
});
