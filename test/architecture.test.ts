// SPDX-License-Identifier: GPL-2.0-only
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  importsByValue,
  importsOf,
  importViolations,
  readSources,
  roomCycle,
  surroundingsUses,
  textReaders,
  valueCycle,
} from './imports.ts';

const root = dirname(__dirname);

/** Plain data and functions that the client's bundle takes in; they import nothing. */
const SHARED_MODELS = ['server/src/lsp/vmops/protocol.ts', 'server/src/report/matrix.ts'];

function sourcesOf(paths: readonly string[]): Map<string, string> {
  const all = readSources(root, 'server/src');
  return new Map(paths.map((path) => [path, all.get(path) ?? '']));
}

/** Who reads text in these rooms, by the reason why. None joins without one. */
const READERS_OF_TEXT: [reason: string, files: string[]][] = [
  [
    'finds what to parse: most files and functions say nothing of the kind',
    [
      'analysis/calls/callees',
      'analysis/calls/unpairedLocks',
      'facts/functions/coreCalls',
      'facts/mappings/mappingEntries',
      'facts/mappings/mappings',
      'facts/mappings/setEntries',
      'facts/mappings/specialInstalls',
      'facts/mappings/specialMappings',
      'facts/file/excerpts',
      'facts/mappings/fileMmaps',
      'facts/mappings/flagStores',
      'facts/tables/crossFileStores',
      'facts/tables/installations',
      'facts/file/loadedFile',
      'facts/names/namesUsed',
      'facts/program',
      'facts/tables/stores',
      'facts/tables/structTables',
      'facts/tables/tables',
    ],
  ],
  [
    'declarations as text: what types, macros and preprocessor lines say',
    [
      'analysis/calls/assumptions',
      'analysis/cfg/graphFacts',
      'analysis/calls/opaqueCalls',
      'analysis/claims/takings',
      'analysis/engine/context',
      'analysis/engine/entryState',
      'analysis/engine/opEntry',
      'analysis/transfer/absentPage',
      'analysis/transfer/assign',
      'analysis/reports/fronts',
      'analysis/reports/defaultMapping',
      'analysis/transfer/chosen',
      'facts/declarations/arraySizes',
      'facts/declarations/storedNumbers',
      'facts/declarations/countedArrays',
      'facts/declarations/embedding',
      'facts/declarations/enumerators',
      'facts/declarations/resourceMembers',
      'facts/declarations/structs',
      'facts/functions/onlyStored',
      'facts/tables/opsType',
      'facts/tables/pointerFields',
      'facts/names/resolve',
      'facts/file/versionArms',
      'rules/shared/compiled',
    ],
  ],
  [
    'a pattern over names of library functions, fields or types, as their authors choose them',
    [
      'analysis/calls/getters',
      'analysis/claims/holdings',
      'analysis/claims/pairs',
      'analysis/calls/givenBack',
      'analysis/calls/inliningPolicy',
      'analysis/calls/nameHints',
      'analysis/lower/macros',
      'analysis/transfer/hiddenExits',
      'analysis/cfg/correlatedTests',
      'analysis/claims/counted',
      'analysis/claims/names',
      'analysis/models/countingCalls',
      'analysis/transfer/wonArms',
      'analysis/engine/pruning',
      'analysis/lower/lower',
      'analysis/state/affine',
      'analysis/state/bounds/lengths',
      'analysis/state/counts',
      'analysis/state/flagValues',
      'analysis/state/properties/claimKeys',
      'analysis/state/symbols',
      'analysis/transfer/reads',
      'facts/names/roles',
      'facts/tables/tableContext',
      'facts/functions/openAcquires',
      'facts/mappings/ownMembers',
      'facts/functions/listEntries',
      'facts/functions/droppedReferences',
    ],
  ],
  [
    'the notation of values and conditions',
    [
      'analysis/calls/applySummary',
      'analysis/engine/events/calleeEvents',
      'analysis/reports/handler',
      'analysis/reports/render',
      'analysis/reports/truncation',
      'analysis/state/domain',
      'analysis/transfer/evaluate',
      'facts/functions/returns',
      'rules/shared/lockIdentity',
      'rules/shared/pairing',
    ],
  ],
  ['the notation of types', ['facts/declarations/structIn']],
  [
    'the notation of the helper tables',
    [
      'analysis/models/conditions',
      'analysis/models/effects',
      'analysis/models/entry',
      'analysis/models/verbs',
    ],
  ],
  ['the locking document is prose', ['rules/documentation/fixes', 'rules/documentation/staleContract']],
  ['keeps the text that an editor edits', ['facts/file/incrementalFile']],
  ['the one place that cuts a definition out of its file', ['facts/functions/texts']],
  [
    'the places that give the names in a text, and what they stand for',
    ['facts/names/words', 'facts/names/mentions'],
  ],
  ['a comment that says why is the answer to the remark', ['rules/tables/missingAccess']],
];
/** Imports of one planted file. */
function planted(path: string, text: string) {
  return importsOf(new Map([[path, text]]));
}

