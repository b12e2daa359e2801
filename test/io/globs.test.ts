// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
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
