// SPDX-License-Identifier: GPL-2.0
/* A frame grabber: two tables, and an errno that gets where it does not belong. */
#include <linux/mm.h>

static int frame_wait(struct frame_buffer *buffer)
{
	if (!buffer->memory)
		return -ENOMEM;
	if (buffer->gone)
		return -ENODEV;
	return 0;
}

/* Wrong: the caller takes the errno for VM_FAULT bits. */
static vm_fault_t frame_fault(struct vm_fault *vmf)
{
	struct frame_buffer *buffer = vmf->vma->vm_private_data;
	int err;

	err = frame_wait(buffer);
	if (err)
		return err;
	return vmf_insert_pfn(vmf->vma, vmf->address,
			      buffer->pfn + vmf->pgoff);
}

/* Wrong: nothing writes to it, so it should be const. No access: a read takes the frame. */
static struct vm_operations_struct frame_vm_ops = {
	.fault	= frame_fault,
};

/* Right: converted. */
static vm_fault_t frame_meta_fault(struct vm_fault *vmf)
{
	struct frame_buffer *buffer = vmf->vma->vm_private_data;
	int err;

	err = frame_wait(buffer);
	if (err)
		return vmf_error(err);
	return vmf_insert_pfn(vmf->vma, vmf->address,
			      buffer->meta_pfn + vmf->pgoff);
}

static const struct vm_operations_struct frame_meta_vm_ops = {
	.fault	= frame_meta_fault,
};

static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP | VM_IO | VM_DONTEXPAND);
	vma->vm_private_data = file->private_data;
	if (vma->vm_pgoff)
		vma->vm_ops = &frame_meta_vm_ops;
	else
		vma->vm_ops = &frame_vm_ops;
	return 0;
}

const struct file_operations frame_fops = {
	.mmap = frame_mmap,
};
