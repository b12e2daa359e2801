// SPDX-License-Identifier: GPL-2.0-only
/** What is not what it seems: one line, exit code 2, nothing waits. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

test('what a symbolic link of an earlier patch leads to is out of reach', () => {
  const repository = new SampleRepository();
  const base = 'base';
  symlinkSync('../../fs', join(repository.root, 'drivers/frame/l'));
  repository.commit('A link');
  const link = repository.mails(base);
  const through = [
    'diff --git a/drivers/frame/l/n.c b/drivers/frame/l/n.c',
    'new file mode 100644',
    '--- /dev/null',
    '+++ b/drivers/frame/l/n.c',
    '@@ -0,0 +1 @@',
    '+int n;',
    '',
  ].join('\n');
  writeFileSync(join(repository.root, 'through.patch'), through);
  writeFileSync(join(repository.root, 'link.patch'), link);
  repository.goTo(base);
  const { code, stderr } = vmopsProcess(['review', 'link.patch', 'through.patch'], { cwd: repository.root });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'vmops: patch 2: drivers/frame/l/n.c leads through a symbolic link\n',
  });
});

const PATH = 'drivers/frame/other.c';
const HANDLER = `#include <linux/mm.h>

static vm_fault_t other_fault(struct vm_fault *vmf)
{
	return -EIO;
}

static const struct vm_operations_struct other_vm_ops = {
	.fault = other_fault,
};
`;

test('a subject cannot move the cursor', () => {
  const repository = new SampleRepository();
  writeFileSync(join(repository.root, PATH), HANDLER);
  repository.commit('other: \x1b[2J');
  const input = repository.mails();
  repository.goTo('base');
  const { stdout } = vmopsProcess(['review'], { cwd: repository.root, input });
  expect(stdout.split('\n')[0]).toBe('[PATCH] other: \\x1b[2J');
});

test('a pipe in a folder is not waited for, an empty folder is told', () => {
  const repository = new SampleRepository();
  execFileSync('mkfifo', [join(repository.root, 'pipe')]);
  mkdirSync(join(repository.root, 'none'));
  const { code, stderr } = vmopsProcess(['review', 'pipe', 'none'], { cwd: repository.root });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'vmops: pipe: is neither a file nor a folder\nvmops: none: is a folder without a file\n',
  });
});

const HUNK = '@@ -1,3 +1,3 @@';
const PLAIN = [
  'diff --git a/drivers/frame/frame.c b/drivers/frame/frame.c',
  '--- a/drivers/frame/frame.c',
  '+++ b/drivers/frame/frame.c',
  HUNK,
  '',
].join('\n');
const MAIL = 'From: Ann <ann@example.org>\nSubject: [PATCH] f\nMessage-ID: <1@example.org>\n';
const NO_HEAD = 'vmops: patch 1: line 4 of the patch is no head of a hunk\n';
const NO_PARTS = 'there is a patch in it, but its parts cannot be told\n';

test.each([
  ['a line behind all lines', PLAIN.replace('-1,3', '-99999999999999999999,3'), NO_HEAD],
  ['a line before all lines', PLAIN.replace('-1,3', '--1,3'), NO_HEAD],
  [
    'parts without a boundary',
    `${MAIL}Content-Type: multipart/mixed\n\n${PLAIN}`,
    `vmops: [PATCH] f: ${NO_PARTS}`,
  ],
  [
    'lines that end as on old machines',
    `${MAIL}\n${PLAIN}`.replaceAll('\n', '\r'),
    `vmops: patch 1: ${NO_PARTS}`,
  ],
])('%s: told at once, and no pass', (_, input, told) => {
  const repository = new SampleRepository();
  const { code, stderr } = vmopsProcess(['review'], { cwd: repository.root, input });
  expect({ code, stderr }).toEqual({ code: 2, stderr: told });
});
