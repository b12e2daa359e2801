// SPDX-License-Identifier: GPL-2.0-only
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOutputs } from '../../server/src/cli/options/outputs.ts';
import { tempTree } from '../io/tempTree.ts';
import { vmops } from './vmops.ts';

function outputsOf(format: string | undefined, ...values: string[]): string[] {
  return readOutputs(format, values).map(({ format: { name }, file }) => `${name} ${file}`);
}

test('standard output gets text unless something else is said of it', () => {
  expect(outputsOf(undefined)).toEqual(['text null']);
  expect(outputsOf('json')).toEqual(['json null']);
  expect(outputsOf(undefined, 'sarif=a=b.sarif')).toEqual(['text null', 'sarif a=b.sarif']);
  expect(outputsOf(undefined, 'sarif', 'junit=x')).toEqual(['sarif null', 'junit x']);
  expect(outputsOf(undefined, 'github=-')).toEqual(['github null']);
});

test.each([
  [['sarf'], '--output sarf: no format named sarf (did you mean sarif?)'],
  [
    ['xyz=f'],
    '--output xyz=f: no format named xyz; there are text, json, sarif, github, gitlab, checkstyle, junit, rdjson',
  ],
  [['json='], '--output json=: no file is named after "="'],
  [['json', 'sarif'], '--output: json and sarif would both go to standard output; write one as sarif=FILE'],
  [['json=x', 'sarif=x'], '--output: json and sarif would both go to x; write one as sarif=FILE'],
])('%j is refused', (values, message) => {
  expect(() => readOutputs(undefined, values)).toThrow(message);
});

test('one run writes several formats; the summary of a GitHub job is added to its file', () => {
  const folder = tempTree({ 'summary.md': 'before\n' });
  const { stdout, stderr, code } = vmops(
    ['lint', '--output', 'github', '--output', `json=${join(folder, 'a.json')}`, 'test/sample/fs'],
    { env: { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') } },
  );
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout).toMatch(/^::warning file=test\/sample\/fs\/flatfs\/file\.c,line=43,/);
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(/^before\n## vmops\n/);
  expect(JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8')).findings).toHaveLength(1);
});

test('a file that cannot be written is one line and exit code 2; the others are written', () => {
  const folder = tempTree({ 'old.json': 'old' });
  symlinkSync('old.json', join(folder, 'link.json'));
  const { stdout, stderr, code } = vmops([
    'lint',
    ...['--output', `sarif=${folder}/no/such.sarif`, '--output', `junit=${folder}`],
    ...['--output', `json=${folder}/link.json`, 'test/sample/fs'],
  ]);
  expect(code).toBe(2);
  expect(stdout).toContain('[pfn-mkwrite-return]');
  expect(stderr).toBe(
    `vmops: ${folder}/no/such.sarif: cannot be written: there is no such folder\n` +
      `vmops: ${folder}: cannot be written: it is a folder\n`,
  );
  expect(JSON.parse(readFileSync(join(folder, 'old.json'), 'utf8')).schema).toBe('vmops/1');
  expect(readdirSync(folder).sort()).toEqual(['link.json', 'old.json']);
  expect(existsSync(join(folder, 'no'))).toBe(false);
});

test('a file gets no colour', () => {
  const folder = tempTree({});
  writeFileSync(join(folder, 'report.txt'), '');
  vmops(['lint', '--output', `text=${folder}/report.txt`, '--format', 'json', 'test/sample/fs'], {
    env: { FORCE_COLOR: '1' },
  });
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toMatch(
    /^test\/sample\/fs\/flatfs\/file\.c:43:2: warning:/,
  );
});
