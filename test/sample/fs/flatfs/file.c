// SPDX-License-Identifier: GPL-2.0
/* A file system on memory without struct page: one table right, one wrong. */
#include <linux/fs.h>
#include <linux/mm.h>

static vm_fault_t flatfs_fault(struct vm_fault *vmf)
{
	struct flatfs_info *info = vmf->vma->vm_private_data;

	if (vmf->pgoff >= info->pages)
		return VM_FAULT_SIGBUS;
	return vmf_insert_mixed(vmf->vma, vmf->address,
				flatfs_pfn(info, vmf->pgoff));
}

/* Right: upgrades the entry itself, and then says that there is nothing left to do. */
static vm_fault_t flatfs_pfn_mkwrite(struct vm_fault *vmf)
{
	struct flatfs_info *info = vmf->vma->vm_private_data;

	if (vmf->pgoff >= info->pages)
		return VM_FAULT_SIGBUS;
	flatfs_mark_dirty(info, vmf->pgoff);
	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address,
					flatfs_pfn(info, vmf->pgoff));
}

static const struct vm_operations_struct flatfs_vm_ops = {
	.fault		= flatfs_fault,
	.pfn_mkwrite	= flatfs_pfn_mkwrite,
};

/* Wrong by the document: 0, where it asks for VM_FAULT_NOPAGE. */
static vm_fault_t flatfs_log_pfn_mkwrite(struct vm_fault *vmf)
{
	struct flatfs_info *info = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if (info->frozen)
		ret = VM_FAULT_SIGBUS;
	else
		flatfs_mark_dirty(info, vmf->pgoff);
	return ret;
}

static const struct vm_operations_struct flatfs_log_vm_ops = {
	.fault		= flatfs_fault,
	.pfn_mkwrite	= flatfs_log_pfn_mkwrite,
};

static int flatfs_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct flatfs_info *info = file->private_data;

	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_private_data = info;
	vma->vm_ops = info->is_log ? &flatfs_log_vm_ops : &flatfs_vm_ops;
	return 0;
}

const struct file_operations flatfs_file_operations = {
	.mmap = flatfs_mmap,
};
