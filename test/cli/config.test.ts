// SPDX-License-Identifier: GPL-2.0-only
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot, vmops } from './vmops.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'vmops-config-')));
  cpSync(join(projectRoot, 'test/sample'), join(folder, 'tree'), { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function configure(path: string, ...lines: string[]): void {
  writeFileSync(join(folder, path), lines.join('\n'));
}

/** What these tests are about: rules that come later may find more in the sample. */
const RULES = [
  'errno-as-vm-fault',
  'non-const-table',
  'unknown-op',
  'op-prototype',
  'missing-pfn-mkwrite',
  'pfn-mkwrite-return',
];

/** `file rule severity` of each finding. */
function lint(...args: string[]): string[] {
  const { stdout } = vmops(['lint', '--format', 'json', ...args], { cwd: join(folder, 'tree') });
  return JSON.parse(stdout)
    .findings.filter(({ rule }: { rule: string }) => RULES.includes(rule))
    .map(({ file, rule, severity }: Record<string, string>) => `${file} ${rule} ${severity}`);
}

const FRAME = [
  'drivers/frame/frame.c errno-as-vm-fault error',
  'drivers/frame/frame.c non-const-table warning',
];

test('the file above the tree, the file of the tree and that of a folder: the nearest counts alone', () => {
  expect(lint('drivers/frame')).toEqual(FRAME);
  configure('vmops.toml', '[rules]', 'non-const-table = "off"');
  expect(lint('drivers/frame')).toEqual([FRAME[0]]);
  configure('tree/vmops.toml', '[rules]', 'errno-as-vm-fault = "information"');
  expect(lint('drivers/frame')).toEqual([FRAME[0]?.replace('error', 'information'), FRAME[1]]);
  configure('tree/drivers/frame/vmops.toml', 'exclude = ["*.c"]');
  expect(lint('drivers/frame')).toEqual([]);
  expect(lint('.').length).toBe(4);
});

test('the command line wins', () => {
  configure('tree/vmops.toml', 'exclude = ["frame/"]', 'contract = "core"', '[rules]', 'unknown-op = "off"');
  expect(lint('drivers').map((line) => line.split(' ')[1])).toEqual(['op-prototype', 'missing-pfn-mkwrite']);
  expect(lint('--rule', 'unknown-op=error', '--exclude', '!frame/', 'drivers').length).toBe(5);
});

test('exclusions start at the folder of their file', () => {
  configure('tree/drivers/vmops.toml', 'exclude = ["/frame/", "/drivers/ring/"]');
  expect(lint('drivers').every((line) => line.startsWith('drivers/ring/'))).toBe(true);
});

test('a release, a tree, and the option over them', () => {
  configure('tree/drivers/vmops.toml', 'release = "5.10"');
  const release = (...args: string[]) =>
    JSON.parse(vmops(['lint', '--format', 'json', ...args, 'drivers'], { cwd: join(folder, 'tree') }).stdout)
      .tree.release;
  expect(release()).toBe('5.10');
  expect(release('--kernel', '5.4')).toBe('5.4');
  configure('tree/drivers/vmops.toml', 'tree = ".."');
  expect(release()).toBe('6.12');
});

test('a mistake is one line and exit code 2', () => {
  configure('tree/fs/vmops.toml', '', '[rules]', 'pfn-mkwrite-retrun = "off"');
  const line = `vmops: ${folder}/tree/fs/vmops.toml:3: no rule named pfn-mkwrite-retrun (did you mean pfn-mkwrite-return?)\n`;
  for (const command of [['lint'], ['lint', 'fs']]) {
    expect(vmops(command, { cwd: join(folder, 'tree') })).toEqual({ code: 2, stdout: '', stderr: line });
  }
  expect(vmops(['lint', 'drivers/frame'], { cwd: join(folder, 'tree') }).stderr).toContain('fs/vmops.toml:3');
});

test('tools/ is left out of a whole tree, not when it is named or taken back in', () => {
  cpSync(join(folder, 'tree/drivers/frame'), join(folder, 'tree/tools/testing'), { recursive: true });
  const inTools = (lines: string[]) => lines.filter((line) => line.startsWith('tools/')).length;
  expect(inTools(lint('.'))).toBe(0);
  expect(inTools(lint('--exclude', '!tools/', '.'))).toBe(2);
  expect(inTools(lint('tools/testing'))).toBe(2);
});

test('a comment in the source is counted, not shown', () => {
  const path = 'tree/drivers/frame/frame.c';
  const text = vmops(['lint', '-q', 'drivers/frame'], { cwd: join(folder, 'tree') }).stdout;
  const table = /^drivers\/frame\/frame\.c:(\d+):.*non-const-table/m.exec(text)?.[1];
  const source = readFileSync(join(folder, path), 'utf8').split('\n');
  source.splice(Number(table) - 1, 0, '/* vmops: allow(non-const-table) the board code patches it */');
  writeFileSync(join(folder, path), source.join('\n'));
  const run = vmops(['lint', 'drivers/frame'], { cwd: join(folder, 'tree') });
  expect(run.stdout).not.toContain('non-const-table');
  expect(run.stdout.trimEnd().split('\n').at(-1)).toMatch(
    /^1 error.* in .*; 1 finding allowed in the source; remarks are shown with --severity information$/,
  );
  expect(lint('drivers/frame')).toEqual([FRAME[0]]);
});
