/* release: 6.12 5.15 */
/* The shapes of DAX file systems and of a driver that tracks dirty pages. */
static vm_fault_t dfs_dax_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	bool write = vmf->flags & FAULT_FLAG_WRITE;
	vm_fault_t ret;

	if (write) {
		sb_start_pagefault(inode->i_sb);
		file_update_time(vmf->vma->vm_file);
	}
	down_read(&inode->dax_sem);
	ret = vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, dfs_pfn(inode, vmf->pgoff));
	up_read(&inode->dax_sem);
	if (write)
		sb_end_pagefault(inode->i_sb);
	return ret;
}

static const struct vm_operations_struct dfs_ops = {
	.fault = dfs_dax_fault,
	.page_mkwrite = dfs_dax_fault,
	.pfn_mkwrite = dfs_dax_fault,
};

/* Time and size are checked, then core is to make the entry writable: the document does not know that answer. */
static vm_fault_t dfs_pfn_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = 0;
	loff_t size;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	size = (i_size_read(inode) + PAGE_SIZE - 1) >> PAGE_SHIFT;
	if (vmf->pgoff >= size)
		ret = VM_FAULT_SIGBUS;
	sb_end_pagefault(inode->i_sb);
	return ret;
/*      ^^^^^^^^^^^ warning[pfn-mkwrite-return]: pfn_mkwrite handler dfs_pfn_mkwrite() returns 0: the locking document
 * allows VM_FAULT_NOPAGE or an error alone; since 4.10 core upgrades the entry itself on 0; return VM_FAULT_NOPAGE
 * only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to accept 0
 */
}

static const struct vm_operations_struct dfs_old_ops = { .pfn_mkwrite = dfs_pfn_mkwrite };

/* A tracked buffer object: the reservation may answer RETRY. */
static vm_fault_t tracked_mkwrite(struct vm_fault *vmf)
{
	struct ttm_buffer_object *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = ttm_bo_vm_reserve(bo, vmf);
	if (ret)
		return ret;
	if (vmf->pgoff >= bo->resource->size) {
		ret = VM_FAULT_SIGBUS;
		goto out_unlock;
	}
	bitmap_set(tracked(bo)->dirty, vmf->pgoff, 1);
	ret = VM_FAULT_NOPAGE;
out_unlock:
	dma_resv_unlock(bo->base.resv);
	return ret;
}

static const struct vm_operations_struct tracked_ops = { .pfn_mkwrite = tracked_mkwrite };
/* file: drivers/foo/missing.c */
static vm_fault_t not_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

/* The other members may return 0. */
static vm_fault_t not_page_mkwrite(struct vm_fault *vmf)
{
	return 0;
}

static const struct vm_operations_struct not_ops = {
	.fault = not_fault,
	.page_mkwrite = not_page_mkwrite,
	.pfn_mkwrite = NULL,
};
