// SPDX-License-Identifier: GPL-2.0-only
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { version } from '../../package.json';
import { tempTree } from '../io/tempTree.ts';
import { vmopsProcess } from './vmops.ts';

let cache: string;
beforeEach(() => {
  cache = tempTree({});
});

const help = () => vmopsProcess(['--help'], { env: { ...process.env, XDG_CACHE_HOME: cache } });

function kept(): string[] {
  const folder = join(cache, 'vmops', 'code');
  return readdirSync(folder).map((name) => join(folder, name));
}

test('the version is told at once', () => {
  for (const option of ['--version', '-V'])
    expect(vmopsProcess([option])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test('compiled code is kept, used, and not written again', () => {
  const first = help();
  expect([first.code, first.stderr]).toEqual([0, '']);
  const [file, ...more] = kept() as [string];
  expect(more).toEqual([]);
  const { mtimeMs } = statSync(file);
  expect(help()).toEqual(first);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
});

test('compiled code that is cut, damaged or of another program is not used, and replaced', () => {
  const first = help();
  const [file] = kept() as [string];
  const good = readFileSync(file);
  const spoil = [
    () => truncateSync(file, good.length >> 1),
    () => truncateSync(file, 0),
    () =>
      writeFileSync(file, Buffer.from(good.map((byte, at) => (at === good.length >> 1 ? byte ^ 85 : byte)))),
    () => writeFileSync(file, 'something else'),
  ];
  for (const one of spoil) {
    one();
    expect(help()).toEqual(first);
    expect(readFileSync(file).length).toBeGreaterThan(good.length >> 1);
  }
  expect(kept()).toEqual([file]);
});

test('without a cache none is kept', () => {
  const sample = tempTree({ 'a.c': 'int vm_ops;\n' });
  const { code } = vmopsProcess(['lint', '--no-cache', sample], {
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  expect(code).toBe(0);
  expect(readdirSync(cache)).toEqual([]);
});

test('what is read as one byte a character has no other: the page of a tree is as it is in the source', () => {
  const cwd = tempTree({ 'a.c': 'static const struct vm_operations_struct a_ops = { .fault = a_fault };\n' });
  const { code, stderr } = vmopsProcess(['report', '--html', 'page.html', '--kernel', '6.12', 'a.c'], {
    cwd,
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(readFileSync(join(cwd, 'page.html'), 'utf8')).toContain('✓ nothing found');
});
