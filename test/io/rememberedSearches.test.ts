// SPDX-License-Identifier: GPL-2.0-only
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Skipped } from '../../server/src/io/read.ts';
import type { Definition } from '../../server/src/io/search/definitions.ts';
import { RememberedSearches } from '../../server/src/io/search/rememberedSearches.ts';
import { tempTree } from './tempTree.ts';

/** As many files that matter as a tree worth remembering has. */
const MANY = Array.from({ length: 60 }, (_, n) => `drivers/d${String(n).padStart(2, '0')}.c`);

function manyFiles(): Record<string, string> {
  return {
    ...Object.fromEntries(MANY.map((path) => [path, 'vm_ops\n'])),
    'mm/f.c': 'int f(void)\n{\n}\n',
    'mm/g.c': 'int g(void)\n{\n}\n',
  };
}

const PLACES = [{ folders: ['mm'], flat: [], exclude: [] }];

function define(name: string): Definition {
  return { name, isStatic: false, path: `mm/${name}.c` };
}

/** What one run does: it asks for files, then for names. */
async function ask(searches: RememberedSearches, root: string, names: string[], aliases: string[] = []) {
  const files = await searches.files(root, 'vm_ops', { folders: [''] });
  return { files, found: await searches.definitions(root, names, { places: PLACES, aliases }) };
}

/** Runs as a process of its own would. */
async function run(root: string, cache: string, names: string[], aliases: string[] = []) {
  const searches = new RememberedSearches(cache, ['1']);
  const first = await ask(searches, root, names, aliases);
  const isRight = await searches.confirm();
  return { first, isRight, last: isRight ? first : await ask(searches, root, names, aliases) };
}

/** Every path that the folder of the searches holds. */
function kept(cache: string): string[] {
  return readdirSync(join(cache, 'searches')).map((name) => join(cache, 'searches', name));
}

test('the second run is told the same, and nothing is written again', async () => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  const expected = { files: MANY, found: [define('f'), define('g')] };
  expect(await run(root, cache, ['f', 'g', 'h'])).toEqual({ first: expected, isRight: true, last: expected });
  const [file] = kept(cache) as [string];
  const before = readFileSync(file, 'utf8');
  expect(JSON.parse(before).names).toEqual([
    {
      root,
      places: PLACES,
      exclude: [],
      names: ['f', 'g', 'h'],
      aliases: [],
      answer: { found: expected.found, skipped: [] },
    },
  ]);
  expect(await run(root, cache, ['f', 'g', 'h'])).toEqual({ first: expected, isRight: true, last: expected });
  expect(kept(cache)).toEqual([file]);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a new file, a lost one and a lost definition are seen before the run ends', async () => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  await run(root, cache, ['f', 'g']);
  writeFileSync(join(root, 'drivers/new.c'), 'vm_ops\n');
  rmSync(join(root, MANY[0] as string));
  writeFileSync(join(root, 'mm/g.c'), 'int h(void)\n{\n}\n');
  const { first, isRight, last } = await run(root, cache, ['f', 'g']);
  expect(first).toEqual({ files: MANY, found: [define('f'), define('g')] });
  expect(isRight).toBe(false);
  expect(last).toEqual({ files: [...MANY.slice(1), 'drivers/new.c'], found: [define('f')] });
});

test('what a second try has confirmed is kept for the next run', async () => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  await run(root, cache, ['f']);
  writeFileSync(join(root, 'drivers/new.c'), 'vm_ops\n');
  const searches = new RememberedSearches(cache, ['1']);
  await ask(searches, root, ['f']);
  expect(await searches.confirm()).toBe(false);
  await ask(searches, root, ['f']);
  expect(await searches.confirm()).toBe(true);
  expect((await run(root, cache, ['f'])).first.files).toEqual([...MANY, 'drivers/new.c']);
});

