// SPDX-License-Identifier: GPL-2.0-only
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot, vmops } from './vmops.ts';

const sample = join(projectRoot, 'test/sample');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vmops-bad-'));
  cpSync(sample, join(folder, 'tree'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The findings of the sample tree alone. */
function clean(): string {
  return vmops(['lint', '--quiet', join(folder, 'tree')], { cwd: folder }).stdout;
}

test('a missing path is named, the rest is linted, exit code 2', () => {
  const run = vmops(['lint', '--quiet', 'nowhere', 'tree'], { cwd: folder });
  expect(run).toEqual({ code: 2, stdout: clean(), stderr: 'vmops: nowhere: does not exist\n' });
});

test('a folder without a kernel', () => {
  const { code, stderr } = vmops(['lint', 'empty'], { cwd: folder });
  expect(code).toBe(2);
  expect(stderr).toBe(`vmops: ${join(folder, 'empty')}: no kernel tree around it, and no C file in it\n`);
});

test('a module that maps nothing has nothing wrong', () => {
  writeFileSync(join(folder, 'empty/plain.c'), 'static int plain;\n');
  const { code, stdout, stderr } = vmops(['lint', 'empty'], { cwd: folder });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('no findings in 1 file, as none maps anything or has a vm_operations_struct');
});

test('a tree without one', () => {
  const { code, stderr } = vmops(['lint', '--quiet', '--tree', 'empty', 'tree/fs'], { cwd: folder });
  expect([code, stderr]).toEqual([
    2,
    'vmops: empty: no kernel tree is there or above it (one has a Makefile and include/linux/mm.h)\n',
  ]);
});

test('files that are no C, links in a circle, half a file: the rest is linted', () => {
  const before = clean();
  const odd = join(folder, 'tree/drivers/odd');
  mkdirSync(odd);
  symlinkSync('../odd', join(odd, 'circle'));
  symlinkSync('nowhere.c', join(odd, 'dangling.c'));
  writeFileSync(join(odd, 'nul.c'), 'struct vm_operations_struct\0a;\n');
  writeFileSync(join(odd, 'latin1.c'), Buffer.from('/* vm_operations_struct \xe9\xff */\n', 'latin1'));
  writeFileSync(join(odd, 'half.c'), 'static struct vm_operations_struct half_ops = {\n\t.fault = half_fau');
  const run = vmops(['lint', '--quiet', 'tree'], { cwd: folder });
  expect(run.stderr).toBe('vmops: tree/drivers/odd/nul.c: skipped: has NUL bytes, so it is not C source\n');
  for (const line of before.split('\n')) expect(run.stdout).toContain(line);
  expect(run.code).toBe(1);
});

test('a file that the user named and that cannot be read as C', () => {
  const path = join(folder, 'tree/fs/pagefs/nul.c');
  writeFileSync(path, '\0');
  expect(vmops(['lint', '--quiet', path], { cwd: folder })).toEqual({
    code: 2,
    stdout: '',
    stderr: `vmops: ${path}: has NUL bytes, so it is not C source\n`,
  });
});

test('a line of 50 MB', () => {
  const path = join(folder, 'tree/fs/long.c');
  writeFileSync(path, `/* vm_operations_struct */ int x[] = {${'0,'.repeat(25_000_000)}};\n`);
  const run = vmops(['lint', '--quiet', 'tree'], { cwd: folder });
  expect(run).toEqual({
    code: 1,
    stdout: clean(),
    stderr: 'vmops: tree/fs/long.c: skipped: is larger than 20 MB\n',
  });
});

test('a reader that goes away ends it quietly', () => {
  const command = `"${process.execPath}" "${join(projectRoot, 'server/bin/vmops.js')}" lint "${sample}" | head -n 1`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.split('\n')).toHaveLength(2);
});

test('a report that cannot be written is trouble, in one line', () => {
  const unwritable = openSync(join(projectRoot, 'package.json'), 'r');
  const command = [join(projectRoot, 'server/bin/vmops.js'), 'lint', sample];
  const { status, stderr } = spawnSync(process.execPath, command, {
    stdio: ['ignore', unwritable, 'pipe'],
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, 'vmops: the output cannot be written: bad file descriptor\n']);
});

test('an empty path is not the current folder', () => {
  const run = vmops(['lint', ''], { cwd: join(folder, 'tree') });
  expect(run).toEqual({ code: 2, stdout: '', stderr: "vmops: '': is an empty path\n" });
});

test('a command that was not built says so', () => {
  mkdirSync(join(folder, 'unbuilt/server/bin'), { recursive: true });
  const launcher = join(folder, 'unbuilt/server/bin/vmops.js');
  copyFileSync(join(projectRoot, 'server/bin/vmops.js'), launcher);
  const { status, stderr } = spawnSync(process.execPath, [launcher], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([
    2,
    `vmops: not built yet: run "npm start" once in ${join(folder, 'unbuilt')}\n`,
  ]);
});

test.each([
  ['is counted and named where it is longer than 256 KB', 30_000, 1, ': it is longer than 256 KB'],
  ['is analysed where it is shorter', 3_000, 0, ''],
])('a handler %s', (_what, statements, notAnalysed, said) => {
  const text = `static vm_fault_t a_fault(struct vm_fault *vmf)
{
${'\ta = b + 1;\n'.repeat(statements)}\treturn VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct a_ops = { .fault = a_fault };
`;
  writeFileSync(join(folder, 'a.c'), text);
  const { stdout, code } = vmops(['lint', 'a.c', '--verbose', '--no-cache', '--color', 'never'], {
    cwd: folder,
  });
  expect(code).toBe(0);
  const named = stdout.split('\n').filter((line) => line.startsWith('not analysed: '));
  expect(named).toEqual(notAnalysed ? [`not analysed: a.c:1: a_fault${said}`] : []);
  expect(stdout.includes('; 1 handler not analysed to the end')).toBe(notAnalysed === 1);
});

test.each(['plain', 'plain/below'])(
  'a cache that can be no folder is named, and the run does without: %s',
  (cache) => {
    writeFileSync(join(folder, 'plain'), 'mine\n');
    const run = vmops(['lint', '--quiet', '--cache', cache, 'tree'], { cwd: folder });
    expect(run.stdout).toBe(clean());
    expect(run.stderr).toBe(`vmops: --cache: ${cache} is no folder: nothing is remembered\n`);
  },
);
