// SPDX-License-Identifier: GPL-2.0-only
/**
 * Every annotated file below `test/rules/<rule id>/` gives exactly the findings that it says, in each of its releases,
 * and each of their fixes mends what it is for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { differences } from './compare.ts';
import { OWNERS, wrongFixes } from './fixes.ts';
import { type Fixture, readFixture } from './fixture.ts';
import { lintSources, MemoryLint } from './lintSources.ts';
import { wrongWords } from './words.ts';

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

test('every rule has a suite, and every suite a rule', () => {
  expect(folders).toEqual(rules.map((rule) => rule.id).sort());
});

for (const folder of folders) {
  describe(folder, () => {
    const files = readdirSync(join(__dirname, folder)).sort();
    const fixtures = files.map((file) => ({ file, fixture: read(join(__dirname, folder, file)) }));

    test('has a broken and a clean file', () => {
      const broken = fixtures.filter(({ fixture }) => fixture.expected.some(({ rule }) => rule === folder));
      expect(broken.length).toBeGreaterThan(0);
      expect(fixtures.length).toBeGreaterThan(broken.length);
    });

    if (OWNERS.includes(folder))
      test('has a fix', () => {
        const fixed = fixtures.some(({ fixture: { files, releases, contract } }) =>
          lintSources(files, releases[0] as string, contract).findings.some(
            ({ rule, fix }) => rule === folder && fix !== null,
          ),
        );
        expect(fixed).toBe(true);
      });

    for (const { file, fixture } of fixtures) {
      test.each(fixture.releases)(`${file} in %s`, (release) => {
        const lint = new MemoryLint(fixture.files, release, fixture.contract);
        const linted = lint.run();
        expect(differences(fixture, release, folder, linted).join('\n')).toBe('');
        expect(wrongFixes(lint, release, linted.findings)).toEqual([]);
        expect(wrongWords(linted.findings)).toEqual([]);
      });
    }
  });
}

function read(path: string): Fixture {
  try {
    return readFixture(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}
