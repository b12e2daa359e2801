/* release: 6.12 4.19 */
/* file: fs/foo/file.c */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(vmf->page);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ information[mkwrite-no-freeze-protection]: page_mkwrite handler
 * foo_page_mkwrite() dirties the page with set_page_dirty() without freeze protection and without a time
 * update: it changes a file system that may be frozen, and the file keeps its old mtime; call
 * sb_start_pagefault() before and sb_end_pagefault() after and file_update_time()
 */
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* One of the two. */
static vm_fault_t bar_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	file_update_time(vmf->vma->vm_file);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(vmf->page);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ information[mkwrite-no-freeze-protection]: page_mkwrite handler
 * bar_page_mkwrite() dirties the page with set_page_dirty() without freeze protection: it changes a file
 * system that may be frozen; call sb_start_pagefault() before and sb_end_pagefault() after
 */
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };

static vm_fault_t baz_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_LOCKED;

	sb_start_pagefault(inode->i_sb);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		ret = VM_FAULT_NOPAGE;
	} else {
		set_page_dirty(vmf->page);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ information[mkwrite-no-freeze-protection]: page_mkwrite handler
 * baz_page_mkwrite() dirties the page with set_page_dirty() without a time update: the file keeps its old
 * mtime; call file_update_time()
 */
	}
	sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct baz_ops = { .page_mkwrite = baz_page_mkwrite };
