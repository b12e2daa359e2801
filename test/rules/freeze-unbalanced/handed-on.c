/* release: 6.12 6.1 */
/* Two handlers hand on as it is what a third function forgot once. */
static vm_fault_t foo_write_fault(struct vm_fault *vmf, struct inode *inode, bool is_write)
{
	vm_fault_t ret;

	if (is_write)
		sb_start_pagefault(inode->i_sb);
	ret = foo_map_page(inode, vmf);
	return ret;
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	return foo_write_fault(vmf, file_inode(vmf->vma->vm_file), true);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[freeze-unbalanced]: page_mkwrite
 * handler foo_page_mkwrite() returns with freeze protection of file_inode(vma->vm_file)->i_sb still
 * held, which foo_write_fault() took: freezing the file system waits for ever; call sb_end_pagefault()
 * on this path too
 */
}

static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	return foo_write_fault(vmf, file_inode(vmf->vma->vm_file), true);
}

static const struct vm_operations_struct foo_ops = {
	.page_mkwrite = foo_page_mkwrite,
	.pfn_mkwrite = foo_pfn_mkwrite,
};

/* Right. */
static vm_fault_t bar_write_fault(struct vm_fault *vmf, struct inode *inode, bool is_write)
{
	vm_fault_t ret;

	if (is_write)
		sb_start_pagefault(inode->i_sb);
	ret = bar_map_page(inode, vmf);
	if (is_write)
		sb_end_pagefault(inode->i_sb);
	return ret;
}

static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	return bar_write_fault(vmf, file_inode(vmf->vma->vm_file), true);
}

static vm_fault_t bar_pfn_mkwrite(struct vm_fault *vmf)
{
	return bar_write_fault(vmf, file_inode(vmf->vma->vm_file), true);
}

static const struct vm_operations_struct bar_ops = {
	.page_mkwrite = bar_page_mkwrite,
	.pfn_mkwrite = bar_pfn_mkwrite,
};
