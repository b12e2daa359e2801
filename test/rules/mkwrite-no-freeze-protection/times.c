/* release: 6.12 4.19 */
/* file: fs/foo/file.c */
/* The page becomes dirty where nobody looks; the inode is written here. */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	file_update_time(vmf->vma->vm_file);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[mkwrite-no-freeze-protection]: page_mkwrite handler
 * foo_page_mkwrite() writes the times of the file with file_update_time() without freeze protection: it changes
 * a file system that may be frozen; call sb_start_pagefault() before and sb_end_pagefault() after
 */
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* The library protects what it does. */
static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (IS_SWAPFILE(inode))
		return VM_FAULT_SIGBUS;
	return filemap_page_mkwrite(vmf);
}
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };

static vm_fault_t baz_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	lock_page(vmf->page);
	sb_end_pagefault(inode->i_sb);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct baz_ops = { .page_mkwrite = baz_page_mkwrite };

/* A driver has no file system to freeze. */
static vm_fault_t qux_page_mkwrite(struct vm_fault *vmf)
{
	file_update_time(vmf->vma->vm_file);
	lock_page(vmf->page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct qux_ops = { .page_mkwrite = qux_page_mkwrite };
