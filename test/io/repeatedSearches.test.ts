// SPDX-License-Identifier: GPL-2.0-only
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Edit, RepeatedSearches } from '../../server/src/io/search/repeatedSearches.ts';
import { freshSearches, type Searches } from '../../server/src/io/search/searches.ts';
import { SearchLog } from '../../server/src/io/search/searchLog.ts';
import { tempTree } from './tempTree.ts';

const PLACES = [
  { folders: ['drivers'], flat: [], exclude: [] },
  { folders: [''], flat: [], exclude: ['/tools/'] },
];

const TREE = {
  'drivers/a.c': 'struct vm_ops a;\nint a_fault(void)\n{\n}\n',
  'drivers/b.c': 'int b_fault(void)\n{\n}\n',
  'mm/m.c': 'int m_map(void)\n{\n}\n#define m_none NULL\n',
  'tools/t.c': 'struct vm_ops t;\n',
};

const NAMES = ['a_fault', 'b_fault', 'm_map', 'm_none', 'nowhere'];

/** What a run asks: for files of all folders and of some, for names, and for names that may be macros. */
async function ask(searches: Searches, root: string, names = NAMES) {
  return [
    await searches.files(root, 'vm_ops', { exclude: ['/tools/'] }),
    await searches.files(root, 'fault', { folders: ['drivers'] }),
    await searches.definitions(root, names, { places: PLACES, aliases: ['m_none'] }),
  ];
}

/** What was searched for, in words. */
function counted(): { searches: Searches; asked: string[] } {
  const asked: string[] = [];
  const searches: Searches = {
    files: (root, pattern, options) => {
      asked.push(pattern);
      return freshSearches.files(root, pattern, options);
    },
    definitions: (root, names, search) => {
      asked.push(...names);
      return freshSearches.definitions(root, names, search);
    },
    confirm: async () => true,
  };
  return { searches, asked };
}

/** A run, an edit, and the same run with what the first was told. */
async function again(path: keyof typeof TREE, edit: (text: string) => string, names = NAMES) {
  const root = tempTree(TREE);
  const log = new SearchLog(freshSearches);
  await ask(log, root);
  const before = readFileSync(join(root, path), 'utf8');
  const edits: Edit[] = [{ path, before, after: edit(before) }];
  writeFileSync(join(root, path), edits[0]?.after ?? '');
  const { searches, asked } = counted();
  const told = await ask(new RepeatedSearches(root, log.answered, edits, searches), root, names);
  expect(told).toEqual(await ask(freshSearches, root, names));
  return { told, asked };
}

test('after an edit that answers as before, nothing is searched for', async () => {
  const { told, asked } = await again('drivers/a.c', (text) => `${text}int other;\n`);
  expect(asked).toEqual([]);
  expect(told).toEqual([
    ['drivers/a.c'],
    ['drivers/a.c', 'drivers/b.c'],
    [
      { name: 'a_fault', isStatic: false, path: 'drivers/a.c' },
      { name: 'b_fault', isStatic: false, path: 'drivers/b.c' },
      { name: 'm_map', isStatic: false, path: 'mm/m.c' },
      { name: 'm_none', isStatic: false, path: 'mm/m.c' },
    ],
  ]);
});

test('a file that matches now, and one that does no longer, are told of without a search', async () => {
  const more = await again('mm/m.c', (text) => `struct vm_ops m;\n${text}`);
  expect(more.asked).toEqual([]);
  expect(more.told[0]).toEqual(['drivers/a.c', 'mm/m.c']);
  const less = await again('drivers/a.c', (text) => text.replace('struct vm_ops a;', ''));
  expect(less.asked).toEqual([]);
  expect(less.told[0]).toEqual([]);
});

test('where a search does not go, an edit changes nothing', async () => {
  const { told } = await again('tools/t.c', (text) => `${text}int m_map(void)\n{\n}\n`);
  expect(told[0]).toEqual(['drivers/a.c']);
  expect(told[2]).toContainEqual({ name: 'm_map', isStatic: false, path: 'mm/m.c' });
});

test('names that an edit gives another definition, and new ones, are searched for', async () => {
  const isStatic = await again('drivers/a.c', (text) => text.replace('int a_fault', 'static int a_fault'));
  expect(isStatic.asked).toEqual(['a_fault']);
  // The near place has it now, so the other one is not asked.
  const nearer = await again('drivers/b.c', (text) => `${text}int m_map(void)\n{\n}\n`);
  expect(nearer.asked).toEqual(['m_map']);
  expect(nearer.told[2]).toContainEqual({ name: 'm_map', isStatic: false, path: 'drivers/b.c' });
  const macro = await again('mm/m.c', (text) => text.replace('NULL', 'm_map').replace('m_none', 'm_other'));
  expect(macro.asked).toEqual(['m_none']);
  const more = await again('drivers/a.c', (text) => `${text}int b_open(void)\n{\n}\n`, [...NAMES, 'b_open']);
  expect(more.asked).toEqual(['b_open']);
});

test('what was asked of another tree, of other places, or as a function alone, is searched for', async () => {
  const root = tempTree(TREE);
  const log = new SearchLog(freshSearches);
  await ask(log, root);
  const other = tempTree(TREE);
  await ask(log, other);
  const { searches, asked } = counted();
  const told = new RepeatedSearches(root, log.answered, [], searches);
  await ask(told, other);
  expect(asked).toEqual(['vm_ops', 'fault', ...NAMES]);
  asked.length = 0;
  await told.definitions(root, ['a_fault'], { places: PLACES.slice(1) });
  await told.definitions(root, ['m_none', 'm_map'], { places: PLACES });
  expect(asked).toEqual(['a_fault', 'm_none']);
  await told.files(root, 'vm_ops', {});
  expect(asked).toEqual(['a_fault', 'm_none', 'vm_ops']);
});
