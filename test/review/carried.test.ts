// SPDX-License-Identifier: GPL-2.0-only
/** A finding that was there before is not the fault of a patch, however the code around it moves. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const OTHER = 'drivers/frame/other.c';
const MORE = 'drivers/frame/more.c';

const FAULT = `static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct page *page = vmf->vma->vm_private_data;

	if (!page)
		return -EIO;
	get_page(page);
	vmf->page = page;
	return 0;
}
`;
const TABLE = `
static struct vm_operations_struct other_vm_ops = {
	.fault = other_fault,
};
`;
const INCLUDE = '#include <linux/mm.h>\n\n';

/** Exit code and `rule line` of what a change of `before` to `after` brings in and mends. */
function review(before: Record<string, string>, after: Record<string, string>) {
  const repository = new SampleRepository();
  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(repository.root, path), text);
  };
  write(before);
  const base = repository.commit('Before');
  write(after);
  repository.commit('After');
  const input = repository.mails(base);
  repository.goTo(base);
  const { code, stdout } = vmopsProcess(['review', '--format', 'json'], { cwd: repository.root, input });
  const [patch] = JSON.parse(stdout).patches;
  const brief = (found: { rule: string; range: { start: { line: number } }; anchor: unknown }[]) =>
    found.map(({ rule, range, anchor }) => [rule, range.start.line, anchor]);
  return { code, introduced: brief(patch.introduced), fixed: brief(patch.fixed) };
}

const NOTHING = { code: 0, introduced: [], fixed: [] };

describe('is not told again', () => {
  test('a table that was renamed', () => {
    const before = { [OTHER]: INCLUDE + FAULT + TABLE };
    expect(review(before, { [OTHER]: before[OTHER].replace('other_vm_ops', 'other_ops') })).toEqual(NOTHING);
  });

  test('an errno by way of a variable', () => {
    const before = { [OTHER]: INCLUDE + FAULT + TABLE };
    const after = before[OTHER].replace('return -EIO;', '{\n\t\tint err = -EIO;\n\t\treturn err;\n\t}');
    expect(review(before, { [OTHER]: after })).toEqual(NOTHING);
  });

  test('a function that went to another file', () => {
    const before = { [OTHER]: INCLUDE + FAULT + TABLE };
    const moved = FAULT.replace('static ', '');
    const after = {
      [OTHER]: `${INCLUDE}vm_fault_t other_fault(struct vm_fault *vmf);\n${TABLE}`,
      'drivers/frame/fault.c': INCLUDE + moved,
    };
    expect(review(before, after)).toEqual(NOTHING);
  });

  test.each([
    [
      'by the answer',
      'bool',
      'unsigned long flags',
      'return !(flags & VM_WRITE) || allowed;',
      '!ask(vma->vm_flags, allowed)',
    ],
    [
      'by an errno',
      'int',
      'struct vm_area_struct *vma',
      'return (vma->vm_flags & VM_WRITE) && !allowed ? -EPERM : 0;',
      'ask(vma, allowed)',
    ],
  ])('a check that went into a function of its own, %s', (_, type, parameter, body, asked) => {
    const ask = `static ${type} ask(${parameter}, bool allowed)\n{\n\t${body}\n}\n\n`;
    const mmap = (test: string) => `static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	bool allowed = file->private_data != NULL;
	int ret;

	${test}
	return remap_pfn_range(vma, vma->vm_start, 7, PAGE_SIZE, vma->vm_page_prot);
}

static const struct file_operations other_fops = { .mmap = other_mmap };
`;
    const test = '\tif ((vma->vm_flags & VM_WRITE) && !allowed)\n\t\treturn -EPERM;';
    const asking =
      type === 'bool'
        ? `\tif (${asked})\n\t\treturn -EPERM;`
        : `\tret = ${asked};\n\tif (ret)\n\t\treturn ret;`;
    const before = { [OTHER]: INCLUDE + FAULT + TABLE + mmap(test) };
    expect(review(before, { [OTHER]: INCLUDE + FAULT + TABLE + ask + mmap(asking) })).toEqual(NOTHING);
  });

  test('two files that change places', () => {
    const repository = new SampleRepository();
    writeFileSync(join(repository.root, OTHER), INCLUDE + FAULT + TABLE);
    writeFileSync(join(repository.root, MORE), `${INCLUDE}int more(void)\n{\n\treturn 1;\n}\n`);
    repository.commit('Before');
    const rename = (from: string, to: string) =>
      `diff --git a/${from} b/${to}\nsimilarity index 100%\nrename from ${from}\nrename to ${to}\n`;
    const input = rename(OTHER, MORE) + rename(MORE, OTHER);
    const { code, stdout, stderr } = vmopsProcess(['review'], { cwd: repository.root, input });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('1 patch applied: 0 introduced, 0 fixed in ');
  });

  test('a file that was moved without git, by lint --diff', () => {
    const repository = new SampleRepository();
    const path = join(repository.root, OTHER);
    writeFileSync(path, INCLUDE + FAULT + TABLE);
    repository.commit('Before');
    renameSync(path, join(repository.root, 'drivers/frame/moved.c'));
    const { code, stdout } = vmopsProcess(['lint', '--diff', '--format', 'json'], { cwd: repository.root });
    expect({ code, findings: JSON.parse(stdout).findings }).toEqual({ code: 0, findings: [] });
  });
});

test('another errno is another finding; what went is anchored at the line that went', () => {
  const before = { [OTHER]: INCLUDE + FAULT + TABLE };
  expect(review(before, { [OTHER]: before[OTHER].replace('-EIO', '-EFAULT') })).toEqual({
    code: 1,
    introduced: [['errno-as-vm-fault', 8, { file: OTHER, line: 8, side: 'new' }]],
    fixed: [['errno-as-vm-fault', 8, { file: OTHER, line: 8, side: 'old' }]],
  });
});

test('what went altogether is quoted, and not a test on the way that is written anew', () => {
  const before = { [OTHER]: INCLUDE + FAULT + TABLE };
  const after = before[OTHER].replace('if (!page)', 'if (page == NULL)').replace('\tget_page(page);\n', '');
  expect(review(before, { [OTHER]: after })).toEqual({
    code: 1,
    introduced: [['page-reference', 10, { file: OTHER, line: 9, side: 'old' }]],
    fixed: [],
  });
});
