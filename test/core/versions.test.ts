// SPDX-License-Identifier: GPL-2.0-only
/** A module for many releases, as such modules are written. */
import { expect, test } from 'vitest';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { lint } from '../../server/src/core/lint.ts';
import { tempTree } from '../io/tempTree.ts';

const MODULE = `#include <linux/version.h>
#include <linux/mm.h>

#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 17, 0)
#define HAVE_X
#endif

static int box_insert(struct vm_area_struct *vma, unsigned long address)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 20, 0)
	return vmf_insert_pfn(vma, address, 0);
#else
	int ret = vm_insert_pfn(vma, address, 0);
	return ret && ret != -EBUSY ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
#endif
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 17, 0)
static vm_fault_t box_fault(struct vm_fault *vmf)
{
	return box_insert(vmf->vma, vmf->address);
}
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 11, 0)
static int box_fault(struct vm_fault *vmf)
{
	return box_insert(vmf->vma, vmf->address);
}
#else
static int box_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return box_insert(vma, (unsigned long)vmf->virtual_address);
}
#endif

static int
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0)
box_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
#else
box_page_mkwrite(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
#endif
	return vma->vm_private_data ? VM_FAULT_SIGBUS : 0;
}

static int box_split(struct vm_area_struct *vma, unsigned long addr)
{
	return 0;
}

static const struct vm_operations_struct box_ops = {
	.fault = box_fault,
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 17, 0)
	.page_mkwrite = box_page_mkwrite,
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 11, 0)
	.may_split = box_split,
#elif LINUX_VERSION_CODE >= KERNEL_VERSION(4, 15, 0)
	.split = box_split,
#endif
};
`;

async function lintModule(text: string, kernel: string | null) {
  const folder = tempTree({ 'box.c': text });
  return lint({
    paths: [folder],
    cwd: '/',
    kernel: kernel === null ? null : parseRelease(kernel),
    tree: null,
    exclude: [],
    severities: new Map(),
    contract: null,
  });
}

test.each([
  ['4.9', ['fault', 'page_mkwrite']],
  ['4.14', ['fault', 'page_mkwrite']],
  ['4.15', ['fault', 'page_mkwrite', 'split']],
  ['4.19', ['fault', 'split']],
  ['5.10', ['fault', 'split']],
  ['6.12', ['fault', 'may_split']],
])('is clean for %s, with the members of that release', async (kernel, ops) => {
  const { findings, handlers } = await lintModule(MODULE, kernel);
  expect(findings.map(({ message }) => message)).toEqual([]);
  expect(handlers.map(({ member }) => member.op)).toEqual(ops);
});

test.each([
  ['4.9', 'struct vm_area_struct *vma, struct vm_fault *vmf', 'struct vm_fault *vmf'],
  ['6.12', 'vm_fault_t box_fault(struct vm_fault *vmf)', 'int box_fault(struct vm_fault *vmf)'],
])('a wrong prototype in the arm of %s is found in that release alone', async (kernel, right, wrong) => {
  const text = MODULE.replace(right, wrong);
  for (const release of ['4.9', '4.14', '6.12']) {
    const { findings } = await lintModule(text, release);
    expect(findings.map(({ rule }) => rule)).toEqual(release === kernel ? ['op-prototype'] : []);
  }
});

test('without a release the newest that the code fits is inferred', async () => {
  const { findings, kernel } = await lintModule(MODULE, null);
  expect(findings).toEqual([]);
  expect(kernel.release.major).toBeGreaterThanOrEqual(6);
});
