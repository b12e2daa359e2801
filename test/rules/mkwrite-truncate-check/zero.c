/* release: 6.12 4.19 */
static vm_fault_t zero_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	sb_start_pagefault(inode->i_sb);
	lock_page(page);
	if (page->mapping != inode->i_mapping) {
		unlock_page(page);
		sb_end_pagefault(inode->i_sb);
		return 0;
/*		^^^^^^^^^ warning[mkwrite-truncate-check]: page_mkwrite handler zero_page_mkwrite() returns 0 for a page
 * that was truncated: core looks again, but only for a page without any mapping, neither at the inode nor at the
 * size; return VM_FAULT_NOPAGE, and the access runs again */
	}
	file_update_time(vmf->vma->vm_file);
	sb_end_pagefault(inode->i_sb);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct zero_ops = { .page_mkwrite = zero_page_mkwrite };
