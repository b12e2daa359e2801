// SPDX-License-Identifier: GPL-2.0-only
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, importViolations, readSources, roomCycle, surroundingsUses } from './imports.ts';

const root = dirname(__dirname);

/** Plain data and functions that the client's bundle takes in; they import nothing. */
const SHARED_MODELS = ['server/src/report/matrix.ts'];

function sourcesOf(paths: readonly string[]): Map<string, string> {
  const all = readSources(root, 'server/src');
  return new Map(paths.map((path) => [path, all.get(path) ?? '']));
}

/** Imports of one planted file. */
function planted(path: string, text: string) {
  return importsOf(new Map([[path, text]]));
}

describe('the server', () => {
  const sources = readSources(root, 'server/src');
  const imports = importsOf(sources);

  test('has files and imports to check', () => {
    expect(sources.has('server/src/cli/main.ts')).toBe(true);
    expect(imports).toContainEqual({ from: 'server/src/cli/main.ts', to: 'server/src/cli/program.ts' });
  });

  test('keeps the import rules', () => {
    expect(importViolations(imports)).toEqual([]);
  });

  test('has no cycle between rooms', () => {
    expect(roomCycle(imports)).toBeNull();
  });

  test('touches the process only at the edges', () => {
    expect(surroundingsUses(sources)).toEqual([]);
  });
});

describe('the client', () => {
  test('reaches the server only through its command, and shares plain models with it', () => {
    const outside = importsOf(readSources(root, 'client/src')).filter(({ to }) => to.startsWith('server/'));
    expect([...new Set(outside.map(({ to }) => to))]).toEqual(SHARED_MODELS);
    const shared = importsOf(sourcesOf(SHARED_MODELS));
    expect(shared).toEqual([]);
  });
});

describe('the checker', () => {
  test('sees every form of import', () => {
    const text = [
      "import a from 'one';",
      "import { b,\n  c } from '../text/two.ts';",
      "import type { D } from './three.ts';",
      "import 'four';",
      "export { e } from './five.ts';",
      "const f = await import('six');",
      "const g = require('node:fs');",
    ].join('\n');
    expect(planted('server/src/rules/x.ts', text).map(({ to }) => to)).toEqual([
      'one',
      'server/src/text/two.ts',
      'server/src/rules/three.ts',
      'four',
      'server/src/rules/five.ts',
      'six',
      'node:fs',
    ]);
  });

  test.each([
    ['server/src/rules/x.ts', '../syntax/ast.ts', 'rules may not know syntax'],
    ['server/src/rules/x.ts', '../io/read.ts', 'rules may not know io'],
    ['server/src/rules/x.ts', 'vscode', 'not a package of the server'],
    ['server/src/facts/x.ts', '../analysis/report.ts', 'facts may not know analysis'],
    ['server/src/analysis/x.ts', '../rules/rule.ts', 'analysis may not know rules'],
    ['server/src/contracts/x.ts', '../facts/model.ts', 'contracts may not know facts'],
    ['server/src/facts/x.ts', 'node:fs', 'only the edges do input and output'],
    ['server/src/syntax/ast.ts', 'tree-sitter', 'only server/src/syntax/treeSitter.ts may use it'],
    ['server/src/attic/x.ts', '../text/source.ts', 'no room is named attic'],
  ])('finds a planted violation: %s imports %s', (path, name, reason) => {
    expect(importViolations(planted(path, `import x from '${name}';`))).toEqual([
      expect.stringMatching(new RegExp(`^${path} imports .*: ${reason.replaceAll('.', '\\.')}$`)),
    ]);
  });

  test('lets the same imports pass where they belong', () => {
    expect(
      importViolations(planted('server/src/analysis/x.ts', "import x from '../syntax/ast.ts';")),
    ).toEqual([]);
    expect(
      importViolations(planted('server/src/syntax/treeSitter.ts', "import x from 'tree-sitter';")),
    ).toEqual([]);
    expect(importViolations(planted('server/src/io/x.ts', "import x from 'node:fs';"))).toEqual([]);
  });

  test('finds a planted cycle between rooms, also through a third', () => {
    const cycle = [
      { from: 'server/src/facts/a.ts', to: 'server/src/syntax/b.ts' },
      { from: 'server/src/syntax/b.ts', to: 'server/src/text/c.ts' },
      { from: 'server/src/text/c.ts', to: 'server/src/facts/a.ts' },
    ];
    expect(roomCycle(cycle)).toBe('facts → syntax → text → facts');
    expect(roomCycle(cycle.slice(1))).toBeNull();
  });

  test('finds the process in code, not in a comment or a property', () => {
    const text = '/* process.env */ x.process.y(); console.log(1);';
    expect(surroundingsUses(new Map([['server/src/rules/x.ts', text]]))).toEqual([
      'server/src/rules/x.ts uses console.',
    ]);
    expect(surroundingsUses(new Map([['server/src/cli/x.ts', text]]))).toEqual([]);
  });
});
