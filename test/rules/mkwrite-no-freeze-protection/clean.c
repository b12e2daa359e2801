/* release: 6.12 4.19 */
/* expect: none */
/* file: fs/foo/file.c */
static void foo_begin(struct vm_fault *vmf, struct inode *inode)
{
	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
}

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_LOCKED;

	foo_begin(vmf, inode);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		ret = VM_FAULT_NOPAGE;
	} else {
		set_page_dirty(vmf->page);
	}
	sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };

/* A helper of the tree updates the times. */
static vm_fault_t own_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_LOCKED;

	sb_start_pagefault(inode->i_sb);
	vma_file_update_time(vmf->vma);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		ret = VM_FAULT_NOPAGE;
	} else {
		set_page_dirty(vmf->page);
	}
	sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct own_ops = { .page_mkwrite = own_page_mkwrite };

/* file: drivers/foo/fb.c */
/* A driver has no super block. */
static vm_fault_t fb_page_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	if (!vmf->page->mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(vmf->page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct fb_ops = { .page_mkwrite = fb_page_mkwrite };
