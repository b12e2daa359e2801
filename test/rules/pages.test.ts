// SPDX-License-Identifier: GPL-2.0-only
/** Every rule has a page with fixed headings, and its examples give exactly the findings that they show. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RULE_IDS } from '../../server/src/findings/ruleId.ts';
import { catalogue, rules } from '../../server/src/rules/index.ts';
import { differences } from './compare.ts';
import { OWNERS, wrongFixes } from './fixes.ts';
import { readFixture } from './fixture.ts';
import { MemoryLint } from './lintSources.ts';
import { examplesOf, expectWhole, readPage } from './pages.ts';

const folder = join(dirname(dirname(__dirname)), 'docs', 'rules');
const ids = rules.map((rule) => rule.id);
const pageOf = (id: string) => {
  const path = join(folder, `${id}.md`);
  return readPage(existsSync(path) ? readFileSync(path, 'utf8') : '');
};

test('every name of a rule is one of the catalogue', () => {
  expect([...RULE_IDS].sort()).toEqual(catalogue.map(({ id }) => id).sort());
});

test('every rule has a page, and every page a rule', () => {
  expect(readdirSync(folder).sort()).toEqual(catalogue.map(({ id }) => `${id}.md`).sort());
});

describe.each(ids)('%s', (id) => {
  const page = pageOf(id);

  test('has the fixed headings, each with text', () => expectWhole(page, id));

  test('has a wrong example that gives the findings of its annotations, all of this rule', () => {
    const examples = examplesOf(page, 'Wrong').map(readFixture);
    const fixes: string[] = [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(new Set(example.expected.map(({ rule }) => rule))).toEqual(new Set([id]));
      for (const release of example.releases) {
        const lint = new MemoryLint(example.files, release, example.contract);
        const linted = lint.run();
        expect(differences(example, release, id, linted).join('\n')).toBe('');
        expect(wrongFixes(lint, release, linted.findings)).toEqual([]);
        for (const { rule, fix } of linted.findings) if (rule === id && fix !== null) fixes.push(fix.title);
      }
    }
    if (!OWNERS.includes(id)) expect(fixes).toEqual([]);
  });

  test('has a right example that gives none', () => {
    const examples = examplesOf(page, 'Right').map((text) => readFixture(`/* expect: none */\n${text}`));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      for (const release of example.releases) expect(differences(example, release, id).join('\n')).toBe('');
    }
  });

  test('does not quote the document', () => {
    for (const text of page.sections.values()) expect(text).not.toMatch(/^>/m);
  });
});

describe('reading a page', () => {
  test('finds title, headings and examples', () => {
    const page = readPage('# a\n\nb\n\n## Wrong\n\n```c\nint x;\n```\n\n## Right\n\ntext\n');
    expect(page.title).toBe('a');
    expect(page.headings).toEqual(['Wrong', 'Right']);
    expect(examplesOf(page, 'Wrong')).toEqual(['int x;\n']);
    expect(examplesOf(page, 'Right')).toEqual([]);
  });
});
