// SPDX-License-Identifier: GPL-2.0-only
/** What moves with its code was there before, and what only its test hides is not mended. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

/** What a patch that makes `before` of a new driver `after` brings in and mends. */
function counted(before: string, after: string): string {
  const repository = new SampleRepository();
  const path = 'drivers/frame/other.c';
  writeFileSync(join(repository.root, path), before);
  const base = repository.commit('Add other');
  writeFileSync(join(repository.root, path), after);
  repository.commit('Change other');
  const input = repository.mails(base);
  repository.goTo(base);
  const { stdout } = vmopsProcess(['review'], { cwd: repository.root, input });
  return /\d+ introduced, \d+ fixed/.exec(stdout)?.[0] ?? stdout;
}

const TABLE = `
static const struct vm_operations_struct other_vm_ops = {
	.fault = other_fault,
};
`;

const INLINE = `#include <linux/mm.h>

static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct other *other = vma->vm_private_data;

	if (other->is_cached) {
		get_page(other->page);
		vmf->page = other->page;
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
		return 0;
	}
	return VM_FAULT_SIGBUS;
}
${TABLE}`;

const HELPER = `#include <linux/mm.h>

static vm_fault_t other_map_page(struct other *own, struct vm_fault *vmf)
{
	get_page(own->page);
	vmf->page = own->page;
	vmf->vma->vm_page_prot = pgprot_noncached(vmf->vma->vm_page_prot);
	return 0;
}

static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct other *other = vma->vm_private_data;

	if (other->is_cached)
		return other_map_page(other, vmf);
	return VM_FAULT_SIGBUS;
}
${TABLE}`;

test('code goes into a helper, comes back from it, or the helper is renamed: nothing is new', () => {
  expect(counted(INLINE, HELPER)).toBe('0 introduced, 0 fixed');
  expect(counted(HELPER, INLINE)).toBe('0 introduced, 0 fixed');
  expect(counted(HELPER, HELPER.replaceAll('other_map_page', 'other_take_page'))).toBe(
    '0 introduced, 0 fixed',
  );
}, 60_000);

test('another store in the helper is new, and what went is mended', () => {
  const other = HELPER.replace(
    'vmf->vma->vm_page_prot = pgprot_noncached(vmf->vma->vm_page_prot);',
    'vmf->vma->vm_ops = NULL;',
  );
  expect(counted(INLINE, other)).toBe('1 introduced, 1 fixed');
}, 60_000);

const COUNTED = `#include <linux/mm.h>

static void other_open(struct vm_area_struct *vma)
{
	struct other *other = vma->vm_private_data;

	other->users++;
}

static void other_close(struct vm_area_struct *vma)
{
	struct other *other = vma->vm_private_data;

	other->users--;
}

static const struct vm_operations_struct other_vm_ops = {
	.open = other_open,
	.close = other_close,
};

static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct other *other = file->private_data;
	int ret;

	vma->vm_private_data = other;
	vma->vm_ops = &other_vm_ops;
	other->users++;
	ret = vm_insert_page(vma, vma->vm_start, other->page);
	if (ret)
		return ret;
	return 0;
}

static const struct file_operations other_fops = {
	.mmap = other_mmap,
};
`;

test('a return that is reached no more because its test went is not mended', () => {
  expect(counted(COUNTED, COUNTED.replace('\tif (ret)\n\t\treturn ret;\n', ''))).toBe(
    '1 introduced, 0 fixed',
  );
  const undone = COUNTED.replace('\tif (ret)\n\t\t', '\tif (ret) {\n\t\tother->users--;\n\t\t').replace(
    'return ret;\n',
    'return ret;\n\t}\n',
  );
  expect(counted(COUNTED, undone)).toBe('0 introduced, 1 fixed');
}, 60_000);
