/* release: 6.12 4.19 */
/* expect: none */
/* file: fs/foo/file.c */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct super_block *sb = inode->i_sb;
	vm_fault_t ret = VM_FAULT_LOCKED;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	set_page_dirty(vmf->page);
out:
	sb_end_pagefault(sb);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* Only a write starts it, and only a write ends it. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	bool write = vmf->flags & FAULT_FLAG_WRITE;
	vm_fault_t ret;

	if (write)
		sb_start_pagefault(inode->i_sb);
	ret = filemap_fault(vmf);
	if (write)
		sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
