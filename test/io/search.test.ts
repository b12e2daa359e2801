// SPDX-License-Identifier: GPL-2.0-only
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Skipped } from '../../server/src/io/read.ts';
import { findDefinitions, placesToSearch } from '../../server/src/io/search/definitions.ts';
import { findRipgrep, reportComplaints } from '../../server/src/io/search/ripgrep.ts';
import {
  type LineMatch,
  type SearchOptions,
  searchFiles,
  searchLines,
} from '../../server/src/io/search/search.ts';
import { tempTree } from './tempTree.ts';

async function lines(root: string, pattern: string, options: SearchOptions): Promise<LineMatch[]> {
  const found: LineMatch[] = [];
  for await (const match of searchLines(root, pattern, options)) found.push(match);
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line));
}

test('complaints about files are told from those about the run', () => {
  const skipped: Skipped[] = [];
  const text = [
    'rg: ./fs/a.c: Permission denied (os error 13)',
    'rg: ./fs/b: c.h: No such file or directory (os error 2)',
    'rg: fs/c.c: Input/output error (os error 5)',
    'rg: regex parse error:',
    '',
  ].join('\n');
  expect(reportComplaints(text, (one) => skipped.push(one))).toBe('rg: regex parse error:');
  expect(skipped).toEqual([
    { path: 'fs/a.c', reason: 'cannot be read: permission denied' },
    { path: 'fs/b: c.h', reason: 'does not exist' },
    { path: 'fs/c.c', reason: 'cannot be read: Input/output error' },
  ]);
});

test('a pattern that ripgrep refuses is an error', async () => {
  await expect(searchFiles(tempTree({ 'a.c': '' }), '(', {})).rejects.toThrow(
    /^the search of the tree failed: ripgrep ended with 2: /,
  );
});

test('ripgrep is there', async () => {
  expect(await findRipgrep()).toMatch(/rg(\.exe)?$/);
});

describe.each([
  ['ripgrep', {}],
  ['the walk', { ripgrep: null }],
])('with %s', (_name, engine: SearchOptions) => {
  const files = {
    'fs/b.c': 'x\nneedle here\r\nno\n\tneedle again',
    'fs/a.c': 'needle\n',
    'fs/a.h': '\nneedle\n',
    'fs/a.S': 'needle\n',
    'fs/none.c': 'nothing\n',
    'fs/odd:1:name.c': 'needle\n',
    'fs/generated/g.c': 'needle\n',
    '.gitignore': 'fs/generated\n',
    '.git/x.c': 'needle\n',
    'node_modules/x.c': 'needle\n',
    'fs/.hidden.c': 'needle\n',
    'mm/nul.c': 'needle\n\0',
    'mm/latin1.c': Buffer.from([0xfc, 0x20, ...Buffer.from('needle\n')]),
  };

  test('files come sorted; ignore files do not count', async () => {
    const root = tempTree(files);
    const found = await searchFiles(root, 'needle|thread', { ...engine, folders: ['fs'] });
    expect(found).toEqual(['fs/a.c', 'fs/a.h', 'fs/b.c', 'fs/generated/g.c', 'fs/odd:1:name.c']);
    expect(await searchFiles(root, 'absent', engine)).toEqual([]);
    expect(await searchFiles(root, 'needle', engine)).toContain('mm/latin1.c');
  });

  test('exclusions', async () => {
    const root = tempTree(files);
    const exclude = ['/mm', 'generated/', 'odd*', '*.h'];
    expect(await searchFiles(root, 'needle', { ...engine, exclude })).toEqual(['fs/a.c', 'fs/b.c']);
  });

  test('lines', async () => {
    const root = tempTree(files);
    expect(await lines(root, '[a-z]+le\\b', { ...engine, folders: ['fs'], exclude: ['generated'] })).toEqual([
      { path: 'fs/a.c', line: 1, text: 'needle' },
      { path: 'fs/a.h', line: 2, text: 'needle' },
      { path: 'fs/b.c', line: 2, text: 'needle here' },
      { path: 'fs/b.c', line: 4, text: '\tneedle again' },
      { path: 'fs/odd:1:name.c', line: 1, text: 'needle' },
    ]);
  });

  test('links are not followed, so a loop ends', async () => {
    const root = tempTree({ 'fs/a.c': 'needle\n' });
    symlinkSync('..', join(root, 'fs/up'));
    symlinkSync('a.c', join(root, 'fs/link.c'));
    expect(await searchFiles(root, 'needle', engine)).toEqual(['fs/a.c']);
  });

  test('a folder that is not there is reported, the rest is searched', async () => {
    const root = tempTree({ 'fs/a.c': 'needle\n' });
    const skipped: Skipped[] = [];
    const onSkip = (one: Skipped) => skipped.push(one);
    expect(await searchFiles(root, 'needle', { ...engine, folders: ['gone', 'fs'], onSkip })).toEqual([
      'fs/a.c',
    ]);
    expect(skipped).toEqual([{ path: 'gone', reason: 'does not exist' }]);
  });

  test('a consumer may stop early, and a run may be aborted', async () => {
    const root = tempTree({ 'fs/a.c': 'needle\n'.repeat(100_000) });
    for await (const match of searchLines(root, 'needle', engine)) {
      expect(match.line).toBe(1);
      break;
    }
    await expect(searchFiles(root, 'needle', { ...engine, signal: AbortSignal.abort() })).rejects.toThrow(
      /abort/i,
    );
  });
});

