/* release: 6.12 4.19 */
/* file: fs/foo/super.c */
static struct file_system_type foo_type = {
	.name = "foo",
	.fs_flags = FS_REQUIRES_DEV,
};
/* file: fs/foo/file.c */
/* Wherever the page is dirtied, the handler makes it writable. */
static vm_fault_t far_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
/*	^^^^^^^^^^^^^^^^^^^^^^^ information[mkwrite-no-freeze-protection]: page_mkwrite handler far_page_mkwrite() lets the page
 * become dirty without freeze protection: it changes a file system that may be frozen; call sb_start_pagefault() before
 * and sb_end_pagefault() after
 */
}
static const struct vm_operations_struct far_ops = { .page_mkwrite = far_page_mkwrite };

/* Whoever is behind the pointer may protect. */
static vm_fault_t below_page_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = file_inode(vmf->vma->vm_file)->i_private;

	file_update_time(vmf->vma->vm_file);
	return foo->ops->page_mkwrite(vmf);
}
static const struct vm_operations_struct below_ops = { .page_mkwrite = below_page_mkwrite };
