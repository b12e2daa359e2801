// SPDX-License-Identifier: GPL-2.0-only
/** Every export is imported. */
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { readSources, unusedExports } from './imports.ts';

const root = dirname(__dirname);

test('server and client export nothing that is not imported', () => {
  const sources = ['server/src', 'client/src', 'test', 'scripts'].flatMap((folder) => [
    ...readSources(root, folder),
  ]);
  const unused = unusedExports(new Map(sources)).filter((one) => /^(?:server|client)\//.test(one));
  // VS Code calls these.
  expect(unused).toEqual(['client/src/extension.ts: activate', 'client/src/extension.ts: deactivate']);
});

test('finds an export that is not imported', () => {
  const unused = (text: string) =>
    unusedExports(
      new Map([
        ['server/src/a.ts', 'export function one() {}\nexport const two = 2;\nexport interface Three {}'],
        ['server/src/b.ts', text],
      ]),
    );
  expect(unused("import { one } from './a.ts';")).toEqual(['server/src/a.ts: two']);
  expect(unused("import {\n  one,\n  two as other,\n} from './a.ts';")).toEqual([]);
  expect(unused("const { one } = await import('./a.ts');")).toEqual([]);
  expect(unused("export { two } from './a.ts';")).toEqual(['server/src/a.ts: one']);
});