describe('definitions', () => {
  const files = {
    'include/linux/f.h':
      'int f(void);\nstatic inline int g(void) { return 0; }\n#define h NULL\n#define f(x) x\n#define g NULL\n',
    'mm/f.c': 'int\nf(void)\n{\n\tg();\n}\n',
    'drivers/foo/core/core.c': 'static int k(int a,\n\t     int b)\n{\n\treturn f(a);\n}\n',
    'drivers/bar/f.c': 'int f(void)\n{\n}\nint far_away(void)\n{\n}\n',
    'tools/f.c': 'int far_away(void)\n{\n}\n',
  };
  const asker = 'drivers/foo/main/main.c';

  test.each([
    ['ripgrep', {}],
    ['the walk', { ripgrep: null }],
  ])('near ones, else those of the whole tree, with %s', async (_name, options) => {
    const root = tempTree(files);
    const names = ['f', 'g', 'h', 'k', 'far_away', 'nowhere'];
    const aliases = ['h', 'f'];
    const near = [
      { name: 'k', isStatic: true, path: 'drivers/foo/core/core.c' },
      { name: 'g', isStatic: true, path: 'include/linux/f.h' },
      { name: 'h', isStatic: false, path: 'include/linux/f.h' },
      { name: 'f', isStatic: false, path: 'mm/f.c' },
    ];
    const find = (reach: 'near' | 'tree') =>
      findDefinitions(root, names, { places: placesToSearch(root, [asker], reach), aliases, options });
    expect(await find('near')).toEqual(near);
    expect(await find('tree')).toEqual([
      { name: 'far_away', isStatic: false, path: 'drivers/bar/f.c' },
      ...near,
    ]);
  });

  test.each([
    ['ripgrep', {}],
    ['the walk', { ripgrep: null }],
  ])(
    'of a family of drivers only one, and what stands beside its folder, with %s',
    async (_name, options) => {
      const root = tempTree({
        'drivers/gpu/drm/drm_gem.c': 'int shared(void)\n{\n}\n',
        'drivers/gpu/drm/own/sub/a.c': 'int own(void)\n{\n}\n',
        'drivers/gpu/drm/other/a.c': 'int own(void)\n{\n}\nint shared(void)\n{\n}\n',
        'drivers/gpu/drm/amd/include/asic_reg/a.h': 'int own(void)\n{\n}\n',
      });
      const places = placesToSearch(root, ['drivers/gpu/drm/own/b.c'], 'near');
      expect(await findDefinitions(root, ['own', 'shared'], { places, options })).toEqual([
        { name: 'shared', isStatic: false, path: 'drivers/gpu/drm/drm_gem.c' },
        { name: 'own', isStatic: false, path: 'drivers/gpu/drm/own/sub/a.c' },
      ]);
    },
  );

  test('folders beside the kernel only for their own', async () => {
    const root = tempTree(files);
    const places = placesToSearch(root, ['tools/main.c'], 'near');
    const found = await findDefinitions(root, ['far_away'], { places });
    expect(found).toEqual([{ name: 'far_away', isStatic: false, path: 'tools/f.c' }]);
  });
});
