// SPDX-License-Identifier: GPL-2.0-only
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const readme = readFileSync('grammars/README.md', 'utf8');

test('the README names the versions that package.json asks for', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const dependencies: Record<string, string> = { ...manifest.devDependencies, ...manifest.dependencies };
  for (const name of ['tree-sitter', 'tree-sitter-c']) {
    const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    const version = rows.find((cells) => cells[1] === `\`${name}\``)?.[2];
    expect(version).toBe(dependencies[name]?.replace(/^[\^~]/, ''));
  }
});

test('the README lists every query and every table with its keys', () => {
  for (const file of readdirSync('grammars/queries')) expect(readme).toContain(`queries/${file}`);
  for (const file of readdirSync('grammars/macros')) {
    expect(readme).toContain(`macros/${file}`);
    for (const key of Object.keys(JSON.parse(readFileSync(`grammars/macros/${file}`, 'utf8')))) {
      expect(readme).toContain(`\`${key}\``);
    }
  }
});
