// SPDX-License-Identifier: GPL-2.0-only
/** What docs/review.md shows is what the command prints, and b4 can read what it asks for. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const page = readFileSync(join(projectRoot, 'docs/review.md'), 'utf8');
const PATCH = fence('diff', 0);

function fence(language: string, at: number): string {
  const found = [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))];
  return found[at]?.[1] ?? '';
}

const withoutTime = (text: string) => text.replace(/, \d+\.\d s\)/g, ', 0.0 s)');

test('the session and the reply', () => {
  const repository = new SampleRepository();
  const mail = join(repository.root, 'frame.patch');
  writeFileSync(mail, PATCH);
  const told = vmopsProcess(['review', '--tree', 'test/sample', mail]);
  expect({ ...told, stdout: withoutTime(told.stdout) }).toEqual({
    code: 1,
    stdout: withoutTime(fence('text', 0)),
    stderr: '',
  });
  const reply = vmopsProcess(['review', '--tree', 'test/sample', '--format', 'mail', mail]);
  expect(reply).toEqual({ code: 1, stdout: fence('text', 1), stderr: '' });
  expect(
    fence('text', 1)
      .split('\n')
      .filter((line) => line.length > 80 && !line.startsWith('>')),
  ).toEqual([]);
});

test('what becomes of a mapping', () => {
  const told = vmopsProcess(['review', '--tree', 'test/sample', '-'], { input: fence('diff', 1) });
  const said = { ...told, stdout: withoutTime(told.stdout) };
  expect(said).toEqual({ code: 0, stdout: withoutTime(fence('text', 2)), stderr: '' });
});

test('what b4 runs: the mail on standard input, the top of the checkout as folder', () => {
  const cwd = new SampleRepository().root;
  const run = (format: string, input: string) => vmopsProcess(['review', '--format', format], { cwd, input });
  const message =
    'fault handler frame_meta_fault() returns -ENODEV or -ENOMEM, but its result is a set of VM_FAULT bits: convert it with vmf_error()';
  expect(run('checkpatch', PATCH)).toEqual({
    code: 1,
    stdout: `drivers/frame/frame.c:40: ERROR: ${message} [errno-as-vm-fault]\n`,
    stderr: '',
  });
  const { stdout, ...rest } = run('b4', PATCH);
  expect(rest).toEqual({ code: 1, stderr: '' });
  const [check, ...others] = JSON.parse(stdout);
  expect(others).toEqual([]);
  expect({ ...check, details: JSON.parse(check.details) }).toEqual({
    tool: 'vmops',
    status: 'fail',
    summary: '1 new error',
    url: '',
    details: [
      {
        status: 'fail',
        description: `drivers/frame/frame.c:40: ${message} (frame_wait() returns -ENODEV; then err becomes -ENODEV)`,
        context: 'errno-as-vm-fault',
        url: '',
      },
    ],
  });
});

test('what b4 runs on mail that is not about us, and on what does not apply', () => {
  const cwd = new SampleRepository().root;
  const run = (format: string, input: string) => vmopsProcess(['review', '--format', format], { cwd, input });
  const letter = 'From: Ann Author <ann@example.org>\nSubject: Hello\n\nNo patch.\n';
  expect(run('checkpatch', letter)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(run('b4', letter)).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  const other = PATCH.replaceAll('\t\treturn vmf_error(err);', '\t\treturn 5;');
  const reason = 'drivers/frame/frame.c: hunk 1 does not fit (line 37)';
  const said = `[PATCH] frame: metadata: keep what the wait says was not checked: ${reason}`;
  expect(run('checkpatch', other)).toEqual({ code: 2, stdout: `WARNING: ${said} [vmops]\n`, stderr: '' });
  const failed = run('b4', other);
  expect([failed.code, failed.stderr, JSON.parse(failed.stdout)[0].status]).toEqual([2, '', 'warn']);
});
