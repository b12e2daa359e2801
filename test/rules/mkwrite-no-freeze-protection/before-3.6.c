/* release: 3.5 2.6.32 */
/* expect: none */
/* file: fs/foo/file.c */
/* sb_start_pagefault() does not exist yet. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct inode *inode = vma->vm_file->f_mapping->host;

	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(vmf->page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
