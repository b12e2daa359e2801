// SPDX-License-Identifier: GPL-2.0-only
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempTree } from '../io/tempTree.ts';
import { projectRoot, vmops } from './vmops.ts';

const FRAME = 'drivers/frame/frame.c';

function sample(): string {
  const folder = tempTree({});
  cpSync(join(projectRoot, 'test/sample'), folder, { recursive: true });
  return folder;
}

test('--fix makes the safe fixes, keeps the mode of the file, and the second time there is nothing to do', () => {
  const cwd = sample();
  chmodSync(join(cwd, FRAME), 0o640);
  const first = vmops(['lint', '--fix'], { cwd });
  expect([first.code, first.stderr]).toEqual([1, 'vmops: 3 findings were fixed\n']);
  expect(first.stdout).not.toContain('[non-const-table]');
  expect(first.stdout).toContain('[missing-pfn-mkwrite]');
  const text = readFileSync(join(cwd, FRAME), 'utf8');
  expect(text).toContain('\t\treturn vmf_error(err);\n');
  expect(text).toContain('static const struct vm_operations_struct frame_vm_ops = {');
  expect(statSync(join(cwd, FRAME)).mode & 0o777).toBe(0o640);
  const second = vmops(['lint', '--fix'], { cwd });
  expect(second.stderr).toBe('vmops: 0 findings were fixed\n');
  expect(readFileSync(join(cwd, FRAME), 'utf8')).toBe(text);
});

test('--fix --dry-run prints a patch that gives what --fix writes, and writes nothing', () => {
  const cwd = sample();
  const before = readFileSync(join(cwd, FRAME), 'utf8');
  const { stdout, code } = vmops(['lint', '--fix', '--dry-run', 'drivers/frame'], { cwd });
  expect(code).toBe(1);
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'diff --git a/drivers/frame/frame.c b/drivers/frame/frame.c',
    '--- a/drivers/frame/frame.c',
    '+++ b/drivers/frame/frame.c',
  ]);
  expect(readFileSync(join(cwd, FRAME), 'utf8')).toBe(before);
  const applied = spawnSync('git', ['apply', '-p1'], { cwd, input: stdout, encoding: 'utf8' });
  expect([applied.status, applied.stderr]).toEqual([0, '']);
  const patched = readFileSync(join(cwd, FRAME), 'utf8');
  writeFileSync(join(cwd, FRAME), before);
  vmops(['lint', '--fix', 'drivers/frame'], { cwd });
  expect(readFileSync(join(cwd, FRAME), 'utf8')).toBe(patched);
});

test('line ends and bytes that are no UTF-8 stay', () => {
  const cwd = sample();
  const path = join(cwd, FRAME);
  const text = `/* caf\xe9 */\n${readFileSync(path, 'latin1')}`.replaceAll('\n', '\r\n');
  writeFileSync(path, text, 'latin1');
  vmops(['lint', '--fix', 'drivers/frame'], { cwd });
  const fixed = readFileSync(path, 'latin1');
  expect(fixed).toContain('return vmf_error(err);\r\n');
  expect(
    fixed
      .replace('return vmf_error(err);', 'return err;')
      .replace(
        'static const struct vm_operations_struct frame_vm_ops',
        'static struct vm_operations_struct frame_vm_ops',
      ),
  ).toBe(text);
});

test('what the baseline holds is not fixed; --dry-run alone is wrong usage', () => {
  const cwd = sample();
  vmops(['lint', '--baseline', 'known.json', '--update-baseline'], { cwd });
  const { stderr, code } = vmops(['lint', '--baseline', 'known.json', '--fix'], { cwd });
  expect([code, stderr]).toEqual([0, 'vmops: 0 findings were fixed\n']);
  expect(vmops(['lint', '--dry-run'], { cwd })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: --dry-run: it belongs to --fix\n',
  });
});
