// SPDX-License-Identifier: GPL-2.0-only
/** The rules of `vmops docs-check`: each page's examples give exactly what the page shows. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentRules } from '../../server/src/rules/documentation/index.ts';
import { docsFindings } from './docsFindings.ts';
import { expectWhole, readPage } from './pages.ts';

const folder = join(dirname(dirname(__dirname)), 'docs', 'rules');
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => code ?? '',
  );
const block = (text: string, language: string) => blocks(text, language)[0] ?? '';

describe.each(documentRules.map(({ id }) => id))('%s', (id) => {
  const page = readPage(readFileSync(join(folder, `${id}.md`), 'utf8'));
  const wrong = page.sections.get('Wrong') ?? '';

  test('has the fixed headings, each with text', () => expectWhole(page, id));

  test('has a wrong example that gives what it shows', () => {
    const [header = '', memory] = blocks(wrong, 'c');
    const found = docsFindings({ 'locking.rst': block(wrong, 'rst') }, { 'ops.h': header }, memory);
    expect(found.map((line) => `${line}\n`).join('')).toBe(block(wrong, 'text'));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((line) => line.endsWith(`[${id}]`))).toBe(true);
  });

  test('has a right example that gives nothing', () => {
    const right = block(page.sections.get('Right') ?? '', 'rst');
    expect(right).not.toBe('');
    const [header = '', memory] = blocks(wrong, 'c');
    expect(docsFindings({ 'locking.rst': right }, { 'ops.h': header }, memory)).toEqual([]);
  });
});
