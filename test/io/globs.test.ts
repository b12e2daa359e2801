// SPDX-License-Identifier: GPL-2.0-only
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileExcludes, type PathFilter } from '../../server/src/io/search/globs.ts';

/** Says whether a path or one of the folders above it is excluded. */
function isExcluded(filter: PathFilter, path: string): boolean {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    if (filter(path.slice(0, slash), true)) return true;
  }
  return filter(path, false);
}

describe('exclusions', () => {
  test.each([
    ['tools', 'tools/a.c', true],
    ['tools', 'drivers/tools/a.c', true],
    ['tools', 'drivers/toolset/a.c', false],
    ['/tools', 'tools/a.c', true],
    ['/tools', 'drivers/tools/a.c', false],
    ['tools/', 'drivers/tools', false],
    ['tools/', 'drivers/tools/a.c', true],
    ['drivers/gpu', 'drivers/gpu/a.c', true],
    ['gpu/drm', 'drivers/gpu/drm/a.c', false],
    ['**/gpu/drm', 'drivers/gpu/drm/a.c', true],
    ['drivers/**/a.c', 'drivers/a.c', true],
    ['drivers/**/a.c', 'drivers/x/y/a.c', true],
    ['drivers/*/a.c', 'drivers/x/y/a.c', false],
    ['*.mod.c', 'fs/ext4/ext4.mod.c', true],
    ['*.mod.c', 'fs/ext4/ext4.mod_c', false],
    ['a?.c', 'fs/ab.c', true],
    ['a[0-9].c', 'fs/a7.c', true],
    ['a[!0-9].c', 'fs/a7.c', false],
    ['a+(b).c', 'a+(b).c', true],
    ['', 'a.c', false],
    ['#a.c', '#a.c', false],
    ['\\#a.c', '#a.c', true],
    ['a.c  ', 'a.c', true],
    ['a\\ ', 'a ', true],
    ['a\\*.c', 'a*.c', true],
    ['a\\*.c', 'ab.c', false],
    ['[[:digit:]x].c', '7.c', true],
    ['[[:digit:]x].c', 'y.c', false],
    ['a[]-]b', 'a-b', true],
    ['a[b', 'a[b', false],
    ['a**/b.c', 'a/x/b.c', true],
    ['fs?**/b.c', 'fsx/y/b.c', false],
  ])('%s on %s: %s', (pattern, path, excluded) => {
    expect(isExcluded(compileExcludes([pattern]), path)).toBe(excluded);
  });

  test('the last pattern that matches decides', () => {
    const filter = compileExcludes(['*.c', '!keep.c', '/fs/keep.c']);
    expect(['a.c', 'mm/keep.c', 'fs/keep.c'].map((path) => isExcluded(filter, path))).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('git', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmops-globs-'));
    execFileSync('git', ['init', '-q', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The paths that `git check-ignore` leaves out, with the patterns as a `.gitignore`. */
  function ignoredByGit(patterns: string[], paths: string[]): Set<string> {
    writeFileSync(join(folder, '.gitignore'), `${patterns.join('\n')}\n`);
    const flags = ['check-ignore', '--no-index', '--verbose', '--non-matching', '-z', '--stdin'];
    let output = '';
    try {
      output = execFileSync('git', flags, { cwd: folder, input: paths.join('\0'), encoding: 'utf8' });
    } catch (error) {
      // Exit code 1: none is ignored.
      if ((error as { status: number }).status !== 1) throw error;
      output = (error as { stdout: string }).stdout;
    }
    const fields = output.split('\0');
    const ignored = new Set<string>();
    for (let at = 0; at + 3 < fields.length; at += 4)
      if (fields[at] !== '' && !fields[at + 2]?.startsWith('!')) ignored.add(fields[at + 3] as string);
    return ignored;
  }

  const PIECES = 'a b .c * ** / / ? [ab] [!a] [^b] [a-c] []a] [a \\* \\a \\ [\\]] ! # **/ /**'.split(' ');
  const MORE_PIECES = [
    ...PIECES,
    ' ',
    '\\ ',
    '[[:alpha:]]',
    '[[:punct:]a]',
    '[[:none:]]',
    '[a-]',
    '-',
    '[!]]',
  ];
  const LETTERS = ['a', 'b', 'c', 'ab', '.c', '*', ']', '[', '\\', '!', '#', '-', ' '];

  /** Numbers below `most`, the same in every run. */
  function numbers(seed: number): (most: number) => number {
    let state = seed;
    return (most) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state >> 8) % most;
    };
  }

  test.each([1, 2, 3, 4])('leaves out what we leave out: patterns by chance, %i', (seed) => {
    const below = numbers(seed);
    const some = (most: number, of: () => string) => Array.from({ length: 1 + below(most) }, of);
    const one = (list: readonly string[]) => list[below(list.length)] as string;
    const differing: unknown[] = [];
    let ignored = 0;
    for (let round = 0; round < 60; round++) {
      const patterns = some(3, () => one(['', '', '', '!', '/']) + some(5, () => one(MORE_PIECES)).join(''));
      const name = () => some(3, () => one(LETTERS)).join('');
      const paths = Array.from({ length: 40 }, () => some(3, name).join('/'));
      const byGit = ignoredByGit(patterns, paths);
      const filter = compileExcludes(patterns);
      for (const path of paths)
        if (isExcluded(filter, path) !== byGit.has(path)) differing.push({ patterns, path });
      ignored += byGit.size;
    }
    expect(differing).toEqual([]);
    expect(ignored).toBeGreaterThan(100);
  });
});

test('stars without number take no longer than their length says', () => {
  const filter = compileExcludes([`${'*a'.repeat(50)}*b`, `${'**/a'.repeat(50)}/b`]);
  expect(isExcluded(filter, 'a'.repeat(4000))).toBe(false);
  expect(filter(`${'a/'.repeat(1000)}c`, false)).toBe(false);
});
