/* release: 6.12 4.19 */
/* file: fs/foo/file.c */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct page *page = vmf->page;

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	lock_page(page);
	if (page->mapping != inode->i_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[freeze-unbalanced]: page_mkwrite handler foo_page_mkwrite()
 * returns with freeze protection of inode->i_sb still held: freezing the file system waits for ever; call
 * sb_end_pagefault() on this path too
 */
	}
	set_page_dirty(page);
	sb_end_pagefault(inode->i_sb);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* Ends what it did not start. */
static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret;

	if (!vmf->page->mapping) {
		ret = VM_FAULT_NOPAGE;
		goto out;
	}
	sb_start_pagefault(inode->i_sb);
	ret = 0;
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
/*      ^^^^^^^^^^^ error[freeze-unbalanced]: page_mkwrite handler bar_page_mkwrite() ends freeze
 * protection of inode->i_sb more often than it starts it: the count of writers goes below zero, and the
 * file system can be frozen under a write; drop this sb_end_pagefault() or call sb_start_pagefault()
 * first
 */
}
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };
