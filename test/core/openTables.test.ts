// SPDX-License-Identifier: GPL-2.0-only
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';

const code = (end: string) => `static vm_fault_t f(struct vm_fault *vmf)
{
	return -ENOMEM; /* } */
}
static const struct vm_operations_struct ops = {
	.fault = f,
${end}
static int g(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &ops;
	return 0;
}
static const struct file_operations fops = { .mmap = g };
`;

function lint(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-'));
  writeFileSync(join(folder, 'a.c'), text);
  return vmops(['lint', '--verbose', '--no-cache', '--kernel', '6.12', 'a.c'], { cwd: folder });
}

test('a table whose initializer is not closed is told as not analysed', () => {
  const { stdout } = lint(code(''));
  expect(stdout).toContain(
    'not analysed: a.c:5: ops: its initializer has no closing brace; nothing behind it was read\n',
  );
  expect(stdout).toContain('; 1 ops table not read to the end');
});

test('one that is closed is not', () => {
  const { stdout } = lint(code('};'));
  expect(stdout).not.toContain('not analysed');
  expect(stdout).toContain('errno-as-vm-fault');
});
