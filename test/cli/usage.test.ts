// SPDX-License-Identifier: GPL-2.0-only
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { catalogue } from '../../server/src/rules/index.ts';
import { projectRoot, vmops } from './vmops.ts';

test('--version prints the version', () => {
  expect(vmops(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('--help names every command and exit code', () => {
  const { code, stdout } = vmops(['--help']);
  expect(code).toBe(0);
  for (const word of [
    'lint [options]',
    'rules',
    'explain',
    'tables',
    'docs-check',
    '\n  0  ',
    '\n  1  ',
    '\n  2  ',
  ]) {
    expect(stdout).toContain(word);
  }
});

test('no command at all prints the help and is wrong usage', () => {
  const { code, stdout, stderr } = vmops([]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: vmops');
});

test.each([
  [['lnit'], 'vmops: unknown command \'lnit\' (did you mean lint?); see "vmops --help"\n'],
  [['help', 'lnit'], 'vmops: no command named lnit (did you mean lint?); see "vmops --help"\n'],
  [['test/sample'], 'vmops: no command named test/sample (did you mean "vmops lint test/sample"?)\n'],
  [
    ['lint', '--formt', 'json'],
    'vmops: unknown option \'--formt\' (did you mean --format?); see "vmops lint --help"\n',
  ],
  [
    ['lint', '--format', 'xml'],
    'vmops: --format xml: no format named xml; there are text, json, sarif, github, gitlab, checkstyle, junit, rdjson\n',
  ],
  [['lint', '--kernel', '6'], 'vmops: --kernel 6: not a release (write it as 6.12 or 2.6.32)\n'],
  [['lint', '--rule', 'x'], 'vmops: --rule x: write it as RULE=SEVERITY\n'],
  [['explain'], 'vmops: missing required argument \'rule\'; see "vmops explain --help"\n'],
])('wrong usage is one line on standard error and exit code 2: %j', (args, stderr) => {
  expect(vmops(args)).toEqual({ code: 2, stdout: '', stderr });
});

test('rules lists every rule on a line of its own', () => {
  const { code, stdout, stderr } = vmops(['rules']);
  expect([code, stderr]).toEqual([0, '']);
  const ids = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ')[0]);
  expect(ids).toEqual(catalogue.map((rule) => rule.id));
});

test('explain of a rule that does not exist', () => {
  expect(vmops(['explain', 'zzz'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: no rule named zzz; "vmops rules" lists them\n',
  });
});

test('a current folder that was deleted costs one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-gone-'));
  const bin = join(projectRoot, 'server/bin/vmops.js');
  const script = `cd "$1" && rmdir "$1" && exec "$2" "$3" lint .`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', folder, process.execPath, bin], {
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'vmops: the current folder does not exist any more\n',
  });
});
