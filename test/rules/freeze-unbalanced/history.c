/* release: 6.12 6.1 */

/* The times could not be written, and freezing hung ever after. */
static vm_fault_t time_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_NOPAGE;
	int err;

	sb_start_pagefault(inode->i_sb);
	err = file_update_time(vmf->vma->vm_file);
	if (err)
		return vmf_fs_error(err);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[freeze-unbalanced]: page_mkwrite handler
 * time_mkwrite() returns with freeze protection of inode->i_sb still held: freezing the file system
 * waits for ever; call sb_end_pagefault() on this path too */
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping || page_offset(vmf->page) >= i_size_read(inode))
		goto out_unlock;
	err = foo_reserve(inode);
	if (err) {
		ret = vmf_fs_error(err);
		goto out;
	}
	ret = VM_FAULT_LOCKED;
	goto out;
out_unlock:
	unlock_page(vmf->page);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
/*      ^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler time_mkwrite() returns
 * VM_FAULT_SIGBUS with vmf->page still locked: it is never unlocked, and the next task that wants the
 * page hangs; unlock it first */
}
static const struct vm_operations_struct time_mkwrite_ops = { .page_mkwrite = time_mkwrite };

static vm_fault_t good_time_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	vm_fault_t ret = VM_FAULT_NOPAGE;
	int err;

	sb_start_pagefault(inode->i_sb);
	err = file_update_time(vmf->vma->vm_file);
	if (err) {
		ret = vmf_fs_error(err);
		goto out;
	}
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping || page_offset(vmf->page) >= i_size_read(inode))
		goto out_unlock;
	err = foo_reserve(inode);
	if (err) {
		ret = vmf_fs_error(err);
		goto out_unlock;
	}
	ret = VM_FAULT_LOCKED;
	goto out;
out_unlock:
	unlock_page(vmf->page);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
}
static const struct vm_operations_struct good_time_mkwrite_ops = { .page_mkwrite = good_time_mkwrite };
