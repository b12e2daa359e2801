/* page_mkwrite and pfn_mkwrite are asked of shared mappings alone: what holds for private ones is told of the fault. */
static vm_fault_t dax_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	bool write = (vmf->flags & FAULT_FLAG_WRITE) && (vmf->vma->vm_flags & VM_SHARED);
	vm_fault_t ret;

	if (write)
		sb_start_pagefault(inode->i_sb);
	ret = dax_iomap_fault(vmf, 0, NULL, NULL, &foo_iomap_ops);
	if (vmf->flags & FAULT_FLAG_WRITE)
		sb_end_pagefault(inode->i_sb);
	return ret;
/*      ^^^^^^^^^^^ error[freeze-unbalanced]: fault handler dax_fault() ends freeze protection of inode->i_sb more
 * often than it starts it: the count of writers goes below zero, and the file system can be frozen under a write;
 * drop this sb_end_pagefault() or call sb_start_pagefault() first
 */
}
static const struct vm_operations_struct dax_ops = {
	.fault = dax_fault,
	.page_mkwrite = dax_fault,
	.pfn_mkwrite = dax_fault,
};

static vm_fault_t right_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	bool write = (vmf->flags & FAULT_FLAG_WRITE) && (vmf->vma->vm_flags & VM_SHARED);
	vm_fault_t ret;

	if (write)
		sb_start_pagefault(inode->i_sb);
	ret = dax_iomap_fault(vmf, 0, NULL, NULL, &foo_iomap_ops);
	if (write)
		sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct right_ops = {
	.fault = right_fault,
	.page_mkwrite = right_fault,
	.pfn_mkwrite = right_fault,
};
