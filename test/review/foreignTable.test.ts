// SPDX-License-Identifier: GPL-2.0-only
/** What a change of a function that maps makes wrong in the handlers of a table which another file defines. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const DRIVER = 'drivers/shelf/driver.c';
const DRIVER_TEXT = `#include <linux/fs.h>
#include "shelf.h"

static int shelf_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_ops = &shelf_vm_ops;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_IO);
	vma->vm_private_data = file->private_data;
	return 0;
}

const struct file_operations shelf_fops = {
	.mmap = shelf_mmap,
};
`;

const TABLE = 'drivers/shelf/shelf.c';
const TABLE_TEXT = `#include <linux/mm.h>
#include "shelf.h"

static vm_fault_t shelf_fault(struct vm_fault *vmf)
{
	struct shelf *shelf = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, shelf->pfn);
}

const struct vm_operations_struct shelf_vm_ops = {
	.fault = shelf_fault,
};
`;

test('a flag that the fault handler needs', () => {
  const repository = new SampleRepository();
  const write = (path: string, text: string) => writeFileSync(join(repository.root, path), text);
  mkdirSync(join(repository.root, 'drivers/shelf'));
  write('drivers/shelf/shelf.h', 'extern const struct vm_operations_struct shelf_vm_ops;\n');
  write(TABLE, TABLE_TEXT);
  write(DRIVER, DRIVER_TEXT);
  const base = repository.commit('shelf');
  write(DRIVER, DRIVER_TEXT.replace('VM_PFNMAP | ', ''));
  repository.commit('shelf: fewer flags');
  const input = repository.mails(base);
  repository.goTo(base);
  const { stdout } = vmops(['review', '--no-cache', '--format', 'json'], { cwd: repository.root, input });
  const introduced: { rule: string; file: string }[] = JSON.parse(stdout).patches[0].introduced;
  expect(introduced.map(({ rule, file }) => [rule, file])).toEqual([['insert-flags', TABLE]]);
});