describe('the server', () => {
  const sources = readSources(root, 'server/src');
  const imports = importsOf(sources);

  test('has files and imports to check', () => {
    expect(sources.has('server/src/cli/main.ts')).toBe(true);
    expect(imports).toContainEqual({ from: 'server/src/cli/main.ts', to: 'server/src/cli/safely.ts' });
  });

  test('keeps the import rules', () => {
    expect(importViolations(imports)).toEqual([]);
  });

  test('has no cycle between rooms', () => {
    expect(roomCycle(imports)).toBeNull();
  });

  test('reads text in rules, analysis and facts only where the list says why', () => {
    const readers = textReaders(sources, ['rules', 'analysis', 'facts']);
    const listed = READERS_OF_TEXT.flatMap(([, files]) => files.map((file) => `server/src/${file}.ts`));
    expect(readers.sort()).toEqual(listed.sort());
  });

  test('has no files that load each other', () => {
    expect(valueCycle(importsByValue(sources))).toBeNull();
  });

  test('touches the process only at the edges', () => {
    expect(surroundingsUses(sources)).toEqual([]);
  });
});

describe('the client', () => {
  test('reaches the server only through its command, and shares plain models with it', () => {
    const outside = importsOf(readSources(root, 'client/src')).filter(({ to }) => to.startsWith('server/'));
    expect([...new Set(outside.map(({ to }) => to))].sort()).toEqual(SHARED_MODELS);
    const shared = importsOf(sourcesOf(SHARED_MODELS));
    expect(shared).toEqual([]);
  });
});

describe('the map of ARCHITECTURE.md', () => {
  const map = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const entries = readdirSync(join(root, 'server/src'), { recursive: true, withFileTypes: true });

  test('has a row for every room and folder', () => {
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map((entry) =>
        relative(join(root, 'server/src'), join(entry.parentPath, entry.name)).split('\\').join('/'),
      );
    const rows = new Set<string>();
    let room = '';
    for (const [, first = '', second = ''] of map.matchAll(/^\| (?:`([^`]+)`)? +\| (?:`([^`]+)\/`)?/gm)) {
      if (first !== '') room = first.replace('server/src/', '');
      rows.add(second === '' ? room : `${room}/${second}`);
      // The rooms of the analysis have a table of their own.
      if (second === '') rows.add(`analysis/${room}`);
    }
    const named = (folder: string) => rows.has(folder) || map.includes(`\`${folder}\``);
    expect(folders.filter((folder) => !named(folder) && !/\/data(\/|$)/.test(folder))).toEqual([]);
  });

  test('names only files that are there', () => {
    const named = [...map.matchAll(/`((?:[\w-]+\/)+[\w.]+\.ts)`/g)].map(([, path]) => path as string);
    const paths = entries.map((entry) => join(entry.parentPath, entry.name).split('\\').join('/'));
    const isThere = (path: string) =>
      existsSync(join(root, path)) || paths.some((each) => each.endsWith(`/${path}`));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  test('shows folders that one can look over', () => {
    const crowded = entries
      .filter((entry) => entry.isDirectory() && entry.name !== 'ops')
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((folder) => readdirSync(folder, { withFileTypes: true }).filter((e) => e.isFile()).length > 20);
    expect(crowded.map((folder) => relative(root, folder))).toEqual([]);
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
    ['server/src/syntax/ast.ts', 'tree-sitter', 'only server/src/syntax/parser/treeSitter.ts may use it'],
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
      importViolations(planted('server/src/syntax/parser/treeSitter.ts', "import x from 'tree-sitter';")),
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

  test.each([
    ['const X = /a\\/[/]b/g;', true],
    ['if (x && /a/.test(y)) z();', true],
    ['return new RegExp(x);', true],
    ['const f = (x) => /^a/.test(x);', true],
    ['if (x) { /a/.test(y); }', true],
    ['case 1: return x ? 0 : [/a/.exec(y)];', true],
    ['const t = file.text.slice(1, 2);', true],
    ['bodyOf(definition)', true],
    ['const half = a / b; const c = d / e;', false],
    ["// /a/.test(x)\nconst url = 'https://a.b/c/';", false],
    ['const { text } = file; use(text);', false],
  ])('tells who reads text: %s', (code, expected) => {
    const found = textReaders(new Map([['server/src/rules/x.ts', code]]), ['rules']);
    expect(found).toEqual(expected ? ['server/src/rules/x.ts'] : []);
  });

  test('finds files that load each other, whatever they take of types', () => {
    const files = (second: string) =>
      importsByValue(
        new Map([
          ['server/src/facts/a.ts', "import {\n  b,\n  type B,\n} from './b.ts';"],
          ['server/src/facts/b.ts', second],
        ]),
      );
    const cycle = 'server/src/facts/a.ts → server/src/facts/b.ts → server/src/facts/a.ts';
    for (const text of ["import { a } from './a.ts';", "import './a.ts';", "export { a } from './a.ts';"])
      expect(valueCycle(files(text))).toBe(cycle);
    for (const text of [
      "import type { A } from './a.ts';",
      "import { type A } from './a.ts';",
      "await import('./a.ts');",
    ])
      expect(valueCycle(files(text))).toBeNull();
  });

  test('finds the process in code, not in a comment or a property', () => {
    const text = '/* process.env */ x.process.y(); console.log(1);';
    expect(surroundingsUses(new Map([['server/src/rules/x.ts', text]]))).toEqual([
      'server/src/rules/x.ts uses console.',
    ]);
    expect(surroundingsUses(new Map([['server/src/cli/x.ts', text]]))).toEqual([]);
  });
});
