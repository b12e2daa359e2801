// SPDX-License-Identifier: GPL-2.0
/* A ring buffer driver that came from an old release and was not brought up to date. */
#include <linux/mm.h>

static vm_fault_t ring_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;

	if (vmf->pgoff >= ring->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed(vmf->vma, vmf->address,
				ring_pfn(ring, vmf->pgoff));
}

/* Wrong: since 4.11 the handler gets the vmf alone. */
static int ring_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (!vmf->page->mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static int ring_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

/* Wrong: the member was renamed to may_split in 5.11. */
static const struct vm_operations_struct ring_vm_ops = {
	.split		= ring_may_split,
	.fault		= ring_fault,
	.page_mkwrite	= ring_page_mkwrite,
};

/* Wrong: a mixed map that may be written, and nobody is told of a write to an entry without a page. */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &ring_vm_ops;
	return 0;
}

static const struct vm_operations_struct ring_status_vm_ops = {
	.may_split	= ring_may_split,
	.fault		= ring_fault,
};

/* Right: never writable, so there is no write to be told of. */
static int ring_status_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_mod(vma, VM_MIXEDMAP, VM_MAYWRITE);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &ring_status_vm_ops;
	return 0;
}

const struct file_operations ring_fops = {
	.mmap = ring_mmap,
};

const struct file_operations ring_status_fops = {
	.mmap = ring_status_mmap,
};
