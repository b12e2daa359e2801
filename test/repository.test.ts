// SPDX-License-Identifier: GPL-2.0-only
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import manifest from '../package.json';
import { projectRoot } from './cli/vmops.ts';

const AUTHOR = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

const LICENCE = 'SPDX-License-Identifier: GPL-2.0-only';

test('every source file begins with its licence', () => {
  const files = execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      '*.ts',
      '*.mts',
      '*.mjs',
      '*.js',
      '*.css',
      '*.scm',
      '*.lua',
      '.ci',
    ],
    { cwd: projectRoot, encoding: 'utf8' },
  ).trimEnd();
  const without = files.split('\n').filter((file) => {
    const [first = '', second = ''] = readFileSync(join(projectRoot, file), 'utf8').split('\n', 2);
    return !(first.startsWith('#!') ? second : first).includes(LICENCE);
  });
  expect(without).toEqual([]);
});

test('the version of package.json is the newest one of the change log', () => {
  const versions = [...readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8').matchAll(/^## (\d\S*)/gm)];
  expect(versions[0]?.[1]).toBe(manifest.version);
});

test('a bundled package is named with its version and licence text', async () => {
  const { notices } = await import(script('notices.mjs'));
  const inputs = { 'server/src/cli/main.ts': {}, 'node_modules/smol-toml/dist/index.js': {} };
  expect(notices({ inputs })).toMatch(
    /^==== smol-toml \d+\.\d+\.\d+ \(BSD-3-Clause\) ====\n\n.*\bCopyright\b/ms,
  );
});

test('a release is a commit and a tag with version and change log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of ['package.json', 'package-lock.json', 'scripts/release.mjs', 'scripts/install.mjs'])
    cpSync(join(projectRoot, file), join(folder, file));
  writeFileSync(
    join(folder, 'CHANGELOG.md'),
    '# Changelog\n\n## Unreleased\n\n- One change.\n\n## 9.8.6 (2026-01-01)\n',
  );
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const page = (named: string) => `vmops ${named}, Linux 6.12; OWNER/vmops@v${named}; vmops-${named}.tgz\n`;
  writeFileSync(join(folder, 'page.md'), `${page(version)}${page('0.0.1')}`);
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...AUTHOR },
      stdio: 'pipe',
    });
  run('git', 'init', '--quiet');
  run('git', 'add', '.');
  run('git', 'commit', '--quiet', '-m', 'all');
  expect(run(process.execPath, 'scripts/release.mjs', '9.8.7')).toContain('tagged v9.8.7');
  expect(run('git', 'log', '-1', '--format=%s', 'v9.8.7')).toBe('vmops 9.8.7\n');
  expect(run('git', 'show', 'v9.8.7:CHANGELOG.md')).toMatch(
    /^# Changelog\n\n## Unreleased\n\n## 9\.8\.7 \(\d{4}-\d\d-\d\d\)\n\n- One change\.\n/,
  );
  expect(run('git', 'show', 'v9.8.7:page.md')).toBe(`${page('9.8.7')}${page('0.0.1')}`);
  expect(JSON.parse(run('git', 'show', 'v9.8.7:package-lock.json'))).toMatchObject({ version: '9.8.7' });
  expect(() => run(process.execPath, 'scripts/release.mjs', '9.8.8')).toThrow(
    'nothing under "## Unreleased"',
  );
});

function script(name: string): string {
  return pathToFileURL(join(projectRoot, 'scripts', name)).href;
}
