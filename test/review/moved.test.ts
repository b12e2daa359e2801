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

const LOOKED_UP = `#include <linux/mm.h>

static vm_fault_t buf_fault(struct vm_fault *vmf)
{
	struct buf *buf = vmf->vma->vm_private_data;
	struct page *page;

	page = vmalloc_to_page(buf->start + (vmf->pgoff << PAGE_SHIFT));
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct buf_vm_ops = {
	.fault = buf_fault,
};

static int buf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = file->private_data;

	if (vma->vm_end - vma->vm_start != buf->size)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_vm_ops;
	return 0;
}

static const struct file_operations buf_fops = {
	.mmap = buf_mmap,
};
`;

test('an offset that goes into a helper, and comes back', () => {
  const page = `static struct page *buf_page(struct buf *buf, pgoff_t pgoff)
{
	return vmalloc_to_page(buf->start + (pgoff << PAGE_SHIFT));
}

static vm_fault_t buf_fault(`;
  const helper = LOOKED_UP.replace(
    'vmalloc_to_page(buf->start + (vmf->pgoff << PAGE_SHIFT))',
    'buf_page(buf, vmf->pgoff)',
  ).replace('static vm_fault_t buf_fault(', page);
  expect(counted(LOOKED_UP, helper)).toBe('0 introduced, 0 fixed');
  expect(counted(helper, LOOKED_UP)).toBe('0 introduced, 0 fixed');
  // The length is no longer checked either.
  const worse = helper.replace('if (vma->vm_end - vma->vm_start != buf->size)', 'if (!buf->size)');
  expect(counted(LOOKED_UP, worse)).toBe('1 introduced, 1 fixed');
}, 60_000);

const FRAMES = `#include <linux/mm.h>

static int frames_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct frames *frames = file->private_data;

	return remap_pfn_range(vma, vma->vm_start, frames->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static const struct file_operations frames_fops = {
	.mmap = frames_mmap,
};
`;

test('a remap that goes into a helper', () => {
  const remap =
    'remap_pfn_range(vma, vma->vm_start, frames->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot)';
  const helper = FRAMES.replace(remap, 'frames_remap(vma, frames)').replace(
    'static int frames_mmap',
    `static int frames_remap(struct vm_area_struct *vma, struct frames *frames)\n{\n\treturn ${remap};\n}\n\nstatic int frames_mmap`,
  );
  expect(counted(FRAMES, helper)).toBe('0 introduced, 0 fixed');
  expect(counted(helper, FRAMES)).toBe('0 introduced, 0 fixed');
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