test('names that are new are searched, names that are no longer asked for are forgotten', async () => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  await run(root, cache, ['f']);
  expect(await run(root, cache, ['g', 'f'])).toMatchObject({
    first: { found: [define('f'), define('g')] },
    isRight: true,
  });
  await run(root, cache, ['g']);
  const [file] = kept(cache) as [string];
  expect(JSON.parse(readFileSync(file, 'utf8')).names).toMatchObject([
    { names: ['g'], answer: { found: [define('g')] } },
  ]);
});

test('a name that may be a macro is another question', async () => {
  const root = tempTree({ ...manyFiles(), 'mm/m.h': '#define m NULL\n' });
  const cache = tempTree({});
  expect((await run(root, cache, ['m'])).last.found).toEqual([]);
  expect((await run(root, cache, ['m'], ['m'])).last.found).toEqual([
    { name: 'm', isStatic: false, path: 'mm/m.h' },
  ]);
});

test.each([
  ['empty', ''],
  ['no JSON', '{"files":'],
  ['another program’s', '{"files": ["a.c"], "names": []}'],
  ['with a path outside of the tree', '{"files":{"found":["../a.c"],"skipped":[]},"names":[]}'],
])('a memory that is %s does no harm and is replaced', async (_name, text) => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  await run(root, cache, ['f']);
  const [file] = kept(cache) as [string];
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, text);
  const expected = { files: MANY, found: [define('f')] };
  expect(await run(root, cache, ['f'])).toEqual({ first: expected, isRight: true, last: expected });
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test('a small tree leaves nothing behind', async () => {
  const root = tempTree({ 'a.c': 'vm_ops\n' });
  const cache = tempTree({});
  expect(await new RememberedSearches(cache, ['1']).files(root, 'vm_ops', {})).toEqual(['a.c']);
  expect((await run(root, cache, ['f'])).isRight).toBe(true);
  expect(readdirSync(cache)).toEqual([]);
});

test('what could not be read is told again, and a cache that cannot be written to is no error', async () => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  const skippedIn = async () => {
    const skipped: Skipped[] = [];
    const searches = new RememberedSearches(cache, ['1']);
    const onSkip = (one: Skipped) => skipped.push(one);
    await searches.files(root, 'vm_ops', { folders: ['drivers', 'nowhere'], onSkip });
    expect(await searches.confirm()).toBe(true);
    return skipped;
  };
  const expected = [{ path: 'nowhere', reason: 'does not exist' }];
  expect(await skippedIn()).toEqual(expected);
  expect(kept(cache)).toHaveLength(1);
  expect(await skippedIn()).toEqual(expected);
  rmSync(join(cache, 'searches'), { recursive: true });
  writeFileSync(join(cache, 'searches'), 'a file where the folder should be');
  expect(await skippedIn()).toEqual(expected);
});

test('trees and kinds of run have a memory each, and the oldest go', async () => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  mkdirSync(join(cache, 'searches'));
  for (let n = 0; n < 70; n++) writeFileSync(join(cache, 'searches', `${n}.json`), '{}');
  await run(root, cache, ['f']);
  expect(kept(cache)).toHaveLength(64);
  const other = new RememberedSearches(cache, ['2']);
  await other.files(root, 'vm_ops', { folders: [''] });
  expect(await other.confirm()).toBe(true);
  expect(kept(cache).filter((path) => readFileSync(path, 'utf8') !== '{}')).toHaveLength(2);
});

test('another question about files than the first has its own answer', async () => {
  const root = tempTree(manyFiles());
  const cache = tempTree({});
  for (let round = 0; round < 2; round++) {
    const searches = new RememberedSearches(cache, ['1']);
    expect(await searches.files(root, 'vm_ops', { folders: [''] })).toEqual(MANY);
    expect(await searches.files(root, 'int f', { folders: [''] })).toEqual(['mm/f.c']);
    expect(await searches.files(root, 'vm_ops', { folders: ['mm'] })).toEqual([]);
    expect(await searches.confirm()).toBe(true);
  }
});
